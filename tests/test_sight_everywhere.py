"""The one rule of sight, over random organisations: no page, search, answer or course ever shows a forbidden passage."""

from __future__ import annotations

from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.tests.sample import drafted
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.actions import add_person, join_space, open_community, open_organisation
from zwerm.people.models import Person, Space
from zwerm.search import index
from zwerm.search.actions import find

SECRETS = ("kameleon", "walrusbaai", "zeepaardje")
TEXT = """## Handhygiëne

Handen desinfecteren kost 30 seconden. Een infectie is een ontsteking door bacteriën. Eerst neem je alcohol, dan wrijf je,
daarna laat je drogen. Het geheime woord is {word}. Alleen wie het mag weten, kent de {word}.
"""

organisations = st.tuples(
    st.tuples(*[st.booleans()] * 3),
    st.tuples(*[st.tuples(*[st.booleans()] * 3)] * 2),
)


class SightEverywhere(TestCase):
    @settings(max_examples=8, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
    @given(organisations)
    def test_nobody_ever_meets_a_word_of_a_space_they_do_not_see(
        self, told: tuple[tuple[bool, ...], tuple[tuple[bool, ...], ...]]
    ) -> None:
        # Every example begins with an empty database again; the index must too.
        index.begin_anew()
        open_ones, belonging = told
        open_organisation("Lindehof", "lindehof")
        author = add_person("schrijver@lindehof.example", "Schrijver")
        readers = [add_person(f"lezer{n}@lindehof.example", f"Lezer {n}") for n in range(len(belonging))]
        for number, word in enumerate(SECRETS):
            space = open_community(f"Ruimte {number}", f"ruimte-{number}", open=open_ones[number])
            join_space(author, space)
            for reader, places in zip(readers, belonging, strict=True):
                if places[number]:
                    join_space(reader, space)
            self._fill(author, space, word)
        for reader, places in zip(readers, belonging, strict=True):
            may = {word for number, word in enumerate(SECRETS) if open_ones[number] or places[number]}
            self._check(reader, may)

    def _fill(self, author: Person, space: Space, word: str) -> None:
        item = keep_item(author, space, "lesson", f"Les over {word}", TEXT.format(word=word), language="nl")
        course = drafted(item)
        publish_course(author, keep_course(author, space, course, [item]))

    def _check(self, reader: Person, may: set[str]) -> None:
        reader = Person.objects.get(pk=reader.pk)
        browser = Client(headers={"accept-language": "nl"})
        browser.force_login(reader)
        for item in Item.objects.all():
            word = next(word for word in SECRETS if word in item.title)
            expected = 200 if word in may else 404
            assert browser.get(f"/knowledge/{item.pk}/").status_code == expected, word
        for word in SECRETS:
            found = find(reader, f"wat is de {word}").things
            assert any(word in thing.title for thing in found) == (word in may), word
        shown = "".join(
            browser.get(path).content.decode()
            for path in (
                "/",
                "/knowledge/",
                "/learn/",
                "/people/",
                "/search/?q=geheime+woord",
                "/ask/?q=Wat+is+het+geheime+woord%3F",
            )
        )
        for word in set(SECRETS) - may:
            assert f"Les over {word}" not in shown
            assert f"woord is {word}" not in shown
