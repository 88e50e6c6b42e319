"""The drafting form: own categories first, then all, 其他信息 always there."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.clearance.document import GROUNDS, Attribute
from gongkai.frames.days import day_input
from gongkai.frames.editor import BodyField
from gongkai.matters.documents.actions import Draft
from gongkai.matters.documents.models import Document
from gongkai.matters.documents.rules import categories_for
from gongkai.plan.shape import Category, Plan
from gongkai.trail.actors import Actor


class DraftForm(forms.Form):
    """Everything that a draft is, and how it is to be sent. Fields keep what was typed, whatever is refused."""

    title = forms.CharField(label="标题", max_length=100_000, widget=forms.Textarea({"rows": 2}))
    body = BodyField(when_needed="（送审前填写，不予公开的不填）")
    document_kind = forms.ChoiceField(label="文种", choices=Document.DocumentKind.choices)
    category = forms.ChoiceField(label="信息类别")
    attribute = forms.ChoiceField(
        label="公开属性",
        choices=[(a.value, a.chinese) for a in Attribute],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label="不主动公开的理由",
        choices=[("", "（主动公开不填）"), *GROUNDS.items()],
        required=False,
    )
    review_on = forms.DateField(label="定期评估审查日期", required=False, widget=day_input())
    addressees = forms.CharField(label="主送", max_length=300, required=False)
    consulted = forms.MultipleChoiceField(
        label="会签处室", required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label="附言", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    urgent = forms.BooleanField(label="走应急流程（先发后补签，列入通报）", required=False)
    urgent_reason = forms.CharField(label="应急原因", max_length=300, required=False)
    attachment = forms.FileField(label="添加附件", required=False)
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, actor: Actor, plan: Plan, live: list[Category], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own, others = categories_for(plan, actor.organ, live)
        groups = [("本处室负责的类别", own), ("其他处室负责的类别（将送归口处室审核）", others)]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "请选择"),
            *((title, [(c.id, c.title) for c in held]) for title, held in groups if held),
        ]
        self.fields["consulted"].choices = [  # type: ignore[attr-defined]
            (o.id, o.short or o.name)
            for o in plan.organs
            if o.id != actor.organ and o.kind == "section"
        ]

    def draft(self) -> Draft:
        """The value that the action takes."""
        return Draft(**{name: self.cleaned_data[name] for name in Draft.names()})
