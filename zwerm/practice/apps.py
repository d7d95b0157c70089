from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "zwerm.practice"
    label = "practice"
