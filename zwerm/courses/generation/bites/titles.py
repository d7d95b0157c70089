"""Titles for bites and courses, out of the headings of the sources."""

import re
from collections.abc import Sequence

from zwerm.courses.generation.material.kinds import PLACE, STRUCTURE
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.questions.proposal import capital, says_little
from zwerm.courses.generation.reading.document import Document
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.marks import read_marks
from zwerm.courses.generation.wording import BY_LANGUAGE, Wording

LONGEST = 90
UNTELLING = frozenset(
    [
        "index",
        "readme",
        "inleiding",
        "introductie",
        "introduction",
        "intro",
        "overview",
        "overzicht",
        "algemeen",
        "general",
        "home",
        "start",
        "inhoud",
        "content",
        "document",
        "untitled",
        "naamloos",
        "veelgestelde vragen",
        "faq",
        "faqs",
        "frequently asked questions",
    ]
)


ASKS_WHAT = re.compile(
    r"^(?:wat (?:is|zijn|betekent)|what (?:is|are|does)) (?:een |de |het |an? |the )?(?P<topic>[^?]{3,60}?)(?: mean)?\?$",
    re.IGNORECASE,
)


def about(title: str) -> str:
    """The topic of a heading such as "What is zero trust?": "Zero trust"; other headings as they are."""
    found = ASKS_WHAT.match(title)
    return capital(found["topic"]) if found else title


PART = re.compile(r" \(\d+ (?:of|van) \d+\)$")


def without_part(title: str) -> str:
    """Of a title that several bites share ("… (2 of 3)") what they share."""
    return PART.sub("", title)


def is_telling(title: str) -> bool:
    """Whether it names a thing, and not a place in a document such as "Conclusion"."""
    return title.casefold() not in UNTELLING and not PLACE.match(title) and not STRUCTURE.match(title)


def topic_of(title: str, course: str) -> str:
    """What a bite is about, as a question can name it: of a long title its first words; empty for a place in a document, and for several headings after each other."""
    topic = without_part(title)
    several = any(topic.endswith(wording.and_more.format(one="", other="")[1:]) for wording in BY_LANGUAGE.values())
    several = several and topic.casefold() != course.casefold()
    return "" if several or topic.casefold() in UNTELLING or says_little(topic) else _first_words(topic)


def _first_words(title: str) -> str:
    return title if len(title) <= LONGEST else title[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,:;.") + " …"


def document_title(document: Document) -> str:
    """The title given, or the first heading when what was given is a file name or says nothing."""
    title = document.source.title
    given = clean_title(read_marks(title, [(0, len(title))]).text)
    first = next((s.title.text for s in document.sections if s.title and len(s.path) == 1), "")
    stem = (
        given.rsplit(".", 1)[0] if given.lower().endswith((".md", ".txt", ".docx", ".pdf", ".html", ".pptx")) else given
    )
    is_file_name = stem != given or ("_" in given and " " not in given) or stem.casefold() in UNTELLING
    shown = {section.path[0] for section in document.sections if section.path and section.shown}
    tops = [s.title.text for s in document.sections if s.title and s.level == 1 and s.path[0] in shown]
    tops = list(dict.fromkeys(map(clean_title, tops)))
    tops = [top for top in tops if not _within(top, tops)]
    if len(tops) > 1 and clean_title(given) == tops[0] and all(map(is_telling, tops[:2])):
        # Several headings of the first level: the first is no title of all.
        return _joined(tops, BY_LANGUAGE[document.language])
    if first and (is_file_name or not given):
        return clean_title(first)
    return stem or clean_title(first)


def course_title(titles: Sequence[str], language: str) -> str:
    """The one title, or the two first ones."""
    wording = BY_LANGUAGE[language]
    telling = [title for title in dict.fromkeys(titles) if title]
    if not telling:
        return wording.start
    if len(telling) == 1:
        return telling[0]
    return _joined(telling, wording)


def bite_titles(units: Sequence[Unit], bites: Sequence[range], titles: Sequence[str], language: str) -> list[str]:
    """A title per bite: of a whole text its own; else the heading above all of the bite, or its first headings.

    What says nothing among other texts, or names a bite of another one too, gives way to the title of the text. Bites with one title are
    numbered.
    """
    wording = BY_LANGUAGE[language]
    texts = [units[bite.start].document for bite in bites]
    names = [_title(units, bite, titles, wording) for bite in bites]
    texts_of = {name: {text for other, text in zip(names, texts, strict=True) if other == name} for name in names}
    names = [titles[text] or name if len(texts_of[name]) > 1 else name for name, text in zip(names, texts, strict=True)]
    result = []
    for number, name in enumerate(names):
        same = [n for n, other in enumerate(names) if other == name]
        if len(same) > 1:
            name = wording.part_of.format(title=name, part=same.index(number) + 1, parts=len(same))
        result.append(name)
    return result


def _title(units: Sequence[Unit], bite: range, titles: Sequence[str], wording: Wording) -> str:
    inside = [units[number] for number in bite if units[number].words] or [units[number] for number in bite]
    document = inside[0].document
    whole = all(unit.number in bite for unit in units if unit.document == document and unit.words)
    if whole and titles[document]:
        return titles[document]
    above, heads = _above_all(inside), _heads(inside)
    alone = len(titles) < 2 or not titles[document]
    if above and (alone or is_telling(above)):
        return above
    telling = [head for head in heads if is_telling(head)]
    if above or not (alone or telling):
        return titles[document]
    heads = telling or heads
    heads = [head for head in heads if not _within(head, heads)]
    return _joined(heads, wording) if heads else titles[document] or wording.start


def _above_all(inside: Sequence[Unit]) -> str:
    """The heading that all have above them, below that of the text."""
    depth = _shared_depth(inside)
    return clean_title(inside[0].section.path[depth - 1]) if depth > 1 else ""


def _heads(inside: Sequence[Unit]) -> list[str]:
    """The headings right below what all have above them."""
    depth = _shared_depth(inside)
    heads = [clean_title(name) for unit in inside if (name := _head(unit, depth))]
    return [head for head in dict.fromkeys(heads) if head]


def _within(head: str, heads: Sequence[str]) -> bool:
    """Another heading says the same and more."""
    return any(head is not other and head.casefold() in other.casefold() for other in heads)


def _shared_depth(units: Sequence[Unit]) -> int:
    """How many headings all units have above them in common."""
    depth = 0
    for level in zip(*(unit.section.path for unit in units), strict=False):
        if len(set(level)) > 1:
            break
        depth += 1
    return depth


def _head(unit: Unit, depth: int) -> str:
    """The unit's heading right below those that it shares with the others."""
    path = unit.section.path
    return path[depth] if len(path) > depth else ""


def _joined(names: Sequence[str], wording: Wording) -> str:
    """Two names with "and"; a name that is a question stands alone."""
    names = [about(name) for name in names]
    asking = [name for name in names[:2] if name.endswith("?")]
    if asking and len(names) > 1:
        names = [name for name in names if not name.endswith("?")] or names[:1]
    if len(names) == 1:
        return names[0]
    template = wording.and_ if len(names) == 2 else wording.and_more
    joined = template.format(one=names[0], other=names[1])
    return joined if len(joined) <= LONGEST else names[0]
