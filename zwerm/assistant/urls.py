from django.urls import path

from zwerm.assistant.views import asking, writing

app_name = "assistant"

urlpatterns = [
    path("", asking.asking, name="ask"),
    path("written/", writing.written, name="written"),
    path("verdicts/", asking.verdict, name="verdict"),
    path("log/", asking.log, name="log"),
]
