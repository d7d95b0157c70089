from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "zwerm.skills"
    label = "skills"
