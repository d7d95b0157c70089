from django.urls import path

from zwerm.courses.views import bite, catalogue, course, draft, making, media, stale, structure, writing

app_name = "courses"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("new/", making.new, name="new"),
    path("drafting/<uuid:drafting_id>/", making.drafting, name="drafting"),
    path("blocks/<uuid:block_id>/", draft.block, name="draft-block"),
    path("blocks/<uuid:block_id>/edit/", writing.block, name="block-edit"),
    path("blocks/<uuid:block_id>/place/", structure.block_place, name="block-place"),
    path("blocks/<uuid:block_id>/removal/", structure.block_removal, name="block-removal"),
    path("blocks/<uuid:block_id>/media/<slug:hash>/", media.media, name="media"),
    path("blocks/<uuid:block_id>/remakings/", draft.remakings, name="remakings"),
    path("bites/<uuid:bite_id>/title/", structure.bite_title, name="bite-title"),
    path("bites/<uuid:bite_id>/place/", structure.bite_place, name="bite-place"),
    path("bites/<uuid:bite_id>/removal/", structure.bite_removal, name="bite-removal"),
    path("bites/<uuid:bite_id>/blocks/new/<slug:kind>/", writing.new_block, name="block-new"),
    path("bites/<uuid:bite_id>/questions/new/<slug:kind>/", writing.new_question, name="question-new"),
    path("sources/<int:rest_id>/keeping/", stale.keeping, name="keeping"),
    path("sources/<int:rest_id>/takeover/", stale.takeover, name="takeover"),
    path("removals/<uuid:removal_id>/undoing/", structure.undoing, name="undoing"),
    path("questions/<uuid:question_id>/edit/", writing.question, name="question-edit"),
    path("questions/<uuid:question_id>/place/", structure.question_place, name="question-place"),
    path("questions/<uuid:question_id>/removal/", structure.question_removal, name="question-removal"),
    path("questions/<uuid:question_id>/answers/", bite.answer, name="answer"),
    path("questions/<uuid:question_id>/", bite.retry, name="question"),
    path("<uuid:course_id>/", course.course, name="course"),
    path("<uuid:course_id>/edit/", course.edit, name="edit"),
    path("<uuid:course_id>/draft/", draft.draft, name="draft"),
    path("<uuid:course_id>/changes/", course.changes, name="changes"),
    path("<uuid:course_id>/stale/", stale.stale, name="stale"),
    path("<uuid:course_id>/bites/", structure.bites, name="bites"),
    path("<uuid:course_id>/start/", course.start, name="start"),
    path("<uuid:course_id>/publication/", course.publication, name="publication"),
    path("<uuid:course_id>/removal/", course.removal, name="removal"),
    path("<uuid:course_id>/end/", bite.end, name="end"),
    path("<uuid:course_id>/<int:number>/", bite.bite, name="bite"),
    path("<uuid:course_id>/<int:number>/finish/", bite.finish, name="finish"),
]
