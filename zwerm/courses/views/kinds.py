"""What blocks and questions are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLOCK_KINDS: dict[str, Promise] = {
    "text": _("Text"),
    "prose": _("Text"),
    "key_points": _("Worth remembering"),
    "glossary": _("Words"),
    "quiz": _("Questions"),
    "flashcards": _("Cards"),
    "reflection": _("Think about it"),
    "task": _("Do this at work"),
    "picture": _("Picture"),
    "video": _("Video"),
}
QUESTION_KINDS: dict[str, Promise] = {
    "single": _("Choose the answer"),
    "multiple": _("Choose the answers"),
    "order": _("Put in order"),
    "match": _("Find what belongs together"),
    "gap": _("Fill in the word"),
    "numeric": _("Fill in the number"),
    "open": _("Answer in your own words"),
}
# What an author can add.
NEW_BLOCKS: list[tuple[str, Promise]] = [
    ("prose", BLOCK_KINDS["prose"]),
    ("key_points", BLOCK_KINDS["key_points"]),
    ("picture", BLOCK_KINDS["picture"]),
    ("video", BLOCK_KINDS["video"]),
    ("reflection", BLOCK_KINDS["reflection"]),
    ("task", BLOCK_KINDS["task"]),
    ("flashcards", BLOCK_KINDS["flashcards"]),
    ("glossary", BLOCK_KINDS["glossary"]),
]
NEW_QUESTIONS: list[tuple[str, Promise]] = [
    ("single", _("One or more right answers")),
    ("order", QUESTION_KINDS["order"]),
    ("match", QUESTION_KINDS["match"]),
    ("gap", QUESTION_KINDS["gap"]),
    ("numeric", QUESTION_KINDS["numeric"]),
    ("open", QUESTION_KINDS["open"]),
]
