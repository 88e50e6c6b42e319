"""nginx's directives in small pieces: variables worked out per request, types, headers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai.portal.front.redirects import table_of
from gongkai.portal.front.rules import FORWARDED, HEALTH, IMAGE_TYPES, YEAR, Headers

# Addresses that exist inside nginx only.
PAGES, GONE, REFUSED = "/gongkai-pages", "/gongkai-gone", "/gongkai-refused"
ASKED = "if ($instead) { rewrite ^ $instead last; }"  # in every location that the public can reach


class NotWritable(ValueError):
    """A path or address that nginx's configuration cannot hold."""


def quoted(path: Path | str) -> str:
    """A path as nginx reads it. Raises `NotWritable` for `$`, quotes, backslashes and control characters."""
    text = str(path)
    if any(c in '$"\\{}' or ord(c) < 32 for c in text):
        raise NotWritable(
            f"目录“{text}”里有 nginx 不能用的字符。请换一个只含字母、数字和短横的 GONGKAI_HOME。"
        )
    return f'"{text}"'


def variables(home: Path) -> str:
    """Values that nginx works out per request, each only when it is used."""
    old = quoted(table_of(home).with_name("*.map"))  # a pattern: there need not be a table
    images = "|".join(IMAGE_TYPES)
    app = "|".join([*(f"{address}|{address[:-1]}$" for address in FORWARDED), f"{HEALTH}$"])
    return rf"""
    map_hash_max_size 1048576;
    map_hash_bucket_size 512;
    # One question for each request, asked once: where does it go instead of where it asks? Empty: there.
    map $request_method $instead {{
        default $instead_of_acting;
        GET $instead_of_reading;
        HEAD $instead_of_reading;
    }}
    # Judged before nginx resolves dots and slashes: what is no address is missing, whatever it resolves to.
    map $request_uri $instead_of_reading {{
        default "";
        "~*^[^?]*(?:/|%2f)(?:/|\.|%2f|%2e)" {REFUSED}/404;
    }}
    map $uri $instead_of_acting {{
        default $only_reading;
        "~^(?:{app})" $instead_of_reading;
    }}
    map $instead_of_reading $only_reading {{
        default $instead_of_reading;
        "" {REFUSED}/405;
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
    # Addresses of the old site, looked up only where no page was found: with the query, else without it.
    map $uri $moved_by_path {{
        default "";
        include {old};
    }}
    map $uri$is_args$args $moved {{
        default $moved_by_path;
        include {old};
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
