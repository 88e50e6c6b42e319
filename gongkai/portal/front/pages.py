"""The front's own few pages: what a person reads when there is no file and no app to answer."""

from __future__ import annotations

from http import HTTPStatus

from gongkai.portal.front.rules import Headers

# status -> (what happened, what to do)
SENTENCES = {
    400: ("提交没有传完", "请检查网络，再提交一次。"),
    404: ("没有这个页面", "请核对地址，或者回到首页查找。"),
    405: ("这个地址只能查看", "请从页面上的按钮或者表单提交。"),
    411: ("请求没有写明长度", "请用浏览器提交；程序提交时请带上 Content-Length。"),
    413: ("提交的内容超过 30 MB", "请压缩附件，或者分几次提交。"),
    414: ("地址太长", "请从首页重新进入。"),
    416: ("要取的部分超出了文件", "请重新下载整个文件。"),
    500: ("这一次没有办成", "请稍候再试；还是不行，请告诉管理员。"),
    502: ("工作台正在启动或维护，门户不受影响", "请过几秒钟刷新页面。"),
    503: ("同时办理的人太多，门户不受影响", "请过几秒钟刷新页面，已经填写的内容请先不要关闭。"),
    504: (
        "工作台没有及时答复，门户不受影响",
        "请先在待办、在办里核对是否已经办成，再决定是否重办。",
    ),
}

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{what}</title>
</head>
<body>
<main>
<h1>{what}</h1>
<p>{mend}</p>
<p><a href="/">回到首页</a></p>
</main>
</body>
</html>
"""


def page(status: int) -> bytes:
    """The whole page for a status, in UTF-8. It needs no style sheet, so that it shows when nothing else does."""
    what, mend = SENTENCES[status]
    return _PAGE.format(what=what, mend=mend).encode()


def status_line(status: int) -> str:
    """`404 Not Found`, as WSGI wants it."""
    return f"{status} {HTTPStatus(status).phrase}"


def headers(status: int) -> Headers:
    """What a status says beside its page (RFC 9110 sections 15.5.6 and 15.6.4), security apart."""
    extra = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "no-cache" if status == 404 else "no-store"),
    ]
    if status == 405:
        extra.append(("Allow", "GET, HEAD"))
    if status in (502, 503):
        extra.append(("Retry-After", "5"))
    return extra
