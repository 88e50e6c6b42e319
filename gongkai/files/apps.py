from django.apps import AppConfig


class Files(AppConfig):
    name = "gongkai.files"
    label = "files"
    verbose_name = "附件"

    def ready(self) -> None:
        from gongkai.files import actions  # noqa: F401  (its words for the trail)
