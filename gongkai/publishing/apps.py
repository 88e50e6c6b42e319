from django.apps import AppConfig


class Publishing(AppConfig):
    name = "gongkai.publishing"
    label = "publishing"
