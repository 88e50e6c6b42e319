"""What an installation begins with: its origin in the trail, the plan, and on loopback a demonstration bureau."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.config import demonstration, readers
from gongkai.config.demonstration import year
from gongkai.config.production import security_administrator
from gongkai.plan.actions import is_loaded, load_plan
from gongkai.plan.check import PlanRefused
from gongkai.plan.models import PlanVersion
from gongkai.trail import vocabulary
from gongkai.trail.actors import Actor, Subject, system
from gongkai.trail.origin import DEMONSTRATION, PRODUCTION, is_demonstration, is_empty
from gongkai.trail.refusals import Refused
from gongkai.trail.writing import write

vocabulary.register(
    {"plan.loaded": "载入《{title}》第 {version} 版"}, names={"plan.loaded": "载入方案"}
)
PLANS = settings.ROOT / "plans" / "xian-sports"
HERE = Subject("installation", uuid5(NAMESPACE_URL, "gongkai:installation"))
OPERATOR = "运维"


def ensure() -> None:
    """Called at every start. An empty database on loopback becomes a demonstration; nothing else is touched."""
    _no_demonstration_in_public()
    if not is_empty():
        return
    if not settings.ON_LOOPBACK:
        raise Refused(
            "数据库为空且不在本机回环地址上运行。请先执行 gongkai init --production 建立正式系统。"
        )
    if readers.demonstration() == "year":
        begin_with_a_year(until=timezone.now())
    else:
        begin_small(at=timezone.now())


def begin_small(*, at: datetime) -> None:
    """People, plan and one document, all of today."""
    _begin_demonstration(at)
    demonstration.first_document()


@transaction.atomic
def begin_with_a_year(*, until: datetime, months: int = year.MONTHS) -> None:
    """A bureau that began a year ago, with all that happened since: whole, or an empty database as before."""
    _begin_demonstration(year.first_moment(until, months))
    year.load(until=until, months=months, by=system(OPERATOR), tell=_tell)


def load_demonstration(*, until: datetime) -> bool:
    """`gongkai demo load`: a year of invented work into an empty database. False when it is there already.

    Refused for a real bureau, and for a demonstration that began later: nothing is entered before what is there.
    """
    if not settings.ON_LOOPBACK:
        raise Refused(
            "演示数据只能在本机回环地址上载入。请去掉 GONGKAI_BIND、GONGKAI_HOSTS 后再试。"
        )
    if is_empty():
        begin_with_a_year(until=until)
        return True
    if not is_demonstration():
        raise Refused("本系统不是演示系统，不得载入演示数据。要看演示，请换一个空的 GONGKAI_HOME。")
    if not year.is_loaded():
        raise Refused(
            "本演示系统建立时没有载入一年的演示数据，留痕不能倒填。请换一个空的 GONGKAI_HOME，"
            "再执行 gongkai demo load。"
        )
    return False


@transaction.atomic
def _begin_demonstration(at: datetime) -> None:
    by = system(OPERATOR)
    write(by=by, action=DEMONSTRATION, subject=HERE, at=at)
    for file in ("plan.toml", "national.toml"):
        load(PLANS / file, by=by, at=at)
    demonstration.people(by=by, at=at)


def _tell(day: date) -> None:
    """One line for whoever waits at the terminal."""
    sys.stdout.write(f"正在准备演示数据：{day.year}年{day.month}月……\n")
    sys.stdout.flush()


def _no_demonstration_in_public() -> None:
    if not settings.ON_LOOPBACK and is_demonstration():
        raise Refused(
            "演示数据只能在本机回环地址上运行。请用空数据库执行 gongkai init --production 建立正式系统，"
            "或去掉 GONGKAI_BIND、GONGKAI_HOSTS。"
        )


def plans_line() -> str:
    """What `./run` says when a plan file was edited: it is not in force until it is loaded."""
    if not is_demonstration():
        return ""
    edited = [file for file in ("plan.toml", "national.toml") if not _is_loaded(PLANS / file)]
    if not edited:
        return ""
    return (
        f"{'、'.join(edited)} 与已载入的方案不同；要施行，请改 version 后执行 gongkai plan load。"
    )


def _is_loaded(path: Path) -> bool:
    try:
        return is_loaded(path.read_text(encoding="utf-8"), file=path.name)
    except PlanRefused:
        return False  # half edited: no reason not to start with what is in force


def load(path: Path, *, by: Actor, at: datetime) -> PlanVersion:
    """Load a plan file."""
    return load_recorded(path.read_text(encoding="utf-8"), file=path.name, by=by, at=at)


@transaction.atomic
def load_recorded(text: str, *, file: str, by: Actor, at: datetime) -> PlanVersion:
    """Load a plan, with its trail entry when it was a new version. Raises PlanRefused; nothing is stored then."""
    before = PlanVersion.objects.count()
    row = load_plan(text, at=at, file=file)
    if PlanVersion.objects.count() > before:
        subject = Subject("plan", uuid5(NAMESPACE_URL, f"gongkai:plan:{row.plan_id}"))
        data = {"title": row.title, "version": row.version, "digest": row.digest}
        write(by=by, action="plan.loaded", subject=subject, at=at, data=data)
    return row


@transaction.atomic
def begin_production(
    plans: list[Path], *, administrator: str, password: str, by: Actor, at: datetime
) -> None:
    """An empty bureau with its plan and its first person, whole or not at all. No demonstration data, for good."""
    if not is_empty():
        raise Refused(
            "数据库中已有数据，正式系统只能建立在空数据库上。请更换 GONGKAI_HOME 或数据库。"
        )
    write(by=by, action=PRODUCTION, subject=HERE, at=at)
    for path in plans:
        load(path, by=by, at=at)
    security_administrator(administrator, password, by=by, at=at)


def accounts_line() -> str:
    """What `./run` prints of the demonstration accounts; nothing for a real bureau."""
    return demonstration.ACCOUNTS_LINE if is_demonstration() else ""
