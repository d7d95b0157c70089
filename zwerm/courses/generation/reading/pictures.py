"""The pictures of a document: those that lie on storage (`![what it shows](picture:HASH)`) can be shown."""

import re
from dataclasses import dataclass

from zwerm.courses.generation import draft

WRITTEN_AS = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\((?:(?:picture:|/knowledge/pictures/)(?P<hash>[0-9a-f]{64})/?)?(?:[^()\n]|\([^()\n]*\))*\)"
)
# Words for what stands where a text shows something.
SHOWN = (
    r"(?:afbeelding(?:en)?|figu(?:ur|ren)|schema(?:['’]s)?|diagram(?:men)?|video(?:['’]s)?|filmpje|plaat|plaatje|grafiek(?:en)?|screenshots?"
    r"|tekening(?:en)?|foto(?:['’]s)?|illustraties?|scherm(?:afbeelding|afdruk)(?:en)?|plattegrond|stroomschema"
    r"|images?|figures?|diagrams?|videos?|charts?|screenshots?|pictures?|drawings?|photos?|illustrations?|graphs?|flow\s?charts?)"
)
WRITTEN = r"(?:tabel(?:len)?|code|tables?|snippets?)"
PLACED = re.compile(
    rf"\b(?:(?:onderstaande|bovenstaande|volgende) (?:{SHOWN}|{WRITTEN})|(?:deze|dit) {SHOWN}|(?:{SHOWN}|{WRITTEN})(?: \d+)? (?:hieronder|hierboven|hiernaast)"
    rf"|in (?:de |het )?(?:figuur|tabel|afbeelding) \d|(?:het|de) (?:figuur|tabel|afbeelding|schema) \d|figuur \d+|afbeelding \d+"
    rf"|als hieronder|zie (?:de )?(?:screenshot|afbeelding|figuur|foto|tekening)|op de (?:afbeelding|foto|tekening|screenshot)"
    rf"|(?:the )?(?:{SHOWN}|{WRITTEN}) (?:below|above)|(?:following|above|below) (?:{SHOWN}|{WRITTEN})|this {SHOWN}"
    r"|door (?:de )?(?:pijl|pijlen|kleur|kleuren|cijfers) (?:weer|aan)ge\w+|the (?:arrows?|colou?rs?) (?:show|indicate|mean)s?|(?:pijlen?|kleuren?) ge(?:eft|ven) aan"
    r"|(?:in|see) (?:figure|table) \d|figure \d+|as (?:shown )?below|see (?:the )?(?:screenshot|image|picture|drawing))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SourcePicture:
    """`hash` is empty for a picture that lies elsewhere."""

    hash: str
    alt: str
    span: draft.Span

    def shown(self) -> draft.Picture:
        return draft.Picture(self.hash, self.alt, (self.span,))


def find_pictures(markdown: str, stretches: list[tuple[int, int]], source: str) -> tuple[SourcePicture, ...]:
    """The pictures in stretches of the Markdown, in order."""
    return tuple(
        SourcePicture(found["hash"] or "", found["alt"].strip(), draft.Span(source, *found.span()))
        for start, end in stretches
        for found in WRITTEN_AS.finditer(markdown, start, end)
    )


def points_at_something(text: str) -> bool:
    """Whether a sentence sends the eye to a picture, a table or code beside it."""
    return bool(PLACED.search(text))
