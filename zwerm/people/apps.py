from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "zwerm.people"
    label = "people"
