"""The rules of a bureau, read from its folder of files, or a refusal that says where which file is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from gongkai.plan.check.faults import Fault, Location, PlanRefused
from gongkai.plan.check.places import Places
from gongkai.plan.check.reading import parsed
from gongkai.trail.refusals import Refused
from gongkai.wording import faults
from gongkai.wording.findings import Severity
from gongkai.wording.shape import Forms, Leaders, Personal, Terms

File = TypeVar("File", bound=BaseModel)


class RulesRefused(Refused):
    """Rule files that were not accepted. `errors` holds every fault found, of all four files."""

    def __init__(self, errors: Iterable[Fault]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(e) for e in self.errors))


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything the check goes by. Compared by identity: each check keeps what it compiled per object."""

    leaders: Leaders
    terms: Terms
    forms: Forms
    personal: Personal

    @cached_property
    def _set(self) -> dict[str, Literal["must", "ask", "off"]]:
        return {**self.forms.severity, **self.personal.severity}

    def severity_of(self, rule: str, given: Severity) -> Literal["must", "ask", "off"]:
        """The severity set by the files for this rule, else the one that the check gave."""
        return self._set.get(rule, given)


def load(folder: Path) -> Rules:
    """The rules in `leaders.toml`, `terms.toml`, `forms.toml`, `personal.toml`. Raises RulesRefused with the
    faults of all files. A file that is missing is a fault: an empty one says that there is nothing to check.
    """
    errors: list[Fault] = []
    rules = Rules(
        *_tried(folder, "leaders.toml", Leaders, errors),
        *_tried(folder, "terms.toml", Terms, errors),
        *_tried(folder, "forms.toml", Forms, errors),
        *_tried(folder, "personal.toml", Personal, errors),
    )
    if errors:
        raise RulesRefused(errors)
    return rules


def _tried(folder: Path, name: str, model: type[File], errors: list[Fault]) -> tuple[File]:
    try:
        return (_read(folder / name, model),)
    except PlanRefused as refused:
        errors.extend(refused.errors)
        return (model.model_construct(),)


def _read(path: Path, model: type[File]) -> File:
    text = _text(path)
    data: dict[str, Any] = parsed(text, file=path.name)
    places = _Places(path.name, text, data)
    try:
        read = model.model_validate(data)
    except ValidationError as error:
        raise PlanRefused(places.faults(faults.said(error, model))) from error
    if found := places.faults(faults.of(read)):
        raise PlanRefused(found)
    return read


class _Places(Places):
    """Entries are written one a line, `{ … }`: so the number of the entry leads to its line."""

    def _inline(self, at: Location) -> tuple[int, int] | None:
        if len(at) != 2 or not isinstance(at[1], int):
            return None
        key = self._key(str(at[0]), 0, len(self.lines))
        first = key[0] if key else 0
        entries = [i for i, line in enumerate(self.lines) if i > first and re.match(r"\s*\{", line)]
        return (entries[at[1]], entries[at[1]] + 1) if at[1] < len(entries) else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        what, mend = "没有这个文件。", "请放入该文件；没有内容可写时可以是空文件。"
    except OSError:
        what, mend = "文件无法读取。", "请检查文件的读取权限。"
    except UnicodeDecodeError:
        what, mend = "文件不是 UTF-8 编码。", "请另存为 UTF-8 编码后重试。"
    raise PlanRefused([Fault(path.name, None, "全文", what, mend)])
