"""Sentences side by side that each say what another role does: "Testers draaien de tests. Beheerders richten de logging in."

Beside each other they are each other's wrong answers: who does what can be mistaken, and the text tells.
"""

import re
from collections.abc import Iterator, Sequence

from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.blocks import ListBlock, ParagraphBlock
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.agents import is_anybody, names_agent
from zwerm.language.standalone import points_back
from zwerm.language.words import count_words

FEWEST = 3
SHORTEST, LONGEST = 3, 26
# Who act, in at most so many words, before the verb. Where each has an article `questions/claims.py` asks it; some with and some without
# are known by the form of the verb; and in English "managers approve" can not be told from "manager reviews".
_DOES = re.compile(
    r"(?P<who>(?:[\w-]+\s){0,3}?[\w-]+(?:\sen\s(?:[\w-]+\s){0,2}?[\w-]+)?)(?:\s\([^()]*\))?"
    r"\s(?P<does>zijn\sverantwoordelijk\s.+|(?!(?:en|met|uit|van|niet|dat|het|tot|naast|binnen|buiten|tussen|zonder|moeten|kunnen|mogen|willen|zouden|zijn|hebben|worden)\b)\w{2,}en\s.+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:de|het|een|the|an?)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s\([^()]*\)")


def read_doers(units: Sequence[Unit], language: str) -> Iterator[Group]:
    """A group per run of at least three such sentences in a paragraph, or in a list by the first of each item. Dutch only."""
    for unit in units if language == "nl" else ():
        for block in unit.taught:
            if isinstance(block, ParagraphBlock):
                yield from _runs(unit, block.sentences)
            elif isinstance(block, ListBlock):
                yield from _runs(unit, [item.sentences[0] for item in block.items])


def _runs(unit: Unit, sentences: Sequence[SourceSentence]) -> Iterator[Group]:
    run: list[Entry] = []
    for sentence in sentences:
        entry = _entry(unit, sentence)
        if entry and entry.label.text.casefold() not in [one.label.text.casefold() for one in run]:
            run.append(entry)
            continue
        yield from _group(unit, run)
        run = [entry] if entry else []
    yield from _group(unit, run)


def _group(unit: Unit, run: Sequence[Entry]) -> Iterator[Group]:
    if len(run) >= FEWEST:
        yield Group(unit.number, unit.section.title, tuple(run), only_matched=True, doers=True)


def _entry(unit: Unit, sentence: SourceSentence) -> Entry | None:
    found = _DOES.match(sentence.text)
    if not found or points_back(sentence.text, sentence.language):
        return None
    if not all(map(is_role, found["who"].split(" en "))):
        return None
    does = sentence.part(found.start("does"), len(sentence.text.rstrip(" .;,")))
    if not SHORTEST <= count_words(does.text) <= LONGEST:
        return None
    return Entry(unit.number, sentence.part(0, found.start("does")), does)


def is_role(text: str, language: str = "nl") -> bool:
    """Whether it names a role or body by itself, not "the team" or "people"."""
    phrase = f"{'de' if language == 'nl' else 'the'} {text}"
    return names_agent(phrase, language) and not is_anybody(phrase)


# The heading of a column that tells what each does.
_TASKS = re.compile(
    r"\b(?:taa?k(?:en)?|activiteit(?:en)?|verantwoordelijk\w*|werkzaamheden|doet|doen|tasks?|activit(?:y|ies)|responsibilit(?:y|ies)|dut(?:y|ies)|does|do)\b",
    re.IGNORECASE,
)


def are_roles(group: Group, language: str) -> bool:
    """Whether a column of a table says what each of its rows does, and these are roles."""
    if not (group.of and group.lead and _TASKS.search(group.lead.text)):
        return False
    names = (_ARTICLE.sub("", _ASIDE.sub("", entry.label.text), count=1) for entry in group.entries)
    return all(is_role(name, language) for name in names)
