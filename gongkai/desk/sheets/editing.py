"""Editing a cleared text: 改后签发 and 修改后发 by the signer, 复核更正 by the office."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from gongkai.clearance.cleaning import clean
from gongkai.clearance.document import PublicDocument
from gongkai.clearance.models import Clearance
from gongkai.desk.answers import errors_of, sheet_for, staff
from gongkai.desk.sheets.offers import PHRASES
from gongkai.desk.sheets.signing import at_signing
from gongkai.frames.editor import BodyField
from gongkai.frames.pages import staff_page
from gongkai.kinds.verbs import finishing, signing
from gongkai.trail.actors import Actor
from gongkai.trail.refusals import NotAllowed, Refused


class TextForm(forms.Form):
    """Title and body, and the digest of the text that was on the screen."""

    title = forms.CharField(label="标题", max_length=5000, widget=forms.Textarea({"rows": 2}))
    body = BodyField()
    seen = forms.CharField(widget=forms.HiddenInput)


@staff
def amend(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """改后签发: amend and sign in one act; or 修改后发: say what is to be amended."""
    sheet = sheet_for(actor, uuid)
    if not at_signing(actor, sheet):
        if request.method == "POST":
            raise NotAllowed("本稿目前不由您签批，修改没有提交，填写的内容仍留在本机。")
        return redirect("desk:case", uuid)
    note = {
        "label": "批示修改后发",
        "url": reverse("desk:act", args=[sheet.uuid, "sign_after_amendment"]),
        "hidden": {"seen": sheet.revision.digest},
        "title": "批示修改后发",
        "opinion": "required",
        "opinion_label": "需要修改的内容",
        "phrases": PHRASES["note"],
    }
    page = {"heading": "改后签发", "go": "改后签发", "other": note,
            "help": "修改处会记在您的名下，签发的是修改后的文本。"}  # fmt: skip

    def carry_out(seen: str, document: PublicDocument) -> None:
        signing.sign(clearance=sheet, seen=seen, by=actor, at=timezone.now(), amended=document)

    return _edited(request, sheet, page, carry_out, f"已签发：《{sheet.title}》")


@staff
def correct(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponseBase:
    """复核更正: characters, punctuation, layout. The drafting head confirms."""
    sheet = sheet_for(actor, uuid)
    if actor.role != "editor":
        raise Http404
    page = {"heading": "复核更正", "go": "提交更正", "other": None,
            "help": "只改文字、标点和版式，不得改动文号、日期、数字、姓名和金额。由拟稿处室负责人确认后生效。"}  # fmt: skip

    def carry_out(seen: str, document: PublicDocument) -> None:
        finishing.correct(clearance=sheet, document=document, by=actor, at=timezone.now())

    return _edited(request, sheet, page, carry_out, "更正已提交，待拟稿处室负责人确认")


def _edited(
    request: HttpRequest, sheet: Clearance, page: dict[str, Any], carry_out: Any, said: str
) -> HttpResponseBase:
    """The one way in which a cleared text is edited: the form, the refusal beside it, the act."""
    standing = sheet.revision.value
    initial = {"title": standing.title, "body": standing.body, "seen": sheet.revision.digest}
    form = TextForm(request.POST or None, initial=initial)
    errors: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        text = replace(standing, title=given["title"].strip(), body=clean(given["body"]))
        try:
            carry_out(given["seen"], text)
        except Refused as refused:
            errors = errors_of(refused)
        else:
            messages.success(request, said)
            return redirect("desk:case", sheet.uuid)
    context = {**page, "form": form, "errors": errors, "title": sheet.title, "action": request.path,
               "back": reverse("desk:case", args=[sheet.uuid])}  # fmt: skip
    return staff_page(request, "desk/edit_text.html", context, 409 if errors else 200)
