from django.apps import AppConfig


class Kinds(AppConfig):
    name = "gongkai.kinds"
    label = "kinds"
