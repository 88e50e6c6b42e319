from django.apps import AppConfig


class Files(AppConfig):
    name = "gongkai.files"
    label = "files"
