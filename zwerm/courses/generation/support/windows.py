"""Which sentences of a passage support a sentence that somebody wrote."""

from collections.abc import Sequence

from zwerm.courses.generation.support import support_of
from zwerm.courses.generation.support.strange import find_strange
from zwerm.language.figures import find_figures
from zwerm.language.sentences import Span, split_sentences

MOST = 3


def find_window(text: str, passage: str, language: str, under: str = "") -> Span | None:
    """The sentences of the passage, standing together and as few as can be, that support `text`; nothing when none do.

    Not the passage as a whole: among many sentences there is always one that denies something, or names the number. For the same reason no sentence counts that adds nothing: whether it is
    allowed to borrow tools is not told by the next sentence, on what is never lent. `under`: title and headings, of which words may be said again.
    """
    spans = split_sentences(passage, language)
    for size in range(1, min(MOST, len(spans)) + 1):
        for place in range(len(spans) - size + 1):
            window = spans[place : place + size]
            told = [span.text for span in window]
            if size > 1 and not _all_tell(text, told, language, under):
                continue
            if support_of(text, " ".join(told), language, under).holds:
                start, end = window[0].start, window[-1].end
                return Span(start, end, passage[start:end])
    return None


def _all_tell(text: str, sentences: Sequence[str], language: str, under: str) -> bool:
    """Whether the first and the last of these sentences each tell a word or a number of `text` that the others don't."""
    whole = " ".join(sentences)
    return all(
        find_strange(text, rest, language, under) != find_strange(text, whole, language, under)
        or _numbers(text, language) & (_numbers(whole, language) - _numbers(rest, language))
        for rest in (" ".join(sentences[1:]), " ".join(sentences[:-1]))
    )


def _numbers(text: str, language: str) -> frozenset[str]:
    return frozenset(value for figure in find_figures(text, language) if figure.sure for value in figure.values)
