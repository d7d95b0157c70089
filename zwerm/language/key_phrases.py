"""The phrases a text is about: nouns and short noun phrases, found without a dictionary."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import Word, find_words

LONGEST_PHRASE = 3
# Words after which a noun comes. Those that may also be a pronoun ("die", "her") do not count as evidence.
DETERMINERS = {
    "nl": frozenset({"de", "een", "geen", "elk", "elke", "ieder", "iedere", "onze", "mijn", "uw", "het"}),
    "en": frozenset({"the", "a", "an", "our", "your", "their", "its", "each", "every", "no", "any"}),
}
NOUN_ENDINGS = {
    "nl": re.compile(r"\w{3,}(?:heid|heden|ing|ingen|tie|ties|teit|teiten|schap|schappen|ment|menten|isme|nis|nissen|sel|aar|ist|iteit|ie|logie|plan|beleid|systeem|proces|recht|wet)$"),
    "en": re.compile(r"\w{3,}(?:tion|tions|sion|sions|ment|ments|ness|ity|ities|ance|ances|ence|ences|ship|ism|ist|ists|logy|graphy|age|ware|cy|cies|er|ers|or|ors)$"),
}  # fmt: skip
# Words that stand where nouns stand and say nothing.
EMPTY = {
    "nl": frozenset(["aantal", "manier", "keer", "deel", "soort", "stap", "punt", "vorm", "zaak", "zaken", "ding", "dingen", "geval", "gevallen", "voorbeeld", "voorbeelden", "plek", "jaar", "jaren", "dag", "dagen", "week", "weken", "maand", "uur", "mens", "mensen", "kant", "basis", "moment", "wijze", "soorten", "manieren", "stappen", "beste", "eerste", "tweede", "laatste", "volgende", "nieuwe", "grote", "goede", "belangrijke", "verschillende", "bepaalde", "gebruik", "tijd", "begin", "eind", "einde", "rol", "richting", "paar", "heleboel", "ander", "andere", "meeste", "hele", "gehele", "enige", "beide", "vraag", "antwoord", "doel", "reden", "hoogte", "hand", "bedoeling", "tip", "opmerking", "mogelijk", "nodig"]),
    "en": frozenset(["number", "way", "time", "times", "part", "kind", "sort", "thing", "things", "case", "cases", "example", "examples", "place", "year", "years", "day", "days", "week", "weeks", "month", "months", "hour", "person", "people", "side", "basis", "moment", "ways", "kinds", "types", "steps", "best", "first", "second", "last", "next", "new", "good", "great", "important", "different", "certain", "use", "end", "start", "lot", "few", "bit", "same", "other", "main", "key", "question", "answer", "goal", "reason", "rest", "purpose", "following", "step", "point", "line", "list", "set", "note", "full", "able"]),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """`key` is what makes two writings of the phrase the same. `article` as it stands before it most ("de", "het", "the", "")."""

    text: str
    key: tuple[str, ...]
    count: int
    score: float
    article: str


def phrase_key(text: str, language: str) -> tuple[str, ...]:
    """The stems of a phrase, without articles and other words that carry no meaning."""
    return tuple(stem(w.folded, language) for w in find_words(text) if not is_stop_word(w.folded, language))


def find_key_phrases(
    sentences: Sequence[str], language: str, headings: Iterable[str] = (), limit: int = 60
) -> list[KeyPhrase]:
    """The phrases that matter most, best first; equal scores in order of the alphabet. Deterministic.

    A phrase counts as a noun phrase when somewhere an article or the like stands before it and nothing that could
    belong to it stands after it. The score is its number of occurrences, longer phrases and those in headings more.
    """
    language = language if language in DETERMINERS else "en"
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    articles: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    nouns: Counter[str] = Counter()
    for sentence in sentences:
        for run, before in _runs(sentence, language):
            article = before if before in DETERMINERS[language] else ""
            if article and len(run) == 1 and not _may_be_verb(run[0].folded, article, language):
                nouns[run[0].folded] += 1
            for phrase, whole in _endings(sentence, run):
                key = phrase_key(phrase, language)
                forms[key][phrase] += 1
                articles[key][article if whole else ""] += 1
    titles = {key for heading in headings for key in _keys_within(heading, language)}
    found = []
    for key, written in forms.items():
        text = max(sorted(written), key=lambda form: (written[form], not form[0].isupper()))
        article = max(sorted(articles[key]), key=lambda a: (bool(a), articles[key][a]))
        if not key or not _names_something(text, nouns, bool(article), language):
            continue
        count = sum(written.values())
        score = count * math.sqrt(len(key)) * (1.6 if key in titles else 1.0)
        found.append(KeyPhrase(text, key, count, score, article))
    found.sort(key=lambda phrase: (-phrase.score, phrase.text))
    return found[:limit]


def _endings(sentence: str, run: list[Word]) -> Iterator[tuple[str, bool]]:
    """The phrases that end a run of words, and whether each is the whole run."""
    for length in range(1, min(LONGEST_PHRASE, len(run)) + 1):
        part = run[-length:]
        yield sentence[part[0].start : part[-1].end], length == len(run)


def _may_be_verb(folded: str, article: str, language: str) -> bool:
    """ "Het" is a pronoun too: "het werkt", "het delen"."""
    return language == "nl" and article == "het" and folded.endswith(("t", "en", "d", "ft"))


def _runs(sentence: str, language: str) -> Iterator[tuple[list[Word], str]]:
    run: list[Word] = []
    before, previous = "", ""
    last_end = 0
    for word in find_words(sentence):
        broken = bool(re.search(r"[^\s]", sentence[last_end : word.start]))
        stop = is_stop_word(word.folded, language) or word.text.isdigit()
        if run and (broken or stop):
            yield run, before
            run = []
        if not stop:
            if not run:
                before = "" if broken else previous
            run.append(word)
        previous = word.folded
        last_end = word.end
    if run:
        yield run, before


def _keys_within(heading: str, language: str) -> Iterator[tuple[str, ...]]:
    key = phrase_key(heading, language)
    for start in range(len(key)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(key)) + 1):
            yield key[start:end]


def _names_something(text: str, nouns: Counter[str], determined: bool, language: str) -> bool:
    """Whether a phrase ends in a noun, as far as its surroundings tell, and says something."""
    words = [word.folded for word in find_words(text)]
    if len(text) < 3 or words[-1] in EMPTY[language] or words[0] in EMPTY[language]:
        return False
    if any(letter.isupper() for letter in text.split()[-1][1:]):
        return True
    is_noun = nouns[words[-1]] > 0 or bool(NOUN_ENDINGS[language].match(words[-1]))
    return is_noun and (determined or (len(words) == 1 and nouns[words[-1]] > 1))
