"""Writes courses with nothing but the sources and the rules of two languages. The default, and what others fall back on."""

import re
from collections import Counter

from zwerm.courses.generation.draft import (
    Flashcards,
    Glossary,
    KeyPoints,
    Question,
    Quiz,
    Reflection,
    Span,
    Term,
    TextBlock,
)
from zwerm.courses.generation.material.facts import GOAL
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import capital
from zwerm.courses.generation.questions.quiz import choose_questions
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.courses.generation.writers import text
from zwerm.courses.generation.writers.cards import SEVERAL, write_cards
from zwerm.courses.generation.writers.recall import write_recall
from zwerm.courses.generation.writers.reflection import write_reflections
from zwerm.language.agents import names_agent
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.saying import says_something
from zwerm.language.standalone import SUBORDINATE, VERB
from zwerm.language.stems import stem
from zwerm.language.summaries import Candidate, choose_sentences, rank_sentences

WORDS_PER_POINT, FEWEST_POINTS, MOST_POINTS = 230, 3, 5
MOST_TERMS, MOST_CARDS = 6, 8
WORDS_PER_QUESTION, FEWEST_QUESTIONS, MOST_QUESTIONS = 130, 4, 7


# No point to remember: a line of a list without a verb ("Agreement with sales on …"), what somebody says (“We help cities”), a message in the first person.
NO_POINT = re.compile(
    r"^(?:Known|Based|Given|Located|Founded|\w+(?:ment|tion|ness|ity|ance|ence))\s(?!.*\b(?:is|are|was|were|has|have|will|must|should|can|may|needs?|do|does|means|helps|\w+s\s+(?:the|a|an|to|that|you|our))\b)"
    r"|^[\"“‘'„]|\w\*\s"
    r"|^An? (?:useful|handy|great|good|helpful) \w+ (?:if|for|to|when)\b"
    r"|^(?:Someone|Somebody|Iemand)\b|^I\b|\bI['’]|\b(?:ik|mijn)\b"
    # "Details: …", "A: …", and marks that were left over.
    r"|^[\w ()/&'’-]{1,40}:\s|\*\*|__"
    # A template with what is still to be filled in: "{Beschrijf de onderdelen}".
    r"|[{}]"
    # That there are several says nothing.
    r"|\b(?:zijn|bestaan) er (?:meerdere|verschillende|diverse|veel|allerlei)\b|^There are (?:several|many|various|different|multiple)\b"
)


# What somebody hopes for, as of an invented person.
GOALS = re.compile(r"^\W*(?:goals?|motivations?|frustrations?|needs|wishes|doelen|motivaties?|frustraties?|wensen|behoeften)\W*$", re.IGNORECASE)  # fmt: skip
SAID_OF = re.compile(r"\b(?:we|you|they|it)\s\w+", re.IGNORECASE)
# How many sentences back "Het overleg" can point.
BACK = 3
FINITE_WORDS = frozenset(["is", "zijn", "wordt", "worden", "kan", "kunnen", "moet", "moeten", "mag", "mogen", "heeft", "hebben", "are", "was", "were", "has", "have", "can", "may", "must", "should", "will"])  # fmt: skip


class OfflineWriter:
    """Deterministic: the same plan gives the same blocks. Another attempt takes the next best."""

    def write_text(self, plan: BitePlan, attempt: int = 0) -> tuple[TextBlock, ...]:
        return text.write_text(plan)

    def write_key_points(self, plan: BitePlan, attempt: int = 0) -> KeyPoints | None:
        sentences, candidates = [], []
        for number in plan.inside:
            unit = plan.material.units[number]
            places = {id(sentence): place for place, sentence in enumerate(unit.sentences)}
            points_at = GOALS.search(unit.section.path[-1]) if unit.section.path else None
            for sentence in () if points_at else unit.rules:
                if not _is_told_of(sentence, unit) and _is_point(sentence, plan, {s.span for s in unit.listed}):
                    sentences.append(sentence)
                    place = places[id(sentence)]
                    defines = find_definition(sentence.text, sentence.language) is not None
                    candidates.append(Candidate(sentence.text, sentence.stems, place, number, defines))
        scores = rank_sentences(candidates, plan.material.weights, plan.language)
        limit = _between(FEWEST_POINTS, _words(plan) // WORDS_PER_POINT, MOST_POINTS)
        before: set[int] = set()
        chosen = choose_sentences(candidates, scores, limit)
        for _ in range(attempt):
            before.update(chosen)
            for number in chosen:
                scores[number] *= 0.5
            chosen = choose_sentences(candidates, scores, limit)
        fresh = not before.issuperset(chosen)
        return KeyPoints(tuple(sentences[number].shown() for number in chosen)) if fresh else None

    def write_glossary(self, plan: BitePlan, attempt: int = 0) -> Glossary | None:
        terms = [
            Term(capital(meaning.name), meaning.meaning.shown(), meaning.also)
            for meaning in plan.material.meanings
            if meaning.unit in plan.inside
        ]
        terms = terms[attempt * MOST_TERMS :][:MOST_TERMS]
        terms.sort(key=lambda term: term.term.casefold())
        return Glossary(tuple(terms)) if terms else None

    def write_quiz(self, plan: BitePlan, rejected: Counter[str], attempt: int = 0) -> Quiz | None:
        limit = _between(FEWEST_QUESTIONS, round(_words(plan) / WORDS_PER_QUESTION), MOST_QUESTIONS)
        before: tuple[Question, ...] = ()
        questions = choose_questions(plan.material, plan.inside, limit, rejected)
        for _ in range(attempt):
            before += questions
            questions = choose_questions(plan.material, plan.inside, limit, Counter(), before)
        if not questions and not attempt:
            recall = write_recall(plan, self.write_key_points(plan))
            return Quiz((recall,)) if recall else None
        return Quiz(questions) if questions else None

    def write_flashcards(self, plan: BitePlan, attempt: int = 0) -> Flashcards | None:
        chosen = tuple(list(write_cards(plan))[attempt * MOST_CARDS :][:MOST_CARDS])
        return Flashcards(chosen) if chosen else None

    def write_reflection(self, plan: BitePlan, attempt: int = 0) -> Reflection | None:
        prompts = write_reflections(plan)
        return prompts[attempt] if attempt < len(prompts) else None


def _is_told_of(sentence: SourceSentence, unit: Unit) -> bool:
    """Whether "Het overleg is …" is about what the sentences before it told of, and no heading names."""
    words = [word for word in sentence.words[:2] if word]
    if len(words) < 2 or words[0] not in ("de", "het", "the"):
        return False
    noun = frozenset([stem(words[1], sentence.language)])
    sentences = list(unit.sentences)
    place = sentences.index(sentence)
    before = frozenset().union(*(other.stems for other in sentences[max(0, place - BACK) : place]))
    known = frozenset().union(*(content_stems(title, sentence.language) for title in unit.section.path))
    follows = sentence.words[2] if len(sentence.words) > 2 else ""
    alone = follows in FINITE_WORDS
    return alone and bool(noun & before) and not noun & known and not names_agent(" ".join(words), sentence.language)


def _is_point(sentence: SourceSentence, plan: BitePlan, listed: set[Span]) -> bool:
    """Whether it is worth remembering as it stands: no line of a list that names something, nothing said of a label or heading
    above it."""
    if sentence.code or NO_POINT.search(sentence.text) or GOAL.match(sentence.text):
        return False
    described = {(e.description.source, e.description.start) for g in plan.material.groups for e in g.entries}
    if (sentence.source, sentence.start) in described:
        return False
    tied = find_tied(sentence.text, sentence.language)
    if tied and tied.tie == "condition" and SEVERAL.search(sentence.text[slice(*tied.second)]):
        return False  # "If the site is down, a ward calls, or …": a list of cases
    main = SUBORDINATE.split(sentence.text, maxsplit=1)[0]
    return says_something(sentence.text, sentence.language) or (
        sentence.span not in listed and (sentence.language != "en" or bool(VERB.search(main) or SAID_OF.search(main)))
    )


def _words(plan: BitePlan) -> int:
    return sum(plan.material.units[number].words for number in plan.inside)


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
