from django.apps import AppConfig


class Plan(AppConfig):
    name = "gongkai.plan"
    label = "plan"
