from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "zwerm.records"
    label = "records"
