"""What pictures leave behind in a page that is pasted: their captions and descriptions, as lines that head nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from zwerm.language.detect import Language, detect_language, tells_language
from zwerm.library.imports.chrome import is_chrome
from zwerm.library.imports.text.lines import SENTENCE_END, Line

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MOST_WORDS, _MOST_WORDS_AT_LIST = 15, 6
# So many words tell their language without words that carry grammar.
_CLEAR_WORDS, _FEWEST_WORDS = 5, 3
# So many captions show that a page has captions in another language.
_HABIT = 3


def find_captions(lines: Sequence[Line], language: Language) -> list[Line]:
    """Lines of a page in `language` that say nothing that the text does not say, or head nothing."""
    found = [line for index, line in enumerate(lines) if _says_again(lines, index, language)]
    if len(found) >= _HABIT:
        found += [line for index, line in enumerate(lines) if line not in found and _is_label(lines, index, language)]
    if _keeps_headings_apart(lines):
        found += [line for index, line in enumerate(lines) if line not in found and _hangs_on_list(lines, index)]
    return found


def _says_again(lines: Sequence[Line], index: int, language: Language) -> bool:
    """In another language, and its numbers stand in the text around it."""
    line = lines[index]
    numbers = set(_NUMBER.findall(line.text))
    apart = line.before_gap or (index + 1 < len(lines) and lines[index + 1].is_item)
    if not numbers or not apart or not _is_short(line) or not _is_foreign(line, language, _CLEAR_WORDS):
        return False
    around = " ".join(other.text for other in _around(lines, index))
    return numbers <= set(_NUMBER.findall(around))


def _is_label(lines: Sequence[Line], index: int, language: Language) -> bool:
    """In another language, right at a heading: it heads nothing itself."""
    line = lines[index]
    if not _is_short(line) or not line.before_gap or not _is_foreign(line, language, _FEWEST_WORDS):
        return False
    before, after = lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None
    return any(one is not None and not one.is_prose and one.may_be_heading for one in (before, after))


def _hangs_on_list(lines: Sequence[Line], index: int) -> bool:
    """Without a gap below a list, and with one before a heading or the source of a picture."""
    line = lines[index]
    hangs = index > 0 and lines[index - 1].is_item and not line.after_gap and line.before_gap
    if not hangs or not _is_short(line) or line.words > _MOST_WORDS_AT_LIST or index + 1 == len(lines):
        return False
    after = lines[index + 1]
    return is_chrome(after.text.strip()) or (after.may_be_heading and not after.is_prose)


def _keeps_headings_apart(lines: Sequence[Line]) -> bool:
    """Whether every line that heads a text stands after a gap, so that one that does not is no heading."""
    heads = [
        line
        for line, after in itertools.pairwise(lines)
        if line.may_be_heading and not line.is_item and line.before_gap and after.is_prose
    ]
    return len(heads) >= _HABIT and all(line.after_gap for line in heads)


def _is_short(line: Line) -> bool:
    return not line.is_item and line.words <= _MOST_WORDS and not SENTENCE_END.search(line.text.strip())


def _is_foreign(line: Line, language: Language, fewest: int) -> bool:
    told = tells_language(line.text)
    if told is not None:
        return told != language
    return line.words >= fewest and detect_language(line.text, language) != language


def _around(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The two lines before it and the two after."""
    yield from lines[max(index - 2, 0) : index]
    yield from lines[index + 1 : index + 3]
