"""An installation of its own whose processes can be killed -9, and people at its desk over real HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from gongkai.config.demonstration import PASSWORD
from gongkai.config.processes import serve
from gongkai.portal.front.forward import AppConnection

ROOT = Path(__file__).resolve().parents[2]
LOST = (OSError, http.client.HTTPException)  # no answer: nobody knows whether it was done


class Home:
    """A demonstration bureau in a folder, with its database prepared."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder = folder
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))}
        told = {"GONGKAI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        told["GONGKAI_DEMONSTRATION"] = "small"
        self.environ = {**clean, **told, "PYTHONPATH": str(ROOT), **more}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command to its end, with its output."""
        return subprocess.run(
            command, env=self.environ, cwd=ROOT, capture_output=True, text=True, timeout=120
        )

    def prepare(self) -> Home:
        (self.folder / "run").mkdir(parents=True)
        done = self.run(*serve("prepare"))
        assert done.returncode == 0, done.stdout + done.stderr
        return self

    def with_people_only(self) -> Home:
        """Database and cast, without what only pages need."""
        done = self.run(sys.executable, "-m", "tests.security.pressing", "bureau", "1")
        assert done.stdout.endswith("ready\n"), done.stdout + done.stderr
        return self

    def aftermath(self) -> dict[str, Any]:
        """What stands in the database now, read by a process of its own."""
        done = self.run(sys.executable, "-m", "tests.security.aftermath")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Killed:
    """A process of the installation that is killed -9 and started again."""

    def __init__(self, home: Home, *command: str) -> None:
        self.home, self.command = home, command
        self.kills = 0
        self.log = (home.folder / "killed.log").open("ab")
        self.start()

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.command, env=self.home.environ, cwd=self.home.folder, start_new_session=True,
            stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def kill(self) -> None:
        """The whole session at once: master and workers have no moment to finish anything."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        self.kills += 1

    def close(self) -> None:
        if self.running.poll() is None:
            self.kill()
        self.log.close()


class App(Killed):
    """The desk as granian serves it on its Unix socket."""

    def __init__(self, home: Home) -> None:
        self.socket = str(home.folder / "run" / "app.sock")
        super().__init__(home, *serve("app"))

    def start(self) -> None:
        super().start()
        for _ in range(300):
            assert self.running.poll() is None, "the app stopped at its start"
            connection = AppConnection(self.socket, timeout=1)
            try:
                connection.request("GET", "/healthz", headers={"Host": "127.0.0.1"})
                connection.getresponse().read()
                return
            except LOST:
                time.sleep(0.1)
            finally:
                connection.close()
        raise AssertionError("the app does not answer")


class AtTheDesk:
    """One person with a session, who writes down what was acknowledged."""

    def __init__(self, app: App, username: str) -> None:
        self.app, self.cookies = app, {}
        self.ask("GET", "/desk/sign-in/")
        status, _ = self.ask("POST", "/desk/sign-in/", {"username": username, "password": PASSWORD})
        assert status == 302, "signed in"

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and place to go to. Raises one of LOST when the answer did not come whole."""
        headers = {
            "Host": "127.0.0.1",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
        connection = AppConnection(self.app.socket, timeout=10)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", "")

    def sends_off(self, key: str, title: str, act: str) -> str:
        """What the drafting form sends, by `save` or `submit`; where it led, empty when it was refused."""
        form = {
            "key": key, "title": title, "body": "<p>各区县体育部门：现将有关事项通知如下。</p>", "act": act,
            "document_kind": "information", "category": "mass_sports_events", "attribute": "proactive",
        }  # fmt: skip
        status, place = self.ask("POST", "/desk/documents/new/", form)
        assert status in (302, 409), status
        return place if status == 302 else ""


def new_key() -> str:
    return str(uuid4())


def sheet_in(place: str) -> str:
    """The sheet that an answer to 送审 leads to."""
    found = re.fullmatch(r"/desk/cases/([0-9a-f-]{36})/", place)
    assert found, place
    return found[1]
