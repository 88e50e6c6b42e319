"""Where an installation lives and listens, and who hands out its tree. Read without Django's settings: small, fast."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from gongkai.config import readers
from gongkai.portal.front.rules import YEAR
from gongkai.portal.nginx import configuration as nginx

SOCKET_LIMIT = 107  # bytes; unix(7)


@dataclass(frozen=True)
class Place:
    """Where an installation lives and listens. Read without Django: the supervisor stays small."""

    home: Path
    bind: str
    port: int
    hsts: int  # seconds; 0 on loopback

    @property
    def origin(self) -> str:
        """What a person types to reach it."""
        host, port = self.nearest
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def nearest(self) -> tuple[str, int]:
        """Host and port at which this machine itself reaches the front."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind, self.bind), self.port

    @property
    def socket(self) -> Path:
        return self.home / "run" / "app.sock"


def place() -> Place:
    """The place that the environment names. Raises ImproperlyConfigured with a sentence for a bad value."""
    bind, home = readers.bind(), readers.home()
    if len(os.fsencode(home / "run" / "app.sock")) > SOCKET_LIMIT:
        raise ImproperlyConfigured(
            f"GONGKAI_HOME 的路径太长：{home}。Linux 的套接字地址不能超过 {SOCKET_LIMIT} 字节，请换一个短的目录。"
        )
    loopback = bind in readers.LOOPBACK and set(readers.hosts()) <= set(readers.LOOPBACK)
    return Place(home, bind, readers.port(), 0 if loopback else YEAR)


def front(at: Place) -> str:
    """Who hands out the tree, `nginx` or `granian`: what GONGKAI_FRONT wants, or nginx where it can.

    Writes nginx's configuration. Raises ImproperlyConfigured when nginx is wanted and cannot serve it.
    """
    wanted = readers.front()
    if wanted == "granian":
        return wanted
    fault = _fault_of_nginx(at)
    if fault is None:
        return "nginx"
    if wanted == "nginx":
        raise ImproperlyConfigured(f"GONGKAI_FRONT=nginx，但是{fault}。请改正，或者设为 auto。")
    return "granian"


def _fault_of_nginx(at: Place) -> str | None:
    found = nginx.binary()
    if found is None:
        return "这台机器上没有 nginx"
    try:
        nginx.write(at.home, at.bind, at.port, at.hsts)
    except nginx.NotWritable as error:
        return str(error).rstrip("。")
    tried = subprocess.run([*nginx.command(found, at.home), "-t"], capture_output=True, text=True)
    return None if tried.returncode == 0 else f"nginx 不接受它的配置：{tried.stderr.strip()}"


def environment(at: Place, front: str) -> dict[str, str]:
    """What the children are told beside what the operator set."""
    return {
        **os.environ,
        "GONGKAI_HOME": str(at.home),
        "GONGKAI_FRONT": front,
        "GONGKAI_HSTS": str(at.hsts),
        "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
