from django.apps import AppConfig


class AssistantConfig(AppConfig):
    name = "zwerm.assistant"
    label = "assistant"
