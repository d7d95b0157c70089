from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "zwerm.questions"
    label = "questions"
