from __future__ import annotations

import pytest

from zwerm.library.demo import make
from zwerm.library.demo.documents import identity_of, read_documents
from zwerm.library.demo.make import make_items
from zwerm.library.models import Comment, Item
from zwerm.people.demo.make import make_people
from zwerm.records.models import Statement


def test_every_demo_document_becomes_an_item_and_making_them_again_changes_nothing(db: None) -> None:
    make_people()
    make_items()
    documents = read_documents()
    made = {item.id: item for item in Item.objects.select_related("space", "current").prefetch_related("credits")}
    assert set(made) == {document.identity for document in documents}
    for document in documents:
        item = made[document.identity]
        assert (item.title, item.kind, item.space.slug) == (
            document.head["title"],
            document.head["kind"],
            document.space,
        )
        assert (item.created, item.updated) == (document.created, document.updated)
        assert len(item.credits.all()) == len(document.authors)
    changed = made[next(document.identity for document in documents if document.first_text)]
    first, second = changed.versions.order_by("number")
    assert (first.made, second.made, second.id) == (changed.created, changed.updated, changed.current_id)
    assert second.text.startswith(first.text.rstrip())
    assert len({item.updated.time() for item in made.values()}) > 50
    statements = Statement.objects.count()
    make_items()
    assert Item.objects.count() == len(documents)
    assert Statement.objects.count() == statements


def test_what_a_newer_demo_adds_is_talked_about_and_the_rest_not_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_people()
    documents = read_documents()
    later = identity_of("seh/overdracht-ambulance-onderbroken.md")
    with monkeypatch.context() as older:
        older.setattr(make, "read_documents", lambda: [one for one in documents if one.identity != later])
        make_items()
    said = Comment.objects.count()
    assert said
    make_items()
    added = Comment.objects.filter(item=later).count()
    assert added
    assert Comment.objects.count() == said + added


def test_demo_documents_link_only_to_documents_that_exist() -> None:
    documents = read_documents()
    there = {document.path for document in documents}
    assert [(document.path, link) for document in documents for link in document.links() if link not in there] == []
