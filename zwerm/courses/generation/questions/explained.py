"""Asks which of the things that a text explains side by side is the one described."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, Sentence, SingleChoice
from zwerm.courses.generation.flaws.parts import covered, stems
from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.units import DENIES
from zwerm.courses.generation.questions.amounts import EXERCISE
from zwerm.courses.generation.questions.proposal import (
    KEEPS,
    Proposal,
    capital,
    likely_mistakes,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.questions.self_said import (
    MOSTLY,
    are_reasons,
    come_back,
    is_told_by_its_name,
    say_it_themselves,
)
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import names_agent
from zwerm.language.alike import telling_words
from zwerm.language.plurals import is_plural
from zwerm.language.words import common_start

WORTH, SHORTEST_START = 1.0, 4
# Of two descriptions that share so many words, one fits both things.
SAME = 0.6


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    """Which kind is described, where the text says that these are kinds of something."""
    yield from _proposals(material, inside, of_kinds=True)


def propose_others(material: Material, inside: range) -> Iterator[Proposal]:
    """Which thing is described: whether anybody needs to know these is for the author to say."""
    yield from _proposals(material, inside, of_kinds=False)


def _proposals(material: Material, inside: range, *, of_kinds: bool) -> Iterator[Proposal]:
    for group in material.explained:
        if group.of_kinds is of_kinds and _can_be_asked(material, group):
            for entry in group.entries:
                if entry.unit in inside and not _is_told_by_its_name(entry, material.language):
                    yield Proposal(entry.unit, WORTH, _ask(material, group, entry))


def _can_be_asked(material: Material, group: Group) -> bool:
    """Whether these are things with a name of their own, of which somebody needs to know what they are."""
    above = (*material.units[group.unit].section.path, group.lead.text if group.lead else "")
    roles = sum(_is_role(entry, material.language) for entry in group.entries)
    return not (
        any(KEEPS.search(title) or EXERCISE.search(title) or DENIES.search(title) for title in above)
        or are_reasons(above[-2:])
        or say_it_themselves(group.entries)
        or come_back(group, material.explained)
        or roles >= MOSTLY * len(group.entries)
    )


def _is_told_by_its_name(entry: Entry, language: str) -> bool:
    """Whether it is a quality, or a word of its description starts as one of its name does: "technical" and "technology"."""
    names, words = (telling_words(text, language) for text in (entry.label.text, entry.description.text))
    alike = any(len(common_start(name, word)) >= SHORTEST_START for name in names for word in words)
    return alike or is_told_by_its_name(entry, language)


def _is_role(entry: Entry, language: str) -> bool:
    return names_agent(f"{'de' if language == 'nl' else 'the'} {clean_title(entry.label.text)}", language)


def _ask(material: Material, group: Group, entry: Entry) -> Iterator[Question]:
    """Among what is called in the same number, and is not described in about the same words."""
    language = material.language
    others = [
        other.label
        for other in group.entries
        if other is not entry and _is_plural(other, language) == _is_plural(entry, language) and not _fits(entry, other)
    ]
    told = entry.description
    quote = capital(told.text) if not told.text[:1].islower() or _opens(told) else f"… {told.text}"

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [_option(entry.label, True), *(_option(other, False) for other in wrong)]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(
            BY_LANGUAGE[language].which_term,
            tuple(options),
            _explanation(entry),
            spans_of(entry.label, told),
            quote=quote,
        )

    return with_wrong_options(likely_mistakes(entry.label, others), build)


def _opens(told: SourceSentence) -> bool:
    return told.words[:1] in (("a",), ("an",), ("the",), ("een",), ("de",), ("het",))


def _is_plural(entry: Entry, language: str) -> bool:
    return is_plural(clean_title(entry.label.text).partition(" (")[0], language)


def _fits(entry: Entry, other: Entry) -> bool:
    """Whether what is told of the one holds most of what is told of the other, or the other way round."""
    one, two = (stems(each.description.text, each.description.language) for each in (entry, other))
    return max(covered(one, two), covered(two, one)) >= SAME


def _option(label: SourceSentence, correct: bool) -> Option:
    return Option(capital(clean_title(label.text)), correct, (label.span,))


def _explanation(entry: Entry) -> tuple[Sentence, ...]:
    text = f"{capital(clean_title(entry.label.text))}: {entry.description.text.rstrip('.')}."
    return (Sentence(text, spans_of(entry.label, entry.description)),)
