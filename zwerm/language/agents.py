"""Whether a noun phrase names who acts: a role, a team, an organisation. Whoever does a thing can be taken for another who might."""

import re
from functools import lru_cache

from zwerm.language.stopwords import is_stop_word

# The head of a Dutch compound says what it is: a "kwaliteitsmanager" is a manager, a "vrijgaveteam" a team.
_DUTCH_HEADS = (
    r"medewerk(?:er|ers|ster)|werkgever|werknemer|opdrachtgever|opdrachtnemer|leverancier|manager|leider|leidster|leidinggevende|hoofd|beheerder|eigenaar|houder|hebber|verlener|ontwikkelaar|ontwerper|bouwer|tester|architect|ambtenaar"
    r"|kundige|verpleegkundige|arts|dokter|specialist|assistent|apotheker|zorgverlener|behandelaar|therapeut|verzorgende|docent|leraar|leerkracht|trainer|opleider|begeleider|mentor|coach|student|stagiair|leerling|deelnemer|vrijwilliger|bestuurder|directeur|adviseur|inspecteur|monteur|chauffeur|controleur|auditor"
    r"|co[oö]rdinator|secretaris|voorzitter|penningmeester|notulist|redacteur|auteur|schrijver|lezer|planner|portier|receptionist|telefonist|kok|bewaker|beveiliger|schoonmaker|jurist|advocaat|rechter|notaris|officer|owner|functionaris|vertegenwoordiger|contactpersoon|persoon|collega|bezoeker|klant|cliënt|patiënt|gebruiker|inkoper|verkoper|ondernemer|aanvrager|melder|burger"
    r"|verantwoordelijke|betrokkene|toezichthouder|autoriteit|onderzoeker|analist|engineer|wetgever|provider|aanbieder|afnemer"
    r"|team|afdeling|commissie|raad|bestuur|directie|organisatie|overheid|ministerie|gemeente|provincie|waterschap|dienst|bureau|secretariaat|apotheek|instelling|bedrijf|school|ziekenhuis|werkgroep|stuurgroep|receptie|balie|helpdesk|servicedesk|redactie|vereniging|stichting|magazijn|postkamer|meldkamer|keuken"
)
_DUTCH_HEAD = re.compile(rf"(?:\w|-)*?(?:{_DUTCH_HEADS})(?:s|en|n|['’]s|ren)?", re.IGNORECASE)
# These end as a role does, and act in no organisation.
_DUTCH_NOT = re.compile(r"(?:\w|-)*?(?:voorraad|gereedschapshouder|sleutelhouder|jaarverslag|kerstdienst|weekenddienst)", re.IGNORECASE)  # fmt: skip
_ENGLISH_HEAD = re.compile(
    r"(?:\w+-)?(?:managers?|leads?|leaders?|owners?|directors?|officers?|coordinators?|engineers?|developers?|designers?|architects?|analysts?|specialists?|teammates?|colleagues?|employees?|employers?|members?|staff|teams?|committees?|board|council|department|nurses?|doctors?|physicians?|pharmacists?|pharmacy|therapists?|volunteers?|visitors?|customers?|clients?|patients?"
    r"|vendors?|suppliers?|contractors?|candidates?|interviewers?|recruiters?|partners?|counsel|controllers?|administrators?|admins?|users?|operators?|authors?|editors?|reviewers?|approvers?|trainers?|teachers?|students?|pupils?|mentors?|mentees?|coach(?:es)?|budd(?:y|ies)|supervisors?|chair(?:person|man|woman)?|secretary|secretaries|treasurers?|messengers?|drivers?|cooks?|chefs?|guards?"
    r"|person|people|organi[sz]ations?|company|companies|agency|agencies|ministry|municipality|municipalities|association|foundation|stewards?|maintainers?|contributors?|president|ceo|cto|cfo|vp|executives?|assistants?|advisors?|advisers?|auditors?|inspectors?|representatives?|participants?|facilitators?|moderators?|hosts?|caller|reporter|requester|applicant|lawyers?|accountants?|cashiers?|porters?|receptionists?|clerks?|desk|helpdesk)",
    re.IGNORECASE,
)
# What comes after one of these says whose or which, and is not who acts: "the manager | of the project".
_HEAD_ENDS = re.compile(
    r"\s(?:van|voor|bij|in|op|uit|met|aan|binnen|namens|die|dat|of|for|at|in|on|from|with|within|who|that|to)\s|\s[(–—]",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^(?:de|het|een|je|jouw|uw|onze|ons|the|an?|your|our)\s", re.IGNORECASE)


# A phrase from its article on: an adjective or a noun or two before the noun that says what it is.
_PHRASE = re.compile(
    r"(?<![\w-])(?:de|het|een|je|jouw|uw|onze|ons|the|an?|your|our)(?:\s[\w&'’-]+){1,4}?(?=[\s.,;:)]|$)", re.IGNORECASE
)
_LONGEST = 4
# Who acts stands at the start, behind "by", or behind the comma of a clause: "If it is late, the porter opens the door".
_BY = re.compile(r"\b(?:door|by)\s$", re.IGNORECASE)
_AFTER_CASE = {
    "nl": re.compile(r"^\W*(?:als|wanneer|indien|zodra|voordat|nadat|tijdens|bij|in|na|voor|om|elke?|ten|op)\b[^,;:]*,?\s(?:dan\s)?(?!(?:van|aan|met|uit|een|en|ten|niet|dat|dan|in|om|want|tot|naast|geen|samen|binnen|tegen|tussen|buiten|wat|het)\s)(?:\w+(?:t|n)|is|mag|kan|zal)\s$", re.IGNORECASE),
    "en": re.compile(r"^\W*(?:if|when|once|unless|before|after|until|as soon as|during|for|in|on|at|each|every)\b[^;:]*,\s(?:then\s)?$", re.IGNORECASE),
}  # fmt: skip
_VERB_FOLLOWS = {
    "nl": re.compile(r"\s(?:\w+(?:t|n)|is|mag|kan|moet|zal|kan|wil|doet|gaat|ziet|meldt)\s", re.IGNORECASE),
    "en": re.compile(r"\s(?:(?:also|then|only|always)\s)?(?:is|are|has|have|must|should|shall|may|can|will|needs?|\w{2,}s)\s", re.IGNORECASE),
}  # fmt: skip


def find_actors(text: str, language: str) -> list[tuple[int, int]]:
    """Where the sentence names a role or body that does what it tells of, with its article."""
    language = language if language in _VERB_FOLLOWS else "en"
    found = []
    for match in _PHRASE.finditer(text):
        start, end = match.start(), _whole(text, match.start(), language)
        before = text[:start]
        is_first = not before.strip() and bool(_VERB_FOLLOWS[language].match(text, end))
        is_case = bool(_AFTER_CASE[language].match(before)) and (
            language == "nl" or bool(_VERB_FOLLOWS["en"].match(text, end))
        )
        if end and (is_first or is_case or _BY.search(before)) and not _GOES_ON.match(text, end):
            found.append((start, end))
    return found


# "The manager of the project", "de arts en de apotheek": more than the phrase says who.
_GOES_ON = re.compile(r"\s(?:van|voor|en|of|of|for|and|or|from|in|op)\s|[’']s?\s|[-/(]|\s\(", re.IGNORECASE)


def _whole(text: str, start: int, language: str) -> int:
    """Where the shortest phrase from here ends that names who acts; 0 when none does."""
    words = list(re.finditer(r"[\w&'’-]+", text[start : start + 80]))[: _LONGEST + 1]
    for number, word in enumerate(words[1:], 1):
        phrase = text[start : start + word.end()]
        if _BROKEN.search(phrase) or is_stop_word(word.group().casefold(), language):
            return 0
        follows = words[number + 1].group() if number + 1 < len(words) else ""
        longer = (
            bool(follows)
            and text[start + word.end() : start + word.end() + 1] == " "
            and names_agent(f"{phrase} {follows}", language)
        )
        if names_agent(phrase, language) and not longer:
            return start + word.end()
    return 0


_BROKEN = re.compile(
    r"[.,;:()]|\s(?:de|het|een|the|an?|door|as|than|van|voor|en|of|in|op|die|dat|is|zijn|moet|kan|wordt|met|aan|bij|of|for|and|or|that|who|is|are|must|can|will|has|to)\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def names_agent(phrase: str, language: str) -> bool:
    """Whether the phrase names one role or body that acts: "De projectleider", "The incident lead".

    Only with an article: "Managers" says something of all of them, and what is said of all is true of each. Careful
    rather than complete: a name without such a word ("Sourcegraph") counts as none.
    """
    if not _DETERMINED.match(phrase):
        return False
    words = _HEAD_ENDS.split(phrase.strip(), maxsplit=1)[0].split()
    head = words[-1].strip("\"'“”‘’.,") if len(words) > 1 else ""
    if language == "nl":
        return bool(_DUTCH_HEAD.fullmatch(head) or _ENGLISH_HEAD.fullmatch(head)) and not _DUTCH_NOT.fullmatch(head)
    return bool(_ENGLISH_HEAD.fullmatch(head))


# So wide a word says of nobody in particular that he does it.
_ANYBODY = re.compile(
    r"(?:de|het|een|je|jouw|uw|onze|ons|the|an?|your|our) (?:persoon|gebruiker|organisatie|overheid|burger|team|bedrijf|instelling|klant|client|provider|person|people|user|organi[sz]ation|company|team|member|customer|partner|candidate|foundation|association|staff)",
    re.IGNORECASE,
)


def is_anybody(phrase: str) -> bool:
    """Whether nobody in particular is meant: "a person", "your team"."""
    return bool(_ANYBODY.fullmatch(phrase))


def head_of(phrase: str) -> str:
    """The word that says what it is: "manager" of "the hiring manager of the team"."""
    words = _HEAD_ENDS.split(phrase.strip(), maxsplit=1)[0].split()
    return words[-1].strip("\"'“”‘’.,").casefold() if words else ""
