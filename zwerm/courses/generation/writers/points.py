"""Sentences and lists of a bite that may be points to remember, with what each is worth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zwerm.courses.generation.draft import Sentence, Span
from zwerm.courses.generation.material.facts import GOAL
from zwerm.courses.generation.material.step_words import CLICKS
from zwerm.courses.generation.material.units import REFERS, Unit
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import EXERCISE
from zwerm.courses.generation.questions.proposal import document_name
from zwerm.courses.generation.reading.blocks import ListBlock, block_sentences
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.courses.generation.writers.cards import SEVERAL
from zwerm.courses.generation.writers.listed import Listed, find_listed
from zwerm.language.agents import find_actors, names_agent
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.imperatives import tells_to
from zwerm.language.narrative import tells_what_happened
from zwerm.language.numbers import UNITS, find_quantities
from zwerm.language.saying import says_something
from zwerm.language.standalone import SUBORDINATE, VERB, stands_alone
from zwerm.language.stems import stem
from zwerm.language.summaries import Candidate, carries, is_told_as_rule
from zwerm.language.whole import lacks_verb
from zwerm.language.words import find_words, fold

# No point to remember: a line of a list without a verb ("Agreement with sales on …"), what somebody says (“We help cities”), a message in the first person.
NO_POINT = re.compile(
    r"^(?:Known|Based|Given|Located|Founded|\w+(?:ment|tion|ness|ity|ance|ence))\s(?!.*\b(?:is|are|was|were|has|have|will|must|should|can|may|needs?|do|does|means|helps|\w+s\s+(?:the|a|an|to|that|you|our))\b)"
    r"|^[\"“‘'„]|\w\*\s"
    r"|^An? (?:useful|handy|great|good|helpful) \w+ (?:if|for|to|when)\b"
    r"|^(?:Someone|Somebody|Iemand)\b|^I\b|\bI['’]|\b(?:[Ii]k|[Mm]ijn)\b"
    # "Details: …", "A: …", and marks that were left over.
    r"|^[\w ()/&'’-]{1,40}:\s|\*\*|__"
    # An address; what stood above; what comes after something that is not there.
    r"|https?://|\bwww\.|@\w+\.\w"
    r"|\b(?:(?:above|below)(?!\s(?:the|an?|it|zero|average|\d))|hierboven|hieronder|bovenstaande|onderstaande|voornoemde)\b|^(?:\w+ ){1,3}(?:then|daarna|vervolgens)\b"
    r"|^In (?:most|some|those|these|such|other|de meeste|sommige|die|andere) (?:cases|gevallen)\b|^(?:The )?(?:former|latter)\b"
    r"|\b(?:both|beide)\W*$"
    # Where something can be read.
    r"|\bstaat in\s[‘'\"“]?[A-Z]|\b(?:is|are) (?:described|explained|listed) in\b"
    # Where somebody is in a course of action, or something that is not named.
    r"|\b(?:now|nu)\b|\b(?:use|gebruik) (?:these|this|those|deze|dit|die) (?:as|als|for|voor|to|om)\b"
    # "From the first idea up to the last day.": no sentence; "Our means that …": a link stood there; "that time": which was told.
    r"|^Van [^.]*\btot\b(?!.*\b(?:is|zijn|wordt|worden|moet|moeten|kan|kunnen|geldt|heeft)\b)|^(?:Our|Your|My|Onze|Jouw) (?:means|is|are|was|betekent)\b|\bthat (?:time|day|case|way|point|moment)\b"
    # A template with what is still to be filled in: "{Beschrijf de onderdelen}".
    r"|[{}]"
    r"|\b(?:je|u|we|wij|men) (?:kan|kunt|kun|kunnen|moet|moeten|mag|hoeft|wordt|krijgt|ziet) dan\b|\b(?:is|zijn|wordt|worden|gaat|gaan|komt|komen|heeft|hebben) dan\b"
    # "Vertel dat aan de afzender."
    r"|^\w+ (?:dat|dit|die|deze) (?:aan|met|in|op|bij|voor|niet|ook|altijd|meteen|direct|vast|af|uit|over|door|terug|samen|zelf|dan|eerst)\b"
    r"|\b(?:wel eens|wordt (?:vaak |soms )?gezegd|it is (?:often |sometimes )?said)\b|[€$] ?[XYxy]\b"
    # "Capability of a product to …": said of the heading above it; "At the same time" goes on.
    r"|^(?:Capability|Ability|Degree|Extent|Process|Practice|Act) (?:of|to)\b|^(?:At the same time|Tegelijk(?:ertijd)?|Daarbij|Verder)\b"
    # "Ask it …"; a label that is glued to a sentence.
    r"|^\w+ het (?:aan|bij|in|op|met|voor|niet|ook|altijd|meteen|direct|vast|af|uit|over|door|terug|samen|zelf|dan|eerst)\b|[\w)] (?:These|This|Those|Deze|Dit) \w"
    # "Give it a name", "Copy and paste that link"; "Similarly, …".
    r"|^[A-Z][a-z]+(?: and [a-z]+)? (?:it|them|this|that|these|those)\b|^(?:Similarly|Likewise|Evenzo)\b"
    # That there are several says nothing.
    r"|\b(?:zijn|bestaan) er (?:meerdere|verschillende|diverse|veel|allerlei)\b|^There are (?:several|many|various|different|multiple)\b"
)


# Headings that promise what to do or what was learnt, and those that only lead in.
TELLS_WHAT = re.compile(
    r"\b(?:gelee?rd\w*|leerden|volgende keer|lessen|best practices?|regels?|afspra\w+|richtlijn\w*|aanbeveling\w*|wat (?:moet|doe)\w*|hoe (?:doe|moet|voldoe)\w*|tips?|eisen|voorwaarden|stappen|aanpak|werkwijze|let (?:je )?op"
    r"|lessons?|next time|wat we (?:kozen|besloten)|what we (?:chose|decided)|learn(?:ed|t|ings)|rules?|polic\w+|guidelines?|recommendations?|requirements?|responsibilit\w+|process|procedure|steps|how to|do['’]?s|don['’]?ts|must)\b",
    re.IGNORECASE,
)
# Where a how-to says for whom it is.
WHEN_USED = re.compile(
    r"\b(?:wanneer gebruik|wat heb je nodig|when (?:do you |to )?use|what you need)\b", re.IGNORECASE
)
LEADS_IN = re.compile(
    rf"{WHEN_USED.pattern}|\b(?:inleiding|introductie|achtergrond|aanleiding|context|rationale|waarom|doelgroep|samenwerking|missie|visie|over (?:ons|dit)|introduction|background|overview|about|why|purpose|mission|vision|motivation|audience)\b",
    re.IGNORECASE,
)
# What may go wrong, and words that say it may.
RISKS = re.compile(r"\W*(?:risico\w*|risks?|gevaren|dangers?|valkuilen|pitfalls|nadelen|drawbacks)\b", re.IGNORECASE)
SAYS_RISK = re.compile(
    r"\b(?:risico\w*|risks?|kan|kunnen|zou|could|may|might|can|leidt|wanneer|als|if|when|zonder|without)\b",
    re.IGNORECASE,
)
# What says little more than the title of the page.
REPEATS = 0.25
MORE_BELOW, LESS_BELOW, ACTING, CLICKED = 1.25, 0.75, 1.25, 0.4
# A list that a sentence announces, and one that stands below its heading.
ANNOUNCED, HEADED = 1.0, 0.75
# The first sentences of a bite say what it is about.
OPENING, OPENS, OPENS_ONLY = 2, 1.5, 1.15
# With so many words a title says what it is about.
NAMING = 3
THIS = re.compile(r"(Dit|Deze|This|These)\s([\w-]+)\s")
NAMED = {"dit": "Het", "deze": "De", "this": "The", "these": "The"}
# "Een gemiddelde is geen belofte."
GENERAL = re.compile(
    r"(?:Een|Wie|Hoe|Geen|An?|Who)\b(?:(?!\b(?:had|was|were|wilde|kreeg|zei)\b).)*\b(?:is|zijn|heeft|hebben|hoort|horen|hoe|are|has|have)\b"
)
# "However, ask first": takes back in part what was said before it.
TAKES_BACK = re.compile(
    r"\W*(?:however|but|except|unless|although|that said|only|maar|echter|behalve|tenzij|toch|wel|alleen|uitzondering\w*|let wel)\b",
    re.IGNORECASE,
)
# What somebody hopes for, as of an invented person.
GOALS = re.compile(r"^\W*(?:goals?|motivations?|frustrations?|needs|wishes|doelen|motivaties?|frustraties?|wensen|behoeften)\W*$", re.IGNORECASE)  # fmt: skip
SAID_OF = re.compile(r"\b(?:we|you|they|it)\s\w+", re.IGNORECASE)
# How many sentences back "Het overleg" can point.
BACK = 3
FINITE_WORDS = frozenset(["is", "zijn", "wordt", "worden", "kan", "kunnen", "moet", "moeten", "mag", "mogen", "heeft", "hebben", "are", "was", "were", "has", "have", "can", "may", "must", "should", "will"])  # fmt: skip


def find_points(plan: BitePlan) -> list[tuple[Sentence, Candidate]]:
    """In the order of the text; none of a story, for what somebody lived through is no point to remember."""
    if plan.is_story:
        return []
    listed = list(find_listed(plan))
    words = sum(plan.material.units[number].words for number in plan.inside)
    found = [
        (one.unit.number, one.start, one.point, _listed(one, one.words / max(1, words)))
        for one in listed
        if not (GOALS.search(one.led) or EXERCISE.search(one.led))
    ]
    # What a lesson or a how-to tells beside its list is worth a point where it is a rule, or says what something is.
    has_core = any(one.is_core for one in listed)
    found += [
        (candidate.section, sentence.start, _under_risk(sentence, plan.material.units[candidate.section]), candidate)
        for sentence, candidate in _sentences(plan, listed)
        if not has_core or is_told_as_rule(candidate, plan.language) or GENERAL.match(candidate.text)
    ]
    found = [one for one in found if not _says_the_title(one[2].text, plan)]
    found.sort(key=lambda one: one[:2])
    return [(point, candidate) for _, _, point, candidate in found]


def _under_risk(sentence: SourceSentence, unit: Unit) -> Sentence:
    """What goes wrong says so: read without its heading it is told as how things are."""
    title = unit.section.title
    if title is None or not RISKS.match(title.text) or SAYS_RISK.search(sentence.text):
        return sentence.shown()
    return Sentence(f"{clean_title(title.text)}: {sentence.text}", (title.span, sentence.span))


def _says_the_title(text: str, plan: BitePlan) -> bool:
    title = {word.folded for word in find_words(document_name(plan.material, plan.inside.start))}
    words = [word.folded for word in find_words(text)]
    return sum(word not in title for word in words) <= REPEATS * len(words)


def _sentences(plan: BitePlan, listed: Sequence[Listed]) -> Iterator[tuple[SourceSentence, Candidate]]:
    told = frozenset().union(*(one.told for one in listed))
    opened = False
    for number in plan.inside:
        unit = plan.material.units[number]
        title = unit.section.path[-1] if unit.section.path else ""
        if GOALS.search(title) or EXERCISE.search(title):
            continue
        places = {id(sentence): place for place, sentence in enumerate(unit.sentences)}
        items = {sentence.span for sentence in unit.listed}
        unsaid = _unsaid(unit)
        for sentence in (*unit.rules, *_of_the_title(unit, plan)):
            if (
                sentence.span not in told | unsaid
                and not _is_told_of(sentence, unit)
                and _is_point(sentence, plan, items)
            ):
                candidate = _candidate(sentence, places[id(sentence)], unit)
                if WHEN_USED.search(title) and not carries(candidate, plan.language):
                    continue
                opens = not opened and candidate.place < OPENING and not LEADS_IN.search(title)
                opening = OPENS if carries(candidate, plan.language) or THIS.match(sentence.text) else OPENS_ONLY
                worth = max(1.0, candidate.worth) * opening if opens else candidate.worth
                yield sentence, replace(candidate, worth=worth)
        opened = opened or bool(places)


def _unsaid(unit: Unit) -> frozenset[Span]:
    """What is told only half by itself: what the next sentence takes back in part ("However, …"), and what explains an item of a
    list."""
    found: set[Span] = set()
    for block in unit.taught:
        texts = (
            [item.sentences for item in block.items]
            if isinstance(block, ListBlock)
            else [tuple(block_sentences(block))]
        )
        for sentences in texts:
            found.update(one.span for one, other in pairwise(sentences) if TAKES_BACK.match(other.text))
            found.update(one.span for one in sentences[1:] if isinstance(block, ListBlock))
    return frozenset(found)


def _of_the_title(unit: Unit, plan: BitePlan) -> Iterator[SourceSentence]:
    """Sentences that stand alone but for their first words, which are what the page or the part is called: "This framework is …"
    in "Framework for audits"."""
    titles = (document_name(plan.material, unit.number), *unit.section.path)
    known = frozenset().union(*(content_stems(" ".join(title.split()[:NAMING]), plan.language) for title in titles))
    told: frozenset[str] = frozenset()
    for sentence in () if unit.is_story else unit.sentences:
        found = THIS.match(sentence.text)
        noun = stem(fold(found[2]), sentence.language) if found else ""
        is_named = noun in known and noun not in told
        told |= sentence.stems
        if not found or not is_named:
            continue
        rest = f"{NAMED[found[1].lower()]} {sentence.text[found.start(2) :]}"
        if (
            sentence.start not in unit.repeated
            and stands_alone(rest, sentence.language)
            and not REFERS.search(rest)
            and not tells_what_happened(rest, sentence.language)
        ):
            yield sentence


def _listed(one: Listed, share: float) -> Candidate:
    """What a list or a row of headings is worth by how much of the bite it holds."""
    return Candidate(
        one.led,
        one.stems,
        one.place,
        one.unit.number,
        instructs=one.instructs,
        names_several=True,
        worth=_below(one.unit.section.path) * ((ANNOUNCED if one.is_announced else HEADED) + share),
    )


def _candidate(sentence: SourceSentence, place: int, unit: Unit) -> Candidate:
    text, language = sentence.text, sentence.language
    return Candidate(
        text,
        sentence.stems,
        place,
        unit.number,
        defines=find_definition(text, language) is not None,
        instructs=tells_to(text, language),
        measures=any(found.unit in UNITS.values() for found in find_quantities(text, language)),
        worth=_worth_of(unit.section.path, sentence),
    )


def _is_told_of(sentence: SourceSentence, unit: Unit) -> bool:
    """Whether "Het overleg is …" is about what the sentences before it told of, and no heading names."""
    words = [word for word in sentence.words[:2] if word]
    if len(words) < 2 or words[0] not in ("de", "het", "the"):
        return False
    noun = frozenset([stem(words[1], sentence.language)])
    sentences = list(unit.sentences)
    place = sentences.index(sentence)
    before = frozenset().union(*(other.stems for other in sentences[max(0, place - BACK) : place]))
    known = frozenset().union(*(content_stems(title, sentence.language) for title in unit.section.path))
    follows = sentence.words[2] if len(sentence.words) > 2 else ""
    alone = follows in FINITE_WORDS
    return alone and bool(noun & before) and not noun & known and not names_agent(" ".join(words), sentence.language)


def _worth_of(path: Sequence[str], sentence: SourceSentence) -> float:
    """More below a heading that promises what to do or what was learnt, and of what somebody with a role does; less below one
    that only leads in, and of a click."""
    acts = ACTING if find_actors(sentence.text, sentence.language) else 1.0
    return _below(path) * acts * (CLICKED if CLICKS.match(sentence.text) else 1.0)


def _below(path: Sequence[str]) -> float:
    title = path[-1] if path else ""
    return MORE_BELOW if TELLS_WHAT.search(title) else LESS_BELOW if LEADS_IN.search(title) else 1.0


def _ends_in_link(sentence: SourceSentence) -> bool:
    """Whether it sends the reader to the page that it names last: "How to do it: Checking the oven." """
    text = sentence.text.rstrip(" .")
    return any(end >= len(text) and text[:start].rstrip().endswith(":") for start, end in sentence.linked)


def _is_point(sentence: SourceSentence, plan: BitePlan, listed: set[Span]) -> bool:
    """Whether it is worth remembering as it stands: no line of a list that names something, nothing said of a label or heading
    above it."""
    if sentence.text.count("(") != sentence.text.count(")"):
        return False
    if sentence.code or NO_POINT.search(sentence.text) or GOAL.match(sentence.text):
        return False
    if lacks_verb(sentence.text, sentence.language) or _ends_in_link(sentence):
        return False
    described = {(e.description.source, e.description.start) for g in plan.material.groups for e in g.entries}
    if (sentence.source, sentence.start) in described:
        return False
    tied = find_tied(sentence.text, sentence.language)
    if tied and tied.tie == "condition" and SEVERAL.search(sentence.text[slice(*tied.second)]):
        return False  # "If the site is down, a ward calls, or …": a list of cases
    main = SUBORDINATE.split(sentence.text, maxsplit=1)[0]
    return says_something(sentence.text, sentence.language) or (
        sentence.span not in listed and (sentence.language != "en" or bool(VERB.search(main) or SAID_OF.search(main)))
    )
