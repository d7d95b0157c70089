"""A name as it is looked for and put in order."""

from __future__ import annotations

from typing import Any

from django.db import models

from zwerm.language.words import find_parts


def sought(text: str) -> str:
    """Folded words, each after a space: what begins a word is found after a space."""
    return "".join(f" {word.folded}" for word in find_parts(text))


class Sought(models.CharField[str, str]):
    """Another field's words as they are looked for and put in order; follows whenever a person is saved."""

    def __init__(self, of: str = "", **options: Any) -> None:
        self.of = of
        super().__init__(**{"max_length": 1000, "editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, given, options = super().deconstruct()
        return name, path, given, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        words = sought(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, words)
        return words
