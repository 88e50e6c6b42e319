"""What is noticed while a document is read: the remarks for the drafter, and all text that is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongkai.word.imported import Remark, RemarkKind

_FIRST = 20  # characters quoted of a text
_QUOTED = 5  # texts quoted at most
_MOST_SENTENCES = 50


@dataclass
class Findings:
    """Collected in the order of the document."""

    dropped: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    authors: dict[str, str] = field(default_factory=dict)  # name -> the first rôle it was found in
    lost: Counter[str] = field(default_factory=Counter)
    others: list[Remark] = field(default_factory=list)

    def drop(self, text: str) -> None:
        """Text that will not be on the page."""
        if text.strip():
            self.dropped.append(text.strip())

    def lose(self, sentence: str) -> None:
        """Something a reader would miss. The same sentence is said once, with its count."""
        self.lost[sentence] += 1

    def hide(self, text: str) -> None:
        """Hidden text: left out, and told."""
        if text.strip():
            self.hidden.append(text.strip())
            self.drop(text)

    def add(self, kind: RemarkKind, text: str, *, blocking: bool = False) -> None:
        self.others.append(Remark(kind, text, blocking))

    def author(self, name: str | None, role: str) -> None:
        if name and name.strip():
            self.authors.setdefault(name.strip(), role)

    def remarks(self) -> tuple[Remark, ...]:
        """What must be resolved first, then the rest."""
        found = [*self.others, *self._hidden(), *self._missing(), *self._lost(), *self._authors()]
        return tuple(sorted(found, key=lambda remark: not remark.blocking))

    def _hidden(self) -> list[Remark]:
        if not self.hidden:
            return []
        text = (
            f"文件里有 {len(self.hidden)} 处隐藏文字（{quoted(self.hidden)}），没有导入。"
            "请确认不需要公开；需要的，请在正文里补上。"
        )
        return [Remark("hidden", text, blocking=True)]

    def _missing(self) -> list[Remark]:
        return [
            Remark(
                "missing_picture", f"第 {at} 张没有导入的图片：{reason}。请在正文的标记处重新插入。"
            )
            for at, reason in enumerate(self.missing[:_MOST_SENTENCES], 1)
        ]

    def _lost(self) -> list[Remark]:
        return [
            Remark("lost", sentence + (f"（共 {count} 处）" if count > 1 else ""))
            for sentence, count in list(self.lost.items())[:_MOST_SENTENCES]
        ]

    def _authors(self) -> list[Remark]:
        if not self.authors:
            return []
        names = "、".join(
            f"{name}（{role}）" for name, role in list(self.authors.items())[:_MOST_SENTENCES]
        )
        return [Remark("author", f"文件属性里有人名：{names}。没有导入，公开的页面上不会出现。")]


def first_words(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _FIRST else f"{line[:_FIRST]}…"


def quoted(texts: list[str]) -> str:
    """The first few texts in quotation marks."""
    some = "、".join(f"“{first_words(text)}”" for text in texts[:_QUOTED])
    return some + ("等" if len(texts) > _QUOTED else "")
