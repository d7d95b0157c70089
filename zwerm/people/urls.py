from django.urls import path
from django.views.generic import RedirectView

from zwerm.people.views import (
    administration,
    colleagues,
    invitations,
    members,
    persona,
    providers,
    providing,
    rosters,
    settings,
    spaces,
    telling,
    welcome,
)

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
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/<uuid:id>/withdrawal/", invitations.withdrawal, name="invitation-withdrawal"),
    path("welcome/<str:secret>/", welcome.welcome, name="welcome"),
    path("welcome/<str:secret>/<str:proof>/", welcome.account, name="welcome-account"),
    path("administration/", administration.people, name="administration"),
    path("administration/people/new/", administration.add, name="account-new"),
    path("administration/people/<uuid:id>/", administration.account, name="account"),
    path("administration/people/<uuid:id>/duties/", administration.duties, name="account-duties"),
    path("administration/people/<uuid:id>/<str:act>/", administration.act, name="account-act"),
    path("administration/import/", rosters.rosters, name="rosters"),
    path("administration/import/<uuid:id>/", rosters.roster, name="roster"),
    path("administration/import/<uuid:id>/carrying-out/", rosters.carry, name="roster-carry"),
    path("administration/import/<uuid:id>/undoing/", rosters.undo, name="roster-undo"),
    path("administration/import/<uuid:id>/report.csv", rosters.report, name="roster-report"),
    path("administration/providers/", providers.providers, name="providers"),
    path("administration/providers/new/", providers.new, name="provider-new"),
    path("administration/providers/<uuid:id>/", providers.change, name="provider"),
    path("administration/providers/<uuid:id>/removal/", providers.remove, name="provider-removal"),
    path("sign-in/<uuid:id>/", providing.begin, name="provider-begin"),
    path("sign-in/<uuid:id>/callback/", providing.callback, name="provider-callback"),
    path("administration/trail/", administration.trail, name="trail"),
    # Before allauth's own: an administrator keeps the addresses, because they decide who gets in by which provider.
    path("account/email/", RedirectView.as_view(pattern_name="people:settings")),
    path("account/profile/", telling.telling, name="telling"),
    path("account/settings/", settings.profile, name="settings"),
]
