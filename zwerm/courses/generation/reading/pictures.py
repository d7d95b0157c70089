"""The pictures of a document: those that lie on storage (`![what it shows](picture:HASH)`) can be shown."""

import re
from dataclasses import dataclass

from zwerm.courses.generation import draft
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.words import count_words

WRITTEN_AS = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\((?:(?:picture:|/knowledge/pictures/)(?P<hash>[0-9a-f]{64})/?)?(?:[^()\n]|\([^()\n]*\))*\)"
)
# In HTML, and what moves and sounds: none of these can be shown.
HTML_PICTURE = re.compile(r"<(?:img|video|iframe|object|embed)\b[^<>]*>", re.IGNORECASE)
ALT = re.compile(r"""\b(?:alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
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

# What stands under a picture or above a table: "Figuur 2: de route".
CAPTION = re.compile(rf"^\W*(?:fig\.|tab\.|foto|{SHOWN}|{WRITTEN})\s*\d+\w?(?:[.:)–—-]|\s|$)", re.IGNORECASE)
# Where such a thing did stand beside it, these speak of it: "Hieronder is de route te zien", "You should see this:".
SEEN = r"(?:te zien|zie je|ziet u|zien we|weergegeven|getoond|afgebeeld)"
THERE = re.compile(
    rf"\b(?:hieronder|hierboven|hiernaast)\b[^.:]{{0,80}}\b{SEEN}\b|\b{SEEN}\b[^.:]{{0,40}}\b(?:hieronder|hierboven|hiernaast)\b|\b(?:ziet|zien) er (?:zo|als volgt|ongeveer zo) uit\b"
    r"|\b(?:shown|pictured|depicted|illustrated|seen|displayed) (?:below|above|here)\b|\b(?:see|looks?|be) (?:something |a bit )?like (?:this|the following|so)\b"
    r"|\bbelow,? (?:you (?:can |will |should )?see|is (?:shown|an?|the))\b",
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
    found = [
        SourcePicture(one["hash"] or "", one["alt"].strip(), draft.Span(source, *one.span()))
        for start, end in stretches
        for one in WRITTEN_AS.finditer(markdown, start, end)
    ]
    found += [
        SourcePicture("", " ".join(filter(None, alt.groups())) if alt else "", draft.Span(source, *one.span()))
        for start, end in stretches
        for one in HTML_PICTURE.finditer(markdown, start, end)
        for alt in [ALT.search(one[0])]
    ]
    return tuple(sorted(found, key=lambda picture: picture.span))


# "…, uit de tabel hieronder", "… (see the picture)": said beside what the sentence tells.
BESIDE = re.compile(r"(?:,|\s\(|\s[–—-])\s(?=[^,(–—]*$)")
LEAST_TOLD, MOST_AFTER = 3, 2


def without_pointing(sentence: SourceSentence) -> SourceSentence:
    """What it tells without its last words, where those alone send the eye elsewhere."""
    found = PLACED.search(sentence.text)
    aside = BESIDE.search(sentence.text, 0, found.start()) if found else None
    if not found or not aside or count_words(sentence.text[found.end() :]) > MOST_AFTER:
        return sentence
    head = sentence.part(0, aside.start())
    return head if count_words(head.text) >= LEAST_TOLD and not PLACED.search(head.text) else sentence


def points_at_something(text: str) -> bool:
    """Whether a sentence sends the eye to a picture, a table or code beside it."""
    return bool(PLACED.search(text))


def points_at_what_went(text: str) -> bool:
    """Whether a sentence speaks of what stood beside it, where that is left out."""
    return bool(THERE.search(text))
