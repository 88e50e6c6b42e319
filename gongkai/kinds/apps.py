from django.apps import AppConfig


class Kinds(AppConfig):
    name = "gongkai.kinds"
    label = "kinds"
    verbose_name = "事项"

    def ready(self) -> None:
        from gongkai.kinds.registry import DOOR_EVENTS
        from gongkai.kinds.verbs import recording  # noqa: F401  (its words for the trail)
        from gongkai.obligations.emitting import declare

        declare(DOOR_EVENTS)
