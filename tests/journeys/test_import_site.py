"""二(十): the old site moves in. What was public stays public, under its old address too, with true dates."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.clearance.models import Clearance, Signature
from gongkai.clearance.queries import cleared
from gongkai.kinds.verbs import publishing
from gongkai.matters.documents.actions import agreeing, save
from gongkai.matters.documents.actions.drafting import Draft
from gongkai.matters.documents.models import Batch, Document, Item
from gongkai.obligations.models import Obligation
from gongkai.portal import builder, expected
from gongkai.portal.tree import Tree
from gongkai.portal.verify import inside
from gongkai.publishing.models import Publication
from gongkai.publishing.queries import by_index_number
from gongkai.supervision import figures, notifier
from gongkai.supervision.models import Notice
from gongkai.trail import vocabulary
from gongkai.trail.actors import system
from gongkai.trail.models import Entry
from gongkai.trail.refusals import NotAllowed, Overtaken
from tests.moving_in import agree, ask, confirm, loaded, operator, publish_all, taken_over
from tests.old_site import hand_over, item, plain
from tests.security.routes import browser

pytestmark = pytest.mark.usefixtures("set_up")


def test_the_whole_way_from_the_folder_to_the_citizen(bureau, home, tmp_path):
    folder = hand_over(tmp_path / "old", [item(1), plain(2, 旧网址="/content.jsp?id=2")])
    result = operator(folder, "--by", "editor")
    assert result.exit_code == 0, result.output
    assert "尚未公开" in result.output
    assert "脚本 1 处" in result.output
    assert "框架 1 处" in result.output
    assert "站外图片 1 处" in result.output
    assert "站内链接" in result.output
    batch = Batch.objects.get()
    assert batch.state == Batch.State.PROPOSED
    assert not Publication.objects.exists()
    assert not Document.objects.exists()

    address = reverse("documents:batch", args=[batch.uuid])
    named = browser(bureau, "editor")
    assert "同意导入，由我负责" in named.get(address).content.decode()
    assert named.post(address, {"act": "agree", "seen": batch.digest}).status_code == 302
    office = browser(bureau, "editor2")
    page = office.get(address).content.decode()
    assert "关于举办第1届" in page
    assert "核对无误，确认" in page
    assert office.post(address, {"act": "confirm", "seen": batch.digest}).status_code == 302
    publish_all()
    first, second = Publication.objects.order_by("ordinal")
    assert first.originally_on.isoformat() == "2019-03-02"
    assert first.published_at.year == datetime.now(UTC).year, "PubDate is true"

    tree = Tree(builder.root())
    builder.rebuild(tree, expected.look())
    shown = (home / "tree" / first.address.strip("/") / "index.html").read_text()
    assert "原发布日期" in shown
    assert "2019-03-02" in shown
    assert "补录" in shown
    assert "old-2019-00001" in shown
    assert "/info/1024/1.htm" in shown
    assert "市体发〔2019〕1号" in shown
    assert "2019-03-01" in shown
    published = first.published_at.astimezone().strftime("%Y-%m-%d")
    assert f'<meta name="PubDate" content="{published}' in shown
    assert "<script>var a" not in shown
    assert "iframe" not in shown
    assert "pic.png" in shown

    for old, new in (("/info/1024/1.htm", first), ("/content.jsp?id=2", second)):
        status, headers = ask(home, old)
        assert (status[:3], headers["Location"]) == ("301", new.address)
    assert ask(home, "/content.jsp?id=3")[0][:3] == "404"
    assert by_index_number("old-2019-00002") == second
    assert by_index_number(second.index_number) == second
    assert inside(home / "tree") == []
    tree.close()

    report = operator(folder, "--report").output
    assert "读取 2 件，拒绝 0 件，导入 2 件，补录 2 件，跳转 2 条" in report


def test_nothing_looks_as_if_a_leader_had_signed_it_here(bureau, home, tmp_path):
    taken_over(bureau, hand_over(tmp_path / "old", [item(1)]))
    sheet = Clearance.objects.get()
    signature = Signature.objects.get()
    assert (sheet.get_state_display(), sheet.chain) == ("旧站补录", "")
    assert not sheet.steps.exists()
    assert cleared(sheet) is None
    assert signature.signer is None
    assert signature.get_mode_display().startswith("旧站补录（未经本系统签发")
    assert "不是签发" in signature.signer_post
    assert (signature.registered_by.username, signature.confirmed_by.username) == (
        "editor",
        "editor2",
    )
    assert not Entry.objects.filter(action="document.signed").exists()
    entry = Entry.objects.get(action="document.carried_over")
    assert entry.actor["name"] == "办公室核稿员乙"
    assert entry.data["brought_by"] == "办公室核稿员甲"
    page = browser(bureau, "editor").get(reverse("desk:case", args=[sheet.uuid])).content.decode()
    assert "旧站补录（未经本系统签发）" in page
    assert "市体发〔2019〕1号" in page
    assert "拟稿送审" not in page
    assert "复核更正" not in page
    assert "撤下" in page
    drafter = browser(bureau, "drafter").get(reverse("desk:case", args=[sheet.uuid]))
    assert "修订" in drafter.content.decode()


def test_the_trail_tells_each_act_on_the_batch_and_each_item(bureau, home, tmp_path):
    batch = taken_over(bureau, hand_over(tmp_path / "old", [plain(n) for n in range(1, 6)]))
    acts = list(Entry.objects.filter(subject_id=batch.uuid).values_list("action", flat=True))
    assert acts == ["old_site.begun", "old_site.items_taken", "old_site.loaded", "old_site.agreed", "old_site.confirmed", "old_site.finished"]  # fmt: skip
    taken = Entry.objects.get(action="old_site.items_taken").data["digests"]
    told = Entry.objects.filter(action="document.carried_over")
    assert sorted(taken.values()) == sorted(e.data["digest"] for e in told)


def test_the_person_who_brought_it_cannot_confirm_it(bureau, home, tmp_path):
    batch = agree(bureau, loaded(hand_over(tmp_path / "old", [plain(1)])))
    with pytest.raises(NotAllowed, match="另一人"):
        confirm(bureau, batch, "editor")
    page = (
        browser(bureau, "editor")
        .get(reverse("documents:batch", args=[batch.uuid]))
        .content.decode()
    )
    assert "须由另一人核对" in page
    assert "核对无误，确认" not in page


def test_the_operator_names_who_answers_and_cannot_consent_for_them(bureau, home, tmp_path):
    folder = hand_over(tmp_path / "old", [plain(1)])
    batch = loaded(folder)
    told = Entry.objects.get(action="old_site.begun")
    assert "运维指定 办公室核稿员甲 负责，待本人同意" in vocabulary.sentence(told)
    assert (told.actor["kind"], batch.agreed_at) == ("system", None)
    assert "本人在工作台同意" in operator(folder, "--resume").output
    address = reverse("documents:batch", args=[batch.uuid])
    for who in ("editor2", "editor"):
        with pytest.raises((NotAllowed, Overtaken)):
            agreeing.confirm_batch(batch=batch, seen=batch.digest, by=bureau.at(who), at=bureau.now)
    with pytest.raises(NotAllowed, match="须由其本人"):
        agree(bureau, batch, "editor2")
    page = browser(bureau, "editor2").get(address).content.decode()
    assert "须由其本人在工作台同意" in page
    assert "同意导入，由我负责" not in page
    waits = lambda who: address in browser(bureau, who).get("/desk/").content.decode()  # noqa: E731
    assert (waits("editor"), waits("editor2")) == (True, False)
    agree(bureau, batch)
    assert (waits("editor"), waits("editor2")) == (False, True)


def test_who_was_named_may_decline(bureau, home, tmp_path):
    batch = loaded(hand_over(tmp_path / "old", [plain(1)]))
    agreeing.return_batch(
        batch=batch, reason="未经我核对来源", by=bureau.at("editor"), at=bureau.now
    )
    batch.refresh_from_db()
    assert (batch.state, batch.agreed_at) == (Batch.State.RETURNED, None)


def test_the_operator_names_somebody_of_the_office(bureau, home, tmp_path):
    folder = hand_over(tmp_path / "old", [plain(1)])
    for account in ("drafter", "nobody", "leader"):
        result = operator(folder, "--by", account)
        assert result.exit_code == 1
        assert "不是办公室" in result.output
    assert "--by" in operator(folder).output
    assert not Batch.objects.exists()


def test_what_was_confirmed_is_what_was_seen(bureau, home, tmp_path):
    batch = loaded(hand_over(tmp_path / "old", [plain(1)]))
    with pytest.raises(Overtaken):
        agreeing.agree_batch(batch=batch, seen="sha256:0", by=bureau.at("editor"), at=bureau.now)
    agree(bureau, batch)
    with pytest.raises(Overtaken):
        agreeing.confirm_batch(batch=batch, seen="sha256:0", by=bureau.at("editor2"), at=bureau.now)
    Item.objects.update(digest="sha256:1")
    with pytest.raises(Overtaken):
        confirm(bureau, batch)


def test_a_batch_that_is_sent_back_publishes_nothing_and_may_come_again(bureau, home, tmp_path):
    folder = hand_over(tmp_path / "old", [plain(1)])
    batch = loaded(folder)
    office = browser(bureau, "editor2")
    address = reverse("documents:batch", args=[batch.uuid])
    refused = office.post(address, {"act": "return", "reason": " "})
    assert refused.status_code == 409
    assert "请写明退回的原因" in refused.content.decode()
    assert office.post(address, {"act": "return", "reason": "栏目对应有误"}).status_code == 302
    publish_all()
    assert not Publication.objects.exists()
    again = loaded(folder)
    assert again != batch
    while notifier.catch_up():
        pass
    assert Notice.objects.filter(
        person__username="editor", entry__action="old_site.returned"
    ).exists()


def test_figures_of_timeliness_are_the_same_before_and_after(bureau, home, tmp_path):
    bureau.published()
    before = figures.conform(datetime.now(UTC), None)
    obligations = list(Obligation.objects.order_by("pk").values())
    taken_over(bureau, hand_over(tmp_path / "old", [item(n) for n in range(1, 4)]))
    for publication in Publication.objects.filter(carried_over=True):
        assert publishing.note_visible(
            publication=publication, version=1, digest="sha256:" + "0" * 64,
            by=system("外网探测"), at=datetime.now(UTC),
        )  # fmt: skip
    after = figures.conform(datetime.now(UTC), None)
    strip = lambda reports: json.dumps([{**r, "at_entry": 0} for r in reports], default=str)  # noqa: E731
    assert strip(before) == strip(after)
    assert list(Obligation.objects.order_by("pk").values()) == obligations
    assert obligations
    while notifier.catch_up():
        pass
    assert not Notice.objects.filter(
        entry__action="document.visible", person__username="editor"
    ).exists()


def test_an_item_is_withdrawn_like_any_other_and_its_old_address_leads_to_the_stub(
    bureau, home, tmp_path
):
    taken_over(bureau, hand_over(tmp_path / "old", [plain(1), plain(2)]))
    first, second = Publication.objects.order_by("ordinal")
    bureau.now = datetime.now(UTC) + timedelta(minutes=1)
    bureau.withdraw(first, "内容过时")
    bureau.withdraw(second, "误传", hide=True)
    tree = Tree(builder.root())
    builder.rebuild(tree, expected.look())
    status, headers = ask(home, "/info/1024/1.htm")
    assert status[:3] == "301"
    assert ask(home, headers["Location"])[0][:3] == "410"
    assert ask(home, "/info/1024/2.htm")[0][:3] == "404", "what is hidden never was there"
    tree.close()


def test_an_item_is_corrected_along_the_plans_chain(bureau, home, tmp_path):
    taken_over(bureau, hand_over(tmp_path / "old", [plain(1)]))
    bureau.now = datetime.now(UTC) + timedelta(minutes=1)
    document = Document.objects.get()
    draft = Draft(document_kind="official", title=document.title, body="<p>改正后的正文。</p>",
                  category=document.category, attribute="proactive")  # fmt: skip
    document = save(
        document=document,
        draft=draft,
        edition=document.edition,
        by=bureau.at("drafter"),
        at=bureau.now,
    )
    sheet = bureau.to_the_leader(document)
    bureau.sign(sheet)
    bureau.number(sheet, "市体发〔2019〕1号")
    publication = bureau.publish(sheet)
    assert publication == Publication.objects.get()
    assert publication.version.number == 2
    assert publication.version.revision.value.fields["old_index_number"] == "old-2019-00001"
    assert publication.version.signature.signer is not None


def test_a_stranger_sees_nothing_of_a_batch(bureau, home, tmp_path):
    batch = loaded(hand_over(tmp_path / "old", [plain(1)]))
    address = reverse("documents:batch", args=[batch.uuid])
    assert Client().get(address).status_code == 302
    for who in ("drafter", "head", "leader", "auditor", "system_administrator"):
        assert browser(bureau, who).get(address).status_code == 404
        assert (
            browser(bureau, who).post(address, {"act": "confirm", "seen": batch.digest}).status_code
            == 404
        )
    assert Batch.objects.get().state == Batch.State.PROPOSED


def test_check_stores_nothing(bureau, home, tmp_path):
    entries = Entry.objects.count()
    result = operator(hand_over(tmp_path / "old", [item(1)]), "--check")
    assert result.exit_code == 0
    assert "没有保存" in result.output
    assert Entry.objects.count() == entries
    assert not Batch.objects.exists()
    assert not (home / "files").exists()
