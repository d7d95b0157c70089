"""What the library holds of a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.forgetting import forget_in_library
from zwerm.library.actions.importing.lines import LINES
from zwerm.library.models import Attachment, AttachmentUse, Comment, Item, Picture, Version
from zwerm.library.rules.exported import files_in
from zwerm.library.rules.files import name_of
from zwerm.people.actions import kept_words
from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _items(person: Person) -> QuerySet[Any]:
    return Item.objects.visible_to(person).filter(author=person)


def _versions(person: Person) -> QuerySet[Any]:
    """Texts that were changed together are whole texts: only where they may still be read."""
    return Version.objects.visible_to(person).filter(author=person)


def _looked_after(person: Person) -> QuerySet[Any]:
    return Item.objects.visible_to(person).filter(owner=person).exclude(author=person)


def _written_along(person: Person) -> QuerySet[Any]:
    """In whose versions they wrote too; the words of one and the other are not kept apart."""
    seen = Version.objects.visible_to(person).exclude(author=person)
    return Version.authors.through._default_manager.filter(person=person, version__in=seen)


def _comments(person: Person) -> QuerySet[Any]:
    return Comment.objects.filter(person=person, withdrawn__isnull=True)


def _files(person: Person) -> Iterable[tuple[str, str]]:
    """Pictures in texts that they wrote, and files that hang on them."""
    mine = Picture.objects.visible_to(person).filter(uses__item__in=_items(person)).distinct()
    for picture in mine:
        yield f"pictures/{picture.hash}.{picture.media_type.rpartition('/')[2]}", picture.path
    endings = dict(name.partition(".")[::2] for text in _texts(person) for name in files_in(text))
    for attachment in Attachment.objects.visible_to(person).filter(pk__in=endings):
        yield f"files/{name_of(attachment.pk, endings[attachment.pk])}", attachment.path


def _texts(person: Person) -> Iterable[str]:
    """Of what they made and of what they wrote along in."""
    given = AttachmentUse.objects.filter(item__in=_items(person)).values("item")
    return Version.objects.visible_to(person).filter(item__in=given).values_list("text", flat=True).iterator()


def _texts_kept() -> str:
    told = _("For as long as the text is kept. What became of each file that you brought in: %(kept)s.")
    return str(told) % {"kept": kept_words(LINES)}


HOLDINGS = (
    Holding(
        name="texts",
        order=40,
        title=_("Texts that you wrote"),
        what=_("Pages, lessons and other texts that you wrote or changed, every version of them, pictures in them, files with them, drafts, and what you brought in from files."),
        why=_("That is what Zwerm is for. Old versions are kept so that nothing is lost by mistake."),
        seen_by=_("Whoever sees the space where the text is kept. A draft is seen by you alone."),
        kept=_texts_kept,
        erased=_("Drafts and what is in your own space are removed. Texts that you shared stay, without your name: “a former colleague”. If you choose so, texts that nobody else changed or looks after are removed too."),
        acts=("authored", "shared", "revised", "imported", "gathered", "moved", "merged", "set-aside", "put-back"),
        tables=(
            Table("library.Item", "author", NAMELESS, ("title", "kind", "space", "created", "updated", "published"), rows=_items),
            Table("library.Item", "owner", NAMELESS, ("title", "kind", "space", "owner"), rows=_looked_after),
            Table("library.Version", "author", NAMELESS, ("item", "number", "made", "title", "text", "note"), rows=_versions, words=("strangers",)),
            Table("library.Version_authors", "person", REMOVED, ("version__item", "version__number", "version__made"), rows=_written_along),
            Table("library.Credit", "person", REMOVED, ("item",), words=("name", "by_name")),
            Table("library.RoomAuthor", "person", REMOVED, ("room__item", "last")),
            Table("library.ItemSkill", "by", NAMELESS, ("thing", "skill", "at")),
            Table("library.Move", "person", NAMELESS, ("item", "when")),
            Table("library.Aside", "person", NAMELESS, ("item", "when")),
            Table("library.Aside", "back_by", NAMELESS, ("item", "back")),
            Table("library.Merger", "person", NAMELESS, ("kept", "when"), words=("credits",)),
            Table("library.Likeness", "apart_by", NAMELESS, ("apart",)),
            Table("library.ImportRun", "person", NAMELESS, ("title", "space", "started", "total"), blank={"title": ""}),
            Table("library.ImportLine", "run__person", REMOVED, ("run__title", "path", "outcome")),
        ),
        files=_files,
        before=forget_in_library,
    ),
    Holding(
        name="talk",
        order=41,
        title=_("What you said about texts"),
        what=_("Comments, reactions and doubts of yours, that you looked whether a text still holds, and who named you."),
        why=_("So that colleagues can talk about a text where it stands, and it stays true."),
        seen_by=_("Whoever sees the text."),
        kept=_("For as long as the text is kept, or until you take it back."),
        erased=_("Comments stay, without your name. Reactions, doubts and mentions are removed."),
        acts=("commented", "reacted", "confirmed", "doubted"),
        tables=(
            Table("library.Comment", "person", NAMELESS, ("item", "when", "words"), rows=_comments, words=("named", "who")),
            Table("library.Comment", "hidden_by", NAMELESS, ("item", "hidden")),
            Table("library.Comment", "resolved_by", NAMELESS, ("item", "resolved")),
            Table("library.Reaction", "person", REMOVED, ("item", "kind", "when")),
            Table("library.Mention", "person", REMOVED, ("item", "when")),
            Table("library.Mention", "by", NAMELESS, ("item", "when")),
            Table("library.Confirmation", "person", NAMELESS, ("item", "when")),
            Table("library.Doubt", "person", REMOVED, ("item", "words", "when")),
            Table("library.Doubt", "settled_by", NAMELESS, ("item", "settled")),
        ),
    ),
    Holding(
        name="reading",
        order=42,
        title=_("What you read and follow"),
        what=_("Which texts you opened and on which day last, and which texts and spaces you follow."),
        why=_("So that you hear what changed, and reading counts once a day."),
        seen_by=_("You. In the log stands which texts you opened: not what you follow."),
        kept=_("For as long as the text is kept, or until you stop following."),
        erased=_("It is removed."),
        acts=("experienced",),
        tables=(
            Table("library.Visit", "person", REMOVED, ("item", "last")),
            Table("library.Following", "person", REMOVED, ("item", "space", "since")),
        ),
    ),
)  # fmt: skip

LABELS = {
    "title": _("title"), "kind": _("kind"), "created": _("made"), "updated": _("changed"), "published": _("shared"), "item": _("text"),
    "owner": _("who looks after it"), "version__item": _("text in which you wrote along"), "version__number": _("number"), "version__made": _("made"),
    "room__item": _("text that is being written"), "back": _("put back"), "apart": _("kept apart"), "hidden": _("hidden"), "resolved": _("settled"), "settled": _("settled"),
    "number": _("number"), "kept": _("kept text"), "started": _("begun"), "run__title": _("import"), "path": _("file"), "outcome": _("what became of it"), "total": _("how many"), "words": _("words"), "last": _("last"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
