"""Pages of the portal: each a function of (document, publication, templates), without request or session."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.template import engines
from markupsafe import Markup

from gongkai.clearance.cleaning import clean, plain, with_pictures_at
from gongkai.clearance.document import PublicDocument
from gongkai.clock.calendars import SHANGHAI, local_day
from gongkai.kinds.registry import labelled
from gongkai.plan.shape import Bureau, Column, Plan
from gongkai.portal.validity import chip, shown
from gongkai.publishing.models import Publication, Version

TO_COME = "待提供"


def site(bureau: Bureau, *, demonstration: bool) -> dict[str, Any]:
    """What every page says of the site (国办发〔2017〕47号)."""
    return {
        "name": bureau.site_name or bureau.name,
        "domain": bureau.site_domain,
        "id_code": bureau.site_id_code or TO_COME,
        "sponsor": bureau.name,
        "contact": bureau.contact or TO_COME,
        "icp": bureau.icp,
        "police": bureau.police,
        "demo": demonstration,
    }


def column_values(column: Column) -> dict[str, str]:
    """A column as templates name it."""
    return {
        "name": column.title,
        "type": column.title,
        "description": column.gist or column.title,
        "keywords": column.title,
        "url": address_of_column(column.id),
    }


def address_of_column(column: str, page: int | None = None) -> str:
    """The front page of a column, or one of its closed pages (numbered from 1, the oldest)."""
    return f"/c/{column}/" if page is None else f"/c/{column}/{page + 1}/"


def file_address(digest: str, name: str) -> str:
    return f"/f/{digest}/{quote(name)}"


def document_page(
    publication: Publication, version: Version, plan: Plan, site_values: Mapping[str, Any]
) -> bytes:
    """The page of one live publication, in its standing version."""
    document = version.revision.value
    column = plan.column(publication.column)
    names = {f.digest: f.name for f in document.files}
    body = _with_public_pictures(clean(document.body), names)
    text = plain(document.body)
    context = {
        "site": site_values,
        "column": column_values(column),
        "index_number": publication.index_number,
        "version": version.number,
        "article": {
            "title": document.title,
            "published": publication.published_at,
            "source": publication.organ_name,
            "url": publication.address,
            "keywords": plan.category(document.category).title,
            "description": text[:120],
            "editor": "",
            "image": "",
            "body": Markup(body),  # cleaned two lines above
        },
        "fields": _catalogue(publication, version, document, plan),
        "validity": shown(publication),
        "attachments": [
            {"name": f.name, "url": file_address(f.digest, f.name), "size": f.size}
            for f in document.files
            if not f.picture
        ],
        "related": [],
        "versions": [],
        "corrections": _corrections(publication, version),
        "carried": _carried(publication),
        "qr": "",
        "digest": version.digest.removeprefix("sha256:")[:16],
    }
    return render("portal/document.html", context)


def _with_public_pictures(body: str, names: Mapping[str, str]) -> str:
    for digest, name in names.items():
        body = body.replace(
            f'src="sha256:{digest}"', f'src="{html.escape(file_address(digest, name))}"'
        )
    return with_pictures_at(
        body, "/f/{}/missing"
    )  # a picture that no file stands for stays a dead name


def _catalogue(
    publication: Publication, version: Version, document: PublicDocument, plan: Plan
) -> list[tuple[str, str]]:
    """索引号 · 主题分类 · 发布机构 · 文号 · 成文日期 · 发布日期 (国办公开办函〔2019〕61号)."""
    bureau = plan.bureau
    return [
        ("索引号", publication.index_number),
        ("主题分类", bureau.theme if bureau else ""),
        ("发布机构", bureau.name if bureau else publication.organ_name),
        ("文号", version.document_number),
        ("成文日期", _iso(version.document_date)),
        ("发布日期", _iso(local_day(publication.published_at))),
        ("补录日期", _iso(local_day(publication.published_at)) if publication.carried_over else ""),
        *labelled(document),
    ]


def _corrections(publication: Publication, version: Version) -> list[str]:
    if version.number == 1:
        return []
    moment = version.published_at.astimezone(SHANGHAI)
    return [f"本页于 {moment:%Y-%m-%d %H:%M} 更正，现为第 {version.number} 版。"]


def _carried(publication: Publication) -> str:
    """Both dates side by side: the true one is never the original one (19号: 伪造发稿日期)."""
    if not publication.carried_over:
        return ""
    day = local_day(publication.published_at)
    return (
        f"本页由旧网站补录：原发布日期 {_iso(publication.originally_on)}，"
        f"{_iso(day)} 补录到本网站；所列发布时间为补录时间。"
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def gone_page(publication: Publication, site_values: Mapping[str, Any]) -> bytes:
    """The stub: reason and date, nothing else."""
    context = {
        "site": site_values,
        "withdrawn_on": publication.withdrawn_at,
        "reason": publication.withdrawal_reason,
    }
    return render("portal/gone.html", context)


def row(publication: Publication) -> dict[str, Any]:
    """One line of a list; a withdrawn one is a stub with its date."""
    return {
        "title": publication.title,
        "url": publication.address,
        "date": _iso(local_day(publication.published_at)),
        "withdrawn": publication.state == Publication.State.WITHDRAWN,
        "chip": chip(publication) or _chip(publication),
    }


def _chip(publication: Publication) -> dict[str, str] | None:
    if not publication.carried_over:
        return None
    return {"label": f"补录，原发布于 {_iso(publication.originally_on)}", "tone": "plain"}


def column_page(
    column: Column,
    rows: Sequence[Publication],
    page: int | None,
    closed: int,
    plan: Plan,
    site_values: Mapping[str, Any],
) -> bytes:
    """A column's front page (page None) or one closed page. `closed`: how many closed pages there are."""
    newest = max((r.published_at for r in rows), default=None)
    if page is None:
        newer, older = "", address_of_column(column.id, closed - 1) if closed else ""
    else:
        newer = address_of_column(column.id, page + 1 if page + 1 < closed else None)
        older = address_of_column(column.id, page - 1) if page else ""
    context = {
        "site": site_values,
        "column": column_values(column),
        "intro": column.gist,
        "owner": plan.holder_title(column.owner),
        "updated": newest if page is None else None,
        "groups": [],
        "rows": [row(r) for r in sorted(rows, key=lambda r: r.ordinal, reverse=True)],
        "label": "" if page is None else f"第 {page + 1} 页",
        "newer": newer,
        "older": older,
    }
    return render("portal/column.html", context)


def home_page(
    sections: Sequence[tuple[Column, Sequence[Publication]]], site_values: Mapping[str, Any]
) -> bytes:
    """The home page: the columns that hold something, each with its newest rows."""
    context = {
        "site": site_values,
        "ways": [],
        "sections": [
            {
                "title": column.title,
                "url": address_of_column(column.id),
                "rows": [row(p) for p in newest],
            }
            for column, newest in sections
        ],
    }
    return render("portal/home.html", context)


def missing_page(site_values: Mapping[str, Any]) -> bytes:
    """404: the same bytes for every address that is not there."""
    return render("portal/missing.html", {"site": site_values})


def render(name: str, context: Mapping[str, Any]) -> bytes:
    return _template(name).render(context).encode()


@lru_cache(maxsize=16)
def _template(name: str) -> Any:
    return engines["jinja2"].env.get_template(name)  # type: ignore[attr-defined]
