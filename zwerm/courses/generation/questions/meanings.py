"""Asks what a term means, which term is meant, and which meaning goes with which term."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Matching, Option, Pair, Question, Sentence, SingleChoice
from zwerm.courses.generation.material.facts import Meaning
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    capital,
    likely_mistakes,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import names_agent
from zwerm.language.plurals import is_plural

PAIRS, TOP = 4, 2
ARTICLES = frozenset({"de", "het", "een", "the", "a", "an"})


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    own = [meaning for meaning in material.meanings if meaning.unit in inside]
    for meaning in own:
        yield Proposal(meaning.unit, _worth(meaning, material), _ask_meaning(material, meaning))
        yield Proposal(meaning.unit, _worth(meaning, material) - 0.05, _ask_term(material, meaning))
    for start in range(0, len(own) - 2, PAIRS):
        chosen = own[start : start + PAIRS]
        if len(chosen) >= 3:
            yield Proposal(chosen[0].unit, 1.15, _match(material, chosen))


def _worth(meaning: Meaning, material: Material) -> float:
    """More for terms that the text comes back to."""
    uses = max((material.weights[stem] for stem in meaning.term.stems), default=0)
    return 0.85 + 0.3 * min(1.0, uses / 8)


def ask_for(meaning: Meaning, language: str) -> str:
    """The question of which the meaning is the answer: "What is …?", "What are …?"."""
    wording = BY_LANGUAGE[language]
    many = wording.what_are if is_plural(meaning.name, language) else wording.what_is
    asks = {"thing": wording.what_is, "things": many, "clause": wording.what_means}
    article = f"{meaning.article} " if meaning.article in ARTICLES else ""
    return asks[meaning.shape].format(article=article, term=meaning.name)


def _others(material: Material, meaning: Meaning) -> list[Meaning]:
    return [other for other in material.meanings if other is not meaning and other.shape == meaning.shape]


def _is_beside(material: Material, meaning: Meaning, other: Meaning) -> bool:
    """Under the same heading or one beside it: what a word of another matter means is no mistake that anybody makes."""
    path, beside = material.units[meaning.unit].section.path, material.units[other.unit].section.path
    same = material.units[meaning.unit].document == material.units[other.unit].document
    return same and (path == beside or (len(path) > TOP and path[:-1] == beside[:-1]))


def _ask_meaning(material: Material, meaning: Meaning) -> Iterator[Question]:
    stem = ask_for(meaning, material.language)
    others = _others(material, meaning)
    pool = likely_mistakes(meaning.meaning, [other.meaning for other in others if _is_beside(material, meaning, other)])

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = _sorted([_option(meaning.meaning, True), *(_option(other, False) for other in wrong)])
        return SingleChoice(stem, options, shown(meaning.sentence), spans_of(meaning.sentence))

    return with_wrong_options(pool, build)


def _ask_term(material: Material, meaning: Meaning) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].which_term
    others = [
        other
        for other in material.meanings
        if other is not meaning and _acts(other, material.language) == _acts(meaning, material.language)
    ]
    kin = [other.term for other in others if other.family == meaning.family]
    pool = likely_mistakes(meaning.term, [other.term for other in others], kin)

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = _sorted(
            [
                Option(capital(meaning.term.text), True, (meaning.term.span,)),
                *(Option(capital(other.text), False, (other.span,)) for other in wrong),
            ]
        )
        return SingleChoice(
            stem, options, shown(meaning.sentence), spans_of(meaning.sentence), quote=capital(meaning.meaning.text)
        )

    return with_wrong_options(pool, build)


def _acts(meaning: Meaning, language: str) -> bool:
    """Whether it is somebody: a role among things is known by what it is."""
    return names_agent(f"the {meaning.name}" if language == "en" else f"de {meaning.name}", language)


def _match(material: Material, meanings: Sequence[Meaning]) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].match_meanings
    for size in range(len(meanings), 2, -1):
        for start in range(len(meanings) - size + 1):
            chosen = meanings[start : start + size]
            pairs = tuple(
                Pair(
                    Sentence(capital(m.term.text), (m.term.span,)), Sentence(capital(m.meaning.text), (m.meaning.span,))
                )
                for m in chosen
            )
            sentences = [m.sentence for m in chosen]
            yield Matching(stem, pairs, shown(*sentences), spans_of(*sentences))


def _option(sentence: SourceSentence, correct: bool) -> Option:
    return Option(capital(sentence.text), correct, (sentence.span,))


def _sorted(options: list[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: option.text.casefold()))
