"""服务标准规范: what must be there before 送审, and the text of its page."""

from __future__ import annotations

from html import escape


def hindrance(number: str, scope: str, with_file: bool) -> str:
    """Why the standard cannot be sent off yet, else ''."""
    absent = [
        label
        for label, there in (
            ("标准编号", number),
            ("适用范围", scope),
            ("标准文本（附件）", with_file),
        )
        if not there
    ]
    return f"服务标准规范缺少：{'、'.join(absent)}。请补齐并保存后再送审。" if absent else ""


def body(title: str, number: str, scope: str, summary: str) -> str:
    """HTML: a table of facts, then the summary in paragraphs."""
    facts = (("标准名称", title), ("标准编号", number), ("适用范围", scope))
    rows = "".join(
        f'<tr><th scope="row">{label}</th><td>{_lines(value)}</td></tr>'
        for label, value in facts
        if value
    )
    told = "".join(f"<p>{escape(line, quote=False)}</p>" for line in summary.split("\n") if line)
    heading = "<h2>主要内容</h2>" if told else ""
    return f"<table><tbody>{rows}</tbody></table>{heading}{told}"


def _lines(value: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in value.split("\n"))
