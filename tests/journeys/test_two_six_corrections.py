"""二(六): a 复核更正 is shown as a difference to the head who confirms it (F3)."""

from __future__ import annotations

import time_machine

from gongkai.clearance.tests.acts import correct, settle, signed_text


def page(bureau, client, sheet, who: str) -> str:
    client.force_login(bureau.people[who], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        return client.get(f"/desk/cases/{sheet.uuid}/").content.decode()


def test_the_head_reads_what_the_office_changed_before_confirming(bureau, client):
    sheet = bureau.signed(body="<p>活动按排如下。</p><p>其他不变。</p>")
    correction = correct(bureau, sheet, body=signed_text(sheet).body.replace("按排", "安排"))
    shown = page(bureau, client, sheet, "head")
    assert "待拟稿处室负责人确认" in shown
    assert "<del>按</del>" in shown
    assert "<ins>安</ins>" in shown
    panel = shown[shown.index("<h2>复核更正</h2>") :]
    assert "其他不变" not in panel[: panel.index("</section>")], "only what changes"
    settle(bureau, correction)
    assert "群体处负责人已确认" in page(bureau, client, sheet, "drafter")
