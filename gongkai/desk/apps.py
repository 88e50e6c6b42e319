from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongkai.desk"
    label = "desk"
