from django.apps import AppConfig


class Accounts(AppConfig):
    name = "gongkai.accounts"
    label = "accounts"
