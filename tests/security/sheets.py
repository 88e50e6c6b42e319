"""Sheets of 群众体育处 at every place of their way, for the matrix of verbs and roles."""

from __future__ import annotations

from gongkai.clearance.models import Clearance
from gongkai.clearance.tests.acts import ask_to_amend, confirm, correct, edit, register, signed_text
from tests.casting import Bureau


def at_the_head(b: Bureau) -> Clearance:
    return b.submit(b.draft())


def at_the_reviewer(b: Bureau) -> Clearance:
    sheet = at_the_head(b)
    b.agree(sheet, "head")
    b.agree(sheet, "editor2")
    return sheet


def at_the_leader(b: Bureau) -> Clearance:
    sheet = at_the_reviewer(b)
    b.review_secrecy(sheet)
    return sheet


def amended(b: Bureau) -> Clearance:
    document = b.draft()
    sheet = b.submit(document)
    b.agree(sheet, "head")
    b.agree(sheet, "editor2")
    b.review_secrecy(sheet)
    ask_to_amend(b, sheet)
    edit(b, document, body="<p>按批示改过。</p>")
    return sheet


def entered(b: Bureau) -> Clearance:
    sheet = at_the_leader(b)
    register(b, sheet, "editor2")
    return sheet


def on_paper(b: Bureau) -> Clearance:
    sheet = at_the_leader(b)
    register(b, sheet, "editor2")
    confirm(b, sheet, "editor")
    return sheet


def unnumbered(b: Bureau) -> Clearance:
    sheet = at_the_leader(b)
    b.sign(sheet)
    return sheet


def numbered(b: Bureau) -> Clearance:
    sheet = unnumbered(b)
    b.number(sheet)
    return sheet


def corrected(b: Bureau) -> Clearance:
    sheet = numbered(b)
    correct(b, sheet, "editor2", body=signed_text(b.fresh(sheet)).body.replace("如下。", "如下："))
    return sheet


def public(b: Bureau) -> Clearance:
    sheet = numbered(b)
    b.publish(sheet)
    return sheet


def in_haste(b: Bureau) -> Clearance:
    sheet = b.submit(b.draft(), urgent=True, urgent_reason="突发")
    b.agree(sheet, "publicity_head")
    b.sign(sheet)
    return sheet
