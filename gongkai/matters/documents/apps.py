from django.apps import AppConfig


class Documents(AppConfig):
    name = "gongkai.matters.documents"
    label = "documents"
    verbose_name = "文件与信息"
