from django.apps import AppConfig


class Obligations(AppConfig):
    name = "gongkai.obligations"
    label = "obligations"
