"""What leans on something that is left out: "Zo kan …" after a sentence about a drawing that is not there goes with it."""

import re
from collections.abc import Callable, Iterator, Sequence

from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    ParagraphBlock,
    TableBlock,
    without_sentences,
)
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.language.stems import stem
from zwerm.language.words import fold

# "This guide applies to …": the reader holds it. "That said" points at nothing.
_ITSELF = (
    r"(?!dit\s(?:document|artikel|beleid|hoofdstuk)\b|deze\s(?:gids|pagina|handleiding|tutorial)\b"
    r"|this\s(?:guide|page|document|policy|handbook|tutorial|is\syour)\b|that\ssaid\b)"
)
_POINTS = {
    "nl": re.compile(
        rf"^\W*(?:(?:bij|in|met|voor|op|door|van|na|tijdens|uit|naast|onder|binnen|volgens|om|als|wanneer|omdat)\s)?{_ITSELF}(?:dit|deze|die|dat|zulke|dergelijke)\b(?P<named>(?:\s+[\w-]+){{0,2}})"
        r"|^\W*(?:zo(?!\s\w+\smogelijk|['’]n?)|hier\w{0,5}|daar(?:bij|door|mee|in))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"^\W*(?:(?:in|with|for|by|on|at|from|of|under|to|during|when|if|as|because)\s)?{_ITSELF}(?:this|these|that|those|such)\b(?P<named>(?:\s+[\w-]+){{0,2}})"
        r"|^\W*(?:thus|here|hence|they|their|its|it(?!\s(?:is|was)\s\w+\s(?:to|that)))\b",
        re.IGNORECASE,
    ),
}
# "To help them do so, these contracts …": what it points at stands behind an opening of its own.
_FURTHER = {
    "nl": re.compile(r"^(?P<opening>[^.;:]{3,60}?),?\s(?:\w+\s)?(?:deze|zulke|dergelijke)\s(?P<named>[\w-]+)", re.IGNORECASE),
    "en": re.compile(r"^(?P<opening>[^.;:]{3,60}?),\s(?:these|those|such)\s(?P<named>[\w-]+)", re.IGNORECASE),
}  # fmt: skip
_EXAMPLE = re.compile(r"^\W*(?:for (?:example|instance)|bijvoorbeeld)\b", re.IGNORECASE)


def leans(sentence: SourceSentence, known: frozenset[str] = frozenset()) -> bool:
    """Whether it opens with what only the text before it tells: "Bij dit model", "Here". `known` are stems that stay: of "this
    greenhouse" under a heading that names it nothing is lost."""
    found = _POINTS.get(sentence.language, _POINTS["en"]).match(sentence.text)
    if not found:
        return False
    named = {stem(fold(word), sentence.language) for word in (found["named"] or "").split()}
    return not named & known


def _leans_further(sentence: SourceSentence, known: frozenset[str]) -> bool:
    """Whether it names, after its opening words, "these contracts" that nothing that stays told of."""
    found = _FURTHER.get(sentence.language, _FURTHER["en"]).match(sentence.text)
    if not found:
        return False
    before = known | content_stems(found["opening"], sentence.language)
    return stem(fold(found["named"]), sentence.language) not in before


def without_leaning(
    blocks: Sequence[Block],
    kept: Sequence[Block],
    titles: Sequence[str],
    says_nothing: Callable[[SourceSentence], bool],
) -> list[Block]:
    """What of `kept`, of all `blocks` of a section under these headings, can stay.

    What `says_nothing` (a link to more) leaves no hole where it goes.
    """
    stays = {sentence.start for block in kept for sentence in _sentences(block)}
    shown = {block.start for block in kept}
    loose = set(_loose(blocks, stays, shown, titles, says_nothing))
    found = (without_sentences(block, loose) for block in kept)
    return [block for block in found if block]


def _loose(
    blocks: Sequence[Block],
    stays: set[int],
    shown: set[int],
    titles: Sequence[str],
    says_nothing: Callable[[SourceSentence], bool],
) -> Iterator[int]:
    """The places of the sentences that follow what went and lean on it."""
    hole = False
    before: list[SourceSentence] = []
    for block in blocks:
        if isinstance(block, CodeBlock | TableBlock):
            hole = block.start not in shown
        for piece in _pieces(block):
            for sentence in piece:
                language = sentence.language
                if sentence.start not in stays:
                    hole = hole or not says_nothing(sentence) or bool(_EXAMPLE.match(sentence.text))
                    continue
                known = frozenset().union(
                    *(content_stems(title, language) for title in titles), *(s.stems for s in before)
                )
                announces = sentence.text.rstrip().endswith(":")
                if hole and not announces and (leans(sentence, known) or _leans_further(sentence, known)):
                    yield sentence.start
                else:
                    hole = False
                    before.append(sentence)


def _pieces(block: Block) -> Iterator[Sequence[SourceSentence]]:
    if isinstance(block, ParagraphBlock):
        yield block.sentences
    elif isinstance(block, ListBlock):
        yield from (item.sentences for item in block.items)


def _sentences(block: Block) -> Iterator[SourceSentence]:
    for piece in _pieces(block):
        yield from piece
