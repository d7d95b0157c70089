"""What forms and kinds of learning are called."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Space
from zwerm.records.vocabulary import Form, Kind, Verb, by_iri

FORMS = {
    Form.CLASSICAL: _("classical"),
    Form.SOCIAL: _("social"),
    Form.EXPERIENCE: _("by experience"),
    Form.ORGANISATIONAL: _("organisational"),
    Form.INFORMAL: _("informal"),
    Form.STRATEGIC: _("strategic"),
    Form.SELF_DIRECTED: _("self-directed"),
}
KINDS = {
    Kind.ON_THE_JOB: _("while working"),
    Kind.FROM_OTHERS: _("with and from colleagues"),
    Kind.FORMAL: _("in courses and practice"),
}


def label_of(verb: Verb) -> str:
    """What someone does, without who and what: "saw that … still holds"."""
    return (str(verb.sentence) % {"person": "", "thing": "…"}).strip()


def reason_words(says: str) -> str:
    """Why another store is not reached, as it was written down, in the reader's language; what follows it stays as it is."""
    why, colon, detail = says.partition(": ")
    return f"{gettext(why)}{colon}{detail}"


def space_words(space: Space | None, seen: Collection[UUID]) -> str:
    """Where something is, for someone who sees the spaces `seen`: others are not named, also to an administrator; "" of none."""
    if space is None:
        return ""
    return str(space.called) if space.pk in seen else gettext("In a space that you do not see")


def verb_words(iri: str) -> str:
    """What the verb with this IRI says, or the IRI where it means nothing here; "" of none."""
    verb = by_iri().get(iri)
    return label_of(verb) if verb else iri
