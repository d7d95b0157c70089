"""The order in which several documents make one course."""

import re
from collections.abc import Sequence

from zwerm.courses.generation.bites.titles import document_title
from zwerm.courses.generation.reading.document import Document
from zwerm.language.definitions import find_definition
from zwerm.language.key_phrases import phrase_key

NUMBERED = re.compile(r"^\W*(?:\w+\s)?(\d{1,3}(?:[._-]\d{1,3})*)\b")
OPENS = re.compile(
    r"\b(?:inleiding|introductie|introduction|intro|overzicht|overview|in het kort|in short|aan de slag|getting started|wat is|wat zijn|what is|what are|basis|basics|begrippen|key concepts|readme|welkom|welcome|start|index|over)\b",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"\b(?:veelgestelde vragen|faq|tot slot|conclusie|conclusion|samenvatting|summary|bijlage|appendix|verdieping|advanced|troubleshooting|probleemoplossing|recap)\b",
    re.IGNORECASE,
)


def order_documents(documents: Sequence[Document]) -> list[Document]:
    """Numbered ones by their number; else introductions first, then each after those whose terms it uses; else as given.

    Deterministic: what is equal keeps the given order.
    """
    numbers = [_number(document) for document in documents]
    if len(documents) > 1 and sum(number is not None for number in numbers) >= 0.6 * len(documents):
        keyed = [(number is None, number or (), place) for place, number in enumerate(numbers)]
        return [documents[place] for _, _, place in sorted(keyed)]
    rank = [_rank(document) for document in documents]
    needs = _needs(documents)
    ordered: list[int] = []
    left = list(range(len(documents)))
    while left:
        free = [n for n in left if not any(other in left and rank[other] <= rank[n] for other in needs[n])]
        chosen = min(free or left, key=lambda n: (rank[n], n))
        ordered.append(chosen)
        left.remove(chosen)
    return [documents[number] for number in ordered]


def _number(document: Document) -> tuple[int, ...] | None:
    files = (name.replace("\\", "/").rsplit("/", 1)[-1] for name in (document.source.file, document.source.id))
    for text in (document.source.title, *files):
        found = NUMBERED.match(text)
        if found:
            return tuple(int(part) for part in re.split(r"[._-]", found[1]))
    return None


def _rank(document: Document) -> int:
    title = document_title(document)
    return 0 if OPENS.search(title) else 2 if CLOSES.search(title) else 1


def _needs(documents: Sequence[Document]) -> list[set[int]]:
    """Per document the others that define, at least twice, a term that it uses without defining it.

    When two need each other, neither goes first for that reason.
    """
    defined = [_defined(document) for document in documents]
    used = [_used(document) for document in documents]
    needs: list[set[int]] = []
    for one in range(len(documents)):
        needed = set()
        for other in range(len(documents)):
            there = len((defined[other] - defined[one]) & used[one])
            back = len((defined[one] - defined[other]) & used[other])
            if one != other and there >= 2 and there > 2 * back:
                needed.add(other)
        needs.append(needed)
    return needs


def _defined(document: Document) -> set[tuple[str, ...]]:
    keys = set()
    for section in document.sections:
        for block in section.blocks:
            for sentence in getattr(block, "sentences", ()):
                found = find_definition(sentence.text, document.language)
                if found:
                    keys.add(phrase_key(sentence.text[found.term[0] : found.term[1]], document.language))
    return keys - {()}


def _used(document: Document) -> set[tuple[str, ...]]:
    """Every run of one to three stems in the document."""
    found: set[tuple[str, ...]] = set()
    for section in document.sections:
        for block in section.blocks:
            for sentence in getattr(block, "sentences", ()):
                key = phrase_key(sentence.text, document.language)
                found.update(key[i : i + n] for n in (1, 2, 3) for i in range(len(key) - n + 1))
    return found
