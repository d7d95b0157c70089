"""Sentences that went from a text that stays: none of them goes without its author being told."""

from collections.abc import Collection, Iterator, Sequence

from zwerm.courses.generation.reading.blocks import Block, block_sentences
from zwerm.courses.generation.reading.sentence import SourceSentence


def untold(
    before: Sequence[Block], after: Sequence[Block], told: Collection[tuple[int, int]] = ()
) -> Iterator[list[SourceSentence]]:
    """The sentences of the blocks `before` that the blocks `after` lack, those of a block that stand together as one stretch,
    but for those within the places `told`."""
    stays = {sentence.start for block in after for sentence in block_sentences(block)}
    for block in before:
        stretch: list[SourceSentence] = []
        for sentence in block_sentences(block):
            if sentence.start not in stays and not any(start <= sentence.start < end for start, end in told):
                stretch.append(sentence)
            elif stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch
