"""Making an item of the library of a question and its answers."""

from __future__ import annotations

from uuid import uuid4

from zwerm.library.models import Item
from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_answer, ask_anonymously, give_answer, let_in, mix
from zwerm.questions.actions.keep import begun
from zwerm.questions.models import Kept, Question, Waiting
from zwerm.questions.tests.conftest import TITLE


def kept(world: World, question: Question, **given: object) -> dict[str, object]:
    sent = {
        "kind": "howto",
        "title": "Een tolk op zondag",
        "text": "Bel 2020.",
        "space": question.space_id,
        "key": uuid4(),
    }
    return {**sent, **given}


def test_it_begins_with_what_was_said_credits_everybody_and_leads_both_ways(world: World, question: Question) -> None:
    give_answer(world.fatima, question, "Misschien de receptie.")
    accept_answer(world.kees, give_answer(world.otto, question, "Bel de achterwacht."))
    sanne, at = world.client(world.sanne), f"{question.get_absolute_url()}item/"
    assert at in sanne.get(question.get_absolute_url()).text
    page = sanne.get(at).text
    assert page.index("Wat ik probeerde") < page.index("Bel de achterwacht.") < page.index("Misschien de receptie.")
    sent = kept(world, question, text=begun(question))
    first, second = sanne.post(at, sent), sanne.post(at, sent)
    item = Item.objects.get()
    assert first["Location"] == second["Location"] == item.get_absolute_url()
    assert set(item.credits.values_list("person", flat=True)) == {world.otto.pk, world.fatima.pk, world.kees.pk}
    assert Kept.objects.get().by == world.sanne
    assert (
        f'<a href="{question.get_absolute_url()}" rel="noopener">{TITLE}</a>' in sanne.get(item.get_absolute_url()).text
    )
    assert item.get_absolute_url() in sanne.get(question.get_absolute_url()).text


def test_who_asked_anonymously_is_not_credited(world: World) -> None:
    ask_anonymously(world.kees, world.organisation, TITLE)
    mix()
    question = let_in(world.priya, Waiting.objects.get())
    give_answer(world.otto, question, "Bel de achterwacht.")
    world.client(world.sanne).post(f"{question.get_absolute_url()}item/", kept(world, question))
    assert set(Item.objects.get().credits.values_list("person", flat=True)) == {world.otto.pk}


def test_nothing_goes_to_a_space_that_more_people_read(world: World, hidden: Question) -> None:
    give_answer(world.fatima, hidden, "In april.")
    at = f"{hidden.get_absolute_url()}item/"
    assert world.client(world.otto).get(at).status_code == 404
    assert world.client(world.otto).post(at, kept(world, hidden)).status_code == 404
    fatima = world.client(world.fatima)
    assert fatima.post(at, kept(world, hidden, space=world.organisation.pk)).status_code == 422
    assert not Item.objects.exists()
    assert fatima.post(at, kept(world, hidden)).status_code == 302
    assert Item.objects.get().space == world.closed
