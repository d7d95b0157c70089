"""The courses of the demo organisation: made from its own texts, the way anyone makes them, with colleagues on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zwerm.courses.actions import (
    add_block,
    add_coauthor,
    ask_review,
    assign_course,
    begin_again_what_lapsed,
    begin_changes,
    comment_on_block,
    finish_bite,
    generate_course,
    open_bite,
    publish_course,
    react,
    set_up_course,
    settle_thread,
    start_course,
    take_suggestion,
)
from zwerm.courses.actions.stale import compare_item
from zwerm.courses.demo_answers import ask_besides, give_answer
from zwerm.courses.generation.draft import Doubt
from zwerm.courses.models import Block, Course, Drafting, Reaction, Suggestion
from zwerm.courses.models.sight import questions_for
from zwerm.courses.rules.authored import Task
from zwerm.library.actions import revise_item
from zwerm.library.demo.documents import read_documents
from zwerm.library.models import Item
from zwerm.operations.days import organisation_day
from zwerm.people.actions import deactivate
from zwerm.people.models import Person, Space


@dataclass(frozen=True)
class Told:
    """A course to make: its title, the demo documents it is made from, its author, and its space."""

    title: str
    paths: tuple[str, ...]
    author: str
    space: str
    published: bool = True
    valid_months: int | None = None


COURSES = (
    Told(
        "Veilig werken met medicatie",
        ("medicatieveiligheid/dubbele-controle.md", "medicatieveiligheid/rekenen-met-medicatie.md"),
        "rachid.benali",
        "medicatieveiligheid",
        valid_months=24,
    ),
    Told("Triage op de SEH", ("seh/triage-met-mts.md", "seh/wachtkamer-hertriage.md"), "fatima.elamrani", "seh"),
    Told(
        "Als het EPD eruit ligt",
        ("ict/noodprocedure-epd.md", "ict/epd-storing-14-maart.md"),
        "tom.verbeek",
        "lindehof",
    ),
    Told("Een boze beller helpen", ("klantcontact/boze-beller.md",), "tom.verbeek", "lindehof", valid_months=12),
    Told(
        "Delier en vallen voorkomen",
        (
            "interne/delier-herkennen-met-de-dos.md",
            "valpreventie/valrisico-inschatten.md",
            "valpreventie/valkaart-boven-het-bed.md",
        ),
        "tom.verbeek",
        "lindehof",
    ),
    Told("Welkom bij Lindehof", ("lindehof/zo-leren-wij.md", "lindehof/veilig-melden.md"), "dewi.suryadi", "lindehof"),
    Told("Een gesprek met een tolk", ("klantcontact/tolk-regelen.md",), "willemien.prins", "klantcontact"),
    Told("Inwerken: een plan voor leidinggevenden", ("hr/inwerken-in-twaalf-weken.md",), "tom.verbeek", "hr", False),
    # A draft with questions beside it to take or to leave.
    Told(
        "Overdragen, ook als het EPD eruit ligt",
        ("seh/isbarr-op-de-seh.md", "seh/noodprocedure-epd-seh.md", "seh/dagstart.md"),
        "fatima.elamrani",
        "seh",
        False,
    ),
)

# Who left since, and whose course waits for somebody to take it on.
LEFT = ("willemien.prins", "Een gesprek met een tolk")

# A draft that is made by two, and that a colleague is asked to look at.
LOOKED_AT = "Inwerken: een plan voor leidinggevenden"

# What its makers, and who is asked to look, say about blocks of its first part: the kind of block, who says what, and whether it is settled.
TALKED = (
    (
        "text",
        (
            (
                "sanne.devries",
                "Op de SEH begint week 1 anders: wie nieuw is loopt eerst drie diensten mee, ook een nacht. Zetten we dat erbij als voorbeeld?",
            ),
            (
                "tom.verbeek",
                "Goed idee, zo herkennen ze het. Zet jij het erin? Dan kijk ik of dit deel nog binnen tien minuten past.",
            ),
        ),
        False,
    ),
    (
        "quiz",
        (
            (
                "fatima.elamrani",
                "Bij de eerste vraag twijfelde ik tussen buddy en werkbegeleider. Leggen we eerst uit wie wat doet?",
            ),
        ),
        False,
    ),
    (
        "key_points",
        (
            ("tom.verbeek", "Dewi mist hier de vier gesprekken."),
            ("sanne.devries", "Die staan nu in het volgende deel, met een taak erbij."),
        ),
        True,
    ),
)

# A sentence that its writer changed after the course was made.
REVISED = (
    "seh/wachtkamer-hertriage.md",
    "Op het bord staat per uur wie de ronde loopt.",
    "Op het bord staat per half uur wie de ronde loopt.",
)

# Who is how far: e-mail name, title, parts finished, and how many in ten of their answers are right.
LEARNERS = (
    ("fatima.elamrani", "Als het EPD eruit ligt", 1, 8),
    ("fatima.elamrani", "Veilig werken met medicatie", 9, 9),
    ("sanne.devries", "Een boze beller helpen", 9, 9),
    ("sanne.devries", "Triage op de SEH", 1, 7),
    ("tess.vanvliet", "Een boze beller helpen", 0, 6),
    ("tess.vanvliet", "Welkom bij Lindehof", 1, 8),
    ("priya.ramdin", "Als het EPD eruit ligt", 9, 10),
    ("esra.yilmaz", "Triage op de SEH", 9, 8),
    ("bram.kramer", "Een gesprek met een tolk", 9, 9),
    ("anouk.peters", "Delier en vallen voorkomen", 9, 6),
    # Enough colleagues for their answers to say something about the questions.
    *(
        (name, "Delier en vallen voorkomen", 9, right)
        for name, right in (
            ("yvonne.drost", 9),
            ("bram.kramer", 8),
            ("selin.demir", 6),
            ("wendy.hermans", 9),
            ("jasper.roos", 5),
            ("fleur.gerritsen", 8),
            ("rosa.martina", 7),
            ("sjoerd.wiersma", 4),
            ("dewi.suryadi", 9),
        )
    ),
)
# Why Zwerm left questions to the author that the authors of the demo take.
KNOWN_TO_AUTHORS = (Doubt.named, Doubt.steps, Doubt.detail)
# What most colleagues get wrong, also who knows the rest: its wording misleads.
MISLEADING, FEWEST_RIGHT = ("Delier en vallen voorkomen", 1, 2), 6
# Whose certificate is no longer valid, so that they take the course again.
LONG_AGO = {("sanne.devries", "Een boze beller helpen"): timedelta(days=371)}


# What colleagues said of the first part of a course.
SAID = (
    ("esra.yilmaz", "Triage op de SEH", Reaction.Kind.HELPED, ""),
    (
        "sanne.devries",
        "Triage op de SEH",
        Reaction.Kind.QUESTION,
        "Geldt de hertriage ook voor wie met de ambulance komt?",
    ),
    ("fatima.elamrani", "Als het EPD eruit ligt", Reaction.Kind.HELPED, ""),
    ("priya.ramdin", "Als het EPD eruit ligt", Reaction.Kind.OUTDATED, "De noodmap ligt sinds mei bij de balie."),
)

# What its author is changing: colleagues do not see this yet.
CHANGING = "Triage op de SEH"
TASK = "Loop deze week één dienst mee met de triageverpleegkundige. Kijk bij drie patiënten welke kleur jij zou geven, en vraag waarom het anders werd."


# A course that was asked for and could not be made: at an address that stays, as no page links to it.
TOO_LITTLE = UUID("2b6f0d3e-8f5c-4c1a-9a57-6f1d3c0e7b21")
WHY = "In deze teksten staat te weinig om van te leren. Kies een langere tekst, of meer teksten."

# What is asked of whom: who asks it, the course, a space or a colleague, within how many days, and a word.
ASKED = (
    (
        "sanne.devries",
        "Als het EPD eruit ligt",
        "seh",
        9,
        "In maart moesten we zoeken naar de noodmap. Neem er een kwartier voor, dan weet iedereen het de volgende keer.",
    ),
    ("dewi.suryadi", "Welkom bij Lindehof", "tess.vanvliet", 12, "Fijn dat je er bent! Begin hier, in je eigen tempo."),
)


@transaction.atomic
def make_courses() -> None:
    """Safe to repeat: a course that is there already stays as it is."""
    there = set(Course.objects.filter(title__in=[told.title for told in COURSES]).values_list("title", flat=True))
    made = {told.title: _make(told) for told in COURSES if told.title not in there}
    for name, title, parts, right in LEARNERS:
        if title in made:
            when = timezone.now() - LONG_AGO.get((name, title), timedelta())
            _learn(_person(name), made[title], parts, right, when)
    begin_again_what_lapsed()
    if LOOKED_AT in made:
        course = made[LOOKED_AT]
        ask_review(_person("tom.verbeek"), course, _person("fatima.elamrani"))
        add_coauthor(_person("tom.verbeek"), course, _person("sanne.devries"))
        _talk(course)
    for name, title, whom, days, words in ASKED:
        if title in made:
            _ask(_person(name), made[title], whom, days, words)
    for name, title, kind, words in SAID:
        if title in made:
            react(_person(name), made[title].bites.all()[0], kind, words)
    Drafting.objects.get_or_create(
        pk=TOO_LITTLE,
        defaults={"person": _person("fatima.elamrani"), "space": Space.objects.get(slug="seh"), "failure": WHY},
    )
    name, title = LEFT
    if title in made:
        deactivate(_person("priya.ramdin"), _person(name))


def _person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@lindehof.example")


def _talk(course: Course) -> None:
    for kind, said, settled in TALKED:
        block = Block.objects.filter(bite__course=course, kind=kind).order_by("bite__position", "position").first()
        if block is None:
            continue
        thread = None
        for name, words in said:
            comment = comment_on_block(_person(name), block, words, thread)
            thread = thread or comment
        if settled and thread:
            settle_thread(_person("tom.verbeek"), course, thread)


def _ask(person: Person, course: Course, whom: str, days: int, words: str) -> None:
    spaces = list(Space.objects.filter(slug=whom))
    due = organisation_day() + timedelta(days=days)
    assign_course(person, course, spaces=spaces, people=() if spaces else (_person(whom),), due=due, words=words)


def _make(told: Told) -> Course:
    known = {document.path: document.identity for document in read_documents()}
    items = {item.pk: item for item in Item.objects.filter(pk__in=[known[path] for path in told.paths])}
    author = _person(told.author)
    course = generate_course(
        author, Space.objects.get(slug=told.space), [items[known[path]] for path in told.paths], title=told.title
    )
    set_up_course(author, course, course.title, course.pass_mark, told.valid_months)
    if told.published:
        _take_suggestions(author, course)
    if told.published:
        ask_besides(course)
    course = publish_course(author, course) if told.published else course
    if told.title == CHANGING:
        _change(course)
        _revise_a_source()
    return course


def _take_suggestions(author: Person, course: Course) -> None:
    """Its author knows the work: what must be done in this order, and what somebody has to know."""
    for one in Suggestion.objects.filter(bite__course=course, why__in=KNOWN_TO_AUTHORS).order_by(
        "bite__position", "position"
    ):
        take_suggestion(author, one)


def _change(course: Course) -> None:
    author = course.author
    assert author is not None, "the demo's courses have one"
    copy = begin_changes(author, course)
    last = copy.bites.last()
    assert last is not None, "and parts"
    add_block(author, last, Task(TASK), last.blocks.last())


def _revise_a_source() -> None:
    """What a colleague learnt since stands in the text, and not yet in the course."""
    path, old, new = REVISED
    item = Item.objects.select_related("current", "author", "space").get(pk=_known(path))
    text = item.version.text
    assert item.author is not None, "the demo's texts have one"
    assert old in text, "and hold this"
    revise_item(item.author, item, item.title, text.replace(old, new))
    compare_item(item.pk)


def _known(path: str) -> UUID:
    return next(document.identity for document in read_documents() if document.path == path)


def _learn(person: Person, course: Course, parts: int, right: int, when: datetime) -> None:
    enrolment = start_course(person, course)
    # In the course that many take, each misses others.
    misleads = course.title == MISLEADING[0]
    shift = len(person.name) if misleads else 0
    for bite in course.bites.all():
        open_bite(enrolment, bite)
        if bite.position >= parts:
            return
        for number, question in enumerate(questions_for(person).filter(block__bite=bite)):
            knows = (number * 7 + shift) % 10 < right
            if misleads and (bite.position, number) == MISLEADING[1:]:
                knows = right < FEWEST_RIGHT
            give_answer(enrolment, question, knows, when)
        finish_bite(enrolment, bite, bite.minutes * 60, when)
