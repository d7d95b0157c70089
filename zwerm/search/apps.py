from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zwerm.search"
    label = "search"
