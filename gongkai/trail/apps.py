from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Trail(AppConfig):
    name = "gongkai.trail"
    label = "trail"
    verbose_name = "留痕"

    def ready(self) -> None:
        from gongkai.trail.guards import set_guards

        post_migrate.connect(set_guards, dispatch_uid="trail guards")
