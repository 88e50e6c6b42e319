"""`guides.toml` read whole, or refused with every fault: file, line, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from gongkai.matters.guides.rules.shape import Shape
from gongkai.plan.check.faults import Fault, PlanRefused
from gongkai.plan.check.places import Places
from gongkai.plan.check.reading import parsed
from gongkai.plan.check.wording import finding
from gongkai.trail.refusals import Refused

NAME = "guides.toml"
MANUAL = "docs/matters/guides.md"


class ShapeRefused(Refused):
    """A file that was not accepted. `errors` holds every fault found."""

    def __init__(self, errors: Iterable[Fault]) -> None:
        self.errors = tuple(errors)
        super().__init__(
            "办事指南要素表有误，请系统管理员改正：" + "；".join(map(str, self.errors))
        )


def shape_in(text: str, *, file: str = NAME) -> Shape:
    """The shape that stands in this text. Raises ShapeRefused."""
    try:
        data = parsed(text, file=file)
    except PlanRefused as refused:
        raise ShapeRefused(refused.errors) from None
    try:
        return Shape.model_validate(data)
    except ValidationError as error:
        found = (finding(each) for each in error.errors())
        said = (f._replace(mend=f.mend.replace("docs/plan-format.md", MANUAL)) for f in found)
        raise ShapeRefused(Places(file, text, data).faults(said)) from None
