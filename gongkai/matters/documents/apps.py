from django.apps import AppConfig


class Documents(AppConfig):
    name = "gongkai.matters.documents"
    label = "documents"
    verbose_name = "文件与信息"

    def ready(self) -> None:
        from gongkai.frames.menu import Entry
        from gongkai.frames.menu import register as register_entry
        from gongkai.frames.waiting import register as register_waiting
        from gongkai.kinds.drafting import may_draft
        from gongkai.kinds.registry import register
        from gongkai.matters.documents import actions  # noqa: F401  (its words for the trail)
        from gongkai.matters.documents.faces.cleanups import may_use
        from gongkai.matters.documents.faces.waiting import waiting
        from gongkai.matters.documents.kind import document_kind
        from gongkai.matters.documents.permissions import may_take_over

        register(document_kind)
        register_entry(
            Entry(
                "文件与信息", "documents:list", 20, phone="起草", icon="pen",
                phone_for=lambda actor: None if may_draft(actor) else ("文件", "file"),
            )
        )  # fmt: skip
        register_entry(Entry("清理", "documents:cleanups", 22, may_use, rare=True))
        register_entry(Entry("归档", "documents:archives", 24, may_use, rare=True))
        register_waiting(waiting)
        register_entry(Entry("旧站补录", "documents:batches", 60, may_use=may_take_over, rare=True))
