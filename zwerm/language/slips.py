"""Slips of the pen between two words: a letter too many, too few, another, or two neighbours swapped."""

from itertools import groupby

from zwerm.language.words import LONGEST_WORD

# What is written for one another because it sounds alike, in Dutch or English.
_TWINS = (("ei", "ij"), ("ou", "au"), ("ie", "i"), ("y", "i"), ("ch", "g"), ("c", "k"), ("c", "s"), ("s", "z"), ("f", "v"), ("ph", "f"), ("d", "t"), ("th", "t"), ("x", "ks"), ("qu", "kw"), ("uw", "w"))  # fmt: skip
# Of the slips that people make most; one that is half as likely; one less than that; and two slips.
LIKELY, LESS, LITTLE, TWO = 1.0, 0.5, 0.25, 0.1


def letters_of(word: str) -> int:
    """Which letters a word has, as bits; letters beyond a–z share one."""
    bits = 0
    for letter in word:
        place = ord(letter) - ord("a")
        bits |= 1 << (place if 0 <= place < 26 else 26)
    return bits


def one_slip(word: str) -> set[str]:
    """Every string one slip away: some 54 for each letter, so none for what is longer than words are."""
    if len(word) > LONGEST_WORD:
        return set()
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return (
        {left + right[1:] for left, right in cuts if right}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
        | {left + letter + right[1:] for left, right in cuts if right for letter in letters}
        | {left + letter + right for left, right in cuts for letter in letters}
    ) - {word}


def slips(word: str, other: str, most: int) -> int:
    """Fewest slips between two words (optimal string alignment); more than `most` may be told as `most + 1`."""
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def sounds_alike(word: str) -> set[str]:
    """Every string in which one sound is written otherwise: "hygyene", "higiene" and "hygine" for "hygiene"."""
    return {
        word[:place] + other + word[place + len(one) :]
        for pair in _TWINS
        for one, other in (pair, pair[::-1])
        for place in range(len(word))
        if word.startswith(one, place)
    } - {word}


def likeliness(word: str, other: str) -> float:
    """How likely a word is a slip for another, beside other slips: letters swapped, one for two of the same or the same sound most, another letter least, a first one hardly."""
    if other in sounds_alike(word) or _once(word) == _once(other) or _is_swapped(word, other):
        return LIKELY
    if slips(word, other, 1) > 1:
        return TWO
    if word[0] != other[0]:
        return TWO
    return LITTLE if len(word) == len(other) else LESS


def _once(word: str) -> str:
    """With each letter once where it stands twice."""
    return "".join(letter for letter, _ in groupby(word))


def _is_swapped(word: str, other: str) -> bool:
    places = [place for place, (one, two) in enumerate(zip(word, other, strict=False)) if one != two]
    if len(word) != len(other) or len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return word[first] == other[second] and word[second] == other[first]
