from django.urls import path

from zwerm.courses.views import bite, catalogue, course, draft, making

app_name = "courses"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("new/", making.new, name="new"),
    path("drafting/<uuid:drafting_id>/", making.drafting, name="drafting"),
    path("blocks/<uuid:block_id>/", draft.block, name="draft-block"),
    path("blocks/<uuid:block_id>/removal/", draft.block_removal, name="block-removal"),
    path("blocks/<uuid:block_id>/remakings/", draft.remakings, name="remakings"),
    path("questions/<uuid:question_id>/removal/", draft.question_removal, name="question-removal"),
    path("questions/<uuid:question_id>/answers/", bite.answer, name="answer"),
    path("questions/<uuid:question_id>/", bite.retry, name="question"),
    path("<uuid:course_id>/", course.course, name="course"),
    path("<uuid:course_id>/edit/", course.edit, name="edit"),
    path("<uuid:course_id>/draft/", draft.draft, name="draft"),
    path("<uuid:course_id>/start/", course.start, name="start"),
    path("<uuid:course_id>/publication/", course.publication, name="publication"),
    path("<uuid:course_id>/removal/", course.removal, name="removal"),
    path("<uuid:course_id>/end/", bite.end, name="end"),
    path("<uuid:course_id>/<int:number>/", bite.bite, name="bite"),
    path("<uuid:course_id>/<int:number>/finish/", bite.finish, name="finish"),
]
