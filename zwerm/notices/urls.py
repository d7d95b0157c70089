from django.urls import path

from zwerm.notices.views import choices, inbox

app_name = "notices"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("settings/", choices.settings, name="settings"),
    path("devices/", choices.devices, name="devices"),
    path("devices/<uuid:id>/removal/", choices.device_removal, name="device-removal"),
    path("mail/<str:token>/ending/", choices.mail_ending, name="mail-ending"),
    path("reading/", inbox.reading, name="reading"),
    path("<uuid:id>/", inbox.notice, name="notice"),
    path("<uuid:id>/reading/", inbox.notice_reading, name="notice-reading"),
]
