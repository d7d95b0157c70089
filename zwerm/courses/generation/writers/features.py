"""What one sees of a sentence or a list that tells whether it is worth remembering: its shape, its place, its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from zwerm.courses.generation.listing import split_listing
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import document_name
from zwerm.courses.generation.reading.blocks import ListBlock, block_sentences
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.courses.generation.writers.listed import Listed
from zwerm.language.agents import find_actors
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.imperatives import tells_to
from zwerm.language.narrative import tells_what_happened
from zwerm.language.numbers import find_quantities
from zwerm.language.rules import tells_nothing_new, tells_of_oneself, tells_rule, tells_why
from zwerm.language.saying import says_something
from zwerm.language.standalone import leans_on_context, points_back, stands_alone
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words, find_words

Features = dict[str, float]

LENGTHS, PLACES, SECTIONS, SHARES = (6, 9, 13, 18, 25, 32), (1, 2, 3, 5, 8), (1, 2, 4, 8), (0.01, 0.3, 0.6)
ITEMS, ITEM_LENGTHS, PARTS = (3, 4, 6), (3, 5, 8, 13), (0.1, 0.2, 0.35, 0.5)
# The next sentence goes on about it: "Dat scheelt een nacht."
GOES_ON = re.compile(
    r"\W*(?:Dit|Dat|Deze|Die|Het|Zo|Hier\w*|Daar\w*|This|That|These|Those|It|So|Here|There)\b", re.IGNORECASE
)


def sentence_features(unit: Unit, plan: BitePlan) -> Iterator[tuple[SourceSentence, Features]]:
    """Of each sentence that the unit teaches, in order."""
    blocks = [(block, list(block_sentences(block))) for block in unit.taught]
    sentences = [sentence for _, told in blocks for sentence in told]
    title, head = document_name(plan.material, unit.number), unit.section.path[-1] if unit.section.path else ""
    titled, headed = content_stems(title, plan.language), content_stems(head, plan.language)
    shared = _of_heading(head) | {"how to": float(plan.material.is_how_to(unit.number))}
    section = unit.number - plan.inside.start
    place = 0
    for block, told in blocks:
        kind = "text" if not isinstance(block, ListBlock) else "steps" if block.ordered else "list"
        for sentence in told:
            before = sentences[place - 1].text if place else ""
            after = sentences[place + 1].text if place + 1 < len(sentences) else ""
            found = shared | _of_words(sentence.words, sentence.language) | _of_shape(sentence)
            found |= {
                f"in {kind}": 1.0,
                "opens": float(place == 0),
                "ends": float(place == len(sentences) - 1),
                "opens its block": float(sentence is told[0]),
                "opens the part": float(section == 0 and place < 2),
                "is announced": float(before.rstrip().endswith(":")),
                "is gone on about": float(bool(GOES_ON.match(after))),
                "titled": _share(sentence.stems, titled),
                "headed": _share(sentence.stems, headed),
            }
            found |= _among("words", len(sentence.words), LENGTHS) | _among("place", place, PLACES)
            found |= _among("section", section, SECTIONS)
            found |= _among("titled", found["titled"], SHARES) | _among("headed", found["headed"], SHARES)
            yield sentence, _only(found)
            place += 1


def list_features(one: Listed, plan: BitePlan) -> Features:
    """Of a list, a table or a row of headings that is told as one."""
    lead, items = split_listing(one.point.text)
    words = [count_words(item) for item in items]
    share = one.words / max(1, plan.words)
    told = _of_words([word.folded for word in find_words(lead)], "lead") | _of_heading(lead)
    told = {f"list {name}": value for name, value in told.items()} | {
        "list": 1.0,
        "list announced": float(one.is_announced),
        "list of steps": float(one.is_steps),
        "list core": float(one.is_core),
        "list instructs": float(one.instructs),
        "list how to": float(plan.material.is_how_to(one.unit.number)),
        "list without lead": float(not one.lead),
        "list share": share,
        "list with verbs": sum(not lacks_verb(item, plan.language) for item in items) / max(1, len(items)),
    }
    told |= _among("list items", len(items), ITEMS) | _among("list share", share, PARTS)
    return _only(told | _among("list words", sum(words) / max(1, len(words)), ITEM_LENGTHS))


def _of_shape(sentence: SourceSentence) -> Features:
    text, language = sentence.text, sentence.language
    tied = find_tied(text, language)
    says = {
        "rule": tells_rule(text, language),
        "reason": tells_why(text, language),
        "nothing new": tells_nothing_new(text, language),
        "of oneself": tells_of_oneself(text),
        "instructs": tells_to(text, language),
        "defines": find_definition(text, language) is not None,
        "amount": bool(find_quantities(text, language)),
        "digit": bool(re.search(r"\d", text)),
        "deed": bool(find_actors(text, language)),
        "happened": tells_what_happened(text, language),
        "leans": leans_on_context(text, language),
        "points back": points_back(text, language),
        "alone": stands_alone(text, language),
        "without verb": lacks_verb(text, language),
        "says something": says_something(text, language),
        "brackets": "(" in text,
        "quotes": bool(re.search(r"[\"“„‘]", text)),
        "links": bool(sentence.linked),
        "code": bool(sentence.code),
    }
    return {name: float(value) for name, value in says.items()} | {f"tied by {tied.tie}" if tied else "untied": 1.0}


def _of_words(words: Sequence[str], named: str) -> Features:
    """Single words and pairs, and with which of these it begins."""
    found = [f"{named}: {word}" for word in words] + [f"{named}: {one} {other}" for one, other in pairwise(words)]
    found += [f"{named}: ^{word}" for word in words[:1]] + [
        f"{named}: ^{one} {other}" for one, other in pairwise(words[:2])
    ]
    return dict.fromkeys(found, 1.0)


def _of_heading(heading: str) -> Features:
    return dict.fromkeys((f"under: {word.folded}" for word in find_words(heading)), 1.0)


def _share(told: frozenset[str], named: frozenset[str]) -> float:
    """How much of what is named is told."""
    return len(told & named) / max(1, len(named))


def _among(name: str, value: float, bounds: Iterable[float]) -> Features:
    return {f"{name} {sum(value >= bound for bound in bounds)}": 1.0}


def _only(found: Features) -> Features:
    return {name: value for name, value in found.items() if value}
