"""The folder as it lies on the disk: the list row by row, the mapping files, and files by name."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

from gongkai.matters.documents.old_site.shape import (
    ATTACHMENTS,
    FIELDS,
    REQUIRED,
    TO_MEND,
    Fault,
    Row,
)

LISTS = ("items.csv", "items.json")
COLUMNS, ORGANS, ACCEPTED = "columns.csv", "organs.csv", "accepted.csv"
LONGEST_CELL = 5 * 1024 * 1024  # characters: a body written into its cell


class Unreadable(Exception):
    """The folder cannot be read at all; nothing of it was looked at."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def decoded(content: bytes) -> str | None:
    """Text in UTF-8 or, as old sites have it, GB18030; None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


class Folder:
    """One folder to be imported. Raises `Unreadable` where there is no list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        there = [name for name in LISTS if (path / name).is_file()]
        if len(there) != 1:
            wrong = (
                "没有 items.csv 或 items.json"
                if not there
                else "items.csv 和 items.json 只能有一个"
            )
            raise Unreadable(Fault(str(path), 0, "", f"{wrong}。请按 docs/import-format.md 准备。"))
        self.list = there[0]

    @property
    def digest(self) -> str:
        """What tells this hand-over from another: list and mapping files, not the thousands of files."""
        whole = hashlib.sha256()
        for name in (self.list, COLUMNS, ORGANS, ACCEPTED):
            path = self.path / name
            whole.update(f"{name}\n".encode())
            if path.is_file():
                with path.open("rb") as content:
                    whole.update(hashlib.file_digest(content, "sha256").digest())
        return whole.hexdigest()

    def rows(self) -> Iterator[Row]:
        """The items one after the other; a CSV of any length takes the memory of one row."""
        found = self._json() if self.list.endswith(".json") else self._csv(self.list)
        empty = True
        for row in found:
            empty = False
            yield row
        if empty:
            raise self._unreadable(self.list, "清单里没有一件信息。请核对文件。")

    def table(self, name: str, headings: tuple[str, ...]) -> list[Row]:
        """A mapping file whole; nothing where there is none."""
        if not (self.path / name).is_file():
            return []
        rows = self._csv(name, headings)
        return list(rows)

    def file(self, name: str) -> Path | None:
        """A file below `files/` by the name that the list gives it; None when it is not there."""
        root = (self.path / "files").resolve()
        clean = name.strip().replace("\\", "/").lstrip("/")
        try:
            path = (root / clean).resolve()
            inside = path.is_relative_to(root) and path.is_file()
        except (OSError, ValueError):  # names that no file system takes
            return None
        return path if inside else None

    def _csv(self, name: str, headings: tuple[str, ...] = ()) -> Iterator[Row]:
        with self._opened(name) as text:
            csv.field_size_limit(LONGEST_CELL)
            reader = csv.reader(text, strict=True)
            try:
                first = [cell.strip() for cell in next(reader, [])]
                self._known(name, first, headings)
                for number, cells in enumerate(reader, start=2):  # as a spreadsheet counts rows
                    if any(cell.strip() for cell in cells):
                        yield self._row(name, number, first, cells)
            except csv.Error as error:
                wrong = (
                    f"第 {reader.line_num} 行附近不是正确的 CSV（{error}），请检查引号是否成对。"
                )
                raise self._unreadable(name, wrong) from None
            except UnicodeDecodeError:
                raise self._unreadable(name, ENCODING) from None

    def _opened(self, name: str) -> io.TextIOWrapper:
        """As UTF-8 if the whole file is that, else as GB18030."""
        path = self.path / name
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                with path.open(encoding=encoding, newline="") as text:
                    while text.read(1 << 20):
                        pass
            except UnicodeDecodeError:
                continue
            return path.open(encoding=encoding, newline="")
        raise self._unreadable(name, ENCODING)

    def _row(self, name: str, line: int, first: list[str], cells: list[str]) -> Row:
        if len(cells) > len(first):
            wrong = f"第 {line} 行比表头多 {len(cells) - len(first)} 格，请检查是否多了逗号。"
            raise self._unreadable(name, wrong)
        return Row(line, dict(zip(first, (cell.strip() for cell in cells), strict=False)))

    def _known(self, name: str, first: list[str], headings: tuple[str, ...]) -> None:
        wanted, needed = headings or (*FIELDS, TO_MEND), headings or REQUIRED
        unknown = [heading for heading in first if heading not in wanted]
        if "发布日期" in unknown or "发布时间" in unknown:
            wrong = "发布时间由系统在补录时如实记录，不能导入。旧网站上的时间请写在“原发布时间”。"
            raise self._unreadable(name, wrong)
        if unknown:
            raise self._unreadable(
                name, f"不认识的列“{'”“'.join(unknown)}”。可用的列：{'、'.join(wanted)}。"
            )
        missing = [heading for heading in needed if heading not in first]
        if missing:
            raise self._unreadable(name, f"缺少列“{'”“'.join(missing)}”，请补上。")
        if len(set(first)) < len(first):
            raise self._unreadable(name, "表头有重复的列，请删去一个。")

    def _json(self) -> Iterator[Row]:
        text = decoded((self.path / self.list).read_bytes())
        if text is None:
            raise self._unreadable(self.list, ENCODING)
        try:
            items = json.loads(text)
        except ValueError as error:
            raise self._unreadable(self.list, f"不是正确的 JSON（{error}）。") from None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise self._unreadable(self.list, "应为一个数组，每件信息是一个对象。")
        for number, item in enumerate(items, start=1):
            self._known(self.list, [*REQUIRED, *(set(item) - set(REQUIRED))], ())
            if all(isinstance(v, str) or k == ATTACHMENTS for k, v in item.items()):
                yield Row(number, {name: _cell(value) for name, value in item.items()})
            else:
                raise self._unreadable(self.list, f"第 {number} 件有不是文字的值，请加引号。")

    def _unreadable(self, name: str, wrong: str) -> Unreadable:
        return Unreadable(Fault(name, 0, "", wrong))


ENCODING = "不是 UTF-8 也不是 GB18030 文本，请另存为“CSV UTF-8”后再导入。"


def _cell(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value).strip()
