from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from zwerm.courses import copying, held, subjects
from zwerm.courses.actions import activity, forgetting, handing
from zwerm.courses.actions.again import begin_again_what_lapsed
from zwerm.courses.actions.assign import prepare_reminders, tell_reminders
from zwerm.courses.actions.media import sweep_media
from zwerm.courses.actions.stale import compare_unread
from zwerm.courses.commands import course
from zwerm.courses.demo import make_courses
from zwerm.courses.findable import COURSE, readers_changed
from zwerm.courses.kept import hides_courses, hides_parts
from zwerm.courses.late import take_answers, take_finishes, take_judgements
from zwerm.courses.models import CoAuthor, Completion, Course, CourseSkill, courses_of
from zwerm.courses.panels import (
    asked_courses,
    busy_courses,
    course_of_import,
    course_to_begin,
    make_course_of,
    new_course,
    source_changed,
    stale_courses,
)
from zwerm.courses.proposed_cards import propose_cards
from zwerm.courses.views.course import found_to_tell_of
from zwerm.library.registry import Use, declare_follower, declare_use
from zwerm.notices.registry import Mail, NoticeKind, Subject, declare_notice, declare_subject
from zwerm.operations.registry import (
    Command,
    DemoPart,
    Recurring,
    declare_command,
    declare_demo_part,
    declare_recurring,
)
from zwerm.people.registry import (
    Belonging,
    declare_belonging,
    declare_kept_page,
    declare_late_act,
    declare_namer,
    declare_open_page,
    declare_space_follower,
    declare_words_follower,
    hold,
)
from zwerm.practice.registry import declare_proposer
from zwerm.records.vocabulary import OWN, ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.search.registry import declare_findable
from zwerm.skills.registry import Evidence, Skilled, declare_evidence, declare_skilled
from zwerm.ui.registry import Panel, Place, declare_panel, declare_place, declare_styles

ADL = "http://adlnet.gov/expapi/verbs/"


def sweep() -> None:
    sweep_media(now())


def remind() -> None:
    prepare_reminders()
    tell_reminders()


declare_styles("courses")
declare_place(Place("learn", 4, _("Learn"), "learn", "courses:catalogue"))
declare_findable(COURSE)
declare_command(Command("course", "make a course of documents", course.run, course.arguments, course.tell))
declare_demo_part(DemoPart(50, "courses", make_courses))
declare_proposer("courses", propose_cards)
declare_use(
    Use(
        "courses", courses_of, lambda count: ngettext("%(count)d course", "%(count)d courses", count) % {"count": count}
    )
)
declare_follower("courses", source_changed)
declare_open_page("courses:certificate")
for open_page in (
    "credential", "badge-status", "badge-issuer", "badge-keys", "badge-key", "achievement", "achievement-picture"
):  # fmt: skip
    declare_open_page(f"courses:{open_page}")
declare_space_follower("courses", readers_changed)
# An answer before the end of its part, which looks at what was reached.
declare_late_act("bite-answer", take_answers)
declare_late_act("bite-judgement", take_judgements)
declare_late_act("bite-end", take_finishes)
declare_recurring(Recurring("courses: compare with sources", timedelta(minutes=10), compare_unread))
declare_recurring(Recurring("courses: take again what lapsed", timedelta(hours=6), begin_again_what_lapsed))
declare_recurring(Recurring("courses: remind", timedelta(hours=1), remind))
declare_recurring(Recurring("courses: sweep pictures and videos", timedelta(days=1), sweep))
for name, load in (
    ("course", subjects.courses),
    ("review", subjects.reviews),
    ("made-course", subjects.made),
    ("discussed-course", subjects.discussed),
    ("certificate", subjects.certificates),
):
    declare_subject(Subject(name, load))
for told in (
    NoticeKind("course-asked", 30, "course", _("You are asked to take this course"), _("I am asked to take a course"), "calendar", Mail.NOW),
    NoticeKind("course-due", 31, "course", _("The day by which you are asked to take this course is near, or past"), _("The day of a course that is asked of me comes near"), "clock", Mail.NOW),
    NoticeKind("review-asked", 32, "review", _("You are asked to look at this course before it is published"), _("I am asked to look at a course"), "eye", Mail.NOW),
    NoticeKind("review-given", 33, "made-course", _("A colleague looked at your course"), _("A colleague looked at my course"), "eye", Mail.NOW),
    NoticeKind("course-talk", 34, "discussed-course", _("A colleague said something about a course that you make or look at"), _("Something said about a course that I make or look at"), "learn"),
    NoticeKind("certificate", 35, "certificate", _("You earned this certificate"), _("I earned a certificate"), "good"),
    NoticeKind("certificate-revoked", 36, "certificate", _("This certificate was taken back"), _("A certificate of mine is taken back"), "warning", Mail.NOW),
):  # fmt: skip
    declare_notice(told)
declare_panel(Panel("today", "courses-stale", 24, "courses/panels/stale.html", stale_courses))
declare_panel(Panel("today", "courses-asked", 22, "courses/panels/asked.html", asked_courses))
declare_panel(Panel("today-begin", "courses", 30, "courses/panels/begin.html", course_to_begin))
declare_panel(Panel("today", "courses", 30, "courses/panels/today.html", busy_courses))
declare_panel(Panel("item-actions", "course", 30, "courses/panels/item_action.html", make_course_of))
declare_panel(Panel("import-report", "course", 30, "courses/panels/import.html", course_of_import))
declare_panel(Panel("new", "course", 30, "courses/panels/new.html", new_course))

for iri, called in activity.TYPES.items():
    declare_type(ActivityType(iri, called, Form.CLASSICAL))
declare_verb(
    Verb(
        "started",
        f"{ADL}initialized",
        _("%(person)s started %(thing)s"),
        Form.CLASSICAL,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You started %(thing)s"),
        step=True,
    )
)
declare_verb(
    Verb(
        "answered",
        f"{ADL}answered",
        _("%(person)s answered %(thing)s"),
        Form.CLASSICAL,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You answered %(thing)s"),
        step=True,
        several=ngettext_lazy(
            "You answered %(count)s question of %(thing)s", "You answered %(count)s questions of %(thing)s", "count"
        ),
    )
)
declare_verb(
    Verb(
        "completed",
        f"{ADL}completed",
        _("%(person)s finished %(thing)s"),
        Form.CLASSICAL,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You finished %(thing)s"),
    )
)
declare_verb(
    Verb(
        "passed",
        f"{ADL}passed",
        _("%(person)s passed %(thing)s"),
        Form.CLASSICAL,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You passed %(thing)s"),
    )
)
declare_verb(
    Verb(
        "assigned",
        "http://activitystrea.ms/schema/1.0/assign",
        _("%(person)s asked colleagues to take %(thing)s"),
        Form.CLASSICAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You asked colleagues to take %(thing)s"),
        step=True,
    )
)
declare_verb(
    Verb(
        "earned",
        "http://id.tincanapi.com/verb/earned",
        _("%(person)s got a certificate of %(thing)s"),
        Form.CLASSICAL,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You got a certificate of %(thing)s"),
        step=True,
    )
)
declare_verb(
    Verb(
        "published",
        f"{OWN}verbs/published-course",
        _("%(person)s made the course %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You made the course %(thing)s"),
    )
)
declare_verb(
    Verb(
        "revised-course",
        f"{OWN}verbs/revised-course",
        _("%(person)s improved the course %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You improved the course %(thing)s"),
    )
)
declare_verb(
    Verb(
        "reacted-to-bite",
        f"{OWN}verbs/reacted-to-bite",
        _("%(person)s said what they thought of %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You said what you thought of %(thing)s"),
        step=True,
    )
)
declare_verb(
    Verb(
        "reviewed-course",
        f"{OWN}verbs/reviewed-course",
        _("%(person)s looked at the course %(thing)s"),
        Form.SOCIAL,
        Kind.FROM_OTHERS,
        Deed.TAUGHT,
        own=_("You looked at the course %(thing)s"),
    )
)
hold(held)
declare_namer("courses.Bite", copying.name_bites)
declare_namer("courses.Question", copying.name_questions)
declare_words_follower("courses.Course", forgetting.follow_courses)
declare_words_follower("courses.Block", forgetting.follow_blocks)
declare_belonging(
    Belonging(
        "courses",
        30,
        _("Courses that they made"),
        handing.courses_looked_after,
        handing.courses_seen,
        handing.hand_courses,
        address=handing.address_of,
        risks=handing.courses_at_risk,
        weighed=handing.courses_weighed,
        thing="course",
    )
)
declare_belonging(
    Belonging(
        "course-drafts",
        31,
        _("Drafts of courses in spaces that they share"),
        handing.drafts_made,
        handing.drafts_taken,
        handing.hand_courses,
        handing.space_of_draft,
        called=handing.course_called,
        address=handing.address_of,
    )
)
declare_belonging(
    Belonging(
        "course-reviews",
        32,
        _("Courses that they are asked to look at first"),
        handing.reviews_to_give,
        handing.reviews_taken,
        handing.hand_reviews,
        handing.space_of_draft,
        called=handing.course_called,
        address=handing.address_of,
    )
)
declare_belonging(
    Belonging(
        "assignments",
        33,
        _("Courses that they ask colleagues to take"),
        handing.assignments_made,
        handing.assignments_taken,
        handing.hand_assignments,
        handing.course_asked,
        address=handing.address_of,
    )
)
declare_kept_page("courses:course", hides_courses)
declare_kept_page("courses:bite", hides_parts)
declare_skilled(
    Skilled(
        "course",
        _("Courses about it"),
        "learn",
        CourseSkill,
        lambda person: Course.objects.visible_to(person).published().order_by("-updated"),
        found_to_tell_of,
        activity.course_activity,
        lambda course: course.space,
    )
)
declare_evidence(
    Evidence(
        "made-course",
        "course",
        _("because you made the course “%(title)s” in %(when)s"),
        _("because %(name)s made the course “%(title)s” in %(when)s"),
        1.0,
        lambda: Course.objects.published().exclude(author=None),
        "pk",
        "author",
        "published",
    )
)
declare_evidence(
    Evidence(
        "helped-course",
        "course",
        _("because you help to make the course “%(title)s”, since %(when)s"),
        _("because %(name)s helps to make the course “%(title)s”, since %(when)s"),
        0.8,
        lambda: CoAuthor.objects.all(),
        "course",
        "person",
        "since",
    )
)
declare_evidence(
    Evidence(
        "finished-course",
        "course",
        _("because you finished the course “%(title)s” in %(when)s"),
        _("because %(name)s finished the course “%(title)s” in %(when)s"),
        0.3,
        lambda: Completion.objects.filter(passed=True),
        "enrolment__course",
        "enrolment__person",
        "when",
        half=365,
    )
)
