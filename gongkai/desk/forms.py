"""Forms of the door's acts. Widgets are Django's; labels and refusals are the bureau's words."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.accounts.models import Person
from gongkai.clearance.states import Mode, SecrecyOutcome
from gongkai.frames.days import day_input, moment_input
from gongkai.publishing.models import Placement


class Secrecy(forms.Form):
    """The outcome and, unless it may simply be made public, why (条例17)."""

    outcome = forms.ChoiceField(
        label="保密审查结论", choices=SecrecyOutcome.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label="意见", max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    opinion.when_needed = "（除同意公开外必填）"  # type: ignore[attr-defined]


class Number(forms.Form):
    document_number = forms.CharField(
        label="文号", max_length=80, help_text="如：市体发〔2026〕12号，使用六角括号"
    )
    document_date = forms.DateField(
        label="成文日期", widget=day_input(), help_text="一般为签发日期"
    )


class Register(forms.Form):
    """已签批件登记 and 会议审议."""

    mode = forms.ChoiceField(
        label="签批方式",
        choices=[
            (Mode.REGISTERED.value, "纸质件或办公系统签批"),
            (Mode.MEETING.value, "会议审议通过"),
        ],
        widget=forms.RadioSelect,
    )
    signer = forms.ModelChoiceField(
        label="签批的局领导", queryset=Person.objects.none(), required=False, empty_label="请选择"
    )
    meeting = forms.CharField(label="会议名称", max_length=40, required=False)
    signed_at = forms.DateTimeField(
        label="签批时间",
        widget=moment_input(),
        help_text="按签批件上的时间填写，时限从此刻起算",
    )
    proof = forms.CharField(
        label="发文稿纸编号、办公系统编号或会议纪要号", max_length=120,
        help_text="本系统打印的稿纸，填右上角的编号；与本件或现在的文本不符的不能登记",
    )  # fmt: skip
    opinion = forms.CharField(
        label="批示内容", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, leaders: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            pk__in=[post.person_id for post in leaders]
        )


class Place(forms.Form):
    channel = forms.ChoiceField(
        label="登载渠道",
        choices=[(channel.value, channel.label) for channel in Placement.BY_HAND],
    )
    address = forms.CharField(
        label="登载位置", max_length=500, help_text="网址；报刊、公报、公告栏填期号版面或地点"
    )
    moment = forms.DateTimeField(label="登载时间", widget=moment_input())


class Withdraw(forms.Form):
    reason = forms.CharField(
        label="撤下原因", max_length=300, help_text="会显示在撤下说明中，请勿写入个人信息"
    )
    hide = forms.BooleanField(
        label="不留撤下说明（隐藏后外网如同从未存在，仅用于误发涉密、涉个人信息的情形）",
        required=False,
    )
