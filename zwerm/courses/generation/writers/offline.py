"""Writes courses with nothing but the sources and the rules of two languages. The default, and what others fall back on."""

from collections import Counter
from collections.abc import Sequence

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
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import capital
from zwerm.courses.generation.questions.quiz import choose_questions
from zwerm.courses.generation.writers import recall, text
from zwerm.courses.generation.writers.cards import write_cards
from zwerm.courses.generation.writers.points import find_points
from zwerm.courses.generation.writers.reflection import write_reflections
from zwerm.language.summaries import Candidate, carries, choose_sentences, rank_sentences

WORDS_PER_POINT, FEWEST_POINTS, MOST_POINTS = 230, 3, 5
WORTH = 0.4
MOST_TERMS, MOST_CARDS = 6, 8
WORDS_PER_QUESTION, FEWEST_QUESTIONS, MOST_QUESTIONS = 130, 4, 7


class OfflineWriter:
    """Deterministic: the same plan gives the same blocks. Another attempt takes the next best."""

    def write_text(self, plan: BitePlan, attempt: int = 0) -> tuple[TextBlock, ...]:
        return text.write_text(plan)

    def write_key_points(self, plan: BitePlan, attempt: int = 0) -> KeyPoints | None:
        points = find_points(plan)
        candidates = [candidate for _, candidate in points]
        scores = rank_sentences(candidates, plan.material.weights, plan.language)
        limit = _between(FEWEST_POINTS, _words(plan) // WORDS_PER_POINT, MOST_POINTS)
        before: set[int] = set()
        chosen = _choose(candidates, scores, limit, plan.language)
        for _ in range(attempt):
            before.update(chosen)
            for number in chosen:
                scores[number] *= 0.5
            chosen = _choose(candidates, scores, limit, plan.language)
        fresh = not before.issuperset(chosen)
        return KeyPoints(tuple(points[number][0] for number in chosen)) if fresh else None

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
        if plan.is_story:
            return None  # who counts what somebody lived through?
        questions = choose_questions(plan.material, plan.inside, limit, rejected)
        for _ in range(attempt):
            before += questions
            questions = choose_questions(plan.material, plan.inside, limit, Counter(), before)
        if not questions and not attempt:
            told = recall.write_recall(plan, self.write_key_points(plan))
            return Quiz((told,)) if told else None
        return Quiz(questions) if questions else None

    def write_flashcards(self, plan: BitePlan, attempt: int = 0) -> Flashcards | None:
        if plan.is_story:
            return None
        chosen = tuple(list(write_cards(plan))[attempt * MOST_CARDS :][:MOST_CARDS])
        return Flashcards(chosen) if chosen else None

    def write_reflection(self, plan: BitePlan, attempt: int = 0) -> Reflection | None:
        prompts = write_reflections(plan)
        return prompts[attempt] if attempt < len(prompts) else None


def _choose(candidates: Sequence[Candidate], scores: Sequence[float], limit: int, language: str) -> list[int]:
    """At most so many, without what is worth far less than the best, down to the fewest that make a question; and, where so many
    rules, instructions, deeds, meanings, reasons and lists are left, without what is none of these."""
    chosen = choose_sentences(candidates, scores, limit)
    best = max((scores[number] for number in chosen), default=0.0)
    least = sorted((scores[number] for number in chosen), reverse=True)[: recall.FEWEST][-1:]
    kept = [number for number in chosen if scores[number] >= min(best * WORTH, *least)]
    telling = [n for n in kept if carries(candidates[n], language) or candidates[n].worth > 1]
    return telling if len(telling) >= recall.FEWEST else kept


def _words(plan: BitePlan) -> int:
    return sum(plan.material.units[number].words for number in plan.inside)


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
