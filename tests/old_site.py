"""A small old site in a folder, invented: what an operator hands over, and how it is spoilt."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gongkai.matters.documents import jobs
from gongkai.matters.documents.actions import agreeing, loading
from gongkai.matters.documents.models import Batch
from gongkai.matters.documents.old_site import judging
from gongkai.matters.documents.old_site.folder import Folder
from gongkai.matters.documents.old_site.shape import FIELDS
from gongkai.publishing.models import Publication
from gongkai.trail.actors import system
from tests.casting import Bureau

ID_CARD = "610102199003078530"  # invented, with a right check digit
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
_STREAM = b"BT /F1 12 Tf 72 720 Td (Fitness month plan) Tj ET"
PDF = b"".join(
    (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R",
        b"/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n",
        b"4 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(_STREAM), _STREAM),
        b"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n",
        b"trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n",
    )
)
BODY = (
    "<html><head><title>旧页</title><script>var a=1</script></head><body onload='x()'>"
    "<div>各区县体育部门：现将有关事项通知如下。</div><div>一、全民健身活动月于五月举行。</div>"
    "<img src='/upload/2019/pic.png' alt='现场'><iframe src='http://video.example/1'></iframe>"
    "<img src='http://elsewhere.example/x.gif'><a href='/info/1/2.htm'>相关链接</a></body></html>"
)


def item(number: int = 1, **changes: str) -> dict[str, str]:
    """One good row; each number has names of its own."""
    return {
        "旧网址": f"/info/1024/{number}.htm",
        "标题": f"关于举办第{number}届全民健身活动月的通知",
        "正文": "body.html",
        "原发布时间": f"2019-03-{number % 28 + 1:02d} 10:20",
        "成文日期": "2019-03-01",
        "文号": f"市体发〔2019〕{number}号",
        "旧索引号": f"old-2019-{number:05d}",
        "来源": "群众体育处",
        "旧栏目": "通知公告",
        "附件": "方案.pdf",
        "公开属性": "主动公开",
        "有效性": "有效",
        **changes,
    }


def plain(number: int, **changes: str) -> dict[str, str]:
    """A row that needs no file."""
    body = f"<p>第{number}届全民健身活动月已经开始。</p>"
    return item(number, **{"正文": body, "附件": "", **changes})


def hand_over(folder: Path, rows: list[dict[str, str]], **more: Any) -> Path:
    """A folder with these rows; `more` replaces files: name without its ending -> text or bytes."""
    (folder / "files" / "upload" / "2019").mkdir(parents=True, exist_ok=True)
    (folder / "files" / "body.html").write_bytes(BODY.encode("gb18030"))
    (folder / "files" / "方案.pdf").write_bytes(PDF)
    (folder / "files" / "upload" / "2019" / "pic.png").write_bytes(PNG)
    write(folder / "items.csv", list(FIELDS), rows, more.get("encoding", "utf-8-sig"))
    write(
        folder / "columns.csv",
        ["旧栏目", "信息类别"],
        [{"旧栏目": "通知公告", "信息类别": "mass_sports_events"}],
    )
    write(
        folder / "organs.csv",
        ["来源", "起", "止", "处室"],
        [{"来源": "群众体育处", "起": "2010-01-01", "止": "", "处室": "mass_sports"}],
    )
    return folder


def write(
    path: Path, headings: list[str], rows: list[dict[str, str]], encoding: str = "utf-8"
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


DIGEST = hashlib.sha256(PDF).hexdigest()


def waiting_batch(
    bureau: Bureau,
    who: str = "editor2",
    *rows: dict[str, str],
    accepted: Mapping[str, str] | None = None,
) -> Batch:
    """A batch (of one item) that `who` has taken on, and that waits for another person of the office."""
    with TemporaryDirectory() as name:
        path = hand_over(Path(name), list(rows) or [item(1)])
        answers = [
            {"行": row, "规则": rule, "答复人": who} for row, rule in (accepted or {}).items()
        ]
        write(path / "accepted.csv", ["行", "规则", "答复人"], answers)
        folder = Folder(path)
        judged = judging.judge(folder, bureau.now)
        by, at = system("运维"), bureau.now
        batch = loading.begin_batch(
            name="旧网站", source=folder.digest, judged=judged, responsible=who, by=by, at=at
        )
        items = list(judging.items(folder, judged, at, set()))
        loading.take_items(batch=batch, items=items, by=by, at=at)
        batch = loading.finish_loading(batch=batch, by=by, at=at)
        return agreeing.agree_batch(batch=batch, seen=batch.digest, by=bureau.at(who), at=at)


def carried(
    bureau: Bureau, *rows: dict[str, str], accepted: Mapping[str, str] | None = None
) -> list[Publication]:
    """These rows of an old site, brought in by one of the office, confirmed by another, and public.

    `accepted`: row of the list -> rule of the personal data that stay.
    """
    batch = waiting_batch(bureau, "editor2", *rows, accepted=accepted)
    by, at = bureau.at("editor"), bureau.now
    agreeing.confirm_batch(batch=batch, seen=batch.digest, by=by, at=at)
    while jobs.publish_of(Batch.objects.get(pk=batch.pk), at):
        pass
    documents = list(batch.items.order_by("row").values_list("document", flat=True))
    found = {p.subject_id: p for p in Publication.objects.filter(subject_id__in=documents)}
    return [found[document] for document in documents]
