"""`gongkai <command>`: each command's module is loaded only when it is called, so that `run` starts fast."""

from __future__ import annotations

import importlib
import os
import sys

import click

# command -> (module below gongkai.config.commands, attribute)
COMMANDS = {
    "run": "run:run",
    "serve": "run:serve",
    "init": "installation:init",
    "plan": "plan:plan",
    "clause": "plan:clause",
    "conform": "conform:conform",
    "clock": "clock:clock",
    "calendar": "clock:calendar",
    "site": "site:site",
    "trail": "trail:trail",
    "tick": "tick:tick",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        loaded = importlib.import_module(f"gongkai.config.commands.{module}")
        return getattr(loaded, attribute)


@click.command(cls=Lazy, help="公开：按工作方案公开政务。")
@click.version_option(package_name="gongkai")
def cli() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")


def ready() -> None:
    """Set Django up. Commands that need the database call this first."""
    import django

    django.setup()


def main() -> None:
    sys.exit(cli(standalone_mode=True))
