"""The lines of a text and what they look like."""

import itertools
import re
from dataclasses import dataclass

BULLET = re.compile(r"^(\s*)[•▪●◦‣·–*o-]\s+(?=\S)")
NUMBER = re.compile(r"^(\s*)(\d{1,3})[.)]\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
SETEXT = re.compile(r"^(={3,}|-{3,}|~{3,}|\*{3,}|_{3,}|#{3,})$")
# A question is a heading when it asks what the text answers; "Het resultaat?" and "Wist je dat …?" are part of it.
_QUESTION = re.compile(
    r"^(?:.{0,80}: |\d{1,2}[.)] )?(?:wat|hoe|waarom|wanneer|welke?|wie|waar|kan|kun|moet|mag|is|zijn|what|how|why|when|which|who|where|can|should|must|is|are|do|does)"
    r"\s(?!als\b|if\b)[^?!.]{6,}(?:\? [^?]{4,60})?\??$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """One line of the text and what it looks like."""

    text: str
    after_gap: bool
    before_gap: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_item(self) -> bool:
        return bool(BULLET.match(self.text) or NUMBER.match(self.text))

    @property
    def is_prose(self) -> bool:
        return (self.words >= 10 and bool(SENTENCE_END.search(self.text.strip()))) or self.words >= 25

    @property
    def may_be_heading(self) -> bool:
        text = self.text.strip()
        return (
            2 <= len(text) <= 110
            and self.words <= 15
            and not re.search(r"[.,;:…]$", text)
            and not BULLET.match(self.text)
            and bool(re.match(r"[\W_]*[A-ZÀ-Ý0-9]", text))
            and any(letter.isalpha() for letter in text)
            and ("?" not in text or bool(_QUESTION.match(text)))
        )


def marked(lines: list[str]) -> list[Line]:
    marked: list[Line] = []
    gap = True
    for line in lines:
        if not line.strip():
            gap = True
            if marked:
                marked[-1].before_gap = True
            continue
        marked.append(Line(line, gap))
        gap = False
    if marked:
        marked[-1].before_gap = True
    return marked


def unfolded(lines: list[str]) -> list[str]:
    """Lines that were broken at a fixed width (mail, old editors) joined again."""
    lengths = [
        len(line.rstrip())
        for line, following in itertools.pairwise(lines)
        if line.strip() and following.strip() and not NUMBER.match(following)
    ]
    long = [length for length in lengths if length >= 50]
    if len(long) < 4 or len(long) < len(lengths) * 0.6 or max(long) > 105:
        return lines
    width = sorted(long)[len(long) // 2]
    joined: list[str] = []
    for line in lines:
        previous = joined[-1] if joined else ""
        goes_on = (
            len(previous.rstrip()) >= 1
            and line.strip()
            and not BULLET.match(line)
            and not NUMBER.match(line)
            and not SETEXT.match(line.strip())
        )
        if (
            goes_on
            and not SETEXT.match(previous.strip())
            and len(previous.rsplit("\x00", 1)[-1].rstrip()) >= width * 0.7
        ):
            joined[-1] = f"{previous.rstrip()}\x00{line.strip()}"
        else:
            joined.append(line)
    return [re.sub(r"(?<=[a-zà-ÿ])-\x00(?=[a-zà-ÿ])", "", line).replace("\x00", " ") for line in joined]


def in_lists(lines: list[Line], numbered: list[int]) -> set[int]:
    """Numbered lines that follow each other, or count on without long texts between them."""
    listed: set[int] = set()
    for one, other in itertools.pairwise(numbered):
        first, second = NUMBER.match(lines[one].text), NUMBER.match(lines[other].text)
        if first and second and other == one + 1 and int(second[2]) == int(first[2]) + 1:
            listed.update({one, other})
    return listed


def is_row(line: str) -> bool:
    """Cells copied from a spreadsheet have tabs between them."""
    return len(re.findall(r"\S\t+ ?\S", line)) >= 1 and not BULLET.match(line)
