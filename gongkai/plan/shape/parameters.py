"""Numbers and choices of the plan that are no duty's term. All may be changed in the plan file."""

from __future__ import annotations

from datetime import time
from typing import Literal

from pydantic import Field, model_validator

from gongkai.plan.shape.part import Part, TermText


class Parameters(Part):
    """What the plan's text leaves to the bureau. The defaults are proposals, to be confirmed."""

    near_working_days: int = Field(1, ge=0, description="按日计的任务在最后几个工作日转为临期")
    near_hour_fraction: int = Field(5, ge=1, description="按小时计的任务在最后几分之一转为临期")
    default_attribute: Literal["proactive", "on_request", "withheld"] = Field(
        "proactive", description="拟稿时默认的公开属性（以公开为常态）"
    )
    correction_max_characters: int = Field(20, ge=0, description="一次复核更正最多改动的字数")
    non_disclosure_body: bool = Field(False, description="不予公开的公文是否在系统内存正文")
    review_within: TermText = Field("12 months", description="不予公开、豁免事项评估审查的间隔")
    zero_report_within: TermText = Field("5 working days", description="期满后报送零报告的期限")
    public_lateness: Literal["dates", "label"] = Field(
        "dates", description="门户上显示日期，还是显示“超期”字样"
    )
    rank_min_n: int = Field(5, ge=1, description="样本少于此数不排名")
    calendar_warning_days: int = Field(60, ge=0, description="节假日安排到期前多少天提醒")
    digest_at: time = Field(time(8, 30), description="工作日几点发到期提醒")
    quiet_from: time = Field(
        time(17, 30), description="几点以后和休息日只提醒下一工作日上班前到期的任务"
    )
    comment_period: TermText = Field("30 calendar days", description="征求意见的最短期限")
    public_editor: bool = Field(False, description="公开页面是否显示责任编辑")

    @model_validator(mode="after")
    def _a_day_has_a_morning(self) -> Parameters:
        if self.digest_at >= self.quiet_from:
            raise ValueError("digest_at 应早于 quiet_from，否则到期提醒永远发不出。请对调。")
        return self
