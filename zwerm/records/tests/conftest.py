from __future__ import annotations

import pytest

from zwerm.records.vocabulary import OWN, Activity, ActivityType, Deed, Form, Kind, Verb, types, verbs


@pytest.fixture
def lesson() -> Activity:
    return Activity(
        "urn:uuid:0192d8b4-0000-7000-8000-000000000001",
        f"{OWN}activities/lesson",
        {"nl": "Vallen voorkomen", "en": "Preventing falls"},
    )


@pytest.fixture(autouse=True)
def _verbs_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verbs of these tests alone: one per deed and per kind, and one that is a step."""
    for name, form, kind, deed in (
        ("test-read", Form.SELF_DIRECTED, Kind.FORMAL, Deed.LEARNED),
        ("test-wrote", Form.INFORMAL, Kind.ON_THE_JOB, Deed.SHARED),
        ("test-coached", Form.SOCIAL, Kind.FROM_OTHERS, Deed.TAUGHT),
    ):
        verb = Verb(
            name,
            f"{OWN}verbs/{name}",
            f"%(person)s {name} %(thing)s",
            form,
            kind,
            deed,
            online=name != "test-coached",
            own=f"You {name} %(thing)s",
        )
        monkeypatch.setitem(verbs, name, verb)
    monkeypatch.setitem(
        verbs,
        "test-answered",
        Verb(
            "test-answered",
            f"{OWN}verbs/test-answered",
            "%(person)s test-answered %(thing)s",
            Form.SELF_DIRECTED,
            Kind.FORMAL,
            Deed.LEARNED,
            own="You test-answered %(thing)s",
            step=True,
            several="You test-answered %(count)s times in %(thing)s",
        ),
    )


@pytest.fixture(autouse=True)
def _types_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for iri in (f"{OWN}activities/lesson", "https://e.org/t", "https://e.org/q", "https://e.org/question"):
        monkeypatch.setitem(types, iri, ActivityType(iri, "a test", Form.INFORMAL))
