"""What the desk answers when there is no page, no right, or a fault: a sentence and a way on, never a blank."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from gongkai.frames.pages import refusal


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """404, for what is not there and for what is not theirs: both look the same."""
    return refusal(
        request,
        title="没有这个页面",
        sentence="地址不正确，或者该事项不在您的查看范围内。",
        mend="请从待办或列表进入。",
        status=404,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return refusal(
        request,
        sentence="您没有办理此项的权限。",
        mend="如有疑问，请与安全管理员联系。",
        status=403,
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The page was open too long, or the form did not come from here. What was typed stays in the browser."""
    return refusal(
        request,
        sentence="页面打开时间过长，提交没有生效。",
        mend="请返回上一页，刷新后重新提交；填写的内容会保留在浏览器中。",
        status=403,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    return refusal(
        request, sentence="提交的内容无法识别，没有办理。", mend="请返回后重新填写。", status=400
    )


def broken(request: HttpRequest) -> HttpResponseBase:
    """500: nothing is asked of the database here, because it may be the fault."""
    number = getattr(request, "act", "")
    page = (
        '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>系统故障</title>'
        "<h1>系统出现故障，本次办理没有生效</h1>"
        f"<p>请稍后再试；仍不能办理的，请将编号 {number} 告知系统管理员。</p>"
        '<p><a href="/desk/">返回工作台</a></p></html>'
    )
    return HttpResponse(page, status=500, headers={"Cache-Control": "no-store"})
