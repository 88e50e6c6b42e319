"""Which section of the manual answers the questions of a page: route → page#heading. A test holds it complete."""

from __future__ import annotations

from gongkai.desk.manual import reading

# Acts have their row too: what they refuse is shown as a page.
SECTIONS = {
    "desk:inbox": "待办和消息#工作台首页",
    "desk:read": "待办和消息#待阅消息",
    "desk:have_read": "待办和消息#待阅消息",
    "desk:digest": "待办和消息#到期提醒",
    "desk:sign_in": "登录和岗位#登录",
    "desk:switch_post": "登录和岗位#切换岗位",
    "desk:myself": "登录和岗位#委托同事代办",
    "desk:end_delegation": "登录和岗位#委托同事代办",
    "desk:password": "登录和岗位#修改密码",
    "documents:list": "起草和送审#查找稿件",
    "documents:new": "起草和送审#起草",
    "documents:edit": "起草和送审#起草",
    "documents:import": "起草和送审#从文件导入",
    "documents:replace": "起草和送审#从文件导入",
    "desk:case": "审核和保密审查#稿件页面",
    "desk:act": "审核和保密审查#稿件页面",
    "desk:sign": "局领导签批#在手机上签批",
    "desk:amend": "局领导签批#改后发",
    "desk:file_pages": "局领导签批#按页查看附件",
    "desk:paper": "打印和导出#打印审签单",
    "desk:find_paper": "登记签批和编号#按稿纸编号查找",
    "desk:publishing": "发布#发布队列",
    "desk:copies": "发布#复制到其他渠道",
    "desk:correct": "更正和撤下#复核更正",
    "desk:rechecked": "更正和撤下#已公开检查",
    "desk:tasks": "任务台账#查找任务",
    "desk:task": "任务台账#一件任务",
    "desk:proof": "任务台账#逐日计算",
    "desk:task_act": "任务台账#登记完成情况",
    "desk:zero_reports": "零报告#确认零报告",
    "desk:chases": "催办#催办记录",
    "desk:chase": "催办#回复催办",
    "desk:chase_answer": "催办#回复催办",
    "desk:chase_new": "催办#办公室催办",
    "desk:conformance": "落实情况#查看落实情况",
    "desk:evidence": "落实情况#查看佐证",
    "desk:to_confirm": "落实情况#待局里确认",
    "desk:task_table": "任务分解#查看任务分解表",
    "desk:fill_table": "任务分解#填表登记",
    "desk:trail": "留痕#查看留痕",
    "desk:people": "人员与岗位#设立账号和岗位",
    "desk:end_post": "人员与岗位#结束任职",
    "desk:design": "README#按页面查找",
    "desk:manual": "README#按岗位查找",
    "desk:manual_page": "README#按岗位查找",
    "documents:cleanups": "文件清理#开始清理",
    "documents:cleanup_start": "文件清理#开始清理",
    "documents:cleanup": "文件清理#逐件填写",
    "documents:cleanup_act": "文件清理#负责人确认",
    "documents:archives": "文件归档#整理目录",
    "documents:archive_start": "文件归档#整理目录",
    "documents:archive": "文件归档#整理目录",
    "documents:archive_act": "文件归档#移交和签收",
    "documents:batches": "旧站补录#查看批次",
    "documents:batch": "旧站补录#核对一批",
    "documents:batch_text": "旧站补录#核对一批",
    "guides:list": "办事指南#登记服务事项",
    "guides:new": "办事指南#登记服务事项",
    "guides:edit": "办事指南#填写办事指南",
    "guides:simplified": "流程优化和服务标准#流程优化",
    "guides:standards": "流程优化和服务标准#服务标准规范",
    "guides:new_standard": "流程优化和服务标准#服务标准规范",
    "guides:edit_standard": "流程优化和服务标准#服务标准规范",
}


def address_for(route: str) -> str:
    """Where the manual speaks about a route; the contents for what it does not know (there is no such page)."""
    name, _, heading = SECTIONS.get(route, reading.CONTENTS).partition("#")
    return reading.address(name, heading)
