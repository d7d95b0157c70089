from django.urls import path, re_path

from zwerm.library.views import editing, exporting, history, importing, lists, reading, upkeep, writing

app_name = "library"

urlpatterns = [
    path("", lists.home, name="home"),
    path("spaces/", lists.spaces, name="spaces"),
    path("spaces/<slug:slug>/", lists.space, name="space"),
    path("spaces/<slug:slug>/export/", exporting.export, name="export"),
    path("upkeep/", upkeep.todo, name="upkeep"),
    path("doubts/<int:id>/settlement/", upkeep.settlement, name="settlement"),
    path("spaces/<slug:slug>/rhythm/", upkeep.rhythm_of_space, name="space-rhythm"),
    path("<uuid:id>/confirmations/", upkeep.confirmations, name="confirmations"),
    path("<uuid:id>/doubts/", upkeep.doubts, name="doubts"),
    path("<uuid:id>/upkeep/", upkeep.care, name="care"),
    path("write/", writing.choose, name="choose"),
    path("write/<slug:kind>/", writing.write, name="write"),
    path("write/<slug:kind>/editing/", editing.begin, name="begin"),
    path("write/<slug:kind>/drafts/", editing.drafts, name="drafts"),
    path("things/", editing.things, name="things"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<uuid:id>/", importing.report, name="import"),
    path("preview/", writing.preview, name="preview"),
    path("pictures/", writing.add_picture, name="pictures"),
    re_path(r"^pictures/(?P<hash>[0-9a-f]{64})/$", reading.picture, name="picture"),
    path("<uuid:id>/", reading.item, name="item"),
    path("<uuid:id>/edit/", writing.edit, name="edit"),
    path("<uuid:id>/editing/", editing.page, name="editing"),
    path("<uuid:id>/editing/session/", editing.session, name="session"),
    path("<uuid:id>/editing/pictures/", editing.add_picture, name="editing-pictures"),
    path("<uuid:id>/publication/", writing.publication, name="publication"),
    path("<uuid:id>/discarding/", writing.discarding, name="discarding"),
    path("<uuid:id>/versions/", history.versions, name="versions"),
    path("<uuid:id>/versions/<int:number>/", history.version, name="version"),
    path("<uuid:id>/versions/<int:number>/difference/", history.difference, name="difference"),
    path("<uuid:id>/versions/<int:number>/restoration/", history.restoration, name="restoration"),
]
