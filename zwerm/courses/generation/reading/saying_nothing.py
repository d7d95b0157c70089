"""Sentences that say nothing themselves: they send the reader elsewhere, say what a text will say, or are a machine's leftovers."""

import re

from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.reading.tables import BROKEN
from zwerm.language.saying import says_something
from zwerm.language.standalone import VERB
from zwerm.language.words import count_words

MOSTLY_LINK = 0.8
# So many words make a text of a link, and a sentence of one with many signs: "IPv6 (e.g., 2001:0db8:85a3::8a2e)".
FEWEST_SAID, FEWEST_WORDS = 6, 5
SHORT = 4
WORD = re.compile(r"[^\W\d_]{3,}")
TELL_US = re.compile(
    r"\b(?:laat (?:(?:het|dit|ons|mij|dan|graag|even) )+weten|laat het ons|let (?:us|me) know|contact us|neem contact|get in touch|reach out)\b",
    re.IGNORECASE,
)
# To who makes the page, about the page; whom one tells something at work is told.
TELL_MAKERS = re.compile(
    r"^(?=.*\b(?:laat (?:(?:het|dit|ons|mij|dan|graag|even) )+weten|laat het ons|let (?:us|me) know)\b)"
    r"(?:Laat het ons weten(?: via|\W*$)|Let us know (?:by|via|on|in)|.*\b(?:voorbeeld|best practices?|suggesties?|opmerking|mist|ontbreekt|onjuist|klopt|verbeter\w*|example|suggestions?|wrong|missing|incorrect|improve\w*|feedback)\b)",
    re.IGNORECASE | re.DOTALL,
)
POINTER = re.compile(
    r"""^\W*(?:
      zie(?!\ (?:je|jij|u|men|ik)\b) | bekijk | klik | download | raadpleeg | (?:ga|kijk)\ (?:ook\ )?(?:naar|op|bij|in) | lees\ (?:ook|meer|verder|hier|in|de|het|deze)
      | meer\ (?:weten|informatie|info|lezen|hierover|over) | (?:wil|wilt)\ (?:je|u)\ .{0,40}\bmeer\ (?:weten|informatie|lezen)
      | neem\ (?:dan\ )?contact | stuur\ .{0,30}\b(?:mail|e-mail|bericht) | (?:heb|heeft)\ (?:je|u)\ .{0,25}\bvragen | vragen\? | abonneer | meld\ je\ aan
      | (?:derived|adapted|taken|copied)\ from | (?:overgenomen|ontleend|afgeleid)\ (?:uit|van|aan)
      | see | click | download | visit | watch | (?:please\ )?(?:refer\ to|read|check\ out|consult|contact|reach\ out|review\ the|visit|see)
      | (?:to|you\ can)\ (?:learn|read|find\ out)\ more | learn\ more | find\ out\ more | more\ (?:information|details|about|on)
      | for\ (?:more|further|additional|full|a\ full|the\ full|details|specific\ details) | if\ you\ have\ .{0,25}\bquestions | subscribe | sign\ up
      | you\ can\ (?:find|read|see|view|learn) | (?:feel\ free|don['’]t\ hesitate)\ to | have\ (?:a\ )?questions
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
CALLS = re.compile(
    r"^\W*(?:neem (?:dan )?contact|stuur|vragen\?|(?:heb|heeft) (?:je|u)\b|abonneer|meld je aan|meer|(?:please )?(?:contact|reach out)|if you have|have (?:a )?questions|subscribe|sign up|(?:to )?learn more|find out more|more|for more|feel free|don['’]t hesitate)\b",
    re.IGNORECASE,
)
# Says what the text will say.
ANNOUNCES = re.compile(
    r"^\W*(?:in (?:dit|deze) (?:artikel|les|blog|blogpost|hoofdstuk|paragraaf|document|pagina|gids|handleiding|serie|module|stuk)\b.{0,80}\b(?:behandel\w*|besp[re]+k\w*|leg\w*|leer\w*|leren|lees|lezen|vind\w*|laat|laten|duik\w*|kijk\w*|verken\w*|gaan|zetten|beschrij\w*|komt|komen)\b"
    r"|(?:dit|deze) (?:artikel|les|blog|blogpost|hoofdstuk|document|pagina|gids|handleiding) (?:beschrijft|behandelt|bespreekt|gaat over|geeft|legt|bevat|is bedoeld)\b"
    r"|(?:in|on) this (?:article|lesson|section|page|guide|post|document|chapter|module|tutorial)\b.{0,80}\b(?:cover\w*|discuss\w*|learn|explain\w*|explore\w*|look|read|describe\w*|find|see)\b"
    r"|this (?:page|section|document|article|guide|lesson|chapter|handbook page) (?:covers|describes|explains|outlines|details|will|is about|contains|lists|provides|documents|is intended|is meant)\b"
    r"|after (?:completing|reading|finishing) this\b|na (?:deze les|dit hoofdstuk)\b)",
    re.IGNORECASE,
)
# A pointer even without a link.
BARE_POINTER = re.compile(
    r"^\W*(?:zie(?! (?:je|jij|u|men|ik)\b)(?: ook| verder| hiervoor| bijlage)?\b|see (?:also|the|our|below|above)\b|lees meer|read more|learn more|meer informatie|click here|klik hier|for more information|voor meer informatie)",
    re.IGNORECASE,
)
FOR_EXAMPLE = re.compile(r"^\W*(?:for (?:example|instance)|bijvoorbeeld)\b[\s,:]*", re.IGNORECASE)
URL = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")


def is_pointer(sentence: SourceSentence) -> bool:
    """Sends the reader elsewhere and says nothing itself."""
    text = sentence.text
    if URL.fullmatch(text.strip("<>.() ")):
        return True
    if sentence.link_share > MOSTLY_LINK:
        return not _says_it_itself(sentence)
    if URL.search(text) and count_words(URL.sub(" ", text)) <= 7 and not is_code(sentence):
        return True
    if TELL_US.search(text) and (URL.search(text) or sentence.linked):
        return True
    if BARE_POINTER.match(text) and count_words(text) <= 25:
        return True
    if not POINTER.match(text):
        return False
    # "Klik op Opslaan", "Lees de meter af": without a link these are what somebody does.
    return bool(sentence.linked or URL.search(text)) or bool(CALLS.match(text) and count_words(text) <= 6)


def _says_it_itself(sentence: SourceSentence) -> bool:
    """Whether words that are a link as a whole are a statement: "[The law requires that contracts are published](…)."."""
    text = FOR_EXAMPLE.sub("", sentence.text)
    return (
        count_words(text) >= FEWEST_SAID
        and text.rstrip("\"'”’)» ").endswith(".")
        and not (POINTER.match(text) or BARE_POINTER.match(text) or ANNOUNCES.match(text))
        and (says_something(text, sentence.language) or (sentence.language == "en" and bool(VERB.search(text))))
    )


def is_broken(sentence: SourceSentence) -> bool:
    """Holds leftovers of a machine rather than words."""
    text = sentence.text
    if BROKEN.search(text):
        return True
    # "1 week (604800)" is short and says something.
    if count_words(text) <= SHORT and WORD.search(text):
        return False
    letters = sum(letter.isalpha() or letter.isspace() for letter in text)
    return letters < 0.6 * len(text) and len(WORD.findall(text)) < FEWEST_WORDS and not is_code(sentence)


def is_code(sentence: SourceSentence) -> bool:
    """Whether it is a command or a name to take over letter by letter."""
    return sum(end - start for start, end in sentence.code) >= len(sentence.text.rstrip(" .:"))
