"""Today, for somebody for whom everything is on it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.assistant.models import Quoted
from zwerm.courses.tests.taker import course_in
from zwerm.courses.tests.test_assignments import ask
from zwerm.library.actions import keep_item
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.actions.talk.following import follow_item
from zwerm.library.models import Item
from zwerm.people.actions import join_space
from zwerm.people.models import Membership
from zwerm.people.tests.world import World
from zwerm.practice.actions import CardDraft, keep_cards, make_cards
from zwerm.practice.models import Keep
from zwerm.practice.tests.test_pages import make_due
from zwerm.questions.actions import ask_question, give_answer
from zwerm.questions.actions.tips import tell_tip
from zwerm.questions.models import Question


def test_it_asks_twelve_queries_at_most_however_much_is_on_it(world: World) -> None:
    """The budget of a page, in the architecture."""
    join_space(world.fatima, world.team.space, Membership.Role.STEWARD)
    browser = world.client(world.fatima)
    costs = []
    for number in (1, 2):
        fill(world, number)
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            page = browser.get("/").text
        costs.append(len(queries))
        missing = [told for told in told_on_today(number) if told not in page]
        assert not missing, page
    assert costs[0] == costs[1] <= 12, [query["sql"][:120] for query in queries]


def told_on_today(number: int) -> list[str]:
    kinds = ("Nakijken", "Genoemd", "Gevolgd", "Vers")
    asked = (f"Wie weet {number}?", f"Wacht al {number}?")
    return [f"{kind} {number}" for kind in kinds] + list(asked) + ["quoted in an answer lately", "5 days left"]


def fill(world: World, number: int) -> None:
    """Something for each panel."""
    space, now = world.team.space, timezone.now()
    old = keep_item(world.fatima, space, "howto", f"Nakijken {number}", f"Was je handen, {number} keer.", language="nl")
    Item.objects.filter(id=old.id).update(due=timezone.localdate() - timedelta(days=1))
    Quoted.objects.create(item=old.id, week=timezone.localdate() - timedelta(days=7), answers=1)
    cards = make_cards(world.fatima, space, [CardDraft(f"Hoe vaak {number}?", "Eens.", item=old)], language="nl")
    keep_cards(world.fatima, cards)
    make_due(Keep.objects.count())
    named, followed, _new = (
        keep_item(world.kees, space, "story", f"{title} {number}", f"{title}: verhaal {number}.", language="nl")
        for title in ("Genoemd", "Gevolgd", "Vers")
    )
    comment_on(world.kees, named, "Weet @Fatima El Amrani dit?")
    follow_item(world.fatima, followed)
    comment_on(world.kees, followed, "Nog iets.")
    ask(world.client(world.sanne), course_in(world, space), space)
    mine = ask_question(world.fatima, space, f"Wie weet {number}?")
    give_answer(world.kees, mine, "Ik.")
    waits = ask_question(world.kees, space, f"Wacht al {number}?", to=world.fatima)
    Question.objects.filter(id=waits.id).update(asked=now - timedelta(days=3))
    tell_tip(world.kees, space, f"Tip {number}", key=uuid4())
