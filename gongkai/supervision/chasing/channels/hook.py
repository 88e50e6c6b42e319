"""短信、秦政通 through the operator's own hook: an address that takes JSON by POST, or a command that reads it."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.error
import urllib.request
from typing import Any

from gongkai.supervision.chasing.channels import Message, NotDelivered

TIMEOUT = 10.0  # seconds
SECRET_HEADER = "X-Gongkai-Secret"
SECRET_VARIABLE = "GONGKAI_HOOK_SECRET"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The secret goes to the address that was configured and to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


# Neither redirects nor the proxy of the environment.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects)


def send(message: Message, hook: str, secret: str, timeout: float = TIMEOUT) -> None:
    """Hand the message over once. Raises NotDelivered."""
    body = json.dumps(_body(message), ensure_ascii=False).encode()
    if hook.startswith(("http://", "https://")):
        _post(body, hook, secret, message.id, timeout)
    else:
        _run(body, hook, secret, timeout)


def _body(message: Message) -> dict[str, str]:
    return {
        "id": message.id,
        "number": message.number,
        "organ": message.organ,
        "organ_name": message.organ_name,
        "text": message.text,
    }


def _post(body: bytes, address: str, secret: str, key: str, timeout: float) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
    if secret:
        headers[SECRET_HEADER] = secret
    request = urllib.request.Request(address, data=body, headers=headers, method="POST")
    try:
        with _opener.open(request, timeout=timeout) as answer:
            answer.read(1024)
    except urllib.error.HTTPError as refused:
        refused.close()
        raise NotDelivered(f"接口返回 {refused.code}，没有接收。") from None
    except (OSError, ValueError) as fault:
        late = isinstance(fault, TimeoutError) or "timed out" in str(fault)
        raise NotDelivered("接口没有在规定时间内应答。" if late else "接口连接不上。") from None


def _run(body: bytes, command: str, secret: str, timeout: float) -> None:
    """No shell: the path is the whole command, the message comes on its standard input."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", SECRET_VARIABLE: secret}
    try:
        done = subprocess.run(
            [command], input=body, env=environment, timeout=timeout, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotDelivered("发送程序没有在规定时间内结束，已停止。") from None
    except OSError:
        raise NotDelivered("发送程序无法启动。") from None
    if done.returncode:
        raise NotDelivered(f"发送程序以 {done.returncode} 结束，没有发出。")
