from django.apps import AppConfig


class Guides(AppConfig):
    name = "gongkai.matters.guides"
    label = "guides"
    verbose_name = "服务公开"

    def ready(self) -> None:
        from gongkai.frames.menu import Entry
        from gongkai.frames.menu import register as register_entry
        from gongkai.kinds.registry import register
        from gongkai.matters.guides.kind import guide_kind, standard_kind

        register(guide_kind)
        register(standard_kind)
        register_entry(Entry("服务公开", "guides:list", 25))
