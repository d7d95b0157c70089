from django.urls import path

from zwerm.practice.views import away, cards, session, start

app_name = "practice"

urlpatterns = [
    path("", start.start, name="start"),
    path("rhythm/", start.rhythm, name="rhythm"),
    path("away/", away.away, name="away"),
    path("session/", session.session, name="session"),
    path("session/answers/", session.answers, name="answers"),
    path("session/answers/<int:review>/withdrawal/", session.withdrawal, name="withdrawal"),
    path("session/end/", session.end, name="end"),
    path("sessions/<uuid:id>/", session.ended, name="ended"),
    path("cards/", cards.mine, name="cards"),
    path("cards/<uuid:id>/keep/", cards.keep, name="keep"),
    path("cards/<uuid:id>/rest/", cards.rest, name="rest"),
    path("items/<uuid:id>/cards/", cards.new, name="new"),
    path("items/<uuid:id>/keeps/", cards.keep_all, name="keep-all"),
]
