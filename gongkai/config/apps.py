from django.apps import AppConfig


class Config(AppConfig):
    name = "gongkai.config"
    label = "config"
    verbose_name = "系统"

    def ready(self) -> None:
        from gongkai.config import installation  # noqa: F401  (its words for the trail)
