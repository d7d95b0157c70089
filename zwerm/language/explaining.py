"""Where a text beside a name says what that is: "Worm: a program that …", "Worms: worms spread through …"."""

import re

from zwerm.language.definitions import NO_MEANING, TELLS_APART, UNFIT, find_definition
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import leans_on_context, points_back
from zwerm.language.stopwords import is_stop_word
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words, fold

SHORTEST, LONGEST = 5, 36
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
# Who speaks tells what they do with it, and not what it is.
_OURS = re.compile(
    r"\b(?:we|wij|us|our|ours|ons|onze|i|ik|my|mijn|you|your|jouw|uw|please|graag|currently|momenteel|nu|they|ze)\b|\d{4}|https?:|@|[{}<>\[\]]",
    re.IGNORECASE,
)
# What can, must or may be is told of a thing that is known already.
_OF_IT = {
    "nl": re.compile(r"(?:is|zijn|was|waren|kan|kunnen|moet|moeten|mag|mogen|zal|zullen|zou|wil|willen|heeft|hebben|wordt|worden|werd|werden|hoeft|hoeven|helpt|helpen|vraagt|vragen)\b", re.IGNORECASE),
    "en": re.compile(r"(?:is|are|was|were|can|could|must|should|may|might|will|would|shall|has|have|had|do|does|did|helps?|needs?|also|often|usually|not|never|always)\b|\w+ed\b", re.IGNORECASE),
}  # fmt: skip
# What letters stand for is told by them.
_SPELLS = re.compile(r"(?:stands? for|staa(?:t|n) voor)\b", re.IGNORECASE)
_VERB = {"nl": re.compile(r"[a-z]+(?:t|en)\b"), "en": re.compile(r"[a-z]+\b")}
# An English noun and what tells it apart, with no room for a verb between them.
_APART = r"(?:that|which|who|whose|where|in which|of|for|to|between|used|using|designed|intended|responsible|focused|made|given|created|based|by|\w{3,}ing)\b"
_NOUN = re.compile(
    rf"(?:an?\ (?:[\w'’/-]+,?\ ){{1,6}}?|the\ (?:[\w'’/-]+\ ){{1,3}}?|(?!the\b|an?\b|this|these|that|those|it\b|they\b|there\b|in\b|on\b|at\b|by\b|with\b|from\b|to\b|for\b|when\b|if\b|as\b|each\b|every\b|all\b|some\b|many\b|most\b|both\b|any\b|\w+ed\ (?:based|by|in|on|to|for|using|from|with)\b)(?:[\w'’/-]+\ ){{1,3}}?){_APART}",
    re.VERBOSE | re.IGNORECASE,
)
# "These attacks …", "In this attack, …": the thing itself.
_POINTED = {
    "nl": re.compile(r"(?:bij |in |met )?(?:dit|deze|dat|die)(?: soort| type)? [\w-]+(?:, | (?=[a-z]+(?:t|en)\b))", re.IGNORECASE),
    "en": re.compile(r"(?:in |with )?(?:this|these)(?: kinds? of| types? of)? [\w-]+(?:, | (?=[a-z]+\b))", re.IGNORECASE),
}  # fmt: skip
# "A visitor asks for": after "a" a word with an "s" is the verb.
_DOES = re.compile(r"an?\s(?:[\w'’/-]+\s){1,5}?(?!series\b|species\b|means\b)\w+[^\Wsiu]s\s", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|can|may|must|should|will|would|could|might|does|do|needs?|wants?)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:de|het|een|alle|elke?|iedere?|iemand|degene)\s", re.IGNORECASE)


def find_told(label: str, text: str, language: str, *, of_kinds: bool = False) -> tuple[int, int] | None:
    """The stretch of `text` that says what the thing called `label` is or does; None where it says something else.

    `of_kinds`: the text says that these are kinds of something, so that a whole sentence tells what this kind is."""
    bare = text.rstrip(" .;,")
    name = language if language in _VERB else "en"
    if _OURS.search(bare) or "?" in bare or "!" in bare:
        return None
    begins = _names(label, name).match(bare)
    if begins and _SPELLS.match(bare, begins.end()):
        return None
    place = _after_name(begins, bare, name) if begins else None
    place = place or (_of_kind(bare, language) if of_kinds else (0, len(bare)) if _is_noun(bare, name) else None)
    if place is None or not SHORTEST <= count_words(bare[slice(*place)]) <= LONGEST:
        return None
    told = bare[slice(*place)]
    return None if NO_MEANING[name].match(told) or UNFIT.search(told) else place


def _of_kind(text: str, language: str) -> tuple[int, int] | None:
    """The whole sentence, from what follows "In this attack,"."""
    pointed = _POINTED["nl" if language == "nl" else "en"].match(text)
    place = (pointed.end() if pointed else 0, len(text))
    told = text[slice(*place)]
    leans = leans_on_context(told, language) or points_back(told, language) or tells_to(told, language)
    return None if leans else place


def _after_name(begins: re.Match[str], text: str, language: str) -> tuple[int, int] | None:
    """What follows the name where the sentence begins with it: the meaning after "is a", else from the verb on."""
    found = find_definition(text, language)
    if found and found.term[0] < begins.end():
        return found.meaning
    start = begins.end()
    is_verb = _VERB[language].match(text, start) and not _OF_IT[language].match(text, start)
    return (start, len(text)) if is_verb else None


def _names(label: str, language: str) -> re.Pattern[str]:
    """The start of a sentence whose subject is the name, its abbreviation, or one or many of it."""
    short = [aside for aside in _ASIDE.findall(label) if aside]
    forms = [re.escape(name.strip()) for name in (_ASIDE.sub("", label), *short) if name.strip()]
    many = r"(?:e?s|en)?"
    ended = [form.removesuffix("s") + many for form in forms]
    return re.compile(rf"(?:(?:an?|the|een|de|het)\s)?(?:{'|'.join(ended)})(?:\s\([^()]{{1,60}}\))?\s", re.IGNORECASE)


def _is_noun(text: str, language: str) -> bool:
    """Whether it is no sentence: something, with what tells it apart from others of its kind."""
    if tells_to(text[:1].upper() + text[1:], language):
        return False
    if language == "en":
        found = _NOUN.match(text)
        return bool(found and not _FINITE.search(text, 0, found.end()) and not _DOES.match(text, 0, found.end()))
    first = fold(text.split()[0])
    opens = bool(_ARTICLE.match(text)) or not is_stop_word(first, language)
    return opens and lacks_verb(text, language) and bool(TELLS_APART["nl"].search(text))
