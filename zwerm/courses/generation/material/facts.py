"""The kinds of fact that we can teach and ask. Each knows the unit of the course in which it stands."""

import re
from dataclasses import dataclass

from zwerm.courses.generation.draft import Span
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.language.claims import Number
from zwerm.language.conditions import Tie
from zwerm.language.definitions import Shape

# "Anna de Vries (secretary)": who it is now is gone tomorrow.
SOMEBODY = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+\s)(?:(?:van|de|der|den|von|di|le)\s)*[A-ZÀ-Þ][\w'’-]+(?:[\s\w'’-]*)?(?:,[^()]*)?\s*\("
)
ASIDE = re.compile(r"\([^()]*\)")
TELLING = 2
# "Je weet waar …", "You know how …": that there is something to know, not what.
GOAL = re.compile(r"(?:Je|U) (?:weet|kent|begrijpt|hebt?|heeft|kunt?|neemt)\b|You (?:know|understand|are able)\b")


@dataclass(frozen=True)
class Meaning:
    """What a term means. `name` is the term as it stands within sentences, `article` what stands before it,
    `also` its abbreviation.

    `family` is shared by terms of the same kind: those of one list or under one heading."""

    unit: int
    term: SourceSentence
    meaning: SourceSentence
    sentence: SourceSentence
    shape: Shape
    family: tuple[str, ...]
    name: str
    article: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A label and the first sentence of its description, of one list, table or row of headings."""

    unit: int
    label: SourceSentence
    description: SourceSentence


@dataclass(frozen=True)
class Group:
    """Entries of the same kind. `lead` announces them: a sentence before the list, or the heading; of a table the heading
    of a column, and `of` that of the labels. `only_matched`: one of them alone is too easy to tell. `of_kinds`: the lead says that
    these are kinds of something."""

    unit: int
    lead: SourceSentence | None
    entries: tuple[Entry, ...]
    of: SourceSentence | None = None
    only_matched: bool = False
    of_kinds: bool = False


@dataclass(frozen=True)
class Enumeration:
    """Things that belong together by what `lead` says. `above` is the heading that it shares with lists of the same kind
    when the lead is the list's own heading; of such a list only what stands under the other headings is a mistake."""

    unit: int
    lead: SourceSentence
    items: tuple[SourceSentence, ...]
    above: tuple[str, ...] = ()

    @property
    def is_telling(self) -> bool:
        """Whether the lead says of what these are, remarks between brackets apart: not "Actions (week 3):"; and whether
        the items are more than goals to tick off."""
        told = content_stems(ASIDE.sub(" ", self.lead.text), self.lead.language)
        asks = sum(item.text.rstrip().endswith("?") for item in self.items) * 2 > len(self.items)
        people = sum(bool(SOMEBODY.match(item.text)) for item in self.items) * 2 > len(self.items)
        return (
            len(told) >= TELLING and not asks and not people and not all(GOAL.match(item.text) for item in self.items)
        )


@dataclass(frozen=True)
class Procedure:
    """Steps in the order in which they are done. `about` says of what: the heading or the sentence before them.

    `units` says of steps that are headings in which unit each stands; empty for steps of one list. `places` says of those
    their place in the list, from which so many are `left_out`. Not `sure`: numbered, and nothing says that their order matters.
    `on_screen`: mostly clicks, of which the program shows the next one.
    """

    unit: int
    about: str
    steps: tuple[SourceSentence, ...]
    units: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    left_out: int = 0
    sure: bool = True
    on_screen: bool = False

    @property
    def span(self) -> Span:
        """From the first step up to the last."""
        return Span(self.steps[0].source, self.steps[0].start, self.steps[-1].end)

    def within(self, inside: range) -> tuple[SourceSentence, ...]:
        """The steps that a reader of these units has read."""
        units = self.units or (self.unit,) * len(self.steps)
        return tuple(step for step, unit in zip(self.steps, units, strict=True) if unit in inside)


@dataclass(frozen=True)
class Amount:
    """A number with a unit in a sentence that stands alone: `sentence.text[start:end]`."""

    unit: int
    sentence: SourceSentence
    start: int
    end: int
    value: float
    measure: str


@dataclass(frozen=True)
class Tied:
    """A sentence of two parts, of which the second completes the first."""

    unit: int
    sentence: SourceSentence
    first: SourceSentence
    second: SourceSentence
    tie: Tie
    form: str
    subject: SourceSentence | None = None


@dataclass(frozen=True)
class Stated:
    """A sentence that says something of a subject that it names itself."""

    unit: int
    sentence: SourceSentence
    subject: SourceSentence
    predicate: SourceSentence
    subject_is: Number
    says: Number


@dataclass(frozen=True)
class Side:
    """A list, and what stands above it."""

    unit: int
    lead: SourceSentence
    items: tuple[SourceSentence, ...]


@dataclass(frozen=True)
class Opposite:
    """Two lists side by side, of which the other says what is not so, or may not be."""

    one: Side
    other: Side
