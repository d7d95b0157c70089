from django.urls import path

from zwerm.records.views import browse, credentials, learning, mine, profile, retention, stores

app_name = "records"

urlpatterns = [
    path("me/", mine.me, name="me"),
    path("me/others/", mine.others, name="others"),
    path("learning/", learning.learning, name="learning"),
    path("profile.jsonld", profile.profile, name="profile"),
    path("statements/", browse.browse, name="browse"),
    path("statements/<uuid:id>/", browse.whole, name="statement"),
    path("statements/<str:kind>/", browse.taking, name="taking"),
    path("retention/", retention.retention, name="retention"),
    path("retention/<int:id>/removal/", retention.removal, name="retention-removal"),
    path("stores/", stores.stores, name="stores"),
    path("stores/<uuid:id>/pause/", stores.pause, name="store-pause"),
    path("stores/<uuid:id>/resumption/", stores.resumption, name="store-resumption"),
    path("stores/<uuid:id>/secret/", stores.secret, name="store-secret"),
    path("stores/<uuid:id>/retry/", stores.retry, name="store-retry"),
    path("stores/<uuid:id>/removal/", stores.store_removal, name="store-removal"),
    path("credentials/", credentials.credentials, name="credentials"),
    path("credentials/<uuid:id>/rotation/", credentials.rotation, name="credential-rotation"),
    path("credentials/<uuid:id>/withdrawal/", credentials.withdrawal, name="credential-withdrawal"),
]
