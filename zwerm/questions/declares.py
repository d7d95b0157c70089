from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from zwerm.notices.registry import Mail, NoticeKind, Subject, declare_notice, declare_subject
from zwerm.operations.registry import (
    DemoPart,
    LiveRoute,
    Recurring,
    declare_demo_part,
    declare_live_route,
    declare_recurring,
)
from zwerm.people.registry import declare_sign, declare_space_follower, declare_words_follower, hold
from zwerm.questions import findable, held, panels, subjects
from zwerm.questions.actions import (
    activity,
    forget_offers,
    forget_wanted,
    forgetting,
    look_for_in_vain,
    mix,
    tell_what_helped,
    tell_what_waits,
    wanted,
)
from zwerm.questions.actions.ask import ACTIVITY_TYPE
from zwerm.questions.actions.tips import forget_name_in
from zwerm.questions.actions.tips.hearing import MENTION, REPLIED
from zwerm.questions.actions.tips.tell import ACTIVITY_TYPE as TIPS_TYPE
from zwerm.questions.demo.make import make_questions
from zwerm.questions.demo.tips import make_tips
from zwerm.questions.live import tips as live
from zwerm.questions.models import Acceptance, Answer, Offer, Question, QuestionSkill
from zwerm.questions.registry import declare_forgets
from zwerm.questions.tasks import offer_to_who_may_know
from zwerm.questions.views.reading import found_to_tell_of
from zwerm.records.vocabulary import OWN, ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.search.registry import declare_findable, declare_unfound
from zwerm.skills.registry import Evidence, Skilled, declare_evidence, declare_skilled
from zwerm.ui.registry import Panel, declare_panel, declare_styles

declare_type(ActivityType(ACTIVITY_TYPE, _("A question to colleagues"), Form.SOCIAL))
declare_verb(
    Verb(
        "asked-colleagues",
        f"{OWN}verbs/asked-colleagues",
        _("%(person)s asked colleagues: %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.LEARNED,
        own=_("You asked colleagues: %(thing)s"),
    )
)
declare_verb(
    Verb(
        "answered-colleague",
        f"{OWN}verbs/answered-colleague",
        _("%(person)s answered a colleague: %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You answered a colleague: %(thing)s"),
    )
)
declare_verb(
    Verb(
        "accepted",
        f"{OWN}verbs/accepted",
        _("%(person)s chose the answer that helped: %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.LEARNED,
        own=_("You chose the answer that helped: %(thing)s"),
    )
)
declare_verb(
    Verb(
        "backed",
        f"{OWN}verbs/backed",
        _("%(person)s voted for a question or an answer: %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.LEARNED,
        own=_("You voted for a question or an answer: %(thing)s"),
    )
)
declare_verb(
    Verb(
        "let-in",
        f"{OWN}verbs/let-in",
        _("%(person)s let in what was asked anonymously: %(thing)s"),
        Form.ORGANISATIONAL,
        Kind.ON_THE_JOB,
        Deed.SHARED,
        own=_("You let in what was asked anonymously: %(thing)s"),
    )
)
declare_type(ActivityType(TIPS_TYPE, _("Tips of a space"), Form.SOCIAL))
declare_verb(
    Verb(
        "tipped",
        f"{OWN}verbs/tipped",
        _("%(person)s told colleagues something: %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.SHARED,
        own=_("You told colleagues something: %(thing)s"),
    )
)
declare_live_route(LiveRoute("/live/tips/{space:uuid}/", live.answer, live.close))
declare_space_follower("tips", live.readers_changed)
declare_findable(findable.TIPS)
declare_words_follower("questions.Tip", forget_name_in)
declare_recurring(Recurring("questions: mix what was asked anonymously", timedelta(hours=1), mix))
declare_recurring(Recurring("questions: tell what waits to be let in", timedelta(days=1), tell_what_waits))
declare_recurring(Recurring("questions: tell what helped who asked anonymously", timedelta(days=1), tell_what_helped))
declare_recurring(Recurring("questions: offer to who may know", timedelta(minutes=5), offer_to_who_may_know))
declare_recurring(Recurring("questions: forget old offers", timedelta(days=1), forget_offers))
declare_recurring(Recurring("questions: forget what was wanted long ago", timedelta(days=1), forget_wanted))
declare_unfound("questions", look_for_in_vain)
declare_forgets("looked for", lambda person: wanted.held.forget(person.pk))
declare_sign("offers", lambda: Exists(Offer.objects.filter(person=OuterRef("pk"), lapsed=None, said__in=("", "will"))))
declare_findable(findable.FINDABLE)
declare_subject(Subject("question", subjects.questions))
declare_subject(Subject("offer", subjects.offers))
declare_subject(Subject("to-let-in", subjects.to_be_let_in))
declare_subject(Subject("tip-naming", subjects.namings))
declare_subject(Subject("tip-thread", subjects.threads))
for told in (
    NoticeKind(
        "question-answered",
        10,
        "question",
        _("A colleague answered a question that you follow"),
        _("An answer to a question that I follow, or asked"),
        "questions",
        Mail.NOW,
    ),
    NoticeKind(
        "question-offered",
        11,
        "offer",
        _("A colleague asks what you may know"),
        _("A question that I may know the answer to"),
        "questions",
        Mail.NOW,
    ),
    NoticeKind(
        "question-talk",
        12,
        "question",
        _("A colleague said something about a question that you follow"),
        _("Something said about a question that I follow"),
        "questions",
    ),
    NoticeKind("answer-helped", 13, "question", _("Your answer helped"), _("My answer helped"), "good"),
    NoticeKind(
        "to-let-in",
        14,
        "to-let-in",
        _("Something was asked anonymously: you read it first"),
        _("Something asked anonymously in a space that I look after"),
        "questions",
    ),
    NoticeKind(
        MENTION,
        15,
        "tip-naming",
        _("A colleague named you in a tip"),
        _("A colleague names me in a tip"),
        "person",
        Mail.NOW,
    ),
    NoticeKind(
        REPLIED,
        16,
        "tip-thread",
        _("A colleague replied in a conversation that you take part in"),
        _("Replies in tips where I said something"),
        "quote",
    ),
):
    declare_notice(told)
declare_demo_part(DemoPart(25, "questions", make_questions))
declare_demo_part(DemoPart(26, "tips", make_tips))
declare_styles("questions")
declare_panel(Panel("today", "questions-offers", 13, "questions/panels/offers.html", panels.offers))
declare_panel(Panel("found-for", "questions-room", 10, "questions/panels/room.html", panels.nothing))
declare_panel(Panel("today", "questions", 20, "questions/panels/today.html", panels.today))
declare_panel(Panel("person-actions", "questions", 10, "questions/panels/ask.html", panels.ask_them))
declare_panel(Panel("knower-actions", "questions", 10, "questions/panels/ask_about.html", panels.ask_about))
declare_panel(Panel("leaving", "questions", 20, "questions/panels/left.html", panels.left_by))
declare_panel(Panel("followed", "questions", 10, "questions/panels/followed.html", panels.all_followed))
declare_panel(Panel("new", "questions", 15, "questions/panels/new.html", panels.nothing))
declare_panel(Panel("space-actions", "questions", 20, "questions/panels/space.html", panels.of_space))
hold(held)
declare_words_follower("questions.Question", forgetting.follow_questions)
declare_words_follower("questions.Answer", forgetting.follow_answers)
declare_skilled(
    Skilled(
        "question",
        _("What colleagues asked about it"),
        "questions",
        QuestionSkill,
        lambda person: Question.objects.visible_to(person).standing(),
        found_to_tell_of,
        activity,
        lambda question: question.space,
        keeps=False,
    )
)
declare_evidence(
    Evidence(
        "solved",
        "question",
        _("because your answer helped with “%(title)s” in %(when)s"),
        _("because the answer of %(name)s helped with “%(title)s” in %(when)s"),
        1.0,
        lambda: Acceptance.objects.filter(answer__withdrawn=None).exclude(answer__person=None),
        "question",
        "answer__person",
        "when",
    )
)
declare_evidence(
    Evidence(
        "answered",
        "question",
        _("because you answered “%(title)s” in %(when)s"),
        _("because %(name)s answered “%(title)s” in %(when)s"),
        0.6,
        lambda: Answer.objects.standing().exclude(person=None),
        "question",
        "person",
        "when",
    )
)
