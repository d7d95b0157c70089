from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "zwerm.operations"
    label = "operations"
