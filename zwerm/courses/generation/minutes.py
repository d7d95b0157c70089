"""How long a block takes to read, all its words counted."""

import msgspec

from zwerm.courses.generation.draft import Block
from zwerm.language.reading_time import minutes_to_read

# What is kept for the machine or shown twice.
NOT_READ = frozenset({"kind", "spans", "explanation", "accepted", "syntax", "label", "hash", "alt", "links"})


def minutes_of(block: Block) -> float:
    """Everything that is shown before an answer is given; explanations come after it and are not counted."""
    return minutes_to_read(" ".join(_texts(msgspec.to_builtins(block))))


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for name, inner in value.items() if name not in NOT_READ for text in _texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    return []
