from django.apps import AppConfig


class Clearance(AppConfig):
    name = "gongkai.clearance"
    label = "clearance"
