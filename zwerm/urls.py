from django.urls import include, path

urlpatterns = [
    path("", include("zwerm.ui.urls")),
    path("", include("zwerm.people.urls")),
    path("records/", include("zwerm.records.urls")),
    path("notices/", include("zwerm.notices.urls")),
    path("search/", include("zwerm.search.urls")),
    path("skills/", include("zwerm.skills.urls")),
    path("knowledge/", include("zwerm.library.urls")),
    path("practice/", include("zwerm.practice.urls")),
    path("questions/", include("zwerm.questions.urls")),
    path("learn/", include("zwerm.courses.urls")),
    path("ask/", include("zwerm.assistant.urls")),
    path("account/security/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/", include("allauth.account.urls")),
]
handler400 = "zwerm.ui.views.bad_request"
handler403 = "zwerm.ui.views.forbidden"
handler404 = "zwerm.ui.views.not_found"
handler429 = "zwerm.ui.views.too_often"
handler500 = "zwerm.ui.views.broken"
