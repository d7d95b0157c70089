"""A question in the making: several versions of it, best first, of which the first without a flaw is taken."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from zwerm.courses.generation.draft import Question, Sentence, Spans
from zwerm.courses.generation.flaws import Flaw, Setting, find_flaw
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import PLACE
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.misspellings import is_slip
from zwerm.language.words import count_words

# A proposal without a sound version among the first of these has hardly ever one later.
MOST_VERSIONS, MOST_SOUND = 16, 8
POOL = 9
OWNERS = frozenset(["their", "his", "her", "its", "your", "our", "my", "hun", "haar", "je", "jouw", "jouw", "uw", "ons", "onze", "mijn", "them", "they", "you", "we"])  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """`worth` says how much a learner gains by it; `unit` is where it stands; `versions` are tried in order."""

    unit: int
    worth: float
    versions: Iterable[Question]


class Candidate:
    """A proposal with the version that may be chosen now: the first without a flaw, then the next.

    `question` is None when there is none (any more); `flaw` is that of the version liked best, when none was sound.
    """

    def __init__(self, proposal: Proposal, setting: Setting, forgiven: frozenset[str] = frozenset()) -> None:
        self.proposal = proposal
        self.flaw: Flaw | None = None
        self.question: Question | None = None
        self._setting, self._forgiven = setting, forgiven
        self._versions = islice(proposal.versions, MOST_VERSIONS)
        self._left = MOST_SOUND
        self.take_next()

    @property
    def forgiven(self) -> str:
        """The rule that the version breaks all the same; nothing for a sound one."""
        flaw = find_flaw(self.question, self._setting) if self.question else None
        return flaw.rule if flaw else ""

    def give_up(self) -> None:
        self.question = None

    def take_next(self) -> None:
        """Another version: this one does not go with what was chosen."""
        was_sound = self.question is not None
        self.question = None
        self._left -= 1
        for version in self._versions if self._left >= 0 else ():
            flaw = find_flaw(version, self._setting, self._forgiven)
            if flaw is None:
                self.question = version
                return
            self.flaw = None if was_sound else self.flaw or flaw


def with_wrong_options(
    pool: Sequence[SourceSentence], build: Callable[[Sequence[SourceSentence]], Question]
) -> Iterator[Question]:
    """Versions with each set of wrong options from the best of the pool: first three, then two."""
    best = list(pool[:POOL])
    for size in (3, 2):
        for chosen in combinations(best, size):
            yield build(chosen)


def likely_mistakes(
    right: SourceSentence, others: Iterable[SourceSentence], favoured: Iterable[SourceSentence] = ()
) -> list[SourceSentence]:
    """Other texts in the order in which they make good wrong options for `right`.

    Best are those favoured (of the same list or heading), then what is about as long and shares some words but not most.
    """
    liked = {id(other) for other in favoured}
    words = count_words(right.text)

    def badness(other: SourceSentence) -> tuple[float, str]:
        length = abs(count_words(other.text) - words) / max(words, 1)
        shared = len(right.stems & other.stems) / max(1, min(len(right.stems), len(other.stems)))
        alike = 1.5 if shared > 0.6 else -0.3 if shared > 0 else 0.0
        return length + alike - (0.8 if id(other) in liked else 0.0), other.text

    seen: set[str] = {right.text.casefold()}
    unique: list[SourceSentence] = []
    for other in others:
        if other.text.casefold() not in seen and not is_slip(other.text.casefold(), right.text.casefold()):
            seen.add(other.text.casefold())
            unique.append(other)
    return sorted(unique, key=badness)


def owners(sentence: SourceSentence) -> frozenset[str]:
    """Words such as "their": in a completion of another sentence they tell that it is not this one."""
    return frozenset(sentence.words) & OWNERS


def nearby_texts(material: Material, unit: int) -> tuple[str, ...]:
    """The sentences of the unit and of its neighbours under the same heading."""
    own = material.units[unit]
    around = material.units[max(0, unit - 1) : unit + 2]
    texts = [
        sentence.text
        for other in around
        if other.number == unit or other.section.path[:-1] == own.section.path[:-1]
        for sentence in other.sentences
    ]
    return tuple(texts)


# How much of a sentence an earlier one may say as well.
AGAIN = 0.6


def is_told_before(material: Material, unit: int, sentence: SourceSentence) -> bool:
    """Whether an earlier part says nearly the same, and is asked about it."""
    return any(
        len(other.stems & sentence.stems) >= AGAIN * max(len(other.stems), len(sentence.stems), 1)
        for earlier in material.units[:unit]
        for other in earlier.rules
    )


def above_or_name(material: Material, unit: int) -> str:
    """The heading above that of the unit, or without one the name of the document."""
    path = material.units[unit].section.path
    return clean_title(path[-2]) if len(path) > 1 else document_name(material, unit)


def document_name(material: Material, unit: int) -> str:
    document = material.units[unit].document
    return material.names[document] if document < len(material.names) else ""


def spans_of(*sentences: SourceSentence) -> Spans:
    return tuple(dict.fromkeys(sentence.span for sentence in sentences))


def shown(*sentences: SourceSentence) -> tuple[Sentence, ...]:
    return tuple(sentence.shown() for sentence in sentences)


# Headings that any document could have.
ANY_DOCUMENT = re.compile(
    r"(?:(?:de )?(?:werking|werkwijze|aanpak|proces|implementatie|inrichting|uitvoering|toepassing|tools?|rollen|soorten|onderdelen|stappen|taken|kenmerken|eigenschappen|voordelen|nadelen|functies|structuur|resultaten|begrippen|afkortingen|beveiliging|kwaliteit|opbouw|criteria|doelen|bepalingen|indeling|(?:globaal|algemeen) proces|praktisch advies|via de \w+)"
    r"|(?:the )?(?:usage|process|workflow|implementation|set ?up|approach|tools?|roles|types|parts|steps|tasks|how it works|characteristics|features|properties|benefits|drawbacks|advantages|disadvantages|structure|results|security|quality|criteria|goals|terms|abbreviations|levels|phases))",
    re.IGNORECASE,
)
# What a page keeps for who looks: no matter of its own.
KEEPS = re.compile(r"\b(?:resources|links|faqs?|bronnen|veelgestelde vragen)\b", re.IGNORECASE)
LONGEST_NAME = 7


def with_name(heading: str, document: str) -> str:
    """A heading that any document could have ("Working") after the name of this one, if that is short."""
    needs_name = (ANY_DOCUMENT.fullmatch(heading) or PLACE.match(heading)) and heading != document
    return f"{document} – {heading}" if needs_name and 1 <= count_words(document) <= LONGEST_NAME else heading


def says_little(heading: str) -> bool:
    """Whether any document could have it: "Steps", "Toelichting"."""
    return bool(ANY_DOCUMENT.fullmatch(heading) or PLACE.fullmatch(heading) or KEEPS.search(heading))


def capital(text: str) -> str:
    """With a capital first, unless the word is written in its own way ("iOS", "npm-pakket")."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].upper() + text[1:]
