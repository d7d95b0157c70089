from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "zwerm.notices"
    label = "notices"
