from django.apps import AppConfig


class Supervision(AppConfig):
    name = "gongkai.supervision"
    label = "supervision"

    def ready(self) -> None:
        # their words for the trail
        from gongkai.supervision.digest import making  # noqa: F401
