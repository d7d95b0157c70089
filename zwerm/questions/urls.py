from django.urls import path

from zwerm.questions.views import anonymous, asking, gaps, keeping, listing, offers, reading, talking, tips

app_name = "questions"

urlpatterns = [
    path("", listing.questions, name="questions"),
    path("new/", asking.new, name="new"),
    path("like/", asking.like_it, name="like"),
    path("back/", anonymous.back, name="back"),
    path("waiting/", anonymous.waiting, name="waiting"),
    path("waiting/<uuid:id>/letting-in/", anonymous.letting_in, name="letting-in"),
    path("waiting/<uuid:id>/turning-away/", anonymous.turning_away, name="turning-away"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("room/", offers.room, name="room"),
    path("<uuid:id>/offer/promise/", offers.promise, name="promise"),
    path("<uuid:id>/offer/refusal/", offers.refusal, name="refusal"),
    path("<uuid:id>/offer/passing/", offers.passing, name="passing"),
    path("tips/", tips.tips, name="tips"),
    path("tips/<uuid:id>/", tips.thread, name="thread"),
    path("tips/<uuid:id>/words/", tips.words, name="tip-words"),
    path("tips/<uuid:id>/withdrawal/", tips.withdrawal, name="tip-withdrawal"),
    path("tips/<uuid:id>/reactions/", tips.reactions, name="tip-reactions"),
    path("tips/<uuid:id>/item/", tips.item, name="tip-item"),
    path("tips/of/<slug:slug>/", tips.of_space, name="tips-of"),
    path("tips/of/<slug:slug>/telling/", tips.telling, name="telling"),
    path("tips/of/<slug:slug>/seen/", tips.seen, name="tips-seen"),
    path("<uuid:id>/", reading.question, name="question"),
    path("<uuid:id>/words/", talking.words, name="words"),
    path("<uuid:id>/withdrawal/", talking.withdrawal, name="withdrawal"),
    path("<uuid:id>/answers/", talking.answers, name="answers"),
    path("<uuid:id>/comments/", talking.comments, name="comments"),
    path("<uuid:id>/item/", keeping.item, name="item"),
    path("<uuid:id>/votes/", talking.votes, name="votes"),
    path("<uuid:id>/following/", talking.following, name="following"),
    path("answers/<uuid:id>/words/", talking.answer_words, name="answer-words"),
    path("answers/<uuid:id>/withdrawal/", talking.answer_withdrawal, name="answer-withdrawal"),
    path("answers/<uuid:id>/acceptance/", talking.acceptance, name="acceptance"),
    path("answers/<uuid:id>/comments/", talking.answer_comments, name="answer-comments"),
    path("answers/<uuid:id>/votes/", talking.answer_votes, name="answer-votes"),
    path("comments/<uuid:id>/words/", talking.comment_words, name="comment-words"),
    path("comments/<uuid:id>/withdrawal/", talking.comment_withdrawal, name="comment-withdrawal"),
]
