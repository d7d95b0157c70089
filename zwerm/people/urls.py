from django.urls import path
from django.views.generic import RedirectView

from zwerm.people.views import colleagues, members, persona, settings, spaces

app_name = "people"

urlpatterns = [
    path("persona/", persona.persona, name="persona"),
    path("people/", colleagues.people, name="people"),
    path("people/<uuid:id>/", colleagues.person, name="person"),
    path("people/spaces/", spaces.spaces, name="spaces"),
    path("people/spaces/new/", spaces.start, name="space-new"),
    path("people/spaces/<slug:slug>/", spaces.space, name="space"),
    path("people/spaces/<slug:slug>/edit/", spaces.change, name="space-edit"),
    path("people/spaces/<slug:slug>/membership/", members.join, name="space-membership"),
    path("people/spaces/<slug:slug>/departure/", members.leave, name="space-departure"),
    path("people/spaces/<slug:slug>/members/", members.add, name="space-members"),
    path("people/spaces/<slug:slug>/members/<uuid:id>/", members.role, name="space-member"),
    path("people/spaces/<slug:slug>/members/<uuid:id>/removal/", members.remove, name="space-removal"),
    # Before allauth's own: an administrator keeps the addresses, because they decide who gets in by which provider.
    path("account/email/", RedirectView.as_view(pattern_name="people:settings")),
    path("account/settings/", settings.profile, name="settings"),
]
