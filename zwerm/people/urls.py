from django.urls import path

from zwerm.people import views

app_name = "people"

urlpatterns = [
    path("persona/", views.persona, name="persona"),
]
