"""Real servers on loopback: an HTTP hook and an SMTP server of the standard library's sockets."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Hook:
    """What a hook was given; `status` is what it answers, `location` where it sends elsewhere."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.status, self.location = 200, ""
        self.silent = threading.Event()  # set: takes the call and never answers
        self.address = ""


@contextmanager
def http_hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append((self.path, dict(self.headers), json.loads(body)))
            if hook.silent.is_set():
                self.close_connection = True
                done.wait(10)
                return
            self.send_response(hook.status)
            if hook.location:
                self.send_header("Location", hook.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    done = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.address = f"http://127.0.0.1:{server.server_address[1]}/send"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        done.set()
        server.shutdown()
        server.server_close()


class Mailbox:
    """What an SMTP server took; `refusing`: it answers 451 to every recipient."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []  # to, the whole message
        self.refusing = False
        self.port = 0


class Dialogue(socketserver.StreamRequestHandler):
    """As much of SMTP as one message needs."""

    box: Mailbox

    def handle(self) -> None:
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("RCPT TO:"):
                to = line[8:].strip("<> ")
                self.say("451 later" if self.box.refusing else "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                self.box.got.append((to, self.data()))
                self.say("250 ok")
            else:
                self.say("221 bye" if verb == "QUIT" else "250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)


@contextmanager
def smtp_server() -> Iterator[Mailbox]:
    box = Mailbox()
    handler = type("Of", (Dialogue,), {"box": box})
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    box.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
