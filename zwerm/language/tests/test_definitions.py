"""Sentences that say what something is, and those that only look like it."""

from __future__ import annotations

import pytest

from zwerm.language.definitions import find_definition


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("nl", "Een proces-verbaal is het verslag van de zitting dat de griffier maakt.", "proces-verbaal"),
        ("nl", "Een dagvaarding is een stuk waarmee iemand voor de rechter wordt geroepen.", "dagvaarding"),
        ("en", "A limitation period is the time within which a claim must be brought.", "limitation period"),
        ("en", "Sourdough is bread made with a starter of wild yeast.", "Sourdough"),
        ("en", "A matter is one piece of work for one client.", "matter"),
        ("en", "Privileged documents are communications between a lawyer and a client.", "Privileged documents"),
        ("en", "Market rules are rules that tell where a stall may stand.", "Market rules"),
        ("en", "Resting flour and water before the salt goes in is called autolyse.", "autolyse"),
    ],
)
def test_what_something_is_is_found(language: str, text: str, term: str) -> None:
    found = find_definition(text, language)
    assert found
    assert text[slice(*found.term)] == term


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Hulp bij transparant zijn over algoritmes, zoals in het register."),
        ("nl", "Werken met een lijst is een stuk sneller dan zonder."),
        ("nl", "Het proces is een afspraak die we met elkaar maken."),
        ("en", "The best time is one hour before the shift."),
        ("en", "Kim is happy that you came to the team."),
        ("en", "Training is given to all new nurses in the first week."),
        ("en", "Lunch is the time that everybody likes best."),
        ("en", "Please refer to the handbook for the rules of the house."),
        ("en", "Open days are moments that reach many visitors, but they don't ask much of the volunteers."),
        ("nl", "Een open dag is een moment dat veel bezoekers trekt, maar weinig van vrijwilligers vraagt."),
        ("en", "Small markets are small moments that reach only a few visitors."),
        ("nl", "Een kleine markt is een kleine bijeenkomst die weinig bezoekers trekt."),
    ],
)
def test_what_only_looks_like_it_is_not(language: str, text: str) -> None:
    assert find_definition(text, language) is None
