"""Lists that are asked for as a whole: "de vijf momenten van handhygiëne" are the rows or items, five of them, that are called so; "de stappen van …" are the steps of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zwerm.assistant.rules.listing import ListAsked
from zwerm.assistant.rules.question import Question, Wanted
from zwerm.assistant.rules.sources import Quoted, Terms
from zwerm.assistant.rules.ways import names_a_task
from zwerm.assistant.rules.weighing import Weighed, share_of
from zwerm.language.words import find_words_folded

# So much of the rest of the question is said by what a list stands in or under; of one that is asked by its name alone, by what it stands under.
ABOUT, ABOUT_NAMED = 0.5, 0.75
FEWEST, MOST = 2, 20
# Called so by what leads in to it or its own heading; by its column; by a heading further up, or the title; or as steps are, by their numbers.
CALLED, CALLED_BESIDE, CALLED_ABOVE, CALLED_AS_STEPS = range(4)
_MARK = re.compile(r"\(?(\d{1,3})[.)][ \t]+(?:\*\*|__|[*_])?\Z")


@dataclass(frozen=True)
class Listed:
    """A list in the order of its text, and the sentence that leads in to it. `headings`: what all of it stands under, highest first; `inner`: the items of lists in its items.

    `one_of_several`: what was asked is said of another list as well.
    """

    items: tuple[Weighed, ...]
    lead: Weighed | None
    headings: tuple[str, ...]
    inner: tuple[Weighed, ...] = ()
    one_of_several: bool = False

    @property
    def first(self) -> Weighed:
        return self.items[0]

    @property
    def within(self) -> bool:
        """Whether it stands in an item of another list."""
        return self.lead is not None and self.lead.unit.item >= 0

    @property
    def units(self) -> tuple[Weighed, ...]:
        listed = sorted((*self.items, *self.inner), key=lambda one: one.unit.number)
        return (*((self.lead,) if self.lead else ()), *listed)

    @property
    def told(self) -> list[Quoted]:
        return [Quoted(one.source, one.unit, lead=one is self.lead) for one in self.units]

    @property
    def over(self) -> tuple[float, ...]:
        """Of each word of the question what is said of it over the list."""
        over = tuple(map(min, zip(*(one.above for one in self.items), strict=True)))
        return tuple(map(max, over, self.lead.own)) if self.lead else over

    @property
    def found(self) -> tuple[float, ...]:
        """The same, and what the list says itself."""
        return tuple(map(max, zip(self.over, *(one.found for one in self.units), strict=True)))


def the_listed(
    question: Question, asked: ListAsked, weighed: Sequence[Sequence[Weighed]], terms: Terms
) -> Listed | None:
    """The list that is called what is asked for and is about the rest of the question; None where there is none."""
    ordered = sorted((units for units in weighed if units), key=lambda units: -max(one.score for one in units))
    needed = ABOUT if asked.number or asked.steps else ABOUT_NAMED
    found = [
        (-about, place, -_says_itself(listed, asked, question, terms), called, listed)
        for place, units in enumerate(ordered)
        for lists in [_lists(units)]
        for items in lists
        if FEWEST <= len(items) <= MOST
        for things in asked.names
        for listed in [_with_lead(items, units, question, things, terms)]
        for called in [_called(listed, asked, question, things, terms, alone=len(lists) == 1)]
        for about in [_about(listed, asked, question, things)]
        if called is not None and about >= needed
    ]
    fitting = [one for one in found if not asked.number or len(one[-1].items) == asked.number]
    if not fitting:
        return None
    *rank, _ = min(fitting, key=lambda one: (*one[:-1], one[-1].first.unit.number))
    first, *others = sorted((one[-1] for one in fitting if [*one[:-1]] == rank), key=lambda one: one.first.unit.number)
    # Nor is it sure where another list of the page, of another number, is called so sooner: six items of "Sign-out", for the six of the time-out.
    sooner = any(one[1] == rank[1] and one[2] < rank[2] for one in found)
    return replace(first, one_of_several=sooner or any(one.first not in first.units for one in others))


def the_steps_headed(question: Question, units: Sequence[Weighed], terms: Terms) -> Listed | None:
    """The list of which the heading says nothing but the task that is asked and what it is done with: "Ontkalken", for how the machine of this page is descaled."""
    for items in _lists(units):
        heading = _ASIDE.sub(" ", " ".join(items[0].unit.heading[-1:])).strip()
        said = [term for term in terms(heading, items[0].source.language) if term[0].isalnum()]
        if not said or not _DOING.search(heading) or not FEWEST <= len(items) <= MOST:
            continue
        naming = {word.text: word.whole | word.alike | word.apart for word in question.words}
        listed = Listed(tuple(items), None, items[0].unit.heading, _inner(items, units))
        if all(any(term in whole for whole in naming.values()) for term in said) and all(listed.found):
            return listed
    return None


_ASIDE = re.compile(r"\([^)]*\)")
_DOING = re.compile(r"(?:\wen|\wing)\b", re.IGNORECASE)


def _lists(units: Sequence[Weighed]) -> list[list[Weighed]]:
    """The rows of each table and the items of each list, each by its first unit; and the steps that go on under the next heading as well, together."""
    rows = groupby(units, key=lambda one: (one.unit.row, one.unit.section, one.unit.label))
    items: dict[tuple[int, int], list[Weighed]] = {}
    last: list[Weighed] = []
    for one in units:
        if one.unit.item != one.unit.number:
            continue
        # "2." behind a picture or a paragraph goes on from "1.".
        on = last and last[-1].unit.section == one.unit.section and _goes_on(last[-1], one)
        new = [] if not on else last
        last = items.setdefault((one.unit.section, one.unit.lead), new)
        last.append(one)
    lists = list({id(each): each for each in items.values()}.values())
    return [*(list(group) for (row, *_), group in rows if row), *lists, *_going_on(lists)]


def _going_on(lists: Sequence[list[Weighed]]) -> Iterator[list[Weighed]]:
    """Of steps that are numbered on from one heading to the next, all."""
    whole: list[Weighed] = []
    for each in [*lists, []]:
        if whole and each and each[0].unit.heading[:-1] == whole[0].unit.heading[:-1] and _goes_on(whole[-1], each[0]):
            whole = [*whole, *each]
            continue
        if len({one.unit.section for one in whole}) > 1:
            yield whole
        whole = list(each)


def _goes_on(before: Weighed, one: Weighed) -> bool:
    """Whether its number is the next."""
    number, following = _number(before), _number(one)
    return bool(number) and following == number + 1


def _number(one: Weighed) -> int:
    """Of an item of a numbered list; 0 where that has none."""
    mark = _MARK.search(one.source.text, max(0, one.unit.start - 12), one.unit.start) if one.unit.numbered else None
    return int(mark[1]) if mark else 0


def _with_lead(
    items: Sequence[Weighed], units: Sequence[Weighed], question: Question, things: Sequence[str], terms: Terms
) -> Listed:
    first, last = items[0].unit, items[-1].unit
    headings = first.heading if first.section == last.section else first.heading[:-1]
    if first.lead >= 0 and units[first.lead].unit.item >= 0:
        # What stands in an item of another list is called by that alone.
        return Listed(tuple(items), units[first.lead], ())
    lead = _lead(items[0], units, question, things, terms)
    return Listed(tuple(items), lead, headings, _inner(items, units))


def _inner(items: Sequence[Weighed], units: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The items of lists that stand in these, however deep, each by its first unit."""
    within = {one.unit.number for one in items}
    inner: list[Weighed] = []
    for one in units:
        unit = one.unit
        if unit.item == unit.number and unit.lead >= 0 and units[unit.lead].unit.item in within - {-1}:
            inner += [] if unit.number in within else [one]
            within.add(unit.number)
    return tuple(inner)


def _lead(
    first: Weighed, units: Sequence[Weighed], question: Question, things: Sequence[str], terms: Terms
) -> Weighed | None:
    """The sentence that leads in to a list: the last one above it, in its section, that names the things; or the one right before it that ends so."""
    above = [one for one in units[: first.unit.number] if one.unit.section == first.unit.section and not one.unit.row]
    if above and above[-1].unit.text.endswith(":"):
        return above[-1]
    naming = [one for one in above if one.unit.item < 0 and _names(one.unit.text, one, question, things, terms)]
    return naming[-1] if naming else None


def _called(
    listed: Listed, asked: ListAsked, question: Question, things: Sequence[str], terms: Terms, *, alone: bool
) -> int | None:
    """How it is called what is asked for; None when it is not. `alone`: no other list stands on its page, so that the title may be of it."""
    first, lead = listed.first, [listed.lead.unit.text] if listed.lead else []
    title = [first.source.title] if alone and asked.number and not asked.steps else []
    for called, texts in (
        (CALLED, [*listed.headings[-1:], *lead]),
        (CALLED_BESIDE, [first.unit.label] if asked.number or asked.steps else []),
        (CALLED_ABOVE, [*listed.headings, *title]),
    ):
        if _names(" ".join(texts), first, question, things, terms):
            return called
    task = any(names_a_task(each, first.source.language) for each in listed.headings[-1:])
    steps = asked.steps and ((first.unit.numbered and not listed.within) or task)
    return CALLED_AS_STEPS if steps else None


def _names(text: str, one: Weighed, question: Question, things: Sequence[str], terms: Terms) -> bool:
    """Whether a text of its source names one of the things."""
    said = frozenset(terms(text, one.source.language))
    words = [word for word in question.words if word.text in things]
    return any(word.found_in(said) for word in words) or any(
        not said.isdisjoint(terms(thing, language)) for thing in things for language in ("nl", "en")
    )


def _about(listed: Listed, asked: ListAsked, question: Question, things: Sequence[str]) -> float:
    """The share of the rest of the question that is said over it, and with a number in it as well. What the question before was about, the page is about that answered it."""
    found, answered = listed.found if asked.number else listed.over, listed.first.source.about
    rest = [
        (word, share)
        for word, share in zip(question.words, found, strict=True)
        if _is_rest(word, asked) and word.text not in things and (word.fresh or not answered)
    ]
    return share_of(*zip(*rest, strict=True)) if rest else float(answered or asked.number > 0)


def _is_rest(word: Wanted, asked: ListAsked) -> bool:
    return word.text not in asked.words and not word.told


def _says_itself(listed: Listed, asked: ListAsked, question: Question, terms: Terms) -> float:
    """What of the rest of the question its own heading and lead say, and its number: of two lists under one title it is the one that is called so."""
    over = " ".join([*listed.headings[-1:], *([listed.lead.unit.text] if listed.lead else [])])
    said = frozenset(terms(over, listed.first.source.language))
    numbered = not asked.numerals.isdisjoint(find_words_folded(over))
    return numbered + sum(word.weight * word.meant_in(said) for word in question.words if _is_rest(word, asked))


def as_found(listed: Listed, asked: ListAsked | None, question: Question) -> list[Weighed]:
    """Its units, each with what the list says as a whole: what it is called it says by being it, and how many they are."""
    called = asked.words | frozenset(asked.things) if asked else frozenset[str]()
    found = tuple(
        1.0 if word.text in called else share for word, share in zip(question.words, listed.found, strict=True)
    )
    return [replace(one, found=found) for one in listed.units]


_SERIES = re.compile(r"[^,;:.()]+(?:, [^,;:.()]+)*,? (?:en|and|of|or) [^,;:.()]+")


def counts_up(text: str, number: int) -> bool:
    """Whether a sentence names so many in a row: "rood, wit en blauw"."""
    series = (match.group() for match in _SERIES.finditer(text))
    return any(len(re.split(r", (?:en |and |of |or )?| (?:en|and|of|or) ", each)) == number for each in series)
