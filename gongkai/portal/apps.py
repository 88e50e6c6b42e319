from django.apps import AppConfig


class Portal(AppConfig):
    name = "gongkai.portal"
    label = "portal"
