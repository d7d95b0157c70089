"""The words of names, by which skills are picked."""

from __future__ import annotations

from collections.abc import Collection

from zwerm.language.words import find_words_folded
from zwerm.skills.models import SkillName, Word

LONGEST_WORD = 100
AT_ONCE = 500


def words_in(plain: str) -> list[str]:
    """Each word of a name once, in order."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in find_words_folded(plain)))


def spell_out(names: Collection[SkillName]) -> None:
    """Let these names, which are new, be found by their words."""
    wanted = {name.pk: words_in(name.plain) for name in names}
    texts = {word for words in wanted.values() for word in words}
    known = _known(texts)
    # Two who bring in the same word at once: one of them makes it.
    Word.objects.bulk_create([Word(text=text) for text in texts - known.keys()], AT_ONCE, ignore_conflicts=True)
    known |= _known(texts - known.keys())
    through = Word.names.through
    rows = [through(word_id=known[word], skillname_id=pk) for pk, words in wanted.items() for word in words]
    through.objects.bulk_create(rows, AT_ONCE)


def _known(texts: Collection[str]) -> dict[str, int]:
    ordered = sorted(texts)
    found: dict[str, int] = {}
    for begin in range(0, len(ordered), AT_ONCE):
        part = ordered[begin : begin + AT_ONCE]
        found |= dict(Word.objects.filter(text__in=part).values_list("text", "id"))
    return found
