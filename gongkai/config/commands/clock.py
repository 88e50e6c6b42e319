"""`gongkai clock` and `gongkai calendar`: working days, due days with their proof, notices on days off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from gongkai.clock.calendars import SHANGHAI, Calendar, start_of_day
from gongkai.clock.due import Due
from gongkai.clock.notices import Notice, read_notice
from gongkai.clock.pauses import EARLIEST, LATEST
from gongkai.clock.proofs import proof
from gongkai.clock.terms import Term, Unit

if TYPE_CHECKING:  # Django's models cannot be imported before it is set up
    from gongkai.obligations.recalendar import Loaded


class Refusal(click.ClickException):
    """A sentence on stderr and exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)


def refuses(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the ValueErrors below a command, which are sentences, into refusals."""

    @wraps(command)
    def body(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ValueError as error:
            raise Refusal(str(error)) from error

    return body


def calendar_now() -> Calendar:
    """The calendar in force; before there is a database, that of the first notices."""
    from gongkai.config.cli import ready

    ready()
    from gongkai.plan.calendars import calendar_in_force

    return calendar_in_force()


@click.group(help="工作日与时限。")
def clock() -> None:
    pass


@clock.command(help="逐日列出 YEAR 年哪些日子上班（working）、哪些放假（off）。")
@click.argument("year", type=click.IntRange(EARLIEST.year + 1, LATEST.year))
def days(year: int) -> None:
    calendar = calendar_now()
    day = date(year, 1, 1)
    while day.year == year:
        click.echo(f"{day},{'working' if calendar.is_working(day) else 'off'}")
        day += timedelta(days=1)
    if not (calendar.covers(date(year, 1, 1)) and calendar.covers(date(year, 12, 31))):
        click.echo(f"{year} 年尚无放假通知，以上按周一至周五推算，仅供参考。", err=True)


@clock.command("due", help="自 START（日期或时刻）起经过 TERM（如 20 working days）的到期日。")
@click.argument("start")
@click.argument("term", nargs=-1, required=True)
@click.option("--proof", "proved", is_flag=True, help="逐日列出计算过程。")
@refuses
def due_command(start: str, term: tuple[str, ...], proved: bool) -> None:
    opened, length = read_start(start), Term.parse(" ".join(term))
    shown = proof(opened, length, calendar_now())
    click.echo(printed(shown.due, length))
    for line in shown.lines() if proved else []:
        click.echo(line)
    if shown.due.provisional:
        click.echo("暂定：期间内有尚无放假通知的日子，按周一至周五推算；通知载入后重新计算。")


def read_start(text: str) -> datetime:
    """A date (its Shanghai midnight) or an ISO moment (without offset: Shanghai)."""
    try:
        if len(text) <= len("2026-02-09"):
            return start_of_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"看不懂起算时间“{text[:40]}”。请写成例如 2026-02-09 或 2026-02-09T10:00。"
        ) from error


def printed(due: Due, term: Term) -> str:
    """D; for hours the Shanghai moment, to the minute."""
    if term.unit is Unit.HOUR:
        return f"{due.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return f"{due.day}"


@click.group(help="放假安排通知。")
def calendar() -> None:
    pass


@calendar.command(
    "import", help="载入一份放假安排通知（CSV，格式同 clock days），重新计算未办结的期限。"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--number", required=True, help="文号，例如 国办发明电〔2025〕7号。")
@click.option("--issued", required=True, help="成文日期，例如 2025-11-04。")
@refuses
def import_notice(file: Path, number: str, issued: str) -> None:
    notice = read_notice(read_text(file), number=number, issued=read_issued(issued))
    loaded = load(notice)
    click.echo(f"已载入 {number}，{len(loaded.moved)} 项期限有变动。")
    for moved in loaded.moved:
        days = f"{moved.old_day or '未定'} → {moved.new_day or '未定'}"
        click.echo(f"{moved.title}（{moved.duty_title}）：{days}")


def load(notice: Notice) -> Loaded:
    """Store the notice and recount, as the operator, now."""
    from gongkai.config.cli import ready

    ready()
    from django.db import DatabaseError

    from gongkai.config.installation import OPERATOR
    from gongkai.obligations.recalendar import load_notice
    from gongkai.trail.actors import system

    try:
        return load_notice(notice, by=system(OPERATOR), at=datetime.now(UTC))
    except DatabaseError as error:
        raise Refusal("通知没有载入：数据库尚未建立或正忙。请先运行 ./run，再试一次。") from error


def read_text(file: Path) -> str:
    """The file as text: UTF-8, or GB18030 as spreadsheets in China save it."""
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"{file.name} 不是文本文件。请另存为 CSV（UTF-8）后再导入。")


def read_issued(text: str) -> date:
    """The date of a notice."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"成文日期“{text[:20]}”应写成例如 2025-11-04。") from error
