"""The locations of nginx's configuration, made from `front_rules`."""

from __future__ import annotations

from pathlib import Path

from gongkai.portal.front import pages
from gongkai.portal.front.rules import (
    APP_PATIENCE,
    BODY_LIMIT,
    FILE_POLICY,
    FILE_TYPES,
    FORWARDED,
    HEALTH,
    MOVED,
    NOT_FOUND,
    PAGE_POLICY,
    PAGE_TYPES,
    UNKNOWN_TYPE,
    security,
)
from gongkai.portal.nginx.pieces import ASKED, GONE, PAGES, REFUSED, add_headers, lines, types

NOT_SENT = ("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP", "Proxy-Authorization")


def places(home: Path, hsts: int) -> str:
    """What stands inside `server`: the tree, attachments, static files, the app, and pages for refusals."""
    return (
        _common(home)
        + _tree(home, hsts)
        + _attachments(hsts)
        + _app(home, hsts)
        + _pages(home, hsts)
    )


def _common(home: Path) -> str:
    """No `disable_symlinks` for pages: it costs a third of nginx's speed, and only the builder writes there."""
    own = [status for status in pages.SENTENCES if status not in (400, 404)]
    return f"""
root "{home}/tree";
index index.html;
max_ranges 0;
client_max_body_size {BODY_LIMIT};
default_type {UNKNOWN_TYPE};
{types(PAGE_TYPES)}
error_page 400 403 404 =404 {NOT_FOUND};
{lines(f"error_page {status} {PAGES}/{status}.html;" for status in own)}
location = {REFUSED}/404 {{ internal; return 404; }}
location = {REFUSED}/405 {{ internal; return 405; }}
"""


def _tree(home: Path, hsts: int) -> str:
    """Pages by `try_files` and not by `index`: nginx then goes through its phases once, which pays for ours."""
    shown = f"""
    gzip_static on;
    add_header Vary Accept-Encoding always;
    {add_headers(security(PAGE_POLICY, hsts))}"""
    page = f"{shown}\n    add_header Cache-Control no-cache always;"
    undated = 'etag off; add_header Last-Modified "";'
    return f"""
location / {{
    {ASKED}
    try_files ${{uri}}index.html $uri @directory; {page}
}}
# No file and no index: a directory without its slash, the stub of what was withdrawn (RFC 9110
# section 15.5.11), or nothing.
location @directory {{
    recursive_error_pages on;
    error_page 404 {NOT_FOUND};
    error_page 410 {GONE}${{uri}}gone.html;
    {add_headers([*MOVED, *security(PAGE_POLICY, hsts)])}
    if (-f $document_root${{uri}}gone.html) {{ return 410; }}
    if ($moved) {{ return 301 $moved; }}
    if ($uri ~ "/$") {{ return 404; }}
    if (-d $document_root$uri) {{ return 301 $uri/$is_args$args; }}
    return 404;
}}
location ^~ {GONE}/ {{ internal; alias "{home}/tree/"; {undated} {page}}}
location ^~ /static/ {{
    {ASKED}
    root "{home}"; {shown}
    add_header Cache-Control $caching always;
}}
location = {NOT_FOUND} {{ internal; try_files {NOT_FOUND} {PAGES}/404.html; {undated} {page}}}
"""


def _attachments(hsts: int) -> str:
    """Headers without `always`: refusals bring those of their page, and a 416 would carry them twice."""
    return f"""
location ^~ /f/ {{
    location ~ "^/f/[0-9a-f]{{64}}/[^/]+$" {{
        {ASKED}
        max_ranges 1;
        disable_symlinks on from=$document_root;
        {types(FILE_TYPES)}
        add_header Cache-Control no-cache;
        add_header Content-Disposition $disposition;
        {add_headers(security(FILE_POLICY, hsts), always="")}
    }}
    {ASKED}
    return 404;
}}
"""


def _app(home: Path, hsts: int) -> str:
    """What we say about who asks replaces what the client said. No request goes to the app twice."""
    forward = f"""
    {ASKED}
    if ($http_transfer_encoding) {{ return 411; }}
    proxy_pass "http://unix:{home}/run/app.sock";
    proxy_http_version 1.1;
    proxy_next_upstream off;
    proxy_connect_timeout 5s;
    proxy_read_timeout {APP_PATIENCE}s;
    proxy_set_header Host $http_host;
    proxy_set_header Connection close;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto {"https" if hsts else "http"};
    {lines(f'proxy_set_header {name} "";' for name in NOT_SENT)}"""
    moved = add_headers([*MOVED, *security(PAGE_POLICY, hsts)])
    return lines(
        [
            *(f"location ^~ {address} {{{forward}}}" for address in FORWARDED),
            *(
                f"location = {address[:-1]} {{ {moved} return 301 {address}$is_args$args; }}"
                for address in FORWARDED
            ),
            f"location = {HEALTH} {{{forward}}}",
        ]
    )


def _pages(home: Path, hsts: int) -> str:
    return lines(
        f"""location = {PAGES}/{status}.html {{
    internal;
    alias "{home}/nginx/pages/{status}.html";
    etag off;
    add_header Last-Modified "";
    {_page_headers(status, hsts)}
}}"""
        for status in pages.SENTENCES
    )


def _page_headers(status: int, hsts: int) -> str:
    """Those of the attachment already stand on a 416: nginx finds out that late."""
    if status == 416:
        return ""
    return add_headers([*pages.headers(status)[1:], *security(PAGE_POLICY, hsts)])
