"""The files of a demonstration, read whole: texts, people, stories, what lies on the desks today."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ALL_MONTHS = tuple(range(1, 13))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One invented text with places to fill. `times` a year in `months`, or on the days of `on` (MM-DD).

    Of several `organs` each writes it; `by` is a user name where it is not the organ's drafter.
    """

    id: str
    category: str
    title: str
    body: str
    organ: str = ""
    organs: tuple[str, ...] = ()
    by: str = ""
    kind: str = "information"
    times: int = 1
    months: tuple[int, ...] = ALL_MONTHS
    on: tuple[str, ...] = ()
    attribute: str = "proactive"
    ground: str = ""
    files: tuple[str, ...] = ()
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOf:
    """How many texts of a year go this way, and what people write on it."""

    story: str
    count: int
    kinds: tuple[str, ...] = ("official", "information")
    words: tuple[str, ...] = ()
    slips: tuple[dict[str, str], ...] = ()
    texts: tuple[str, ...] = ()  # only these; else any that fits
    at_night: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnADesk:
    """A text that lies somewhere today: begun `ago` working days before, stopped at `stop`."""

    text: str
    stop: str
    ago: int
    organ: str = ""
    title: str = ""
    by: str = ""
    consulted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is invented of one bureau."""

    since: date
    organs: tuple[str, ...]
    people: tuple[dict[str, Any], ...]
    fills: dict[str, list[str]]
    texts: dict[str, Text]
    stories: tuple[StoryOf, ...]
    said: dict[str, Any]  # what people say everywhere: opinions, channels
    desks: tuple[OnADesk, ...]
    files: dict[str, dict[str, Any]]
    records: dict[str, Any]
    extra: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # of single lines of work, by file


def load(folder: Path) -> Material:
    """Read the folder. Raises OSError, TOMLDecodeError or TypeError (an unknown key) for faulty files."""
    read = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}
    cast, told = read.pop("cast"), read.pop("stories")
    texts = [
        Text(**_frozen(given))
        for path in sorted((folder / "texts").glob("*.toml"))
        for given in tomllib.loads(path.read_text("utf-8"))["texts"]
    ]
    stories = tuple(StoryOf(**_frozen(given)) for given in told.pop("stories"))
    return Material(
        since=cast["since"],
        organs=tuple(cast["organs"]),
        people=tuple(cast["people"]),
        fills=read.pop("fills"),
        texts={text.id: text for text in texts},
        stories=stories,
        said=told,
        desks=tuple(OnADesk(**_frozen(given)) for given in read.pop("desks")["desks"]),
        files=read.pop("files")["files"],
        records=read.pop("records"),
        extra=read,
    )


def _frozen(given: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in given.items()}
