from django.apps import AppConfig


class Trail(AppConfig):
    name = "gongkai.trail"
    label = "trail"
