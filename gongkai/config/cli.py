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
    "demo": "demonstration:demo",
    "plan": "plan:plan",
    "clause": "plan:clause",
    "conform": "conform:conform",
    "clock": "clock:clock",
    "calendar": "clock:calendar",
    "site": "site:site",
    "trail": "trail:trail",
    "tick": "tick:tick",
    "archive": "archive:archive",
    "import-site": "import_site:import_site",
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


def ready(*, founded: bool = False) -> None:
    """Set Django up. With `founded` refuse where no installation has been made: a mistyped GONGKAI_HOME."""
    if founded:
        _must_be_founded()
    import django

    django.setup()


def _must_be_founded() -> None:
    from gongkai.config import readers

    home = readers.home()
    if not os.environ.get("GONGKAI_DATABASE") and not (home / "gongkai.sqlite3").exists():
        said = (
            f"数据目录 {home} 中还没有数据库。请先运行 ./run 或 gongkai init，或核对 GONGKAI_HOME。"
        )
        raise click.ClickException(said)


def main() -> None:
    """Run the command; a database that nobody has made yet is said in one sentence."""
    try:
        sys.exit(cli(standalone_mode=True))
    except Exception as fault:
        if not _is_no_table(fault):
            raise
        said = "尚未建立数据库。请先执行 ./run，或用 --file 指定方案文件。"
        click.echo(said, err=True)
        sys.exit(1)


def _is_no_table(fault: Exception) -> bool:
    """A table that is not there, in the words of SQLite and of PostgreSQL; a column that is missing is another fault."""
    from django.db.utils import OperationalError, ProgrammingError

    if not isinstance(fault, OperationalError | ProgrammingError):
        return False
    return str(fault).startswith(("no such table", 'relation "'))
