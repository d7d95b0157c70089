"""Slips of the pen between two words: a letter too many, too few, another, or two neighbours swapped."""

from zwerm.language.words import LONGEST_WORD


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
