"""Words of what somebody typed that are names: written with a capital where the sentence does not ask for one."""

import re

from zwerm.language.words import find_parts

_OPENS = re.compile(r"(?:^|[.!?:]\s)\W*$")


def find_names(text: str) -> frozenset[int]:
    """Places, among the words of a text broken at hyphens, of those that are names; none in a text that has all its words in capitals."""
    words = list(find_parts(text))
    inside = [place for place, word in enumerate(words) if not _OPENS.search(text, max(0, word.start - 3), word.start)]
    capital = frozenset(place for place in inside if words[place].text[0].isupper())
    return capital if len(capital) < len(inside) else frozenset()
