"""What the records hold of a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from zwerm.people.actions import kept_words, months_kept, words_for
from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.records.actions.forget import forget_statements
from zwerm.records.actions.forget_documents import forget_documents
from zwerm.records.actions.retention import DOCUMENTS, GENERAL
from zwerm.records.models import Document, RetentionRule
from zwerm.records.others import lines_of_all
from zwerm.records.rules.values import in_every_zone
from zwerm.records.told import name_of, own_sentence
from zwerm.records.words import verb_words

ENDINGS = {
    "application/json": "json",
    "text/plain": "txt",
    "text/html": "html",
    "application/xml": "xml",
    "text/xml": "xml",
}


def documents_of(person: Person) -> Iterator[tuple[str, bytes]]:
    """What tools keep of them, each under its key: what a tool calls it is no name for a file."""
    for document in Document.objects.filter(person=person).order_by("pk").iterator(chunk_size=20):
        ending = ENDINGS.get(document.media_type.partition(";")[0].strip().lower(), "bin")
        yield f"documents/{document.key}.{ending}", bytes(document.content)


def as_sentence(row: dict[str, Any]) -> dict[str, Any]:
    """A statement as who did it reads it; the whole of it is in the file for machines."""
    told = msgspec.json.decode(row["json"]) if isinstance(row["json"], str) else row["json"]
    thing = name_of(told["object"], get_language() or settings.LANGUAGE_CODE) if "object" in told else ""
    return {"timestamp": in_every_zone(row["timestamp"]), "verb": own_sentence(row["verb"], told, thing)}


def kept_statements() -> str:
    """As it is set here. A closed space is not named: everyone reads this."""
    told = [kept_words(GENERAL)]
    for rule in RetentionRule.objects.select_related("space"):
        what = [verb_words(rule.verb_iri) or gettext("whatever it is")]
        if rule.space is not None:
            what.append(str(rule.space.called) if rule.space.open else gettext("in a closed space"))
        told.append(f"{', '.join(what)}: {words_for(rule.months)}")
    return "; ".join(told)


def kept_documents() -> str:
    always = gettext("Until the tool removes it, or you are erased.")
    if not (months := months_kept(DOCUMENTS)):
        return always
    return f"{always} {gettext('At most %(period)s after the tool last wrote it.') % {'period': words_for(months)}}"


# Who reads the log of statements; said wherever something stands in it, so that no page says otherwise.
READ_BY = _(
    "It stands by name in the log of what is done here. Administrators can read that log and save it, except what lies in a space that is closed to them; whoever they looked at reads so under My data. So can outside tools and other record stores that an administrator let read it."
)


HOLDINGS = (
    Holding(
        name="statements",
        order=30,
        title=_("What you did"),
        what=_("What you learned, shared and taught here: for example that you opened a page, took a part of a course or confirmed a text, when, and how long it took. Also what outside tools tell that you did. And from that, per week and month, how much."),
        why=_("So that you see your own week and year, and the organisation sees what is learned, in numbers that are not about one person."),
        seen_by=_("You, under My learning and What I did; outside tools and other record stores that an administrator let read it; and administrators, of what does not lie in a space that is closed to them: when one looks, you see that under My data. What you do for all to see, such as a text or a comment, shows your name there."),
        kept=kept_statements,
        erased=_("What was done stays in the log under a name that means nothing, so that the numbers stay right. Nobody can tell any more that it was you. Your weeks and months are removed."),
        tables=(
            Table("records.Statement", "person", Fate.NAMELESS, ("timestamp", "verb", "json"), shows=as_sentence),
            Table("records.Week", "person", Fate.REMOVED, ("monday", "learned", "shared", "taught", "seconds")),
            Table("records.Month", "person", Fate.REMOVED, ("first", "learned", "shared", "taught", "seconds")),
        ),
        before=forget_statements,
    ),
    Holding(
        name="recorded-by-others",
        order=33,
        title=_("What others recorded about you"),
        what=_("What outside tools tell that names you and that you did not do yourself: for example that somebody judged your work, how that went, or that you were in a group or taught it."),
        why=_("So that what is learned and judged in such a tool stands where you can read it too."),
        seen_by=_("You, under What others recorded about me: of what lies in a space that you do not see only that it is there, when, and how it went. Outside tools and other record stores that an administrator let read it; and administrators, of what does not lie in a space that is closed to them: when one looks, you see that under My data."),
        kept=kept_statements,
        erased=_("It stays in the log under a name that means nothing. Nobody can tell any more that you were meant."),
        tables=(),
        lines=lines_of_all,
    ),
    Holding(
        name="documents",
        order=32,
        title=_("Where you were in outside tools"),
        what=_("What a tool that the organisation uses keeps about you here: for example on which page you stopped, or what you chose as your settings. With it stands in what that was, and by which address, account or name the tool knows you."),
        why=_("So that you go on where you were."),
        seen_by=_("That tool, and other tools that an administrator let in for the same space."),
        kept=kept_documents,
        erased=_("It is removed, also what a tool kept of you by another name that tells who you are: an address that you had, or an account or OpenID that is made of your address or name."),
        tables=(Table("records.Document", "person", Fate.REMOVED, ("activity", "agent", "identity", "media_type", "updated", "key")),),
        contents=documents_of,
        before=forget_documents,
    ),
    Holding(
        name="model-calls",
        order=31,
        title=_("Use of the language model"),
        what=_("If the organisation uses a language model: that you asked it something, when, of a course that you made which texts went along, how it went, and what was said only if an administrator switched that on."),
        why=_("To see what it costs, and to find mistakes in it."),
        seen_by=_("Administrators. When one reads what you asked, you see that under My data."),
        kept=partial(kept_words, "model-calls"),
        erased=_("The line stays for the numbers, without your name and without what was said."),
        tables=(Table("records.ModelCall", "person", Fate.NAMELESS, ("when", "purpose", "model", "outcome", "content"), blank={"content": "", "detail": ""}),),
    ),
)  # fmt: skip

LABELS = {
    "timestamp": _("when"), "verb": _("what"), "json": _("statement"), "monday": _("week from"), "first": _("month from"), "learned": _("learned"), "shared": _("shared"),
    "taught": _("taught"), "seconds": _("seconds"), "when": _("when"), "purpose": _("what for"), "model": _("model"),
    "outcome": _("how it went"), "content": _("what was said"),
    "named_as": _("you are named as"), "result": _("result"), "told_by": _("told by"),
    "activity": _("in what"), "agent": _("what the tool knows you by"), "identity": _("what it is called"), "media_type": _("what kind of file"), "key": _("name of the file"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {
    "records.Credential.name": "the name of an outside tool, as an administrator calls it",
    "records.Store.name": "the name of another record store, as an administrator calls it",
    "records.Store.address": "where another record store is",
}
