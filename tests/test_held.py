"""The page "What Zwerm records" cannot lie: whatever has a link to a person, or holds a name or an address, is declared."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import models
from django.utils.html import escape
from django.utils.translation import override

from zwerm.people.models import Person
from zwerm.people.registry import Fate, about_nobody, holdings, labels
from zwerm.people.tests.world import World
from zwerm.records.held import READ_BY
from zwerm.records.vocabulary import verbs

# Names of fields in which a name, an address or a device is to be expected.
TELLING = re.compile(
    r"(^|_)(name|names|email|mail|phone|address|ip|user_agent|subject|named|credits|lines|report|undo)$"
)
TABLES = [table for holding in holdings.values() for table in holding.tables]


def fields_of(model: type[models.Model]) -> list[models.Field]:
    return [*model._meta.concrete_fields]


def links() -> set[tuple[str, str]]:
    return {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in fields_of(model)
        if field.related_model is Person
    }


def test_every_link_to_a_person_is_declared_with_what_erasing_does() -> None:
    declared = {(table.model, table.person) for table in TABLES}
    assert len(links()) > 40
    assert sorted(links() - declared) == []


def test_a_link_that_was_forgotten_is_found() -> None:
    """The walk above sees a foreign key of any model, so a table that nobody declared cannot hide."""
    declared = {(table.model, table.person) for table in TABLES} - {("library.Doubt", "person")}
    assert links() - declared == {("library.Doubt", "person")}


def test_what_hangs_on_a_row_that_goes_is_declared_too() -> None:
    """A row without a link of its own, but deleted with one that is someone's alone, is theirs as well."""
    theirs = {table.model for table in TABLES if table.fate is Fate.REMOVED} - {Person._meta.label}
    declared = {table.model for table in TABLES}
    hanging = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in fields_of(model)
        if field.related_model is not None and field.related_model._meta.label in theirs
        if field.remote_field.on_delete is models.CASCADE
    }
    assert sorted(hanging - declared) == []


def test_every_field_that_may_hold_a_name_or_an_address_is_declared_or_explained() -> None:
    told = {f"{table.model}.{name}" for table in TABLES for name in (*table.tells, *table.words, *table.blank)}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in fields_of(model)
        if not field.is_relation
        if isinstance(field, models.EmailField | models.GenericIPAddressField)
        or (isinstance(field, models.CharField | models.TextField | models.JSONField) and TELLING.search(field.name))
    }
    assert "account.EmailAddress.email" in found
    assert sorted(found - told - set(about_nobody)) == []
    assert sorted(set(about_nobody) - found) == []


def test_whatever_is_done_here_is_told_to_stand_in_the_log_and_who_reads_that(world: World) -> None:
    told = {name for holding in holdings.values() for name in holding.acts}
    assert sorted(told ^ {name for name in verbs if not name.startswith("test-")}) == []
    page = world.client(world.kees, "en").get("/recorded/").text
    with override("en"):
        assert page.count(escape(str(READ_BY))) == len([one for one in holdings.values() if one.acts])
        only_theirs = {one.name for one in holdings.values() if one.acts and "nly you" in str(one.seen_by)}
    assert only_theirs == set()


def test_whatever_is_of_a_person_stands_in_the_copy_that_they_take_along() -> None:
    untold = {table.model for holding in holdings.values() for table in holding.tables if not table.tells}
    assert untold == {"account.EmailConfirmation"}, "keys of messages that prove an address: they work for a few days"


def test_what_is_declared_exists_and_can_be_carried_out() -> None:
    for table in TABLES:
        model = apps.get_model(table.model)
        for name in (*table.words, *table.blank):
            model._meta.get_field(name)
        if table.fate is Fate.NAMELESS and "__" not in table.person:
            assert model._meta.get_field(table.person).null, f"{table.model}.{table.person} cannot be emptied"
        assert set(table.tells) <= set(labels), f"{table.model}: {set(table.tells) - set(labels)} has no words"


def test_holdings_of_one_module_are_erased_before_what_they_point_at() -> None:
    """Erasing goes from the top of the module order down, so that what quotes a text goes before the text."""
    rank = {
        "people": 0,
        "records": 1,
        "notices": 1,
        "skills": 2,
        "library": 3,
        "practice": 4,
        "questions": 4,
        "courses": 5,
        "assistant": 6,
    }
    orders = [
        (holding.order, max(rank.get(table.model.split(".")[0], 0) for table in holding.tables))
        for holding in holdings.values()
        if holding.tables
    ]
    assert [r for _order, r in sorted(orders)] == sorted(r for _order, r in orders)
    assert len({holding.order for holding in holdings.values()}) == len(holdings)


def test_the_words_about_erasing_and_the_badge_beside_them_say_the_same(world: World) -> None:
    page = world.client(world.fatima, "en").get("/recorded/").text
    partly = re.findall(r"partly removed, partly made nameless</span>\s*(.*?)\s*</dd>", page, re.DOTALL)
    assert len(partly) > 5
    assert [words for words in partly if words == "It is removed."] == []
    assert "Zwerm erases you again by itself" in page
    assert "Passwords, passkeys and second steps for as long as you have an account." in page
