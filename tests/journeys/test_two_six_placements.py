"""二(一)、二(六): 通过政府网站、政务新媒体等公开。Other placements, and which of them stops which clock."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from gongkai.desk.sheets.line import placements_of
from gongkai.files.tests.samples import pdf_of_pages, picture
from gongkai.kinds.verbs import placing, publishing
from gongkai.matters.documents import actions
from gongkai.matters.documents.actions import Draft
from gongkai.obligations.models import Obligation
from gongkai.plan.actions import load_plan
from gongkai.publishing.models import Placement
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken, Refused
from tests.casting import PLANS, Bureau

WECHAT = {"channel": "wechat", "address": "https://mp.example.cn/s/1"}


def placed(bureau: Bureau, publication, who: str = "editor", **changes) -> Placement:
    given = {**WECHAT, "moment": bureau.now - timedelta(minutes=10), **changes}
    return placing.place(publication=publication, by=bureau.at(who), at=bureau.now, **given)


def counted_at(bureau: Bureau, channel: str) -> None:
    """A plan in which 二(二).6b counts the sight in another channel."""
    text = (PLANS / "plan.toml").read_text(encoding="utf-8")
    here = 'id = "二(二).6b"\n'
    assert here in text
    text = text.replace(here, f'{here}channel = "{channel}"\n').replace(
        "version = ", "version = 1", 1
    )
    load_plan(text, at=bureau.now)


def test_a_placement_is_noted_with_address_true_moment_and_who(bureau):
    publication = bureau.published()
    placement = placed(bureau, publication)
    assert placement.placed_at == bureau.now - timedelta(minutes=10)
    entry = Entry.objects.get(action="document.placed")
    assert (entry.happened, entry.recorded) == (placement.placed_at, bureau.now)
    assert entry.data["channel"] == "微信公众号"


def test_where_the_plan_counts_the_city_platform_the_portal_does_not_stop_the_clock(bureau):
    counted_at(bureau, "city_platform")
    publication = bureau.published()
    duty = Obligation.objects.get(duty="二(二).6b")
    assert duty.ending == "", "seen on the portal, which does not count here"
    placed(bureau, publication)
    duty.refresh_from_db()
    assert duty.ending == "", "WeChat does not count either"
    placed(bureau, publication, channel="city_platform", address="https://www.example.gov.cn/1")
    duty.refresh_from_db()
    assert duty.ending == "discharged"
    assert duty.evidence["channel"] == "city_platform"


def test_where_it_counts_the_portal_a_placement_elsewhere_does_not_stop_the_clock(bureau):
    publication = bureau.publish(bureau.signed())
    placed(bureau, publication)
    assert Obligation.objects.get(duty="二(二).6b").ending == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"channel": "portal"}, "选择登载的渠道"),
        ({"address": "mp.example.cn"}, "完整网址"),
        ({"address": "javascript:alert(1)"}, "完整网址"),
    ],
)
def test_what_is_no_placement_is_refused_with_a_sentence(bureau, changes, sentence):
    publication = bureau.published()
    with pytest.raises(Refused, match=sentence):
        placed(bureau, publication, **changes)
    assert Placement.objects.count() == 1


def test_a_placement_in_the_future_or_twice_or_by_another_than_the_office_is_refused(bureau):
    publication = bureau.published()
    with pytest.raises(Refused, match="不能晚于现在"):
        placed(bureau, publication, moment=bureau.now + timedelta(minutes=1))
    with pytest.raises(NotAllowed):
        placed(bureau, publication, who="drafter")
    placed(bureau, publication)
    with pytest.raises(Overtaken, match="登记过"):
        placed(bureau, publication)


def test_a_newspaper_needs_no_link(bureau):
    publication = bureau.published()
    assert placed(bureau, publication, channel="press", address="《西安日报》3月2日第4版")


def test_what_was_placed_by_hand_must_be_taken_down_by_hand_and_the_sheet_says_so(bureau):
    publication = bureau.published()
    placed(bureau, publication, channel="press", address="2026年3月2日第3版")
    publishing.withdraw(
        publication=publication, reason="内容有误", by=bureau.at("editor"), at=bureau.now
    )
    publication.refresh_from_db()
    said = {row["channel"]: row["state"] for row in placements_of(publication)}
    assert said["报刊"].startswith("2026年3月2日第3版，已登载")
    assert said["报刊"].endswith("请在该渠道同时撤下")
    assert "正在撤下" in said["门户网站"]


@pytest.fixture
def with_a_picture(bureau):
    """A published text with a picture and two attachments of one name."""
    document = bureau.draft()
    given = {"document": document, "by": bureau.at("drafter"), "at": bureau.now}
    shown = actions.attach(name="图.png", content=picture("PNG"), picture=True, **given)
    actions.attach(name="名单.pdf", content=pdf_of_pages((595, 842)), picture=False, **given)
    actions.attach(name="名单.pdf", content=pdf_of_pages((842, 595)), picture=False, **given)
    body = f'<p>现将名单公布如下。</p><p><img src="sha256:{shown.stored_id}" alt="会场"></p>'
    draft = Draft(**{name: getattr(document, name) for name in Draft.names()})
    actions.save(
        document=document, draft=replace(draft, body=body), edition=document.edition,
        by=bureau.at("drafter"), at=bureau.now,
    )  # fmt: skip
    document.refresh_from_db()
    return bureau.publish(bureau.signed_from(document))


def test_the_office_takes_title_body_and_attachments_to_another_channel(
    bureau, client, with_a_picture
):
    sheet = with_a_picture.version.signature.clearance
    client.force_login(bureau.people["editor"], "django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(bureau.now, tick=False):
        page = client.get(f"/desk/cases/{sheet.uuid}/copies/").content.decode()
        answer = client.get(f"/desk/cases/{sheet.uuid}/package/")
    assert "现将名单公布如下。" in page
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == [
        "标题.txt", "正文.txt", "正文.html", "附件/01-名单.pdf", "附件/02-名单.pdf",
    ]  # fmt: skip
    html = archive.read("正文.html").decode()
    assert 'src="data:image/png;base64,' in html
    assert "sha256:" not in html
    for who in ("drafter", "head", "leader"):
        client.force_login(bureau.people[who], "django.contrib.auth.backends.ModelBackend")
        with time_machine.travel(bureau.now, tick=False):
            assert client.get(f"/desk/cases/{sheet.uuid}/package/").status_code == 404
