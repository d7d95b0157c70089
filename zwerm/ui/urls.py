from django.urls import path

from zwerm.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.today, name="today"),
    path("patterns/", views.patterns, name="patterns"),
]
