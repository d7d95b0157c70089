"""Finds the facts in the units of a course."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from zwerm.courses.generation.material.explained import read_explained
from zwerm.courses.generation.material.facts import (
    Amount,
    Enumeration,
    Group,
    Meaning,
    Opposite,
    Procedure,
    Stated,
    Tied,
)
from zwerm.courses.generation.material.headed import read_headings
from zwerm.courses.generation.material.lists import read_lists
from zwerm.courses.generation.material.opposites import read_opposites
from zwerm.courses.generation.material.roles import are_roles
from zwerm.courses.generation.material.stated import read_stated
from zwerm.courses.generation.material.step_words import is_half_step
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.acronyms import find_acronyms
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.key_phrases import KeyPhrase, find_key_phrases, phrase_key
from zwerm.language.numbers import find_quantities, is_clock_time
from zwerm.language.standalone import leans_on_context, points_back

ADVERB = re.compile(
    r"attached|enclosed|included|bijgevoegd|bijgaand|idealiter|doorgaans|gewoonlijk|meestal|vaak|soms|standaard|inmiddels|momenteel|tegenwoordig|uiteindelijk|ideally|usually|often|sometimes|currently|eventually",
    re.IGNORECASE,
)
# "Three times ill in a year": a case, and no word.
NO_MEANING = re.compile(
    r"\b(?:and|en) (?:(?:the|de|het) )?\w+(?: \w+)? (?:represents?|are|is|have|has|zijn|is|heeft|hebben)\b|\b(?:step|stap) \d|\byou (?:just )?(?:copied|made|created|saved|chose)\b"
    # "A form of intelligence": of what kind, and no more.
    r"|^(?:een|an?) (?:vorm|soort|type|kind|form) (?:van|of)(?: [\w-]+){1,3}$",
    re.IGNORECASE,
)
PRAISED = re.compile(r"(?:beste|best|goede|good|betere?|better)\b", re.IGNORECASE)
OFTEN = re.compile(
    r"(?:\d+|een|één|twee|drie|vier|vijf|zes|one|two|three|four|five|six)\s(?:keer|maal|times?)\b", re.IGNORECASE
)
ACTS = re.compile(r"[a-z]+ing\s(?!of\b)")
# "The dearest letter there is", "a delight to read": what somebody thinks of it.
OPINION = re.compile(
    r"\b(?:die|dat) er (?:is|bestaat|zijn)$|\bthere is$|^(?:a|an|een) (?:bad|good|better|slechte?|goede?|betere?) |^(?:a|an|een) (?:delight|pleasure|joy|plezier|genot|feest)\b",
    re.IGNORECASE,
)
# "demo.example.org"
ADDRESS = re.compile(r"(?:[\w-]+\.){2,}[a-z]{2,10}|[\w-]+\.(?:nl|com|org|net|io|eu|dev)", re.IGNORECASE)
STEP = re.compile(r"(?:stap|step|fase|phase)\s+(\d{1,2})\s*[:.–—-]?\s+(?=\w)", re.IGNORECASE)
KEY_PHRASES = 150
# Sentences with the same number that share so many words say the same.
SAME_NUMBER = 3
T = TypeVar("T")
# "The standard for this is …".
STANDS_FOR = re.compile(
    r"\b(?:hier|daar|er)(?:aan|bij|door|in|mee|naar|op|over|toe|tussen|uit|van|voor)\b|\b(?:for|of|to|in|with) (?:this|that|it|them|these)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?:[A-Za-z]|\d{1,2})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Material:
    """Everything that one course can be made of. Facts stand in the order of the text."""

    language: str
    units: tuple[Unit, ...]
    meanings: tuple[Meaning, ...]
    groups: tuple[Group, ...]
    enumerations: tuple[Enumeration, ...]
    procedures: tuple[Procedure, ...]
    amounts: tuple[Amount, ...]
    ties: tuple[Tied, ...]
    loose_ties: tuple[Tied, ...]
    stated: tuple[Stated, ...]
    opposites: tuple[Opposite, ...]
    explained: tuple[Group, ...]
    phrases: tuple[KeyPhrase, ...]
    weights: Counter[str]
    names: tuple[str, ...] = ()
    how_tos: frozenset[int] = frozenset()
    stories: frozenset[int] = frozenset()

    def is_how_to(self, unit: int) -> bool:
        """Whether it stands in a document that tells how to do something: the order of its steps is what it is for."""
        return self.units[unit].document in self.how_tos

    def is_story(self, unit: int) -> bool:
        """Whether it stands in a document in which somebody tells what they lived through."""
        return self.units[unit].document in self.stories

    @cached_property
    def written(self) -> frozenset[str]:
        """Every word of the texts, with its capitals."""
        return frozenset(word for unit in self.units for s in unit.sentences for word in re.findall(r"\w+", s.text))


def gather(
    units: Sequence[Unit],
    language: str,
    names: Sequence[str] = (),
    how_tos: Iterable[int] = (),
    stories: Iterable[int] = (),
) -> Material:
    """The facts of what is written in the language of the course; what is in another language is text only.

    `names` are the titles of the documents, in their order; `how_tos` which of them tell how to do something, `stories` which what
    somebody lived through.
    """
    everything = tuple(units)
    units = [unit for unit in units if unit.language in ("", language)]
    lists = [read_lists(unit, language, names[unit.document] if unit.document < len(names) else "") for unit in units]
    groups = _told_once(group for found in lists for group in found.groups if not are_roles(group, language))
    enumerations = _unlike((one, one.items) for found in lists for one in found.enumerations)
    procedures = _unlike((one, one.steps) for found in lists for one in found.procedures)
    sentences = [sentence for unit in units for sentence in unit.sentences]
    weights: Counter[str] = Counter(stem for sentence in sentences for stem in sentence.stems)
    titles = [unit.section.title.text for unit in units if unit.section.title and unit.part == 0]
    meanings = tuple(_once(_meanings(units, language), language))
    phrases = tuple(find_key_phrases([s.text for s in sentences], language, titles, limit=KEY_PHRASES))
    return Material(
        language=language,
        units=everything,
        meanings=meanings,
        groups=(*groups, *read_headings(units, language)),
        enumerations=tuple(enumerations),
        procedures=(*procedures, *_steps_in_headings(units, names)),
        amounts=tuple(_told_anew(_amounts(units, language))),
        ties=tuple(_ties(units, language)),
        loose_ties=tuple(_ties(units, language, loose=True)),
        stated=tuple(read_stated(units, language, names)),
        opposites=tuple(read_opposites(units)),
        explained=tuple(read_explained(units, language)),
        phrases=phrases,
        weights=weights,
        names=tuple(names),
        how_tos=frozenset(how_tos),
        stories=frozenset(stories),
    )


def _told_once(groups: Iterable[Group]) -> list[Group]:
    """Without entries that an earlier list gave in the same words."""
    known: set[tuple[str, str]] = set()
    found: list[Group] = []
    for group in groups:
        keys = [(entry.label.text.casefold(), entry.description.text.casefold()) for entry in group.entries]
        fresh = tuple(entry for entry, key in zip(group.entries, keys, strict=True) if key not in known)
        known.update(keys)
        if fresh:
            found.append(replace(group, entries=fresh))
    return found


def _unlike(lists: Iterable[tuple[T, tuple[SourceSentence, ...]]]) -> list[T]:
    """The first of those that hold the same."""
    first: dict[tuple[str, ...], T] = {}
    for one, items in lists:
        first.setdefault(tuple(item.text.casefold() for item in items), one)
    return list(first.values())


def _meanings(units: Sequence[Unit], language: str) -> Iterator[Meaning]:
    """Every definition, with the term as sentences write it. An abbreviation gives way to what it stands for."""
    text = " ".join(sentence.text for unit in units for sentence in unit.sentences)
    acronyms = find_acronyms(text)
    short = {expansion.casefold(): acronym for acronym, expansion in acronyms.items()}
    for unit in units:
        for sentence in unit.sentences:
            found = find_definition(sentence.text, language)
            told = sentence.text[slice(*found.meaning)] if found else ""
            # "X betekent dat …": that word tells that a clause follows, and points at nothing.
            told = re.sub(r"^(?:dat|that) ", "", told) if found and found.shape == "clause" else told
            if not found or leans_on_context(told, language) or points_back(told, language):
                continue
            term = _trimmed(sentence.part(*found.term))
            if (term.code and term.text.islower()) or ADDRESS.fullmatch(term.text) or STANDS_FOR.search(term.text):
                continue  # a name that a program knows, an address, or one that another sentence tells
            if OFTEN.match(term.text) or ADVERB.fullmatch(term.text) or (found.shape == "things" and ACTS.match(told)):
                continue  # "Idealiter is het ontwerp …", "Applications are using …"
            if OPINION.search(told) or NO_MEANING.search(told.rstrip(".")) or PRAISED.match(term.text):
                continue
            if term.stems <= sentence.part(*found.meaning).stems:
                continue  # "director: a director of the association"
            name = _as_written(acronyms.get(term.text, term.text), text)
            yield Meaning(
                unit=unit.number,
                term=term,
                meaning=sentence.part(*found.meaning),
                sentence=sentence,
                shape=found.shape,
                family=unit.section.path[:-1],
                name=name,
                article=sentence.text[: found.term[0]].strip().lower().split(" ")[-1],
                also=(short[name.casefold()],) if name.casefold() in short else (),
            )


def _as_written(name: str, text: str) -> str:
    """The name as it stands within sentences: with a small letter where the text writes one."""
    small = name[:1].lower() + name[1:]
    written = {form: len(re.findall(rf"(?<=[a-zà-ÿ,(] ){re.escape(form)}(?!\w)", text)) for form in (small, name)}
    return small if small != name and written[small] > written[name] else name


def _trimmed(term: SourceSentence) -> SourceSentence:
    """Without the letter that counts it, the quote marks around it, and the full stop after it."""
    counted = COUNTED.match(term.text)
    term = term.part(counted.end(), len(term.text)) if counted else term
    term = term.part(0, len(term.text.rstrip(" -–—:"))) if term.text[-1:] in "-–—:" else term
    left = len(term.text) - len(term.text.lstrip("\"'“‘„«’”»"))
    right = len(term.text.rstrip("\"'“‘„«’”».")) if term.text.count(".") == 1 else len(term.text.rstrip("\"'“‘„«’”»"))
    # `"Agent Skills" format`: the marks stand around a part of it.
    within = left < right and term.text[left:right].count('"') % 2
    return term.part(left, right) if right > left and not within else term


def _once(meanings: Iterator[Meaning], language: str) -> Iterator[Meaning]:
    """The first meaning of each term; a term that names nothing that the text comes back to is kept all the same."""
    known: set[tuple[str, ...]] = set()
    for meaning in meanings:
        key = phrase_key(meaning.name, language)
        if key and key not in known:
            known.add(key)
            yield meaning


def _told_anew(amounts: Iterable[Amount]) -> list[Amount]:
    """Without a number that a sentence elsewhere told before in about the same words."""
    found: list[Amount] = []
    for one in amounts:
        again = (
            other
            for other in found
            if (one.value, one.measure) == (other.value, other.measure)
            and one.sentence.start != other.sentence.start
            and len(one.sentence.stems & other.sentence.stems) >= SAME_NUMBER
        )
        if not any(again):
            found.append(one)
    return found


def _amounts(units: Sequence[Unit], language: str) -> Iterator[Amount]:
    for unit in units:
        told = (*(one for one in unit.headed_rules if one.start not in unit.explaining), *unit.unended_rules)
        for sentence in map(_without_answer_mark, told):
            for found in find_quantities(sentence.text, language):
                if not is_clock_time(sentence.text, found.start, found.end):
                    yield Amount(unit.number, sentence, found.start, found.end, found.value, found.unit)


def _ties(units: Sequence[Unit], language: str, *, loose: bool = False) -> Iterator[Tied]:
    """The sentences of two parts that can be asked; `loose`: those that can not, of which a part can be a wrong answer."""
    for unit in units:
        alone = {(sentence.start, sentence.end) for sentence in unit.rules}
        for sentence in unit.sentences:
            if ((sentence.start, sentence.end) in alone) is loose:
                continue
            found = find_tied(sentence.text, language)
            if found:
                yield Tied(
                    unit=unit.number,
                    sentence=sentence,
                    first=sentence.part(*found.first),
                    second=sentence.part(*found.second),
                    tie=found.tie,
                    form=found.form,
                    subject=sentence.part(*found.subject) if found.subject else None,
                )


def _without_answer_mark(sentence: SourceSentence) -> SourceSentence:
    mark = re.match(r"(?:A|Antwoord|Answer)\s*:\s+", sentence.text)
    return sentence.part(mark.end(), len(sentence.text)) if mark else sentence


def _steps_in_headings(units: Sequence[Unit], names: Sequence[str]) -> Iterator[Procedure]:
    """Headings "Step 1: …", "Stap 2 …" that follow each other under one heading."""
    found: list[tuple[Unit, SourceSentence]] = []
    for unit in units:
        title = unit.section.title
        step = STEP.match(title.text) if title else None
        if step and title and unit.part == 0:
            if int(step[1]) == 1:
                yield from _procedure(found, names)
                found = []
            if int(step[1]) == len(found) + 1:
                found.append((unit, title.part(step.end(), len(title.text))))
    yield from _procedure(found, names)


def _procedure(found: list[tuple[Unit, SourceSentence]], names: Sequence[str]) -> Iterator[Procedure]:
    left_out = sum(is_half_step(step) for _, step in found)
    found = [(unit, step) for unit, step in found if not is_half_step(step)]
    if len(found) < 3:
        return
    first = found[0][0]
    paths = [unit.section.path[:-1] for unit, _ in found]
    above = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
    name = clean_title(above[-1]) if above else names[first.document] if first.document < len(names) else ""
    if name:
        units = tuple(unit.number for unit, _ in found)
        yield Procedure(first.number, name, tuple(step for _, step in found), units, left_out=left_out)
