from django.urls import path

from zwerm.library import views

app_name = "library"

urlpatterns = [
    path("<uuid:id>/", views.item, name="item"),
]
