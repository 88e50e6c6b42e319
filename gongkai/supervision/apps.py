from django.apps import AppConfig


class Supervision(AppConfig):
    name = "gongkai.supervision"
    label = "supervision"
