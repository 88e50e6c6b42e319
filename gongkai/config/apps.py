from django.apps import AppConfig


class Config(AppConfig):
    name = "gongkai.config"
    label = "config"
