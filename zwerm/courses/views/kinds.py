"""What blocks and questions are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLOCK_KINDS: dict[str, Promise] = {
    "text": _("Text"),
    "prose": _("Text"),
    "key_points": _("What matters"),
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
}
# What an author can add, with the icon beside it.
NEW_BLOCKS: list[tuple[str, Promise, str]] = [
    ("prose", BLOCK_KINDS["prose"], "page"),
    ("key_points", BLOCK_KINDS["key_points"], "list"),
    ("picture", BLOCK_KINDS["picture"], "picture"),
    ("video", BLOCK_KINDS["video"], "play"),
    ("reflection", BLOCK_KINDS["reflection"], "quote"),
    ("task", BLOCK_KINDS["task"], "tasks"),
    ("flashcards", BLOCK_KINDS["flashcards"], "card"),
    ("glossary", BLOCK_KINDS["glossary"], "knowledge"),
]
NEW_QUESTIONS: list[tuple[str, Promise]] = [
    ("single", _("One or more right answers")),
    ("order", QUESTION_KINDS["order"]),
    ("match", QUESTION_KINDS["match"]),
    ("gap", QUESTION_KINDS["gap"]),
    ("numeric", QUESTION_KINDS["numeric"]),
]
