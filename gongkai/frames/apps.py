from django.apps import AppConfig


class Frames(AppConfig):
    name = "gongkai.frames"
    label = "frames"
