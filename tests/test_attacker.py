"""Somebody who wants to know what they may not: what a closed space holds, and who asked anonymously.

Two worlds that differ in nothing but that, and what a colleague can reach looked at in both: pages by following every link (Today, notices, people, one's own
records among them), search, answers, who knows, and what is told while typing. What they get must be the same, to the word, and so must the number of questions that each
page asks the database: what takes as much work in both worlds takes as long. What stands in the tables themselves is another test (questions/tests/test_anonymous.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import quote_plus, urljoin, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.tests.sample import drafted
from zwerm.library.actions import keep_item
from zwerm.library.models import ItemSkill
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.questions.actions import (
    accept_answer,
    ask_anonymously,
    ask_question,
    comment_on,
    give_answer,
    let_in,
    mix,
    route,
    vote_for,
)
from zwerm.questions.actions.tips import react, tell_tip
from zwerm.questions.models import Question, QuestionSkill, Waiting
from zwerm.search import index
from zwerm.search.actions import follow_changes
from zwerm.skills.actions import Told, add_skill, answer_for, tell_ability
from zwerm.skills.models import Skill

SECRET = "zeepaardjesreorganisatie"
LESSON = """## {title}

Handen desinfecteren kost 30 seconden. Een infectie is een ontsteking door bacteriën. Eerst neem je alcohol, dan wrijf je,
daarna laat je drogen. Als een patiënt {word} heeft, desinfecteer je eerst je handen. Een kameleonprotocol is een afspraak over wie wanneer belt. Bel de achterwacht op 2020.

1. Was je handen.
2. Bel de achterwacht.
3. Schrijf op wat je zag.
"""
QUERIES = ("handen desinfecteren", SECRET, "zeepaard", "Wie belt de achterwacht?", "wondzorg")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
EACH_TIME = re.compile(
    r'(csrfmiddlewaretoken" value|name="key" value|nonce|name="code" value)="[^"]*"|"X-CSRFToken": "[^"]*"|<time class="number">[^<]*'
)
LINK = re.compile(r'(?:href|data-address|hx-get)="(/[^"#]*)')
# A part of a course shuffles what is to be put in order, each time in another.
LEFT = re.compile(r"^/(static|media|account/logout|account/security/webauthn|language|theme|healthy|learn/[^/]+/\d)")
MOST_PAGES = 110
# Those that everybody begins with: no link is followed.
FIRST_PAGES = 42


@dataclass(frozen=True)
class Page:
    status: int
    words: str
    asked: int


def plain(text: str) -> str:
    """Without what differs each time that a page is made; ids by the order in which they come."""
    numbers = count(1)
    known: dict[str, str] = {}
    text = EACH_TIME.sub("", text)
    return ID.sub(lambda found: known.setdefault(found[0], f"id-{next(numbers)}"), text)


@contextmanager
def questions_counted() -> Iterator[list[None]]:
    """One for each that is asked of the database, whose words nobody reads."""
    asked: list[None] = []

    def count_it(execute: Callable[..., Any], *given: Any) -> Any:
        asked.append(None)
        return execute(*given)

    with connection.execute_wrapper(count_it):
        yield asked


def everything_for(client: Client, also: tuple[str, ...] = (), most: int = MOST_PAGES) -> dict[str, Page]:
    """Every page that links lead to, what search and answers say, and what is told while typing. It leaves no trace: all is undone after."""
    asks = [
        f"{address}{quote_plus(query)}"
        for query in QUERIES
        for address in (
            "/search/?q=",
            "/search/suggestions/?q=",
            "/ask/?q=",
            "/skills/knows/?q=",
            "/people/?q=",
            "/questions/like/?title=",
            "/knowledge/similar/?title=",
        )
    ]
    todo = ["/", "/knowledge/", "/questions/", "/questions/tips/", "/learn/", "/people/", "/notices/", *asks, *also]
    pages: dict[str, Page] = {}
    with transaction.atomic():
        while todo and len(pages) < most:
            address = todo.pop(0)
            if address in pages or LEFT.match(address):
                continue
            with questions_counted() as asked:
                answer = client.get(address)
            kind = answer.headers.get("Content-Type", "")
            words = b"".join(answer) if answer.streaming else answer.content
            if "text/html" not in kind:
                pages[address] = Page(answer.status_code, kind, len(asked))
                continue
            text = words.decode()
            pages[address] = Page(answer.status_code, plain(text), len(asked))
            todo += [unescape(urlsplit(urljoin(address, link)).geturl()) for link in LINK.findall(text)]
        transaction.set_rollback(True)
    return pages


def check_same(before: dict[str, Page], after: dict[str, Page]) -> None:
    assert sorted(after) == sorted(before)
    for address, page in before.items():
        other = after[address]
        lines = set(other.words.split("\n")) ^ set(page.words.split("\n"))
        assert other == page, (address, page.asked, other.asked, [line.strip()[:200] for line in lines][:8])


def open_things(world: World, skill: Skill) -> None:
    """What everybody sees: an ordinary library, questions, tips."""
    for number, title in enumerate(("Handen wassen", "Wie belt de achterwacht", "Een wond verbinden")):
        item = keep_item(
            world.fatima, world.organisation, "lesson", title, LESSON.format(title=title, word="koorts"), language="nl"
        )
        if number == 2:
            ItemSkill.objects.create(thing=item, skill=skill, by=world.fatima)
            publish_course(world.fatima, keep_course(world.fatima, world.organisation, drafted(item), [item]))
    question = ask_question(world.kees, world.organisation, "Waar ligt het verband?", "Ik zoek het al een week.")
    answer = give_answer(world.fatima, question, "In kast drie.")
    comment_on(world.kees, question, "Dank!", answer=answer)
    tell_tip(world.kees, world.team.space, "De bladderscan moet even uit en aan.")
    tell_ability(world.kees, skill, 3, "everyone", asks=True)
    answer_for(world.fatima, skill, "yes")


def closed_things(world: World, skill: Skill) -> None:
    """As much again, of every kind, in the space of Kees and Fatima."""
    secret = keep_item(
        world.kees,
        world.closed,
        "howto",
        f"Stappen bij de {SECRET}",
        LESSON.format(title="Stappen", word=SECRET),
        language="nl",
    )
    ItemSkill.objects.create(thing=secret, skill=skill, by=world.kees)
    keep_item(
        world.fatima,
        world.closed,
        "lesson",
        "Handen wassen na de achterwacht",
        LESSON.format(title="Handen", word=SECRET),
        language="nl",
    )
    keep_item(
        world.fatima,
        world.closed,
        "lesson",
        "Nog niet af",
        LESSON.format(title="Concept", word=SECRET),
        language="nl",
        publish=False,
    )
    publish_course(world.kees, keep_course(world.kees, world.closed, drafted(secret), [secret]))
    question = ask_question(world.kees, world.closed, f"Wanneer komt de {SECRET}?", "Voor mei?")
    QuestionSkill.objects.create(thing=question, skill=skill, by=world.kees)
    answer = give_answer(world.fatima, question, f"De {SECRET} komt in april. Wie belt de achterwacht?")
    accept_answer(world.kees, answer)
    vote_for(world.fatima, question)
    open_one = ask_question(world.fatima, world.closed, "Wie belt de achterwacht in mei?", "Niemand weet het.")
    QuestionSkill.objects.create(thing=open_one, skill=skill, by=world.fatima)
    route()
    tip = tell_tip(world.kees, world.closed, f"De {SECRET} staat op de agenda.")
    tell_tip(world.fatima, world.closed, "Dank, Otto mag het niet weten.", thread=tip)
    react(world.fatima, tip, "thanks")
    answer_for(world.kees, world.closed, "yes")


@pytest.fixture
def skill(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))


def test_what_a_closed_space_holds_changes_nothing_for_who_is_not_in_it(world: World, skill: Skill) -> None:
    open_things(world, skill)
    follow_changes()
    clients = {person: world.client(person, "nl") for person in (world.otto, world.tom)}
    everything_for(clients[world.otto])  # what a process keeps from then on
    everything_for(clients[world.tom], most=FIRST_PAGES)  # and for each person
    before = {person: everything_for(client) for person, client in clients.items()}
    assert all(len(pages) > 80 for pages in before.values())
    closed_things(world, skill)
    follow_changes()
    for person, client in clients.items():
        after = everything_for(client)
        check_same(before[person], after)


def test_those_who_are_in_it_do_see_the_difference(world: World, skill: Skill) -> None:
    """Else the comparison above would show nothing."""
    open_things(world, skill)
    follow_changes()
    kees = world.client(world.kees, "nl")
    before = everything_for(kees, most=FIRST_PAGES)
    closed_things(world, skill)
    follow_changes()
    after = everything_for(kees, most=FIRST_PAGES)
    changed = {urlsplit(address).path for address in before if address in after and after[address] != before[address]}
    assert {"/", "/search/", "/ask/", "/skills/knows/", "/questions/", "/questions/tips/", "/knowledge/"} <= changed
    assert any(SECRET in page.words for page in after.values())


def test_nothing_that_anybody_reaches_tells_which_of_two_asked_anonymously(world: World, skill: Skill) -> None:
    """Also not to the two themselves: who has no code sees what everybody sees."""
    open_things(world, skill)
    everything_for(world.client(world.kees, "nl"))  # what a process keeps from then on

    def asked_by(asker: Person) -> list[dict[str, Page]]:
        with transaction.atomic():
            index.begin_anew()
            ask_anonymously(asker, world.organisation, "Durft iemand nee te zeggen?", f"Over de {SECRET}.")
            mix()
            question = let_in(world.priya, Waiting.objects.get())
            Question.objects.filter(pk=question.pk).update(asked="2026-03-02T09:00:00Z")
            route()
            give_answer(world.tom, question, "Ja, ik.")
            follow_changes()
            clients = [world.client(reader, "nl") for reader in (world.otto, world.kees)]
            read = [everything_for(client, (question.get_absolute_url(),)) for client in clients]
            transaction.set_rollback(True)
        return [
            {address.replace(str(question.pk), "question"): page for address, page in pages.items()} for pages in read
        ]

    for one, other in zip(asked_by(world.kees), asked_by(world.fatima), strict=True):
        assert any("nee te zeggen" in page.words for page in one.values())
        check_same(one, other)
