from django.apps import AppConfig


class Obligations(AppConfig):
    name = "gongkai.obligations"
    label = "obligations"
    verbose_name = "任务台账"

    def ready(self) -> None:
        # their words for the trail
        from gongkai.obligations import actions, recalendar, ticking  # noqa: F401
