from __future__ import annotations

from django.db import transaction

from zwerm.library.actions import keep_item, refresh_links
from zwerm.library.demo.documents import Document, read_documents
from zwerm.library.models import Item
from zwerm.people.actions import join_space
from zwerm.people.models import Person, Space


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


def _make(document: Document, people: dict[str, Person], spaces: dict[str, Space]) -> Item:
    authors = [people[address] for address in document.authors]
    space = spaces[document.space]
    if not Space.objects.writable_by(authors[0]).filter(id=space.id).exists():
        join_space(authors[0], space)
    return keep_item(
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
