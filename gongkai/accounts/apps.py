from django.apps import AppConfig


class Accounts(AppConfig):
    name = "gongkai.accounts"
    label = "accounts"
    verbose_name = "人与岗位"

    def ready(self) -> None:
        from gongkai.accounts import actions  # noqa: F401  (its words for the trail)
