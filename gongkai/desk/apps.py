from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongkai.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        from gongkai.desk.auditing import may_read
        from gongkai.desk.conformance import may_use
        from gongkai.desk.manual.sections import address_for
        from gongkai.desk.people import may_use as may_appoint
        from gongkai.desk.warnings import sentences, short_name
        from gongkai.frames.menu import Entry, register
        from gongkai.frames.pages import bureau_name, helper, warner

        register(Entry("待办", "desk:inbox", 10, phone="待办", icon="inbox"))
        register(Entry("任务台账", "desk:tasks", 30, phone="任务", icon="tasks"))
        register(Entry("催办", "desk:chases", 32, lambda actor: actor.role == "editor"))
        register(Entry("零报告", "desk:zero_reports", 35, lambda actor: actor.role == "head"))
        register(Entry("发布", "desk:publishing", 40, lambda actor: actor.role == "editor"))
        register(
            Entry(
                "已公开检查", "desk:rechecked", 45, lambda actor: actor.role == "editor", rare=True
            )
        )
        register(Entry("落实情况", "desk:conformance", 50, may_use))
        register(Entry("任务分解", "desk:task_table", 55, may_use, rare=True))
        register(
            Entry(
                "待局里确认", "desk:to_confirm", 60, lambda actor: actor.role == "editor", rare=True
            )
        )
        register(Entry("留痕", "desk:trail", 70, may_read))
        register(Entry("人员与岗位", "desk:people", 80, may_appoint))
        register(Entry("我的", "desk:myself", 90, phone="我的", icon="person"))
        warner(sentences)
        bureau_name(short_name)
        helper(address_for)
