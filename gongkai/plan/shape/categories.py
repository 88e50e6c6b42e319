"""The responsibility matrix (二(六)): categories with their owners, and the columns where they appear."""

from __future__ import annotations

from pydantic import Field

from gongkai.plan.shape.part import ON_CHANGE, CadenceText, Confirm, Dated, Name, Slug


class Category(Dated):
    """A category of information and who answers for it. Not who may write: that is anybody.

    `owners` names one or several organs or one group. Several organs are joint owners: one of them
    leads, and until the bureau has said which, `lead` is None.
    """

    id: Slug
    title: Name
    gist: str = Field("", description="方案中的完整说法")
    owners: tuple[Slug, ...] = Field(min_length=1)
    lead: Slug | None = None
    column: Slug
    article20: str = Field("", description="《政府信息公开条例》第二十条的项，如（七）")
    kind_hint: str = Field("", description="拟稿时建议的稿件种类")
    abolished_by: str = Field("", description="取消依据的文件；填写时应同时填写 to")
    confirm: Confirm = ""

    @property
    def joint(self) -> bool:
        """Whether several organs answer for it together."""
        return len(self.owners) > 1


class Column(Dated):
    """A column of the portal. The cadence belongs to it, not to the categories it holds."""

    id: Slug
    title: Name
    gist: str = Field("", description="栏目说明")
    owner: Slug = Field(description="负责更新的机构")
    cadence: CadenceText = Field(
        ON_CHANGE, description="更新周期，如 14 calendar days；on_change 为有变动即更新"
    )
    article20: str = ""
    confirm: Confirm = ""
