"""Entries such as "**Direct**: the rule names the ground", cut in label and description."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import count_words, fold

LONGEST_LABEL = 7
SHORTEST_DESCRIPTION = 2
SEPARATOR = re.compile(r"\s*(?::|\s[–—-])\s+")
# Labels that say what kind of remark follows, not what it is about.
GENERAL = re.compile(
    r"""^(?:note|notes|tip|tips|let\ op|opmerking(?:en)?|remarks?|comments?|belangrijk|important|warning|waarschuwing|voorbeeld(?:en)?|bijvoorbeeld|examples?|e\.?g|i\.?e|q|a|v|vraag|antwoord|question|answer
      |nb|n\.b|ps|update|todo|bron|source|zie|see|link|links|email|e-mail|mail|tel|telefoon|phone|website|url|datum|date|auteur|author|contact|step\ \d+|stap\ \d+|dus|so|conclusion|conclusie
      |key\ takeaways?|takeaway|summary|samenvatting|optional|optioneel|new|nieuw|description|omschrijving|details|scenario|pro\ tip|caveat|default|good|bad|fout|goed|dos?|don['’]ts?)\W*$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Labelled:
    label: SourceSentence
    description: tuple[SourceSentence, ...]


def read_label(sentences: Sequence[SourceSentence]) -> Labelled | None:
    """Label and description, if the sentences are made that way: bold words or a few words before a colon or dash."""
    if not sentences:
        return None
    first = sentences[0]
    place = _after_bold(first) or _after_separator(first)
    if place is None:
        return None
    end, start = place
    label = first.part(0, end)
    rest = [first.part(start, len(first.text))] if first.text[start:].strip() else []
    description = (*rest, *sentences[1:])
    if (
        not is_label(label.text, first.language)
        or not description
        or count_words(description[0].text) < SHORTEST_DESCRIPTION
    ):
        return None
    return Labelled(label, description)


def _after_bold(sentence: SourceSentence) -> tuple[int, int] | None:
    """Where a bold label ends and its description starts; a bold word that goes on as a sentence is no label."""
    if not sentence.bold or sentence.bold[0][0] != 0:
        return None
    end = sentence.bold[0][1]
    bold, rest = sentence.text[:end], sentence.text[end:]
    if bold.rstrip()[-1:] in ":.–—-" or not rest:
        start = end
    else:
        found = SEPARATOR.match(rest) or re.match(r"\s*\([^()]{1,50}\)\s*:\s+", rest)
        if not found:
            return None
        start = end + found.end()
    end = len(bold.rstrip(" :.–—-"))
    return (end, start) if end else None


def _after_separator(sentence: SourceSentence) -> tuple[int, int] | None:
    found = SEPARATOR.search(sentence.text)
    if not found or not found.start() or found.start() > 70 or re.search(r"[.!?;,]\s", sentence.text[: found.start()]):
        return None
    return found.start(), found.end()


def is_label(text: str, language: str) -> bool:
    """Whether a few words can name what follows them."""
    return (
        1 <= count_words(text) <= LONGEST_LABEL
        and not GENERAL.match(text)
        and text.count("(") == text.count(")")
        and not text.rstrip().endswith("?")
        and any(letter.isalpha() for letter in text)
        and not is_stop_word(fold(text.split()[-1]), language)
    )
