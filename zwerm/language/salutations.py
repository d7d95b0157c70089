"""How a letter greets whom it is for: "Geachte mevrouw De Boer,", "Dear colleagues,". It names somebody and says nothing."""

import re

_GREETS = re.compile(
    r"\W*(?:(?:zeer )?geachte|waarde|beste|lieve|hallo|hoi|dag|goede(?:morgen|middag|avond)|aan (?:allen|alle)|dear|hello|hi|good (?:morning|afternoon|evening)|to (?:whom|all))\b[^,.:;!?\n]*[,!:]?\W*",
    re.IGNORECASE,
)
_FORMAL = re.compile(r"\W*(?:(?:zeer )?geachte|dear|to whom it may concern)\b", re.IGNORECASE)
LONGEST = 8


def is_salutation(text: str) -> bool:
    """Whether this is no more than a greeting at the head of a letter. Less formal words ("beste", "dag") are one only before a comma or an exclamation mark."""
    if not _GREETS.fullmatch(text) or len(text.split()) > LONGEST:
        return False
    return text.rstrip().endswith((",", "!")) or bool(_FORMAL.match(text))
