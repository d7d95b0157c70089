"""Words that differ by a slip of the hand: a letter left out, added, changed or swapped with the next."""

from __future__ import annotations

from zwerm.language.words import common_start

SHORTEST = 8
# What differs at the very start is another word: "afferent" and "efferent", "abductie" and "adductie".
SAME_START = 2


def is_slip(one: str, other: str) -> bool:
    """Whether one folded text, of at least eight letters and without digits, is the other with one slip in it.

    Two changed letters make another word as often: "opdrachtgever" and "opdrachtnemer".
    """
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or one == other or short[:SAME_START] != long[:SAME_START]:
        return False
    if any(letter.isdigit() for letter in one + other):
        return False
    place = len(common_start(short, long))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    swapped = short[place : place + 2] == long[place : place + 2][::-1] and short[place + 2 :] == long[place + 2 :]
    return swapped or short[place + 1 :] == long[place + 1 :]
