"""What all parts of a plan share: they never change, know no strange keys, and write terms and keys one way."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from gongkai.clock.terms import Term

ON_CHANGE = "on_change"


class Part(BaseModel):
    """A part of a plan. Frozen: whoever holds one may keep it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True
    )


class Dated(Part):
    """A part that exists from a day (inclusive) to a day (exclusive), Shanghai dates; None is open.

    Ids end with a date, they never vanish: old records must still find their organ or category.
    """

    from_: date | None = Field(None, alias="from", description="起（含），空为方案施行时已有")
    to: date | None = Field(None, description="止（不含），空为至今")

    def exists_on(self, day: date) -> bool:
        """Whether this part exists on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day < self.to)


def canonical_key(text: Any) -> Any:
    """The one form of a clause key: 二（八） → 二(八). NFKC folds full-width brackets and letters."""
    if not isinstance(text, str):
        return text
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _term(text: str) -> str:
    Term.parse(text)  # raises ValueError with a Chinese sentence, which the check passes on
    return text


def _cadence(text: str) -> str:
    return text if text == ON_CHANGE else _term(text)


# Lengths are those of the columns to which obligations, steps and publications copy these.
Text = Annotated[str, Field(min_length=1, max_length=1000)]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=40)]
Key = Annotated[str, Field(min_length=1, max_length=40), BeforeValidator(canonical_key)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
# The text of a term as `gongkai clock due` takes it: `3 working days`, `5 hours`, `01-31`.
TermText = Annotated[str, Field(max_length=40), AfterValidator(_term)]
# A term, or ON_CHANGE: whenever there is something new.
CadenceText = Annotated[str, AfterValidator(_cadence)]
# The id of the question (待局里确认) that leaves this open; empty when the plan's text fixes it.
Confirm = Annotated[str, Field(description="待局里确认：questions 中的 id，已确定的留空")]
