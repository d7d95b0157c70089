from django.urls import path

from zwerm.skills.views import about, alone, changing, lists, opinions, own, reading, roles, team

app_name = "skills"

urlpatterns = [
    path("", reading.skills, name="skills"),
    path("new/", changing.add, name="add"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<uuid:id>/", lists.one, name="list"),
    path("lists/<uuid:id>/bringing-in/", lists.bringing_in, name="bringing-in"),
    path("lists/<uuid:id>/undoing/", lists.undoing, name="list-undoing"),
    path("lists/<uuid:id>/report/", lists.report, name="list-report"),
    path("mergers/<uuid:id>/undoing/", changing.undoing, name="undoing"),
    path("mine/", own.own, name="own"),
    path("mine/<uuid:id>/", own.one, name="own-one"),
    path("mine/<uuid:id>/removing/", own.removing, name="own-removing"),
    path("mine/opinions/<uuid:id>/agreement/", opinions.agreeing, name="agreeing"),
    path("mine/opinions/<uuid:id>/refusal/", opinions.refusing, name="refusing"),
    path("of/<uuid:person>/<uuid:id>/confirmation/", opinions.confirming, name="confirming"),
    path("roles/", roles.roles, name="roles"),
    path("roles/new/", roles.add, name="role-add"),
    path("roles/<uuid:id>/", roles.role, name="role"),
    path("roles/<uuid:id>/change/", roles.change, name="role-change"),
    path("roles/<uuid:id>/mine/", roles.own, name="role-own"),
    path("roles/<uuid:id>/removing/", roles.removing, name="role-removing"),
    path("roles/<uuid:id>/<uuid:skill>/", roles.asking, name="asking"),
    path("roles/<uuid:id>/<uuid:skill>/removing/", roles.not_asking, name="not-asking"),
    path("alone/", alone.alone, name="alone"),
    path("teams/<slug:slug>/", team.team, name="team"),
    path("teams/<slug:slug>/roles/", team.beside_role, name="team-roles"),
    path("teams/<slug:slug>/alone/", team.rests, name="team-alone"),
    path("teams/<slug:slug>/<uuid:person>/", team.member, name="member"),
    path("teams/<slug:slug>/<uuid:person>/<uuid:id>/", team.level, name="level"),
    path("teams/<slug:slug>/<uuid:person>/<uuid:id>/removing/", team.unsaying, name="unsaying"),
    path("on/<slug:kind>/<uuid:id>/", about.on, name="on"),
    path("<uuid:id>/", reading.skill, name="skill"),
    path("<uuid:id>/change/", changing.change, name="change"),
    path("<uuid:id>/merging/", changing.merging, name="merging"),
]
