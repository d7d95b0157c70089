from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "zwerm.courses"
    label = "courses"
