"""What the text states of a subject that it names."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.material.facts import Stated
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.language.claims import find_claim
from zwerm.language.imperatives import tells_to
from zwerm.language.key_phrases import EMPTY
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import fold

# How far back "De afspraken" can point at agreements that were told of.
BACK = 3
_LONG_ORDER = 2
# Of what they are stands in the sentence before.
LOOSE = frozenset(["exceptions", "exception", "uitzonderingen", "uitzondering", "details", "changes", "wijzigingen", "costs", "kosten"])  # fmt: skip


def read_stated(units: Sequence[Unit], language: str, names: Sequence[str]) -> Iterator[Stated]:
    for unit in units:
        alone = {(sentence.start, sentence.end) for sentence in unit.rules}
        document = names[unit.document] if unit.document < len(names) else ""
        known = frozenset().union(*(content_stems(title, language) for title in (document, *unit.section.path)))
        before: list[SourceSentence] = []
        for sentence in unit.sentences:
            found = find_claim(sentence.text, language) if (sentence.start, sentence.end) in alone else None
            if found and len(sentence.part(*found.subject).words) > _LONG_ORDER and tells_to(sentence.text, language):
                found = None  # "Include the lead in the handover …": no subject
            if found and not sentence.code and not _within_link(sentence, found.predicate[0]):
                subject = sentence.part(*found.subject)
                if _names_it(subject, before[-BACK:], known):
                    predicate = sentence.part(*found.predicate)
                    yield Stated(unit.number, sentence, subject, predicate, found.subject_is, found.says)
            before.append(sentence)


def _within_link(sentence: SourceSentence, place: int) -> bool:
    """Half a link is no Markdown."""
    return any(start < place < end for start, end in sentence.linked)


def _names_it(subject: SourceSentence, before: Sequence[SourceSentence], known: frozenset[str]) -> bool:
    """Whether a reader knows what is meant without the sentences before: "De afspraken" are those that were told of."""
    told = [word for word in subject.words if not is_stop_word(word, subject.language)]
    if not told or fold(told[-1]) in LOOSE or fold(told[-1]) in EMPTY.get(subject.language, EMPTY["en"]):
        return False
    is_definite = subject.words[0] in ("de", "het", "the")
    pointed = frozenset().union(*(sentence.stems for sentence in before))
    return not (is_definite and len(told) == 1 and subject.stems <= pointed and not subject.stems & known)
