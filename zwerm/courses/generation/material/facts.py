"""The kinds of fact that we can teach and ask. Each knows the unit of the course in which it stands."""

from dataclasses import dataclass

from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.conditions import Tie
from zwerm.language.definitions import Shape


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
    """Entries of the same kind. `lead` announces them: a sentence before the list, or the heading."""

    unit: int
    lead: SourceSentence | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Enumeration:
    """Things that belong together by what `lead` says."""

    unit: int
    lead: SourceSentence
    items: tuple[SourceSentence, ...]


@dataclass(frozen=True)
class Procedure:
    """Steps in the order in which they are done. `about` says of what: the heading or the sentence before them."""

    unit: int
    about: str
    steps: tuple[SourceSentence, ...]


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
class Asked:
    """A question that the document asks in a heading, and its answer."""

    unit: int
    question: SourceSentence
    answer: SourceSentence
