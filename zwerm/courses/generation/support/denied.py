"""Whether two texts deny the same: not only that both hold a "niet", but that it is said of the same words."""

from functools import lru_cache

from zwerm.courses.generation.flaws.parts import shared_stems, stems
from zwerm.language.denials import Denial, find_denials
from zwerm.language.opposites import is_side
from zwerm.language.stems import stem
from zwerm.language.words import find_words


def denies_alone(text: str, cited: str, language: str) -> bool:
    """Whether one of the two denies something and the other nothing. "In plaats van" says as much with a denial as without."""
    told, known = _denials(text, language), _denials(cited, language)
    return bool(told) != bool(known) and not any(one.instead for one in [*told, *known])


def denies_another(text: str, cited: str, language: str) -> bool:
    """Whether, where both deny, one denies what the other affirms."""
    told, known = _denials(text, language), _denials(cited, language)
    if not told or not known:
        return False
    of_text, of_source = _words(text, language), _words(cited, language)
    if _only_affirmed(told, of_source, known) and _only_affirmed(known, of_text, told):
        return True
    return any(_affirmed(one, of_source, known) for one in told) or any(
        _affirmed(one, of_text, told, whole=True) for one in known
    )


@lru_cache(maxsize=4096)
def _denials(text: str, language: str) -> list[Denial]:
    return find_denials(text, language, lambda stretch: _words(stretch, language))


def _affirmed(one: Denial, words: frozenset[str], denials: list[Denial], *, whole: bool = False) -> bool:
    """Whether the other text, of these words and denials, only affirms what this one denies.

    What it reaches counts, and where that says nothing also what stands before it; then, with `whole`, only when the other has it all.
    """
    denied = _may_be_denied(denials)
    around = frozenset() if one.instead else one.around
    for meant, all_of_it in ((one.reach, False), (one.reach | around, whole)):
        known = meant & words
        if known and not (all_of_it and known != meant):
            # "Use no lift in a fire" denies the lift, whatever stands behind.
            if one.around and shared_stems(one.around & words, frozenset().union(*(other.reach for other in denials))):
                return False
            return not shared_stems(known, denied)
    return False


def _only_affirmed(ones: list[Denial], words: frozenset[str], denials: list[Denial]) -> bool:
    """Whether some word that these deny is only affirmed by the other; that both do so is a swap ("niet met water, maar met een deken")."""
    reached: frozenset[str] = frozenset().union(*(one.reach for one in ones)) & words
    return bool(reached - shared_stems(reached, _may_be_denied(denials)))


def _may_be_denied(denials: list[Denial]) -> frozenset[str]:
    return frozenset().union(*(one.may_be_denied for one in denials))


def _words(stretch: str, language: str) -> frozenset[str]:
    """Stems of the words with meaning, and words such as "buiten" that are one of two sides."""
    sides = (word.folded for word in find_words(stretch))
    return stems(stretch, language) | {stem(word, language) for word in sides if is_side(word, language)}
