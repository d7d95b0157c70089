from django.urls import path

from zwerm.records.views import credentials, mine, profile

app_name = "records"

urlpatterns = [
    path("me/", mine.me, name="me"),
    path("profile.jsonld", profile.profile, name="profile"),
    path("credentials/", credentials.credentials, name="credentials"),
    path("credentials/<uuid:id>/rotation/", credentials.rotation, name="credential-rotation"),
    path("credentials/<uuid:id>/withdrawal/", credentials.withdrawal, name="credential-withdrawal"),
]
