"""Writes courses with nothing but the sources and the rules of two languages. The default, and what others fall back on."""

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
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import capital, spans_of
from zwerm.courses.generation.questions.quiz import choose_questions
from zwerm.courses.generation.writers import recall, text
from zwerm.courses.generation.writers.cards import write_cards
from zwerm.courses.generation.writers.points import find_points, is_whole
from zwerm.courses.generation.writers.reflection import write_reflections
from zwerm.courses.generation.writers.worth import Worth
from zwerm.language.summaries import choose_sentences

WORDS_PER_POINT, FEWEST_POINTS, MOST_POINTS = 230, 3, 5
# Who asks for other points gets what is less sure to be worth it.
LEAST_AGAIN = 0.25
MOST_TERMS, MOST_CARDS = 6, 8
WORDS_PER_QUESTION, FEWEST_QUESTIONS, MOST_QUESTIONS = 130, 4, 7


class OfflineWriter:
    """Deterministic: the same plan gives the same blocks. Another attempt takes the next best."""

    def write_text(self, plan: BitePlan, attempt: int = 0) -> tuple[TextBlock, ...]:
        return text.write_text(plan)

    def write_key_points(self, plan: BitePlan, attempt: int = 0) -> KeyPoints | None:
        points = plan.once(find_points)
        candidates = [point.candidate for point in points]
        likely = [point.worth if point.may_stand else 0.0 for point in points]
        limit = _between(FEWEST_POINTS, plan.words // WORDS_PER_POINT, MOST_POINTS)
        chosen = choose_sentences(candidates, likely, limit)
        likely = [point.worth_from(LEAST_AGAIN) for point in points]
        for _ in range(attempt):
            for number in chosen:
                likely[number] = 0.0
            chosen = choose_sentences(candidates, likely, limit)
        told = [points[number] for number in chosen]
        if not told or not (attempt or is_whole(plan, told)):
            return None
        return KeyPoints(tuple(point.sentence for point in told))

    def write_glossary(self, plan: BitePlan, attempt: int = 0) -> Glossary | None:
        worth = plan.once(Worth)
        terms = [
            Term(capital(meaning.name), meaning.meaning.shown(), meaning.also)
            for meaning in plan.material.meanings
            if meaning.unit in plan.inside and not worth.is_detail(spans_of(meaning.sentence))
        ]
        terms = terms[attempt * MOST_TERMS :][:MOST_TERMS]
        terms.sort(key=lambda term: term.term.casefold())
        return Glossary(tuple(terms)) if terms else None

    def write_quiz(self, plan: BitePlan, rejected: Counter[str], attempt: int = 0) -> Quiz | None:
        limit = _between(FEWEST_QUESTIONS, round(plan.words / WORDS_PER_QUESTION), MOST_QUESTIONS)
        before: tuple[Question, ...] = ()
        if plan.is_story:
            return None  # who counts what somebody lived through?
        questions = choose_questions(plan.material, plan.inside, limit, rejected, leave=plan.once(Worth).asks_detail)
        for _ in range(attempt):
            before += questions
            questions = choose_questions(plan.material, plan.inside, limit, Counter(), before)
        told = None if attempt else recall.write_recall(plan)
        asked = (*questions, told) if told else questions
        return Quiz(asked) if asked else None

    def write_flashcards(self, plan: BitePlan, attempt: int = 0) -> Flashcards | None:
        if plan.is_story:
            return None
        chosen = tuple(list(write_cards(plan))[attempt * MOST_CARDS :][:MOST_CARDS])
        return Flashcards(chosen) if chosen else None

    def write_reflection(self, plan: BitePlan, attempt: int = 0) -> Reflection | None:
        prompts = write_reflections(plan)
        return prompts[attempt] if attempt < len(prompts) else None


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
