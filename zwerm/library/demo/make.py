from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.db import transaction

from zwerm.library.actions import confirm_item, doubt_item, keep_item, refresh_links, set_rhythm_of
from zwerm.library.actions.likeness import compare_new
from zwerm.library.actions.written import prepare, write_version
from zwerm.library.demo.documents import Document, read_documents
from zwerm.library.demo.talk import make_talk
from zwerm.library.models import Item, Version
from zwerm.library.rules.markdown import read_markdown
from zwerm.people.actions import join_space
from zwerm.people.models import Audience, Person, Space
from zwerm.skills.actions import tell_ability, tell_skill
from zwerm.skills.models import Ability, Skill
from zwerm.skills.registry import kinds

ABOUT = Path(__file__).parent / "about.toml"
DOUBTS = [
    (
        "Triage met MTS (kleuren, streeftijden, hertriage)",
        "tess.vanvliet@lindehof.example",
        "Bij groen staat hier 120 minuten. Op het scherm in de wachtkamer staat sinds oktober 90.",
    ),
    (
        "Noodnummers en wie je wanneer belt",
        "fatima.elamrani@lindehof.example",
        "De storingsdienst van de lift heeft een nieuw nummer, het oude geeft geen gehoor.",
    ),
]
CONFIRMED = [("Het eerste half uur na een prikaccident", "fatima.elamrani@lindehof.example")]


@transaction.atomic
def make_items() -> None:
    """Safe to repeat: an item that is there already stays as it is."""
    documents = read_documents()
    there = set(Item.objects.filter(id__in=[document.identity for document in documents]).values_list("id", flat=True))
    people = {person.email: person for person in Person.objects.all()}
    spaces = {space.slug: space for space in Space.objects.all()}
    made = [_make(document, people, spaces) for document in documents if document.identity not in there]
    # A document may link to one that was made after it.
    refresh_links(made)
    _say_what_about(documents, {item.id: item for item in made}, people)
    if made:
        new = Item.objects.select_related("current", "space").in_bulk([item.id for item in made])
        _look_after(people, spaces, {item.title: item for item in new.values()})
        make_talk(people, spaces, new)
        compare_new(len(made))


def _say_what_about(documents: Sequence[Document], made: Mapping[UUID, Item], people: Mapping[str, Person]) -> None:
    """Which skills each text is about, as its author said when they last wrote in it; and they said that they can those."""
    about = tomllib.loads(ABOUT.read_text("utf-8"))
    wrote: dict[tuple[str, str], int] = Counter()
    skills = {label.text: skill for skill in Skill.objects.named() for label in skill.labels if label.language == "nl"}
    for document in documents:
        if item := made.get(document.identity):
            for name in about.get(document.path, ()):
                if name in skills:
                    tell_skill(people[document.authors[0]], kinds["item"], item, skills[name], document.updated)
                    wrote[document.authors[0], name] += 1
    for (email, name), texts in wrote.items():
        level = min(Ability.Level.LEADING, Ability.Level.ALONE + texts - 1)
        tell_ability(people[email], skills[name], level, Audience.EVERYONE, asks=level > Ability.Level.ALONE)


def _look_after(people: dict[str, Person], spaces: dict[str, Space], made: dict[str, Item]) -> None:
    """The emergency department looks often; two colleagues doubt something, one looked and saw that it holds."""
    set_rhythm_of(people["sanne.devries@lindehof.example"], spaces["seh"], 6)
    for title, email, words in DOUBTS:
        if title in made:
            doubt_item(people[email], made[title], words)
    for title, email in CONFIRMED:
        if title in made:
            confirm_item(people[email], made[title])


def _make(document: Document, people: dict[str, Person], spaces: dict[str, Space]) -> Item:
    authors = [people[address] for address in document.authors]
    space = spaces[document.space]
    if not Space.objects.writable_by(authors[0]).filter(id=space.id).exists():
        join_space(authors[0], space)
    item = keep_item(
        authors[0],
        space,
        document.head["kind"],
        document.head["title"],
        document.linked_text(),
        language=document.head.get("language", "nl"),
        credits=authors,
        created=document.created,
        updated=document.updated,
        identity=document.identity,
    )
    if document.first_text:
        _give_past(item, document, authors)
    return item


def _give_past(item: Item, document: Document, authors: list[Person]) -> None:
    """What it said before it was changed, and who changed it."""
    Version.objects.filter(id=item.version.id).update(number=2, author=authors[-1])
    reading = read_markdown(document.first_text, item.language)
    write_version(item, prepare(item, 1, item.title, reading, authors[0], document.created, ""))
