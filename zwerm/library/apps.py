from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "zwerm.library"
    label = "library"
