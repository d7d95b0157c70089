from django.urls import path

from zwerm.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.today, name="today"),
    path("new/", views.new, name="new"),
    path("patterns/", views.patterns, name="patterns"),
    path("theme/", views.theme, name="theme"),
    path("language/", views.language, name="language"),
    path("worker.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("too-large/", views.too_large, name="too-large"),
    path("device/", views.device, name="device"),
    path("offline/", views.offline, name="offline"),
]
