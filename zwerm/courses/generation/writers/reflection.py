"""The question to think about at the end of a bite: about the reader's own work, not about the text."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from zwerm.courses.generation.bites.titles import is_telling, topic_of
from zwerm.courses.generation.draft import Reflection
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.entries import lead_of
from zwerm.courses.generation.questions.proposal import spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.pictures import CAPTION
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to
from zwerm.language.narrative import DATED
from zwerm.language.standalone import leans_on_context
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import count_words, fold

LONGEST_RULE = 22
# Where to go with a question: nothing that one thinks back on.
ASKS_OTHERS = re.compile(
    r"\b(?:vragen|contact|helpdesk|kan (?:je|u) helpen|questions|concerns|contact|reach out|can help|help desk)\b",
    re.IGNORECASE,
)
MOST_NAMED, LONGEST_NAME = 3, 4
STEP = re.compile(r"^(?:stap|step|fase|phase)\s+\d+\s*[:.–—-]\s*", re.IGNORECASE)
# Words to look up are nothing that one meets more or less of.
WORDS = re.compile(
    r"\b(?:afkorting\w*|begripp?en\w*|termen|woordenlijst|abbreviations?|acronyms?|terms|glossary|definiti\w+)\b",
    re.IGNORECASE,
)
# Where to read on: nothing to use at work.
SOURCES = re.compile(
    r"\W*(?:\w+e )?(?:bron(?:nen|vermelding)|literatuur(?:lijst)?|referenties?|verwijzingen|links?|bijlagen?|(?:\w+ )?(?:sources?|references?|links?)|bibliography|literature|further reading|appendi(?:x|ces)|attachments?|annex(?:es)?)"
    r"(?:\W*$|\s*[:–(-]|\s+(?:en|and|&|\d+|[A-Z])(?:\W|$))",
    re.IGNORECASE,
)
# What somebody does, careful rather than complete: one's own work holds no more or less of "Rollen" or "Lactaat".
NAMES_ACTION = {
    "nl": re.compile(
        r"\b(?!\w*(?:geving|deling|leiding|zekering|goeding|stelling|regeling|eniging|woning|kring|training|gadering|rekening|richting)\b)\w{3,}ing\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\W*(?!(?:thing|everything|nothing|training|meeting|building)\b)\w{2,}ing\b", re.IGNORECASE),
}
# A prize or a meeting is one: nobody's own work holds an example of it.
ONE_OF_A_KIND = re.compile(
    r"^(?:\W*(?:een|de|het|an?|the)\s)?(?:[\w-]+\s){0,3}[\w-]*(?:award|prijs|prijzen|wedstrijd|congres|conferentie|prize|competition|contest|conference|summit)\b",
    re.IGNORECASE,
)
# Between the parts of a heading such as "Problem: the scan fails – Context".
PARTS = re.compile(r":\s+|\s[–—|-]\s")
MOST_OF_A_NAME = 3
HOW = re.compile(r"(?:how|hoe|zo|what|wat|why|waarom|when|wanneer)\b", re.IGNORECASE)
# So many words are a sentence or two headings, and no name.
LONG_TOPIC = 6
# What a lesson or a look back ends with.
WILL_DO = re.compile(r"\b(?:volgende keer|next time)\b|^\W*(?:acties|actions|afspraken|agreements)\W*$", re.IGNORECASE)


def write_reflections(plan: BitePlan) -> list[Reflection]:
    """Prompts that fit what the bite holds: one about a procedure, the topic, kinds, a term, a rule, then others.

    Each next bite starts with the next sort of prompt, so that a course does not ask the same thing every time.
    """
    sorts = [list(make(plan)) for make in (_procedures, _topics, _kinds, _terms, _rules)]
    sorts = [prompts for prompts in sorts if prompts]
    turn = plan.number % len(sorts) if sorts else 0
    sorts = sorts[turn:] + sorts[:turn]
    return [*_lessons(plan), *(prompt for row in zip_longest(*sorts) for prompt in row if prompt)]


def _lessons(plan: BitePlan) -> Iterator[Reflection]:
    """What a lesson ends with: which of it is done where the reader works."""
    for number in plan.inside:
        title = plan.material.units[number].section.title
        if title and plan.material.units[number].words and WILL_DO.search(title.text):
            text = BY_LANGUAGE[plan.language].reflect_lesson.format(topic=clean_title(title.text))
            yield Reflection(text, spans_of(title))


def _procedures(plan: BitePlan) -> Iterator[Reflection]:
    for procedure in (one for one in plan.material.procedures if one.sure and not one.on_screen):
        if procedure.unit in plan.inside and plan.material.is_how_to(procedure.unit):
            topic = topic_of(plan.title, plan.course_title)
            if not topic or "?" in topic or not _is_of_use(topic, plan):
                return
            text = BY_LANGUAGE[plan.language].reflect_procedure.format(topic=topic)
            yield Reflection(text, spans_of(*procedure.steps))
            return


def _kinds(plan: BitePlan) -> Iterator[Reflection]:
    wording = BY_LANGUAGE[plan.language]
    for group in plan.material.groups:
        labels = [entry.label for entry in group.entries if entry.unit in plan.inside][:MOST_NAMED]
        fits = all(
            count_words(label.text) <= LONGEST_NAME
            and not leans_on_context(label.text, plan.language)
            and (tells_to(label.text, plan.language) or NAMES_ACTION[plan.language].search(label.text))
            for label in labels
        )
        lead = lead_of(plan.material, group)
        if len(labels) == MOST_NAMED and fits and lead and not WORDS.search(lead):
            names = [f"‘{clean_title(label.text)}’" for label in labels]
            told = wording.and_.format(one=", ".join(names[:-1]), other=names[-1])
            yield Reflection(wording.reflect_kinds.format(labels=told), spans_of(*labels))


def _rules(plan: BitePlan) -> Iterator[Reflection]:
    for tied in plan.material.ties:
        text = tied.sentence.text
        is_rule = tied.tie == "duty"
        fits = count_words(text) <= LONGEST_RULE and not ASKS_OTHERS.search(text)
        if tied.unit in plan.inside and fits and is_rule:
            prompt = BY_LANGUAGE[plan.language].reflect_rule.format(sentence=text)
            yield Reflection(prompt, spans_of(tied.sentence))


def _terms(plan: BitePlan) -> Iterator[Reflection]:
    for meaning in plan.material.meanings:
        if meaning.unit in plan.inside and not ONE_OF_A_KIND.match(meaning.meaning.text):
            text = BY_LANGUAGE[plan.language].reflect_terms.format(term=meaning.name)
            yield Reflection(text, spans_of(meaning.sentence))


def _topics(plan: BitePlan) -> Iterator[Reflection]:
    """What the bite is called, else what the course is called; for another question the headings in it, which say less often what
    one can use."""
    wording = BY_LANGUAGE[plan.language]
    told = [sentence for number in plan.inside for sentence in plan.material.units[number].sentences]
    topic = next(
        (
            name
            for name in (topic_of(plan.title, plan.course_title), plan.course_title)
            if name and _is_of_use(name, plan)
        ),
        "",
    )
    if told and topic:
        wanted = wording.reflect_story if plan.is_story else _about(topic, plan.language)
        yield Reflection(wanted.format(topic=topic), spans_of(told[0]))
    for number in plan.inside:
        unit = plan.material.units[number]
        title = unit.section.title
        named = STEP.sub("", clean_title(title.text)) if title and unit.words and not unit.is_story else ""
        ends = is_stop_word(fold(named.split()[-1]), plan.language) if named else True
        if title and not ends and not re.search(r"[?!$<>{}|_…]", named) and named != topic and _is_of_use(named, plan):
            yield Reflection(wording.reflect_topic.format(topic=named), spans_of(title))


def _about(topic: str, language: str) -> str:
    """What can be asked of a topic: a thing plays a part, a task or a rule is arranged in some way, a question is answered."""
    wording = BY_LANGUAGE[language]
    if topic.endswith("?"):
        return wording.reflect_asked
    is_thing = count_words(topic) < LONG_TOPIC and not (tells_to(topic, language) or HOW.match(topic) or "?" in topic)
    return wording.reflect_topic if is_thing else wording.reflect_arranged


def _is_of_use(topic: str, plan: BitePlan) -> bool:
    """Whether a heading names something that one can use: no place in a document, no caption, no day, no person."""
    nothing = SOURCES.match(topic) or CAPTION.match(topic) or DATED.search(topic)
    return not (nothing or _is_place(topic) or _is_somebody(topic, plan))


def _is_place(topic: str) -> bool:
    """Whether a part of it says where in a document one is: "Problem: the scan fails – Context"."""
    return not all(is_telling(part) for part in PARTS.split(topic) if part.strip())


def _is_somebody(topic: str, plan: BitePlan) -> bool:
    """Whether it is a name: a few words with a capital, none of which the texts ever write without one."""
    words = topic.split()
    if not 2 <= len(words) <= MOST_OF_A_NAME or not all(word.istitle() and word.isalpha() for word in words):
        return False
    return not any(word.lower() in plan.material.written for word in words)
