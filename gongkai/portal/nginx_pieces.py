"""nginx's directives in small pieces: variables worked out per request, types, headers."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.portal.front_rules import IMAGE_TYPES, NOT_FOUND, YEAR, Headers

PAGES, GONE = "/gongkai-pages", "/gongkai-gone"  # addresses that exist inside nginx only


def variables() -> str:
    """Values that nginx works out per request, each only when it is used."""
    images = "|".join(IMAGE_TYPES)
    return rf"""
    map $request_method $not_reading {{ default 1; GET 0; HEAD 0; }}
    # Judged before nginx resolves dots and slashes: what is no address is missing, whatever it resolves to.
    map $request_uri $no_address {{
        volatile;
        default 0;
        "~*^[^?]*(?:/|%2f)(?:/|\.|%2f|%2e)" $refused;
    }}
    map $uri $refused {{  # worked out only for such an address, and again for the page that refuses it
        volatile;
        default 1;
        "~^(?:{NOT_FOUND}$|{PAGES}/|{GONE}/)" 0;
    }}
    map $uri $caching {{
        default "no-cache";
        "~^/static/(?:.+/)?[^/]+\.[0-9a-f]{{12}}\.[^/.]+$" "public, max-age={YEAR}, immutable";
    }}
    # The name comes as the client wrote it, so it is repeated only when it is written as RFC 8187 asks;
    # otherwise the browser takes the address's last segment, which is the same name.
    map $request_uri $file_name {{
        default "attachment";
        "~^/f/[0-9a-f]{{64}}/(?<name>(?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-Fa-f][0-9A-Fa-f])+)(?:\?|$)"
            "attachment; filename*=UTF-8''$name";
    }}
    map $uri $disposition {{
        default $file_name;
        "~*\.(?:{images})$" "";
    }}"""


def types(kinds: dict[str, str]) -> str:
    """What endings stand for, in place of what is inherited."""
    pairs = " ".join(f'"{kind}" {ending};' for ending, kind in kinds.items())
    return f"types {{ {pairs} }}"


def add_headers(headers: Headers, always: str = " always") -> str:
    """Headers of an answer. Without `always` (given as an empty string) refusals do not carry them."""
    return lines(f'add_header {name} "{value}"{always};' for name, value in headers)


def lines(parts: Iterable[str]) -> str:
    """Directives, one below the other."""
    return "\n".join(parts)
