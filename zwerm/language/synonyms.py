"""Words that people use for the same thing at work, from lists of our own (`synonyms/<language>.txt`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded


def synonyms(word: str, language: str) -> tuple[str, ...]:
    """Stems of words that may be said instead of this folded word; nothing when we know none."""
    return _stems(language).get(stem(word, language), ())


@lru_cache(maxsize=4)
def _stems(language: str) -> Mapping[str, tuple[str, ...]]:
    source = files("zwerm.language") / "synonyms" / f"{language}.txt"
    if not source.is_file():
        return {}
    found: dict[str, dict[str, None]] = {}
    for line in source.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group = ["".join(find_words_folded(word)) for word in line.split()]
            stems = dict.fromkeys(stem(word, language) for word in group)
            for one in stems:
                found.setdefault(one, {}).update(dict.fromkeys(other for other in stems if other != one))
    return {one: tuple(others) for one, others in found.items()}
