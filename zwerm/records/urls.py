from django.urls import path

from zwerm.records import views

app_name = "records"

urlpatterns = [
    path("me/", views.me, name="me"),
]
