"""What only sends the reader on to another page, and says nothing itself: "Zie ook Valrisico inschatten."."""

from __future__ import annotations

import re

from zwerm.assistant.rules.sources import Source
from zwerm.assistant.rules.units import Unit
from zwerm.language.words import count_words

# "Lees ook in [X] verder": so many words only send on.
SENDING_ON = 4
LINK = re.compile(r"!?\[[^\]]*\]\([^)\s]*\)")
# "Zie ook Valrisico inschatten.": it sends on, and says nothing.
_SENDS_ON = re.compile(
    r"\W*(?:zie|lees|kijk|bekijk|see|read)\b(?: (?:ook|verder|also|more|on))?(?: (?:in|bij|op|over|naar|at|about|here|hier))?[:,]?\s+\[",
    re.IGNORECASE,
)
SEE_ALSO = re.compile(
    r"\W*(?:(?:zie|lees) (?:ook|verder)|meer lezen|see also|read (?:more|on)|further reading)\b", re.IGNORECASE
)


def only_sends_on(unit: Unit, source: Source) -> bool:
    sends = _SENDS_ON.match(source.text, unit.start, unit.end)
    return bool(SEE_ALSO.match(unit.text)) or (bool(sends) and not _says_more(source, unit))


def _says_more(source: Source, unit: Unit) -> bool:
    """Whether it holds more than words that send on and the name of what to read."""
    return count_words(LINK.sub(" ", source.text[unit.start : unit.end])) > SENDING_ON
