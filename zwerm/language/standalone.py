"""Whether a sentence says something on its own, without the sentences around it."""

import re
from functools import lru_cache

from zwerm.language.imperatives import tells_to
from zwerm.language.stems import stem
from zwerm.language.whole import is_half_clause
from zwerm.language.words import count_words, find_words, fold

SHORTEST, LONGEST = 5, 38

CONNECTIVES = {
    "nl": """
        en maar of want dus ook verder daarnaast bovendien daarom daardoor hierdoor daarbij hierbij daarna hierna
        vervolgens daarentegen echter toch wel bijvoorbeeld zo tevens ten\\ slotte tot\\ slot anders dan toen daarvoor
        hiervoor hiermee daarmee hierin daarin hierop daarop daarvan hiervan hieronder hieruit daaruit eveneens namelijk immers
        kortom met\\ andere\\ woorden in\\ dat\\ geval in\\ dit\\ geval om\\ deze\\ reden op\\ die\\ manier op\\ deze\\ manier op\\ deze\\ wijze
        op\\ dat\\ moment aan\\ de\\ andere\\ kant aan\\ de\\ ene\\ kant als\\ gevolg\\ (?:hiervan|daarvan) in\\ beide\\ gevallen terwijl
        ten\\ eerste ten\\ tweede ten\\ derde allereerst idem sterker\\ nog al\\ met\\ al daar hier zodoende desondanks niettemin alsnog
        eerst omgekeerd evenzo ook\\ al waardoor waarmee waarbij waarin waarna zodat nogmaals vooral intussen inmiddels nu ja nee
        kort\\ gezegd simpel\\ gezegd eenvoudig\\ gezegd in\\ het\\ kort voorgaande?
    """,
    "en": """
        and but or so also however therefore thus hence moreover furthermore additionally besides nevertheless nonetheless
        otherwise then next afterwards subsequently consequently accordingly likewise similarly instead meanwhile still yet
        for\\ example for\\ instance in\\ addition if\\ not if\\ so in\\ contrast on\\ the\\ other\\ hand on\\ the\\ one\\ hand as\\ a\\ result
        in\\ this\\ case in\\ that\\ case in\\ these\\ cases in\\ other\\ words for\\ this\\ reason in\\ this\\ way that\\ said that\\ is finally lastly first secondly
        firstly second third thirdly conversely alternatively even\\ so here there\\ again in\\ short in\\ fact indeed
        which because\\ of\\ this to\\ this\\ end with\\ this with\\ that after\\ that before\\ that as\\ such at\\ this\\ point plus
        overall in\\ simple\\ terms simply\\ put put\\ simply by\\ contrast below in\\ essence in\\ reality most\\ importantly of\\ course yes no again specifically namely in\\ particular similarly ultimately again particularly now
    """,
}
# Words that point back at something in an earlier sentence, as the subject or early in the sentence.
POINTS_BACK = {
    "nl": r"""
        (?:dit|deze|dat|die|zij|ze|hij|hun|haar|zijn|diegenen?|degenen?|beide|beiden|zulke|dergelijke|zo['’]n|laatstgenoemde|eerstgenoemde
          |de\ (?:eerste|tweede|derde|laatste|andere|overige|bovenstaande|onderstaande|genoemde|volgende)|het\ (?:eerste|tweede|laatste|bovenstaande|onderstaande|volgende)
          |alle\ (?:drie|vier|vijf|bovenstaande|genoemde|andere)|sommige|enkele|een\ ander|andere|iets\ anders|hetzelfde|dezelfde)\b
        | (?:een\ (?:voorbeeld|ander\ voorbeeld|oplossing|manier|gevolg|reden|voordeel|nadeel)(?:\ hiervan|\ daarvan)?)\b
        | het\ (?:is|zijn|was|waren|gaat|betreft|kan|kunnen|moet|mag|zal|zou|wordt|werd|heeft|had|bevat|geeft|biedt|maakt|helpt|zorgt|laat|doel|gevolg|resultaat
            |betekent|staat|bestaat|omvat|toont|heet|stelt|verhoogt|verandert|verwijst|beschrijft|bepaalt|voorkomt|vermindert|vereist|vormt|dient|richt|voegt|neemt
            |leert|verbetert|brengt|houdt|komt|creëert|stimuleert|bevordert|beschermt|werkt|ondersteunt|gebruikt|kost|doet|krijgt|vraagt|combineert|ontstaat|blijft)\b
        | het\ \w+\ (?:een|de|het|geen|niet|zich|je|ons|alle|deze|dat)\b | de\ (?:twee|drie|vier|vijf)\b
        | er\ (?:is|zijn|was|waren|worden|wordt|kan|kunnen)\b
        | (?:als|hoewel|omdat|wanneer|terwijl|indien|zodra|doordat|aangezien)\ (?:dit|dat|deze|die|ze|zij|het\ (?:is|kan|wordt|niet|goed|om|dan))\b
        | dat(?:gene)?\b | hetgeen\b | het\ enige\b
    """,
    "en": r"""
        (?:this|these|that|those|it|its|it['’]s|they|they['’]re|their|he|she|his|her|him|them|both|such|the\ (?:two|three|four|five|latter|former|above|below|following|same|other|others|first|second|third|last|next|previous|result|goal|reason|purpose|idea|difference|answer|question|problem|example)
          |another|others|some\ of|one\ of\ (?:these|them|those|the)|all\ of\ (?:these|them|this)|each\ of\ (?:these|them)|most\ of\ (?:these|them)|neither|none|some|many|several|other)\b
        | (?:an?\ (?:example|alternative|solution|way|result|consequence|advantage|benefit)|examples?)\b
        | (?:although|though|if|when|while|because|even\ though|since|as|once|unless)\ (?:it|they|this|that|these|those|he|she|it['’]s|they['’]re)\b
        | there\ (?:is|are|was|were|has|have|may|can|will)\b | there['’]s\b | here['’]s\b | that['’]s\b
    """,
}
ANYWHERE = {
    "nl": r"""
        \b(?:hieronder|hierboven|onderstaand\w*|bovenstaand\w*|bovengenoemd\w*|eerdergenoemd\w*|zojuist|zoals\ (?:eerder\ )?(?:gezegd|genoemd|beschreven|vermeld)|deze\ (?:pagina|paragraaf|tabel|sectie|blog|blogpost|gids|handleiding|tutorial|les|lijst|stap|serie)
          |dit\ (?:artikel|hoofdstuk|document|blog|onderdeel|overzicht|voorbeeld|deel)|de\ volgende|het\ volgende|als\ volgt|(?:boven|onder)aan\ (?:de|deze)\ pagina|hierna|voorgaande|(?:vorige|eerdere)\ (?:paragraaf|stap|stappen|pagina|blog|keer)|deze\ (?:drie|vier|vijf|zes|twee)
          |hiervoor|hiervan|daarvan|hierbij|daarbij|hierin|hiermee|daarmee|hierop|hierover|hieraan|hiertoe|daartoe|hieruit|hierdoor)\b
    """,
    "en": r"""
        \b(?:(?:as\ )?(?:mentioned|described|noted|listed|shown|discussed|outlined|stated|talked|seen|said|principles|rules|steps|instructions)\ (?:above|below|earlier|previously)|the\ (?:above|below)|(?:above|below)(?=[.,;:)])|aforementioned|this\ (?:page|section|document|article|chapter|guide|table|list|lesson|post|blog|step|example|handbook|playbook)
          |(?:at|on)\ the\ (?:top|bottom|left|right)(?:\ of\ (?:the|this)\ page)?(?=[.,;]|$)|the\ following|as\ follows|(?:do|does|doing|done)\ so|(?:previous|earlier|preceding)\ (?:sections?|steps?|pages?|lessons?)|these\ (?:two|three|four|five|six)|see\ (?:above|below))\b
    """,
}
# "Working with the team to find risks": what somebody does, without anybody who does it.
DOING = re.compile(r"^\W*\w{2,}ing\b")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|must|should|shall|can|could|may|might|do|does|did|needs?|helps?|means?|makes?|gives?|takes?|leads?|requires?|allows?|ensures?|provides?|improves?|reduces?|prevents?|increases?|\w+(?:izes|ises|ifies|ates))\b",
    re.IGNORECASE,
)
# "All data owned by the clinic that is critical.": things, and nothing said of them.
ONLY_THINGS = re.compile(
    r"^(?:All|Any)\b(?:(?!\b(?:is|are|must|should|shall|may|can|will|has|have|need|needs|\w+ly)\b)[^,])*\b\w+ed (?:by|in|for|to|at|with|on)\b[^,]*\b(?:that|which|who)\b(?:(?!\b(?:must|should|shall|may|can|will|need|needs)\b).)*$"
)
SUBORDINATE = re.compile(r"\b(?:that|which|who|when|if|where|so that|to ensure)\b", re.IGNORECASE)
# "Any changes that they wish to make": they are told of before.
ABSENT = {
    "nl": re.compile(r"^\W*(?:\w+\s+){1,2}(?:die|dat)\s+(?:ze|zij|hij)\b", re.IGNORECASE),
    "en": re.compile(r"^\W*(?:\w+\s+){1,2}(?:(?:that|which)\s+)?(?:they|he|she)\b", re.IGNORECASE),
}
# About reading on, not about the matter.
READS_ON = re.compile(
    r"\b(?:the next step|done reading|reading on|next section|de volgende stap|verder lezen)\b", re.IGNORECASE
)
# Words that tie a sentence to the one before, wherever they stand.
TIES = {
    "nl": re.compile(
        r"\b(?:je|u|we|wij|ze|er|jij) dan\b|^\W*\w+(?<!er) dan\b|\b(?:bijvoorbeeld|namelijk|daarom|echter|dus|daarnaast|bovendien|daarentegen|immers|eveneens|hierna|daarna|vervolgens|daar|hier|ook|daarvoor|daarin|daarop|zo['’]n)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:for example|for instance|however|therefore|instead|moreover|furthermore|in turn|as well|too|also|here|otherwise|likewise|this way|on the other hand)\b",
        re.IGNORECASE,
    ),
}
# "Applies to any leave": said of what was named before.
BARE_VERB = {
    "nl": re.compile(r"^\W*(?:is|zijn|was|wordt|worden|heeft|hebben|geldt|gelden|betreft|bevat|behelst|omvat|dient|bestaat|zorgt|biedt|maakt|geeft|helpt|beschrijft|ondersteunt|regelt)\b(?![^.]*\?)(?!\s(?:je|jij|u|we|wij|er|het|de|een|dit|deze|iemand)\b)", re.IGNORECASE),
    "en": re.compile(r"^\W*(?:applies|contains|includes|provides|allows|requires|uses|shows|means|refers|describes|covers|supports|enables|ensures|takes|gives|makes|needs|has|have|is|are|was|were|will|can|must|should|may|works|helps|consists)\b(?! of\b)(?!.*\?)", re.IGNORECASE),
}  # fmt: skip
# "For polling is dat het herstelpad", "Hoe minimaal dat is": "that" stands for what was told.
STANDS_FOR = {
    "nl": re.compile(r"\b(?:is|was|wordt|kan|moet|mag|betekent|maakt|geldt) dat (?:het|de|een|niet|ook|wel|geen|ten|voor|per|door|soms|altijd|alleen)\b(?![^,:]*\b(?:is|zijn|wordt|worden|kan|kunnen|moet|moeten|heeft|hebben|\w{3,}[^\Wa]t)\b)|\bdat (?:is|wordt|kan|moet|mag)\s*[,.]|\b(?:hoe \w+|waarom|wanneer|of) dat (?:is|was|wordt|kan|moet)\b", re.IGNORECASE),
    "en": re.compile(r"^\W*(?:how|why|whether|when) (?:\w+ )?(?:that|this|it) (?:is|was)\b", re.IGNORECASE),
}  # fmt: skip
# What a link or a number stood behind that is gone: "(kijk op )", "bellen met hen op om …"; and what goes on from before.
CUT_OUT = re.compile(
    r"^\W*(?:e\.g\.|i\.e\.|bijv\.|o\.a\.)|\b(?:via|naar|van|met|bij|op|to|at|from|on|see)\s+\)|\b(?:op|via|naar) om\b|\b(?:naar|via) en\b",
    re.IGNORECASE,
)
DEMONSTRATIVE = {
    "nl": re.compile(r"\b(deze|dit|dergelijke|zulke|zodanige)\b(?:\s+([\w-]+))?", re.IGNORECASE),
    "en": re.compile(
        r"\b(this|these|those|such)\b(?!\s+(?:as|that|who|which)\b)(?:\s+([\w-]+))?",
        re.IGNORECASE,
    ),
}
UNFINISHED = re.compile(r"[:;,…]\W*$|\.\.\.\W*$")
ADDRESSES_READER = {
    "nl": re.compile(
        r"^\W*(?:laten\ we|merk\ op|stel\ je|stel\ dat|let\ op|kijk|denk\ (?:bijvoorbeeld|aan|maar)|onthoud|lees|bekijk|zie|volg|klik|bedenk|hallo|hoi|welkom|stap\ \d)\b",
        re.VERBOSE | re.IGNORECASE,
    ),
    "en": re.compile(
        r"^\W*(?:let['’]?s|let\ us|imagine|consider|suppose|note\ that|note:|notice|remember|see|read|look|click|think\ of|hello|hi|welcome|step\ \d|please|thanks?|recall|n\.?b\.?)\b",
        re.VERBOSE | re.IGNORECASE,
    ),
}


def _starts(language: str) -> re.Pattern[str]:
    connectives = "|".join(
        word.replace("\\ ", r"\ ") for word in re.split(r"(?<!\\)\s+", CONNECTIVES[language].strip())
    )
    return re.compile(
        rf"^\W*(?:(?:{connectives})\b(?!-|\ part(?:y|ies)\b)|{POINTS_BACK[language]})",
        re.VERBOSE | re.IGNORECASE,
    )


_STARTS = {language: _starts(language) for language in CONNECTIVES}
_ANYWHERE = {language: re.compile(pattern, re.VERBOSE | re.IGNORECASE) for language, pattern in ANYWHERE.items()}


@lru_cache(maxsize=8192)
def leans_on_context(text: str, language: str) -> bool:
    """Whether it starts with a connective or holds a word whose meaning stands in another sentence ("this", "deze").

    "Het" and "it" as subject count as pointing back, as does a sentence that is cut off or ends in a colon. Careful
    rather than complete: some sentences that could stand alone are refused.
    """
    if language not in _STARTS:
        language = "en"
    return bool(_STARTS[language].match(text) or _ANYWHERE[language].search(text) or UNFINISHED.search(text))


# Somebody who is named in an earlier sentence.
SOMEBODY = {
    "nl": re.compile(r"(?<!\w)(?:hij|hem)(?!\w)", re.IGNORECASE),
    "en": re.compile(r"\b(?:he|him|she)\b", re.IGNORECASE),
}
# "We should ask them": several, of whom no noun before tells who they are.
SEVERAL = {
    "nl": re.compile(r"(?<!\w)(?:hen|hun|ze|zij)(?!\w)", re.IGNORECASE),
    "en": re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE),
}
NAMES_SOME = {
    "nl": re.compile(r"\b(?:de|het|een|alle|veel|elke?|iedere?|iemand|wie|je|jouw|uw|onze)\s\w+|\w{3,}(?:en|s)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:the|an?|all|many|each|every|any|your|our|who|everyone|someone|anyone|people)\b|\w{2,}[^\Ws]s\b|(?-i:\w[A-Z]\w)", re.IGNORECASE),
}  # fmt: skip
ANYBODY = re.compile(r"\b(?:iemand|wie|elke|iedere|ieder|someone|somebody|whoever|anyone|each|every)\b", re.IGNORECASE)


SHORTEST_PART = 5


@lru_cache(maxsize=8192)
def points_back(text: str, language: str) -> bool:
    """Whether a word such as "deze" or "these" is not followed by a noun that the sentence itself named before."""
    somebody = SOMEBODY[language].search(text)
    if somebody and not ANYBODY.search(text, 0, somebody.start()):
        return True
    several = SEVERAL[language].search(text)
    if several and not NAMES_SOME[language].search(text, 0, several.start()):
        return True
    for match in DEMONSTRATIVE[language].finditer(text):
        noun = stem(fold(match[2] or ""), language)
        before = {stem(word.folded, language) for word in find_words(text[: match.start()])}
        # "Persoonsgegevens … deze gegevens": named as the last part of a compound.
        if not noun or not any(one == noun or (len(noun) >= SHORTEST_PART and one.endswith(noun)) for one in before):
            return True
    return False


OPEN = re.compile(
    r"\b(?:bijvoorbeeld|zoals|onder (?:meer|andere)|o\.a\.|bijv\.|denk (?:aan|hierbij)|voorbeelden?|waaronder|enkele|sommige|for (?:example|instance)|such as|e\.g\.|examples?|includ(?:e|es|ing)|may vary|among others|think of|not exhaustive|exhaustive|some of|a few)\b|(?<=\w)\.\.\.|…",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """Whether what announces a list says that there is more than it names: "such as", "bijvoorbeeld"."""
    return bool(OPEN.search(text))


def addresses_reader(text: str, language: str) -> bool:
    """Whether it speaks to the reader about reading: "imagine", "kijk", "let op"."""
    return bool(ADDRESSES_READER.get(language, ADDRESSES_READER["en"]).match(text))


# "Which measures there are.", "Waar je op moet letten.": half a sentence that a list completes.
HALF = {
    "nl": re.compile(
        r"^\W*(?:(?:op|met|in|aan|voor|bij|van|tot|over|door)\s)?(?:wat|waar|waarom|hoe|welke?|of|dat|wie)\b[^,]*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^\W*(?:(?:in|at|to|for|with|by|on|from)\s)?(?:what|where|why|how|which|whether|that|who)\b", re.IGNORECASE
    ),
}


def _says_only_what_is_done(text: str) -> bool:
    return bool(DOING.match(text)) and not VERB.search(SUBORDINATE.split(text, maxsplit=1)[0])


def stands_alone(text: str, language: str) -> bool:
    """Whether a sentence can be read without its neighbours: a whole statement of a sensible length, not a question."""
    language = language if language in _STARTS else "en"
    words = count_words(text)
    first = text.lstrip("\"'“‘„«(*_ ")[:1]
    return (
        SHORTEST <= words <= LONGEST
        and bool(first)
        and not first.islower()
        and text.rstrip("\"'”’»)* ")[-1:] == "."
        and not leans_on_context(text, language)
        and not points_back(text, language)
        and not TIES[language].search(text)
        and not ADDRESSES_READER[language].match(text)
        and not (language == "en" and _says_only_what_is_done(text))
        and not CUT_OUT.search(text)
        and not BARE_VERB[language].match(text)
        and not STANDS_FOR[language].search(text)
        and not ABSENT[language].match(text)
        and not HALF[language].match(text)
        and not READS_ON.search(text)
        and not is_half_clause(text, language)
        and not ONLY_THINGS.match(text)
    )


FINITE = {
    "nl": re.compile(r"\b(?:is|zijn|wordt|worden|kan|kunnen|moet|moeten|mag|mogen|heeft|hebben|hoort|horen|krijgt|krijgen|geldt|gelden|staat|staan|gaat|gaan|komt|komen|doet|doen|je|u|we|wij|men|iedereen)\b", re.IGNORECASE),
    "en": VERB,
}  # fmt: skip
FEWEST_THINGS, LONGEST_THING = 4, 6


def only_names_things(text: str, language: str) -> bool:
    """Whether it is a list of things without anything said of them: "Two people, a pillow, a blanket, a torch."."""
    things = re.split(r",|\b(?:en|and)\b", text)
    return (
        len(things) >= FEWEST_THINGS
        and all(count_words(thing) <= LONGEST_THING for thing in things)
        and not FINITE.get(language, VERB).search(text)
        and not tells_to(text, language)
    )


# "Maximaal 4 gram per dag", "At most 2 a day": a limit, and of what the heading says.
BARE_LIMIT = re.compile(
    r"^\W*(?:maximaal|minimaal|maximum|minimum|minstens|hoogstens|hooguit|ten minste|tenminste|niet (?:meer|langer) dan|at most|at least|(?:no|not) more than|up to)\b|^\W*\d+ \w+ per\b",
    re.IGNORECASE,
)
# "Is het 3 of hoger, …", "Hester plant ze minstens …": of something that was named before.
NAMED_BEFORE = {
    "nl": re.compile(
        r"^\W*(?:(?:is|was|wordt|blijft|komt|ligt|als|wanneer|zodra|indien) (?:het \d|hij|ze|zij|die)\b|(?:is|was|wordt|blijft|duurt|kost|lukt|werkt|helpt) het\b"
        r"|(?:(?:de|het|een) )?[\w-]+ [\w-]+ (?:ze|hem) (?:minstens|maximaal|minimaal|hoogstens|niet|altijd|nooit|om|in|op|met|na|elke?|binnen|\d))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^\W*(?:(?:is|was|if|when|once) (?:it|they)\b|(?:the |an? )?[\w-]+ [\w-]+ (?:it|them) (?:at least|at most|within|every|no more|\d))",
        re.IGNORECASE,
    ),
}


def lacks_subject(text: str, language: str) -> bool:
    """Whether a rule does not say of what it is one."""
    named = NAMED_BEFORE.get(language, NAMED_BEFORE["en"]).match(text)
    return bool(named or (BARE_LIMIT.match(text) and not FINITE.get(language, VERB).search(text)))
