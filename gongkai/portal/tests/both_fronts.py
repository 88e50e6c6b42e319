"""The two fronts as real processes over one small tree, with a stub where the app would be."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import os
import socket
import socketserver
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from gongkai.config.processes import serve
from gongkai.portal.front.redirects import table_of
from gongkai.portal.nginx import configuration as nginx
from gongkai.publishing.old_addresses import key, line

HELD = hashlib.sha256(b"attachment").hexdigest()
HOSTILE = '年报(一);"a\'b" 100%.docx'
# Addresses of the old site, and where they lead; a page of ours and files stand before them.
MOVED = {
    "/content.jsp?id=123": "/p/2026/1/",
    "/content.jsp?id=124&lx=%E5%85%AC": "/p/2026/2/",
    "/info/1024/5678.htm": "/p/2026/3/",
    "/旧栏目/$1;{}.html": "/p/2026/1/",
    "/%B9%AB%B8%E6.html": "/p/2026/1/",  # GBK, as old sites have it
    "/old/": "/p/2026/1/",
    "/empty": "/p/2026/3/",
    "/feed.xml": "/p/2026/3/",
    "/f/short/a.pdf": "/p/2026/3/",
    "/static/no.css": "/p/2026/3/",
}
HASHED = "/static/desk.0123456789ab.css"


def make_home(home: Path) -> None:
    """A tree with a page, a withdrawn one, attachments with hostile names, and traps outside it."""
    tree = home / "tree"
    page = "<!doctype html><title>公开</title>" + "<p>西安市体育局</p>" * 300
    put(tree / "index.html", page.encode())
    put(tree / "404.html", "<!doctype html><title>没有这个页面</title>".encode() * 20)
    put(tree / "p/2026/1/index.html", page.encode() * 2)
    put(tree / "p/2026/2/gone.html", "<!doctype html><title>已撤回</title>".encode() * 20)
    put(tree / "p/2026/3/index.html", b"<p>no gz beside this one</p>", zipped=False)
    put(tree / "feed.xml", b"<feed/>")
    put(tree / "sitemap.txt", b"http://127.0.0.1/\n", zipped=False)
    put(tree / "栏目/index.html", b"<p>column</p>")
    put(tree / ".hidden/index.html", b"secret", zipped=False)
    put(tree / "p/2026/1/.draft.html", b"secret", zipped=False)
    put(tree / "odd.bin", b"\x00\x01", zipped=False)
    put(tree / "big.json", b"[" + b"1," * 800_000 + b"1]", zipped=False)
    (tree / "empty").mkdir()
    for name in (HOSTILE, "page.html", "picture.PNG", "plain.txt", "data.tar.gz"):
        put(tree / "f" / HELD / name, b"0123456789" * 30, zipped=False)
    put(tree / "f" / "short" / "a.pdf", b"%PDF", zipped=False)
    put(home / "static/desk.0123456789ab.css", b"body{}" * 100)
    put(home / "static/desk.css", b"body{}")
    put(home / "gongkai.sqlite3", b"secret", zipped=False)
    table = b"".join(line(key(old), address) for old, address in MOVED.items())
    put(table_of(home), table, zipped=False)
    (tree / "f" / HELD / "escape.txt").symlink_to(home / "gongkai.sqlite3")


def put(path: Path, content: bytes, zipped: bool = True) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if zipped:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))


class Echo(BaseHTTPRequestHandler):
    """Says back what it was asked; `/desk/missing` is a 404 of the app's own."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        said = {
            "method": self.command,
            "target": self.path,
            "headers": {k.lower(): v for k, v in self.headers.items()},
            "body": hashlib.sha256(body).hexdigest(),
            "length": len(body),
        }
        text = json.dumps(said).encode()
        self.send_response(404 if self.path == "/desk/missing" else 200)
        for name, value in (
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(text))),
            ("X-Request-Id", "0d5f"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("Keep-Alive", "timeout=5"),
            ("Content-Security-Policy", "default-src 'none'"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_HEAD = do_POST = answer  # noqa: N815 - the names that http.server looks for

    def address_string(self) -> str:
        return "app"

    def log_message(self, *args: object) -> None: ...


class Stub(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


def start_stub(home: Path) -> Stub:
    (home / "run").mkdir(parents=True, exist_ok=True)
    stub = Stub(str(home / "run" / "app.sock"), Echo)
    threading.Thread(target=stub.serve_forever, daemon=True).start()
    return stub


def start_nginx(home: Path, port: int) -> subprocess.Popen[bytes]:
    found = nginx.binary()
    assert found
    nginx.write(home, "127.0.0.1", port)
    return start(nginx.command(found, home), port)


def start_front(home: Path, port: int) -> subprocess.Popen[bytes]:
    told = {"GONGKAI_HOME": str(home), "GONGKAI_PORT": str(port), "GONGKAI_FRONT": "granian"}
    return start(list(serve("front")), port, **told)


def start(command: list[str], port: int, **environ: str) -> subprocess.Popen[bytes]:
    """A server as a process, once it takes connections."""
    process = subprocess.Popen(command, env={**os.environ, **environ})
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process
    raise AssertionError(f"{command[0]} does not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int, method: str, target: str, headers: dict[str, str], body: bytes = b"") -> dict:
    """One request, sent byte for byte as given; the answer with lower-case header names."""
    lines = [f"{method} {target} HTTP/1.1", "Host: example.test", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body and "Transfer-Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection(("127.0.0.1", port), 10) as link:
        link.sendall("\r\n".join([*lines, "", ""]).encode("utf-8") + body)
        response = http.client.HTTPResponse(link, method=method)
        response.begin()
        content = response.read()
    names = {name.lower() for name, _ in response.getheaders()}
    got = {n: ", ".join(response.msg.get_all(n)) for n in names}
    return {"status": response.status, "headers": got, "body": content}
