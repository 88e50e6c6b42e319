"""The public front by the system's nginx: a whole configuration of our own below `var/nginx/`.

Nothing in /etc is read or written. What is answered stands in `front_rules` and is the same as that of
`gongkai.portal.front.application`; a test compares the two.
"""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path

from gongkai.portal.front import pages
from gongkai.portal.nginx.pieces import NotWritable, quoted, variables
from gongkai.portal.nginx.places import places

__all__ = ["NotWritable", "binary", "command", "configuration", "quoted", "user", "write"]
BESIDE_PATH = "/usr/sbin/nginx"  # Debian does not put it into a person's PATH


def binary() -> str | None:
    """Where nginx is on this machine; None: nowhere."""
    found = shutil.which("nginx")
    return found or (BESIDE_PATH if os.access(BESIDE_PATH, os.X_OK) else None)


def command(nginx: str, home: Path) -> list[str]:
    """How nginx is started in the foreground, with its log on standard error until the log file is open."""
    return [nginx, "-e", "stderr", "-c", str(home / "nginx" / "nginx.conf"), "-g", "daemon off;"]


def write(home: Path, bind: str, port: int, hsts: int = 0) -> Path:
    """Write configuration, error pages and folders below `home`; give the configuration's path.

    Raises `NotWritable` when the home's path has a character that nginx would read as its own.
    """
    folder = home / "nginx"
    for below in (folder / "pages", folder / "temporary", home / "logs", home / "run"):
        below.mkdir(parents=True, exist_ok=True)
    for status in pages.SENTENCES:
        (folder / "pages" / f"{status}.html").write_bytes(pages.page(status))
    path = folder / "nginx.conf"
    path.write_text(configuration(home, bind, port, hsts))
    return path


def configuration(home: Path, bind: str, port: int, hsts: int = 0) -> str:
    """The configuration as text. `hsts` in seconds, 0 where nobody before us speaks TLS."""
    host = f"[{bind}]" if ":" in bind else bind
    return _WHOLE.format(
        user=user(),
        pid=quoted(home / "run" / "nginx.pid"),
        temporary=quoted(home / "nginx" / "temporary"),
        variables=variables(home),
        listen=f"{host}:{port}",
        places=places(home, hsts),
    )


def user() -> str:
    """As root the workers would become `nobody`, who may not read our home: they stay who started them."""
    return f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""


_WHOLE = """# Written by `gongkai run` at each start: changes made here are lost.
{user}
worker_processes auto;
pid {pid};
error_log stderr warn;
pcre_jit on;
events {{
    worker_connections 4096;
}}
http {{
    client_body_temp_path {temporary};
    proxy_temp_path {temporary};
    fastcgi_temp_path {temporary};
    uwsgi_temp_path {temporary};
    scgi_temp_path {temporary};
    access_log off;
    log_not_found off;
    server_tokens off;
    absolute_redirect off;
    sendfile on;
    tcp_nopush on;
    reset_timedout_connection on;
    client_header_timeout 20s;
    client_body_timeout 30s;
    send_timeout 30s;
    large_client_header_buffers 4 8k;
    merge_slashes off;
    open_file_cache off;
    gzip_http_version 1.0;
    gzip_proxied any;
    {variables}
    server {{
        listen {listen} default_server;
        {places}
    }}
}}
"""
