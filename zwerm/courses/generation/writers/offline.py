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
    Term,
    TextBlock,
)
from zwerm.courses.generation.material.facts import GOAL
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import capital
from zwerm.courses.generation.questions.quiz import choose_questions
from zwerm.courses.generation.writers import text
from zwerm.courses.generation.writers.cards import write_cards
from zwerm.courses.generation.writers.reflection import write_reflections
from zwerm.language.definitions import find_definition
from zwerm.language.summaries import Candidate, choose_sentences, rank_sentences

WORDS_PER_POINT, FEWEST_POINTS, MOST_POINTS = 230, 3, 5
MOST_TERMS, MOST_CARDS = 6, 8
WORDS_PER_QUESTION, FEWEST_QUESTIONS, MOST_QUESTIONS = 130, 4, 7


# No point to remember: a line of a list without a verb ("Agreement with sales on …"), what somebody says (“We help cities”), a message in the first person.
NO_POINT = re.compile(
    r"^(?:Known|Based|Given|Located|Founded|\w+(?:ment|tion|ness|ity|ance|ence))\s(?!.*\b(?:is|are|was|were|has|have|will|must|should|can|may|needs?|do|does|means|helps|\w+s\s+(?:the|a|an|to|that|you|our))\b)"
    r"|^[\"“‘'„]|\w\*\s"
    r"|^An? (?:useful|handy|great|good|helpful) \w+ (?:if|for|to|when)\b"
    r"|^I\b|\bI['’]|\b(?:ik|mijn)\b"
)


class OfflineWriter:
    """Deterministic: the same plan gives the same blocks. Another attempt takes the next best."""

    def write_text(self, plan: BitePlan, attempt: int = 0) -> tuple[TextBlock, ...]:
        return text.write_text(plan)

    def write_key_points(self, plan: BitePlan, attempt: int = 0) -> KeyPoints | None:
        sentences, candidates = [], []
        for number in plan.inside:
            unit = plan.material.units[number]
            places = {id(sentence): place for place, sentence in enumerate(unit.sentences)}
            for sentence in unit.rules:
                if not sentence.code and not NO_POINT.search(sentence.text) and not GOAL.match(sentence.text):
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
        return Quiz(questions) if questions else None

    def write_flashcards(self, plan: BitePlan, attempt: int = 0) -> Flashcards | None:
        chosen = tuple(list(write_cards(plan))[attempt * MOST_CARDS :][:MOST_CARDS])
        return Flashcards(chosen) if chosen else None

    def write_reflection(self, plan: BitePlan, attempt: int = 0) -> Reflection | None:
        prompts = write_reflections(plan)
        return prompts[attempt] if attempt < len(prompts) else None


def _words(plan: BitePlan) -> int:
    return sum(plan.material.units[number].words for number in plan.inside)


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
