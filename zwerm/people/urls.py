from django.urls import path

from zwerm.people.views import colleagues, persona, settings

app_name = "people"

urlpatterns = [
    path("persona/", persona.persona, name="persona"),
    path("people/", colleagues.people, name="people"),
    path("people/<uuid:id>/", colleagues.person, name="person"),
    path("account/settings/", settings.profile, name="settings"),
]
