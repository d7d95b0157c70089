"""What the lists and tables of a unit hold: labelled entries, enumerations, steps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from zwerm.courses.generation.material.facts import Entry, Enumeration, Group, Procedure
from zwerm.courses.generation.material.kinds import ANNOUNCE
from zwerm.courses.generation.material.step_words import (
    ADVICE,
    CASE,
    CHECKLIST,
    CLICKS,
    NAMES_A_KIND,
    NO_STEP,
    NO_STEPS,
    ONLY_STEPS,
    SAID_TO_BE_STEPS,
    STEP_CUES,
    is_half_step,
)
from zwerm.courses.generation.material.under_labels import read_under_labels
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.blocks import Block, Item, ListBlock, ParagraphBlock, PictureBlock, TableBlock
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.labels import read_label
from zwerm.courses.generation.reading.saying_nothing import MOSTLY_LINK
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import leans_on_context, points_back
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words

FEWEST, MOST, MOST_STEPS = 3, 9, 20
LONGEST_ITEM, SHORT_LEAD = 20, 9
LABELLED = 0.75
FEW = 2
SAYS = re.compile(r"[a-zà-ÿ]{4,}|\d\s?[a-zà-ÿ]{3,}")
# How many of the numbered items may tell how things are.
REMARKS, TWO = 0.2, 2
# How many of the numbered items must read as a step; the others are left out of what is asked.
STEPS = 0.6
# Numbered items that nothing announces are steps when so many of them tell the reader to do something, …
TOLD = 0.75
# … and may be, for an author to say, when half of them do …
PERHAPS_TOLD = 0.5
# … unless more of them than this advise or forbid: of those the order is as good as any other.
ADVISED = 0.3
# … unless most of them are an order, or somebody's doing, where no more than "how to" announces them.
DONE = 0.6
SOMEBODY_DOES = re.compile(
    r"\W*(?:(?:you|we|they|he|she|it)(?:['’]\w+)?\s\w+|(?:the|an?|your|our|each|every|all)\s(?:[\w'’-]+\s){1,4}?(?:is|are|was|will|must|should|can|may|\w{2,}s)\s"
    r"|[A-Z][\w-]+(?:\s[\w-]+)?\s(?:is|are|will|must|should|\w{2,}[^s\W]s)\s(?:the|an?|your|it|them|to|in|on|for|of|and|their)\b)"
)
# "Medicijn scannen".
INFINITIVE = re.compile(r"^\W*[^,:]+\s\w{2,}en\W*$")
# "A pull request that:": the list goes on with the sentence.
HALF_LEAD = ("that", "which", "who", "die", "dat")
# Steps of which so many are done on a screen.
CLICKED = 0.5
# A description that starts like this is half a question.
ASKS = re.compile(
    r"^\W*(?:wie|wat|waar\w*|wanneer|waarom|hoe|welke?|who|what|where|when|why|how|which|whether|if|of)\b",
    re.IGNORECASE,
)
# A column in which somebody keeps up how far things are: gone tomorrow.
KEPT_UP = re.compile(
    r"(?:klaar|gereed|gedaan|status|datum|wie|eigenaar|verantwoordelijke|actiehouder|deadline|planning|versie|laatst gewijzigd"
    r"|done|ready|state|date|due(?: date)?|when|who|owner|assignee|version|last (?:updated|changed))",
    re.IGNORECASE,
)
MONTH = r"(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|maart|march|mar|apr(?:il)?|mei|may|jun[ei]?|jul[iy]?|aug(?:ust(?:us)?)?|sep(?:tember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[ck](?:ember)?)\.?"
DAY = re.compile(
    rf"\W*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}(?:,?\s+\d{{4}})?|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{MONTH}\s+\d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[-/]\d{{1,2}}(?:[-/]\d{{2,4}})?)\W*",
    re.IGNORECASE,
)
# "ISO 19101".
NORM = re.compile(r"(?:[A-Z]{2,}[\w-]*[/ -]?){1,4}\d[\d.:/-]*")
# "Part 1", "Prompt 3", "14-26 mins", "09:00": where it comes, and not what it is.
COUNTS = re.compile(
    r"(?:\w+\s+)?[\d.:,–-]+(?:\s*(?:-|–|tot|to|uur|u|am|pm|h|min|mins|minuten|minutes)\s*[\d.:]*)*\+?|(?:\w+\s+)?(?:[IVX]+|[A-Z])",
)
FIELDS = re.compile(r"(?:propert(?:y|ies)|fields?|attributes?|parameters?|options?|keys?|columns?|velden|veld|attribu(?:ut|ten)|eigenschap|kolom)", re.IGNORECASE)  # fmt: skip
FIELD = re.compile(r"[a-z][a-z0-9]*(?:[_A-Z-][a-z0-9]+)*")
TRAILING = re.compile(r"[\s;:,.]*(?:[;,]?\s+(?:en|of|and|or|en/of|and/or))?[\s;:,.]*$")


@dataclass
class Lists:
    name: str = ""
    groups: list[Group] = field(default_factory=list)
    enumerations: list[Enumeration] = field(default_factory=list)
    procedures: list[Procedure] = field(default_factory=list)


def read_lists(unit: Unit, language: str, name: str = "") -> Lists:
    """`name` is that of the document: what steps are of that no heading stands above, as in a file with one title."""
    found = Lists(name)
    before: Block | None = None
    for block in unit.taught:
        if isinstance(block, ListBlock):
            lead = last_sentence(before)
            for announced, items, nested in _families(block, lead):
                _read_family(found, unit, announced, items, block.ordered and not nested, language)
        elif isinstance(block, TableBlock):
            found.groups += _table_groups(unit, block)
        before = before if isinstance(block, PictureBlock) else block
    found.groups += _labelled_paragraphs(unit)
    found.groups += read_under_labels(unit)
    found.groups = [group for whole in found.groups if (group := with_own_labels(whole))]
    return found


def with_own_labels(group: Group) -> Group | None:
    """Without entries that share their label: what belongs to it can not be asked. None when too few are left, and of a
    list of links, of norms by their number, of what was done on which day, of parts that are only counted or timed, or of the
    fields of a form, which say themselves what they hold: nothing to know."""
    if sum(entry.description.link_share > MOSTLY_LINK for entry in group.entries) * 2 > len(group.entries):
        return None
    if sum(bool(DAY.match(entry.label.text)) for entry in group.entries) * 2 > len(group.entries):
        return None
    if sum(bool(NORM.fullmatch(entry.label.text.strip())) for entry in group.entries) * 2 > len(group.entries):
        return None
    if sum(bool(COUNTS.fullmatch(entry.label.text.strip(" :"))) for entry in group.entries) * 2 > len(group.entries):
        return None
    if group.of and FIELDS.fullmatch(group.of.text.strip()):
        return None
    if sum(_is_field(entry.label) for entry in group.entries) * 2 > len(group.entries):
        return None
    labels = Counter(entry.label.text.casefold() for entry in group.entries)
    own = tuple(entry for entry in group.entries if labels[entry.label.text.casefold()] == 1)
    return replace(group, entries=own) if len(own) >= FEWEST else None


def _is_field(label: SourceSentence) -> bool:
    """A name that a program knows: "readonly", "max_size"."""
    return bool(label.code) and bool(FIELD.fullmatch(label.text))


def _labelled_paragraphs(unit: Unit) -> Iterator[Group]:
    """Paragraphs that each start with a label, under one heading."""
    paragraphs = [block for block in unit.taught if isinstance(block, ParagraphBlock)]
    entries = [entry for block in paragraphs if block.sentences[0].bold and (entry := _entry(unit, block.sentences))]
    if len(entries) >= FEWEST:
        yield Group(unit.number, unit.section.title, tuple(entries))


def last_sentence(block: Block | None) -> SourceSentence | None:
    return block.sentences[-1] if isinstance(block, ParagraphBlock) else None


def _families(
    block: ListBlock, lead: SourceSentence | None
) -> Iterator[tuple[SourceSentence | None, list[Item], bool]]:
    """The items of the list itself with its lead, then the items below each item, with that item as the lead."""
    shallowest = min(item.depth for item in block.items)
    yield lead, [item for item in block.items if item.depth == shallowest], False
    parent: Item | None = None
    below: list[Item] = []
    for item in block.items:
        if item.depth == shallowest:
            if parent and below:
                yield parent.sentences[-1], below, True
            parent, below = item, []
        elif item.depth == shallowest + 1:
            below.append(item)
    if parent and below:
        yield parent.sentences[-1], below, True


def _read_family(
    found: Lists, unit: Unit, lead: SourceSentence | None, items: list[Item], ordered: bool, language: str
) -> None:
    announced = lead is not None and lead.text.rstrip().endswith(":")
    about = lead if announced else unit.section.title
    steps = _read_steps(found, unit, lead if announced else None, items) if ordered else None
    is_procedure = steps is not None and steps.sure
    if steps:
        found.procedures.append(steps)
    if not FEWEST <= len(items) <= MOST + 3:
        return
    entries = [_entry(unit, item.sentences) for item in items]
    labelled = [entry for entry in entries if entry]
    if len(labelled) >= LABELLED * len(items) and len(labelled) >= FEWEST:
        found.groups.append(Group(unit.number, lead if announced else unit.section.title, tuple(labelled)))
    if not announced and not is_procedure and not ordered:
        found.enumerations += _headed(unit, items, language)
    texts = [entry.label if entry else trimmed(item.sentences[0]) for entry, item in zip(entries, items, strict=True)]
    if any(count_words(text.text) > LONGEST_ITEM for text in texts) or len(items) > MOST:
        return
    if is_procedure or 0 < len(labelled) < len(items):
        return  # labels among other things: no list of one kind
    if not announced and about and len(labelled) > FEWEST and ANNOUNCE.search(about.text):
        found.enumerations.append(Enumeration(unit.number, about, tuple(texts)))
    elif announced and lead and not leans_on_context(lead.text.rstrip(": ") + ".", language):
        found.enumerations.append(Enumeration(unit.number, lead, tuple(texts)))


def _headed(unit: Unit, items: Sequence[Item], language: str) -> Iterator[Enumeration]:
    """The items under a heading of its own, those that can be read alone."""
    title = unit.section.title
    texts = [trimmed(_up_to_colon(item.sentences[0])) for item in items]
    standing = [
        text
        for text in texts
        if 2 <= count_words(text.text) <= LONGEST_ITEM
        and not (leans_on_context(text.text, language) or points_back(text.text, language))
        and not text.text.endswith("?")
    ]
    if title and not unit.part and len(unit.section.path) > 1 and len(standing) >= FEWEST:
        yield Enumeration(unit.number, title, tuple(standing), unit.section.path[:-1])


def _up_to_colon(sentence: SourceSentence) -> SourceSentence:
    """What is named before it is spelled out: "Get to know the ward: who works there, what they need"."""
    named = sentence.text.partition(": ")[0]
    return (
        sentence.part(0, len(named)) if len(named) < len(sentence.text) and count_words(named) >= FEWEST else sentence
    )


def _read_steps(found: Lists, unit: Unit, lead: SourceSentence | None, items: list[Item]) -> Procedure | None:
    """What these are the steps of, if they can be. A step that asks, counts or is told at length is left out of what is asked."""
    above = lead or unit.section.title
    about = above.text if above else found.name
    if not about or not FEWEST <= len(items) <= MOST_STEPS or NO_STEPS.search(about):
        return None
    if any(CHECKLIST.search(name) for name in (found.name, *unit.section.path)):
        return None
    title = unit.section.title.text if unit.section.title else ""
    called_so = lead and SAID_TO_BE_STEPS.search(lead.text) and not lead.text.rstrip(" :").endswith(HALF_LEAD)
    if lead and not called_so and (NAMES_A_KIND.search(lead.text) or NO_STEPS.search(title)):
        return None
    sure = _is_announced(about, unit, items) or _tells_what_to_do(items, TOLD)
    if not sure and not _tells_what_to_do(items, PERHAPS_TOLD):
        return None
    if len(items) <= MOST and any(count_words(item.sentences[0].text) < 2 for item in items):
        return None
    told = sum(bool(NO_STEP.match(item.sentences[0].text)) for item in items)
    cases = sum(bool(CASE.match(item.sentences[0].text)) for item in items)
    # Of two cases nobody does the one after the other.
    sure = sure and told <= REMARKS * len(items) and cases < TWO
    numbered = [
        (place, trimmed(item.sentences[0]))
        for place, item in enumerate(items)
        if not NO_STEP.match(item.sentences[0].text)
    ]
    steps = [(place, step) for place, step in numbered if _is_step(step)]
    if len(steps) < max(FEWEST, STEPS * len(items)):
        return None
    places, texts = zip(*steps, strict=True)
    clicked = sum(bool(CLICKS.match(step.text)) for step in texts)
    return Procedure(
        unit.number,
        _about(unit, lead) or found.name,
        texts,
        places=places,
        left_out=len(numbered) - len(steps),
        sure=sure,
        on_screen=clicked >= CLICKED * len(texts),
    )


def _is_step(step: SourceSentence) -> bool:
    counts = COUNTS.fullmatch(step.text) and not tells_to(step.text, step.language)
    fits = 2 <= count_words(step.text) <= LONGEST_ITEM and not counts
    return fits and step.text[-1] not in "?" and not step.text[0].isdigit() and not is_half_step(step)


def _entry(unit: Unit, sentences: Sequence[SourceSentence]) -> Entry | None:
    """Label and the first sentence of the description that can be read without the others; else the first."""
    found = read_label(sentences)
    if found is None or len(found.description) > FEW:
        return None  # of what is told at length the first sentence says only how it begins
    standing = (s for s in found.description[:3] if not leans_on_context(s.text, s.language))
    description = trimmed(next(standing, found.description[0]))
    return None if ASKS.match(description.text) else Entry(unit.number, found.label, description)


def trimmed(sentence: SourceSentence) -> SourceSentence:
    """Without the comma, full stop or "and" that ends an item."""
    end = TRAILING.search(sentence.text)
    return sentence.part(0, end.start()) if end and end.start() > 2 else sentence


def _about(unit: Unit, lead: SourceSentence | None) -> str:
    """What is done in these steps: the heading unless it says only "Steps", else the sentence before them, else the heading above."""
    title = clean_title(unit.section.title.text) if unit.section.title else ""
    if title and not ONLY_STEPS.search(title):
        return title
    told = clean_title(lead.text).rstrip(":") if lead else ""
    if told and not ONLY_STEPS.search(told) and count_words(told) <= SHORT_LEAD:
        return told
    return next((clean_title(above) for above in reversed(unit.section.path[:-1]) if clean_title(above)), title or told)


def _is_announced(about: str, unit: Unit, items: Sequence[Item]) -> bool:
    """Whether what stands right above calls these steps, or speaks of how to do something and most of them say what is done."""
    if SAID_TO_BE_STEPS.search(about):
        return True
    cues = STEP_CUES.search(about) or any(STEP_CUES.search(heading) for heading in unit.section.path[-2:])
    first = [item.sentences[0] for item in items]
    return bool(cues) and sum(_says_what_is_done(sentence) for sentence in first) >= DONE * len(items)


def _says_what_is_done(sentence: SourceSentence) -> bool:
    """An order, or somebody who does something: "Meld het", "The porter opens the door"."""
    text, label = sentence.text, sentence.bold[:1]
    if label and label[0][0] == 0 and label[0][1] < len(text.rstrip(" .:")):
        return False  # "**The desk** opens at eight" names something
    if tells_to(text, sentence.language):
        return True
    if sentence.language == "nl":
        return not lacks_verb(text, "nl") or bool(INFINITIVE.search(text))
    return bool(SOMEBODY_DOES.match(text))


def _tells_what_to_do(items: Sequence[Item], share: float) -> bool:
    """Whether so many of the items read as what is done one after the other: "Turn off the tap.", "Zet de pomp neer."."""
    first = [item.sentences[0] for item in items]
    told = sum(tells_to(sentence.text, sentence.language) for sentence in first)
    advised = sum(bool(ADVICE.match(sentence.text)) for sentence in first)
    return told >= share * len(items) and advised <= ADVISED * len(items)


def _names_people(text: str) -> bool:
    """Names and nothing else, "Anna, Bob": who does what now is gone tomorrow."""
    words = text.replace(",", " ").replace("&", " ").split()
    return all(word[:1].isupper() and word[1:].islower() for word in words if word not in ("en", "and"))


def _says(cell: SourceSentence) -> bool:
    """More than a figure: words, or a number of something ("20 minutes")."""
    return count_words(cell.text) >= 2 and bool(SAYS.search(cell.text))


def _table_groups(unit: Unit, table: TableBlock) -> Iterator[Group]:
    """Per column after the first: what it says about each row."""
    if not len(table.rows) >= FEWEST:
        return
    for column in range(1, len(table.header)):
        entries = [
            Entry(unit.number, trimmed(label), trimmed(cell))
            for row in table.rows
            if (label := row[0]) and (cell := row[column]) and cell.stems and not ASKS.match(cell.text)
        ]
        header = table.header[column]
        if (
            header
            and not ASKS.match(header.text)
            and not KEPT_UP.fullmatch(header.text.strip())
            and len(entries) >= FEWEST
            and sum(_says(entry.description) for entry in entries) * 2 > len(entries)
            and not all(_names_people(entry.description.text) for entry in entries)
            and len({entry.description.text for entry in entries}) == len(entries)
        ):
            yield Group(unit.number, header, tuple(entries), table.header[0])
