"""What to look for while someone writes, and what of that is like it enough to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD, find_words
from zwerm.library.rules.plain import blank_markup

MOST_WORDS = 12
# Fewer words that say something than this find anything.
_FEWEST_WORDS = 2
# Seen with sixteen beginnings that nothing in the demo organisation is about, twelve that something is about, and fourteen of its texts.
# Nearness alone says little: words that say nothing lie near each other too. So the same words have to stand there.
NEAR, _NEAR_WITH_TITLE, _NEAR_WITH_HALF_IN_TITLE = 0.3, 0.4, 0.15
_SHARE, _SHARE_WITH_TITLE, _SHARE_ALONE = 0.5, 0.37, 0.6
_SCORE_WITH_TITLE = 0.9
# Of a word or two nearness is less sure: “hoe werkt dat” lies at 0.40 of its nearest, and what a short question is about at 0.45 and more.
NEAR_TO_SHORT = 0.42


def query_of(title: str, text: str, language: str, fewest: int = _FEWEST_WORDS) -> str:
    """The words to look for: those of the title, then those that the text says most. Empty when there are fewer than `fewest`.

    Headings say what kind of text it is, and not what it is about; so they are left out.
    """
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("#")]
    said = Counter[str]()
    forms: dict[str, str] = {}
    in_title = set()
    for place, source in enumerate((title, blank_markup("\n".join(lines)))):
        for word in find_words(source):
            if is_stop_word(word.folded, language) or not 3 <= len(word.text) <= LONGEST_WORD:
                continue
            key = stem(word.folded, language)
            forms.setdefault(key, word.text)
            said[key] += 1
            if place == 0:
                in_title.add(key)
    telling = [key for key in forms if key in in_title]
    telling += sorted((key for key in forms if key not in in_title), key=lambda key: -said[key])
    if len(telling) < fewest:
        return ""
    return " ".join(forms[key] for key in telling[:MOST_WORDS])


def is_like(score: float, near: float | None, says_title: bool, share: float) -> bool:
    """Whether something that was found is about the same.

    `near`: how near its meaning is, None where a library is too small to measure that; `says_title`: its title says words that were
    asked for; `share`: how many of those it says, of all.
    """
    if near is None:
        return share >= _SHARE_ALONE
    if share >= _SHARE and near >= NEAR:
        return True
    if not says_title:
        return False
    if share >= _SHARE_WITH_TITLE and near >= _NEAR_WITH_TITLE:
        return True
    return score >= _SCORE_WITH_TITLE and share >= _SHARE and near >= _NEAR_WITH_HALF_IN_TITLE


def answers_short(near: float | None, share: float) -> bool:
    """Whether what was found may answer a question of a word or two: it says all of them, and is near in meaning where that is measured.

    Seen with seven short questions about something in the demo organisation, and eight about nothing there.
    """
    return share >= 1 and (near is None or near >= NEAR_TO_SHORT)


def share_said(query: str, texts: Iterable[str], language: str) -> float:
    """How many of the words of `query` stand in `texts`, of all."""
    asked = {stem(word.folded, language) for word in find_words(query)}
    said = {stem(word.folded, language) for text in texts for word in find_words(text)}
    return len(asked & said) / len(asked) if asked else 0.0
