"""Zwerm's own words as an xAPI profile (JSON-LD), made from what the modules declare.

Own verbs and types are its concepts; each verb, own or of others, has a statement template that says what Zwerm means by it. Source: xAPI
Profiles 1.0, part two: every property there that is required, and no empty value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from zwerm.records.vocabulary import OWN, ActivityType, Verb, types, verbs
from zwerm.records.words import FORMS, KINDS, label_of

Json = dict[str, Any]
PROFILE = f"{OWN}profile"
# Newest first. A release in which a verb or a type came, went or changed adds a line: what was published keeps its address.
VERSIONS = (("0.1", "2026-11-28T00:00:00Z"),)
LANGUAGES = ("en", "nl")
# One form for each, in full IRIs: the profile specification knows no property for it.
FORM, KIND, DEED, ONLINE = (f"{OWN}terms/{name}" for name in ("form", "kind", "deed", "online"))


def profile() -> Json:
    """The whole profile, the same for every installation of this release."""
    own = [verb for verb in verbs.values() if verb.iri.startswith(OWN)]
    concepts = [_verb(verb) for verb in own] + [_type(type) for type in types.values() if type.iri.startswith(OWN)]
    return {
        "@context": "https://w3id.org/xapi/profiles/context",
        "id": PROFILE,
        "type": "Profile",
        "conformsTo": "https://w3id.org/xapi/profiles#1.0",
        "prefLabel": _in_each(lambda: _("Learning with and from each other in Zwerm")),
        "definition": _in_each(lambda: _("What people do in Zwerm, and in which form they learn by it.")),
        "versions": _versions(),
        "author": {"type": "Organization", "name": "Zwerm"},
        "concepts": concepts,
        "templates": [_template(verb) for verb in verbs.values()],
    }


def _versions() -> list[Json]:
    found = [{"id": _version(number), "generatedAtTime": when} for number, when in VERSIONS]
    return [
        {**one, "wasRevisionOf": [before["id"]]} if before else one
        for one, before in zip(found, [*found[1:], None], strict=True)
    ]


def _version(number: str) -> str:
    return f"{PROFILE}/v/{number}"


def _verb(verb: Verb) -> Json:
    return {
        "id": verb.iri,
        "type": "Verb",
        "inScheme": _version(VERSIONS[0][0]),
        "prefLabel": _in_each(lambda: label_of(verb)),
        "definition": _in_each(lambda: _meaning(verb)),
        **_counts_as(verb),
    }


def _type(type: ActivityType) -> Json:
    return {
        "id": type.iri,
        "type": "ActivityType",
        "inScheme": _version(VERSIONS[0][0]),
        "prefLabel": _in_each(lambda: str(type.called)),
        "definition": _in_each(
            lambda: _("%(thing)s. Form of learning: %(form)s.") % {"thing": type.called, "form": FORMS[type.form]}
        ),
        FORM: type.form.value,
    }


def _template(verb: Verb) -> Json:
    return {
        "id": f"{PROFILE}/templates/{verb.name}",
        "type": "StatementTemplate",
        "inScheme": _version(VERSIONS[0][0]),
        "prefLabel": _in_each(lambda: label_of(verb)),
        "definition": _in_each(lambda: _meaning(verb)),
        "verb": verb.iri,
        "rules": [
            {"location": "$.actor.account.name", "presence": "included"},
            {"location": "$.object.definition.type", "presence": "included", "all": sorted(types)},
        ],
        **_counts_as(verb),
    }


def _counts_as(verb: Verb) -> Json:
    return {FORM: verb.form.value, KIND: verb.kind.value, DEED: verb.deed.value, ONLINE: verb.online}


def _meaning(verb: Verb) -> str:
    told = str(verb.sentence) % {"person": _("Someone"), "thing": _("something")}
    counts = {"told": told, "form": FORMS[verb.form], "kind": KINDS[verb.kind]}
    return _("%(told)s. Form of learning: %(form)s, %(kind)s.") % counts


def _in_each(words: Callable[[], str]) -> dict[str, str]:
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = words()
    return told


def address() -> str:
    """Where this installation serves it."""
    return f"{settings.SITE_URL}/records/profile.jsonld"
