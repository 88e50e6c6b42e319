"""`gongkai run` and `gongkai serve`: the whole installation, and each of its processes."""

from __future__ import annotations

import socket
import sys

import click
from django.core.exceptions import ImproperlyConfigured

from gongkai.config import leftovers, places, processes, stamps
from gongkai.config.places import Place
from gongkai.config.supervisor import CannotStart, Supervisor


@click.command(help="启动公开的全部进程，直到按下 Ctrl+C。")
def run() -> None:
    try:
        at = places.place()
        at.home.mkdir(parents=True, exist_ok=True)
        held = leftovers.lock(at.home)
        if isinstance(held, int):
            _refuse(_running_already(at, held))
        leftovers.clear(at.home)
        _check_port(at)
        _supervise(at)
    except (ImproperlyConfigured, CannotStart) as fault:
        _refuse(str(fault))


def _supervise(at: Place) -> None:
    front, prepared = places.front(at), stamps.is_prepared(at.home)
    if not prepared:
        click.echo("正在准备数据库、样式文件和工作方案，首次启动约需一两分钟……")
    children = processes.installation(at, front, prepared, click.echo)
    environ = places.environment(at, front)
    Supervisor(children, at.home, environ, lambda: _announce(at)).run()
    click.echo("已停止。")


def _announce(at: Place) -> None:
    notes = [at.home / "run" / name for name in ("accounts", "plans")]
    told = [note.read_text().strip() for note in notes if note.exists()]
    click.echo(
        f"公开已启动。\n"
        f"  门户    {at.origin}/\n"
        f"  工作台  {at.origin}/desk/\n"
        + "".join(f"  {line}\n" for line in told if line)
        + f"停止请按 Ctrl+C；日志在 {at.home / 'logs'}。"
    )


def _running_already(at: Place, holder: int) -> str:
    which = f"（进程号 {holder}）" if holder else ""
    how = f"，或者执行 kill {holder}" if holder else ""
    return (
        f"这套公开已经在运行{which}：{at.origin}/ 。\n"
        f"要停止它，请在它的窗口按 Ctrl+C{how}；要另起一套，请设置不同的 GONGKAI_HOME 和 GONGKAI_PORT。"
    )


def _check_port(at: Place) -> None:
    family = socket.AF_INET6 if ":" in at.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((at.bind, at.port))
        except OSError as error:
            _refuse(
                f"不能在 {at.bind} 的 {at.port} 端口上监听（{error.strerror}），多半是别的程序占用了它。\n"
                f"请停掉那个程序，或者换一个端口，例如 GONGKAI_PORT={at.port + 1} ./run"
            )


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(1)


@click.command(help="只启动一个进程（由 run 调用；单独使用便于查找故障）。")
@click.argument(
    "name", type=click.Choice(["prepare", "app", "front", "builder", "prober", "ticker"])
)
def serve(name: str) -> None:
    from gongkai.config import serving

    at = places.place()
    if name == "app":
        serving.app(at)
    elif name == "front":
        serving.front(at, places.front(at))
    elif name == "prepare":
        _prepare()
    else:
        serving.loop(name)


def _prepare() -> None:
    from gongkai.config.cli import ready

    ready()
    from gongkai.config.preparation import prepare

    prepare()
