"""`gongkai site verify`: the tree against what must be in it, from inside and from outside."""

from __future__ import annotations

import http.client
from pathlib import Path

from gongkai.portal import expected, moved
from gongkai.portal.outside import fetch
from gongkai.portal.tree import lies_whole
from gongkai.publishing.models import Publication


def inside(root: Path) -> list[str]:
    """Every file that must be there is there with its bytes, and nothing else. Faults as sentences."""
    faults, wanted = [], set()
    for path, content in expected.everything():
        wanted.add(path)
        faults += _compare(root, path, content)
    for path in sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()):
        page = path.removesuffix(".gz")
        if path not in wanted and page not in wanted:
            faults.append(f"多余文件：{path} 不应存在于公开目录中，请立即删除并查明来源。")
    if not moved.stands(root.parent):
        faults.append("旧网址跳转表与库中不符。请运行 gongkai site build 重新生成。")
    return faults


def _compare(root: Path, path: str, content: bytes) -> list[str]:
    target = root / path
    if not target.is_file():
        return [f"缺少文件：{path}。请运行 gongkai site build 重新生成。"]
    if not lies_whole(target, content):
        return [
            f"内容不符：{path}（或其压缩件）与应有内容不同，可能被改动。请运行 gongkai site build 并查明原因。"
        ]
    return []


def outside(port: int | None = None) -> list[str]:
    """Ask for every address as a stranger: live 200, withdrawn 410, hidden byte for byte like never existing."""
    never = fetch("/p/1900/1/", port=port)
    faults = [] if never.status == http.client.NOT_FOUND else ["从未存在的地址没有返回 404。"]
    wanted = {
        Publication.State.LIVE: http.client.OK,
        Publication.State.WITHDRAWN: http.client.GONE,
        Publication.State.HIDDEN: http.client.NOT_FOUND,
    }
    for publication in Publication.objects.order_by("pk").iterator(chunk_size=500):
        state = Publication.State(publication.state)
        answer = fetch(publication.address, port=port)
        if answer.status != wanted[state]:
            faults.append(f"{publication.address} 为“{state.label}”，外网返回 {answer.status}。")
        elif state == Publication.State.HIDDEN and answer.body != never.body:
            faults.append(f"{publication.address} 已隐藏，但外网返回与不存在的地址不同。")
    return faults
