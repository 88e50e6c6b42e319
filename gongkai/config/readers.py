"""Readers of settings: each refuses a bad value by name, in a sentence, before anything starts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Env = Mapping[str, str]
LOOPBACK = ("127.0.0.1", "::1", "[::1]", "localhost")


def home(env: Env = os.environ) -> Path:
    """Where database, files, tree, heads and logs are (GONGKAI_HOME; default `var/` of the checkout)."""
    given = env.get("GONGKAI_HOME", "")
    path = Path(given) if given else Path(__file__).resolve().parents[2] / "var"
    if not path.is_absolute():
        raise ImproperlyConfigured(
            f"GONGKAI_HOME 应为绝对路径，现为“{given}”。请改为例如 /srv/gongkai/var。"
        )
    return path


def port(env: Env = os.environ) -> int:
    """The one port that people use (GONGKAI_PORT, default 8000)."""
    given = env.get("GONGKAI_PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise ImproperlyConfigured(f"GONGKAI_PORT 应为 1 到 65535 的整数，现为“{given}”。")
    return int(given)


def bind(env: Env = os.environ) -> str:
    """The address on which the front listens (GONGKAI_BIND, default loopback)."""
    return env.get("GONGKAI_BIND", "127.0.0.1")


def hosts(env: Env = os.environ) -> list[str]:
    """Host names under which the installation answers (GONGKAI_HOSTS, separated by commas)."""
    given = [h.strip() for h in env.get("GONGKAI_HOSTS", "").split(",") if h.strip()]
    if "*" in given:
        raise ImproperlyConfigured("GONGKAI_HOSTS 不接受“*”。请逐个写出域名，用英文逗号分隔。")
    return [*given, *LOOPBACK]


def front(env: Env = os.environ) -> str:
    """Who hands out the public tree (GONGKAI_FRONT): `auto` (nginx where there is one), `nginx` or `granian`."""
    given = env.get("GONGKAI_FRONT", "auto")
    if given not in ("auto", "nginx", "granian"):
        raise ImproperlyConfigured(f"GONGKAI_FRONT 只能是 auto、nginx 或 granian，现为“{given}”。")
    return given


def demonstration(env: Env = os.environ) -> str:
    """How much a new demonstration bureau holds (GONGKAI_DEMONSTRATION): a `year` of work, or `small`."""
    given = env.get("GONGKAI_DEMONSTRATION", "year")
    if given not in ("year", "small"):
        raise ImproperlyConfigured(
            f"GONGKAI_DEMONSTRATION 只能是 year（一年的演示数据）或 small（只有一份文件），现为“{given}”。"
        )
    return given


def database(env: Env = os.environ) -> dict:
    """SQLite in the home by default; `GONGKAI_DATABASE=postgresql://user:password@host:port/name` otherwise."""
    url = env.get("GONGKAI_DATABASE", "")
    if not url:
        return sqlite(home(env) / "gongkai.sqlite3")
    parts = urlsplit(url)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "GONGKAI_DATABASE 应写成 postgresql://用户:口令@主机:端口/库名；不设置则使用 SQLite。"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path | str) -> dict:
    """SQLite that keeps its word: WAL, FULL sync (an acknowledged act is on disk), IMMEDIATE transactions.

    `recursive_triggers` makes INSERT OR REPLACE fire the trail's guards.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16000;",
        },
    }


def secret_key(directory: Path) -> str:
    """The installation's own secret, made at first start and kept where only its user can read it."""
    path = directory / "secret-key"
    if not path.exists():
        directory.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


def wording() -> Path | None:
    """The folder of the rules of 表述检查 (GONGKAI_WORDING); None: `plans/<plan>/wording`."""
    given = os.environ.get("GONGKAI_WORDING")
    if not given:
        return None
    if not Path(given).is_dir():
        raise ImproperlyConfigured(f"GONGKAI_WORDING 指向的目录不存在：{given}。")
    return Path(given)


def pages(env: Env = os.environ) -> int:
    """Bytes that drawn pages of attachments may keep overnight (GONGKAI_PAGES in MB, default 2048)."""
    given = env.get("GONGKAI_PAGES", "2048")
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise ImproperlyConfigured(f"GONGKAI_PAGES 应为以 MB 计的整数，如 2048，现为“{given}”。")
    return int(given) * 1024 * 1024


def hook(env: Env = os.environ) -> tuple[str, str]:
    """GONGKAI_HOOK: an http(s) address, or the absolute path of a command; GONGKAI_HOOK_SECRET goes along. Off without."""
    given = env.get("GONGKAI_HOOK", "")
    parts = urlsplit(given)
    address = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    if given and not address and not Path(given).is_absolute():
        raise ImproperlyConfigured(
            "GONGKAI_HOOK 应为 http://、https:// 开头的地址（不带用户名）或程序的绝对路径；不设置则不发送短信。"
        )
    if given and not address and not os.access(given, os.X_OK):
        raise ImproperlyConfigured(f"GONGKAI_HOOK 指向的程序不存在或不能执行：{given}。")
    return given, env.get("GONGKAI_HOOK_SECRET", "")


Smtp = tuple[str, int, str, str, str]  # host, port, user, password, scheme
SMTP_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def mail(env: Env = os.environ) -> tuple[str, str, Smtp]:
    """GONGKAI_MAIL=smtps://user:password@host:port with GONGKAI_MAIL_DOMAIN and GONGKAI_MAIL_FROM. Off without."""
    url, domain = env.get("GONGKAI_MAIL", ""), env.get("GONGKAI_MAIL_DOMAIN", "")
    if not url:
        return "", "gongkai@localhost", ("localhost", 25, "", "", "smtp")
    parts = urlsplit(url)
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "GONGKAI_MAIL 应写成 smtps://用户:口令@主机:端口（或 smtp://、smtp+starttls://）。"
        )
    if not domain or "@" in domain:
        raise ImproperlyConfigured(
            "设置了 GONGKAI_MAIL，还须设置 GONGKAI_MAIL_DOMAIN，即邮箱地址中 @ 之后的部分。"
        )
    sender = env.get("GONGKAI_MAIL_FROM", f"gongkai@{domain}")
    held = (unquote(parts.username or ""), unquote(parts.password or ""))
    return (
        domain,
        sender,
        (parts.hostname, parts.port or SMTP_PORTS[parts.scheme], *held, parts.scheme),
    )
