"""What files that hang on an item say, as sources of an answer: the item's own text links to them, so who sees it sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zwerm.assistant.rules.sources import Source
from zwerm.assistant.rules.units import Stretch
from zwerm.library.models import AttachmentWords, Item
from zwerm.library.rules.files import Named, named_in, passage_in_file
from zwerm.search.found import Found, FoundThing

Words = Sequence[tuple[Sequence[str], str]]
# A long file is read where it was found, and a passage to either side.
BESIDE = 1


def sources_in_files(found: Found, items: Mapping[str, Item]) -> Iterator[Source]:
    """Of files by which things were found, those that the item's text links to now. `items`: what the asker sees."""
    best = found.things[0].score if found.things else 1.0
    wanted = [
        (thing, file, numbers)
        for thing in found.things
        if thing.name == "item" and thing.key in items
        for file, numbers in _files_of(thing, items[thing.key])
    ]
    if not wanted:
        return
    hashes = {file.hash for _thing, file, _numbers in wanted}
    said = dict(AttachmentWords.objects.filter(attachment__in=hashes).values_list("attachment", "passages"))
    for thing, file, numbers in wanted:
        if words := said.get(file.hash):
            yield _source(items[thing.key], file, words, numbers, thing.score / best if best else 1.0)


def _files_of(thing: FoundThing, item: Item) -> Iterator[tuple[Named, list[int]]]:
    numbers: dict[str, list[int]] = {}
    for passage in thing.passages:
        if place := passage_in_file(passage.id):
            numbers.setdefault(place[0], []).append(place[1])
    for file in named_in(item.version.text) if numbers else ():
        if file.hash in numbers:
            yield file, numbers[file.hash]


def _source(item: Item, file: Named, words: Words, numbers: Sequence[int], score: float) -> Source:
    """Its own text is what the file says, one passage after the other."""
    stretches, place = [], 0
    for heading, text in words:
        stretches.append(Stretch(place, place + len(text), (f"In {file.name}", *heading)))
        place += len(text) + 2
    near = [number for number in numbers if number < len(stretches)]
    read = {number + step for number in near for step in range(-BESIDE, BESIDE + 1)}
    text = "\n\n".join(text for _heading, text in words)
    return Source(
        key=str(item.pk),
        title=item.title,
        language=item.language,
        text=text,
        seen=text,
        passages=tuple(stretch for number, stretch in enumerate(stretches) if number in read),
        score=score,
        near=tuple(stretches[number] for number in near),
        file=file.hash,
    )
