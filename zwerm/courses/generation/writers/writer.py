"""What every writer of courses can do."""

from collections import Counter
from typing import Protocol

from zwerm.courses.generation.draft import Flashcards, Glossary, KeyPoints, Quiz, Reflection, TextBlock
from zwerm.courses.generation.plan import BitePlan


class CourseWriter(Protocol):
    """Writes the blocks of one bite. Every sentence keeps the spans it rests on; None when there is nothing to write.

    `attempt` counts how often this block was asked for again: another attempt gives something else, or None when nothing
    else can be made. What is thrown away for breaking a rule is counted in `rejected`, by the name of the rule.
    """

    def write_text(self, plan: BitePlan, attempt: int = 0) -> tuple[TextBlock, ...]: ...

    def write_key_points(self, plan: BitePlan, attempt: int = 0) -> KeyPoints | None: ...

    def write_glossary(self, plan: BitePlan, attempt: int = 0) -> Glossary | None: ...

    def write_quiz(self, plan: BitePlan, rejected: Counter[str], attempt: int = 0) -> Quiz | None: ...

    def write_flashcards(self, plan: BitePlan, attempt: int = 0) -> Flashcards | None: ...

    def write_reflection(self, plan: BitePlan, attempt: int = 0) -> Reflection | None: ...
