"""A whole installation of its own, as `./run` starts it, and Debian's Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gongkai.config.demonstration import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pictures"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass
class Installation:
    """A running installation: its address and where it lives."""

    address: str
    home: Path


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One for all files; a file that does what can be done only once has its own (`running`)."""
    with running(tmp_path_factory.mktemp("installation")) as installation:
        yield installation


@contextmanager
def running(home: Path) -> Iterator[Installation]:
    """`./run` on a free port in an empty folder, with the small demonstration."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))}
    env |= {"GONGKAI_HOME": str(home), "GONGKAI_PORT": str(port)}
    env["GONGKAI_DEMONSTRATION"] = "small"
    command = [str(Path(sys.executable).parent / "gongkai"), "run"]
    log = (home / "run.log").open("wb")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", process)
        yield Installation(address, home)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        log.close()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the installation stopped at its start"
        try:
            if urllib.request.urlopen(address, timeout=2).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the installation did not answer within two minutes")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield chromium
        chromium.close()


class Person:
    """One person at one browser of their own, who leaves pictures of what they saw."""

    def __init__(
        self, browser: Browser, installation: Installation, name: str, viewport: dict
    ) -> None:
        self.name = name
        self.installation = installation
        self.context: BrowserContext = browser.new_context(
            viewport=viewport,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=installation.address,
        )
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.set_default_timeout(10_000)
        self.width = viewport["width"]

    def signs_in(self, username: str) -> Person:
        self.page.goto("/desk/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("button:has-text('登录')")
        self.page.wait_for_url("**/desk/")
        return self

    def picture(self, what: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{what}-{self.width}.png", full_page=True)

    def sees(self, text: str) -> bool:
        return self.page.get_by_text(text).first.is_visible()

    def opens(self, title: str) -> None:
        self.page.goto("/desk/")
        self.page.get_by_role("link", name=title).first.click()


@pytest.fixture
def person(browser: Browser, installation: Installation):
    """Make somebody with a browser of their own: `person("群体处拟稿人", phone=True)`."""
    everybody: list[Person] = []

    def make(name: str, *, phone: bool = False) -> Person:
        somebody = Person(browser, installation, name, PHONE if phone else DESK)
        everybody.append(somebody)
        return somebody

    yield make
    for somebody in everybody:
        somebody.context.close()
