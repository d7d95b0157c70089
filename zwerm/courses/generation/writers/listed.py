"""Lists, steps, rows and headings that hold the core of a bite, each as one point to remember: what announces it and what it names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation.bites.titles import is_telling
from zwerm.courses.generation.draft import Sentence, Span
from zwerm.courses.generation.listing import BETWEEN, join_listing
from zwerm.courses.generation.material.facts import GOAL, SOMEBODY, TELLING
from zwerm.courses.generation.material.lists import DAY, KEPT_UP, last_sentence, trimmed
from zwerm.courses.generation.material.units import REFERS, Unit, count_block_words
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.reading.blocks import Block, Item, ListBlock, PictureBlock, TableBlock, block_sentences
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.labels import read_label
from zwerm.courses.generation.reading.saying_nothing import MOSTLY_LINK
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import leans_on_context, points_back
from zwerm.language.words import count_words

FEWEST, FEWEST_ROWS, FEWEST_HEADINGS, MOST = 2, 3, 3, 8
LONGEST_LEAD, LONGEST_ITEM, LONGEST, LONGEST_DESCRIBED = 20, 20, 65, 30
# What somebody learnt and will do is the core, also where it is told at more length.
LONGEST_LESSON_ITEM, LONGEST_LESSON = 60, 230
MOST_STEPS = 12
COLUMNS = 2
# So deep stands the heading of a part of a page.
DEEP, LONGEST_HEADING = 2, 6
# A list of so many of the words under its heading is what that heading is about.
MAIN = 0.5
HALF = 0.5
# When it holds, or what it is for.
DEPENDS = re.compile(
    r"\b(?:als|wanneer|indien|tenzij|zodra|alleen|om|if|when|unless|once|in case|only|to \w+)\b", re.IGNORECASE
)
# Who works there; words that are explained; a quarter or a level that is only called so.
NO_LEAD = re.compile(
    r"\W*(?:(?:the |het |ons |our )?(?:\w+ )?team|people|members|contacts?|who(?: we are)?|wie|leden|medewerkers|definit\w+|begripp\w+|terms|terminology|glossary|afkortingen|agenda|assumptions|aannames|.{1,3}|.*\b(?:niet kozen|niet gekozen|did not choose|didn['’]t choose|rejected|considered|overwogen)|(?:ic|level|niveau|q)\W?\d+)\W*$",
    re.IGNORECASE,
)
# "Prioritizing - how we prioritize work": what a page will tell.
HOW = re.compile(r"\b(?:how (?:to|we|you)|hoe (?:je|we|u|wij))\b", re.IGNORECASE)
# "Week 1", "De dag zelf", "Step 2": when, and not what.
WHEN = re.compile(
    r"(?:[\w ]+ )?(?:dag|week|weken|maand\w*|uur|stap|fase|days?|weeks?|months?|steps?|phase)\b[\w ]{0,25}",
    re.IGNORECASE,
)
# "Step 2 - Copy the example"; "do it in four steps".
STEP = re.compile(r"^(?:stap|step|fase|phase)\s+\d+\s*[:.–—-]\s*", re.IGNORECASE)
STEPS = re.compile(r"\b(?:stappen(?:plan)?|steps|how to|zo doe je)\b", re.IGNORECASE)
PERSON = re.compile(r"[A-Z][\w'’-]+\s(?:(?:van|de|der|den|von)\s)*[A-Z][\w'’-]+(?:\s?[,(]|\s[–-]\s)")
# What a lesson, a look back or a how-to ends with.
LESSON = re.compile(
    r"\b(?:volgende keer|wat (?:leerden|we leerden)|(?:wat )?geleerd|next time|what we learned|lessons? learn(?:ed|t))\b"
    r"|\b(?:afspraken|agreements|wat we (?:kozen|besloten)|what we (?:chose|decided)|waar let je op|let (?:je )?op|watch out|what to watch)\b|^\W*(?:acties|actions|lessen)\W*$",
    re.IGNORECASE,
)
SEEN = re.compile(r"\b(?:leerden|geleerd|learn(?:ed|t))\b", re.IGNORECASE)
# "docs/readme.md"
PATH = re.compile(r"\w[/#]\w+[/#.]\w|^\W*[\w.-]+/[\w.-]+\W*$|\w\.(?:md|py|js|com|org|nl|io)\b")
# "Denk hierbij aan:", "These are:", "You can:": what is meant stands above.
LEADS_NOWHERE = re.compile(
    r"\b(?:hier(?:bij|onder|van|voor|mee|in)|daar(?:bij|onder|van|voor|mee|in|naast)|these|this|those|that|deze|dit|die|dat|it|ze|they)\b",
    re.IGNORECASE,
)
# What somebody ticks off, or could name, is no core.
EXAMPLES = re.compile(
    r"\b(?:bijvoorbeeld|voorbeeld(?:en)?|waaronder|zoals|onder (?:meer|andere)|o\.a\.|for (?:example|instance)|e\.g\.|examples?|such as|among others)\b",
    re.IGNORECASE,
)
# "… moet je dienst registreren": goes on with what announces it.
GOES_ON = re.compile(r"\W*(?:moet|kan|kun|mag|werk|wordt|word|krijg|heb|ben|wil|hoef) (?:je|u|men)\b", re.IGNORECASE)


Named = tuple[SourceSentence, ...]


@dataclass(frozen=True)
class Listed:
    """`lead` announces `items`: a sentence, a heading or both; deeds need none. An item is whole, or what it is called, or a label with what
    belongs to it: cut short it could lack its "not" or "first". `words` is how much of the bite they stand for, `told` what they say."""

    unit: Unit
    place: int
    lead: Named
    items: tuple[Named, ...]
    words: int
    told: frozenset[Span] = frozenset()
    is_steps: bool = False

    @property
    def point(self) -> Sentence:
        parts = [part for item in self.items for part in item]
        said = [*self.lead, *parts]
        return Sentence(
            join_listing(self.led, list(map(_text, self.items))), tuple(dict.fromkeys(one.span for one in said))
        )

    @property
    def led(self) -> str:
        return " – ".join(
            (one.text if one.text.endswith(":") else clean_title(one.text)).rstrip(" :.…?") for one in self.lead
        )

    @property
    def is_announced(self) -> bool:
        """Whether a sentence announces it, or it tells by itself what to do."""
        return not self.lead or self.lead[-1].text.rstrip().endswith(":")

    @property
    def is_core(self) -> bool:
        """Whether it is what a lesson or a how-to was written for: what one does, and not all that was seen."""
        return self.is_steps or bool(LESSON.search(self.led) and not SEEN.search(self.led))

    @property
    def start(self) -> int:
        return (self.lead or self.items[0])[0].start

    @property
    def stems(self) -> frozenset[str]:
        return frozenset().union(*(part.stems for one in (self.lead, *self.items) for part in one))

    @property
    def instructs(self) -> bool:
        return sum(tells_to(item[0].text, item[0].language) for item in self.items) * 2 > len(self.items)


def find_listed(plan: BitePlan) -> tuple[Listed, ...]:
    """In the order of the text; headings that tell what to do stand where the first of them does."""
    told = [unit for unit in plan.units if not unit.is_story and unit.language in ("", plan.language)]
    found = [one for unit in told for one in _lists(unit, plan.material.is_how_to(unit.number))]
    # Items that stand in several lists, "Purpose", "Owner", are a form that is filled in.
    named = Counter(name for unit in told for name in _names(unit))
    return (*(one for one in found if one.is_core or not _is_form(one, named)), *_headings(told))


def _is_form(one: Listed, named: Counter[str]) -> bool:
    called = [item[0].text.partition(": ")[0].casefold() for item in one.items]
    return sum(named[name] > 1 for name in called) >= HALF * len(called)


def _called_steps(unit: Unit, before: Block | None) -> bool:
    """Whether what announces it, or its heading, says that these are steps."""
    last, title = last_sentence(before), unit.section.title
    announced = last.text if last and last.text.rstrip().endswith(":") else ""
    return bool(STEPS.search(f"{announced} {title.text if title else ''}"))


def _names(unit: Unit) -> Iterator[str]:
    """What the items of its lists are called or say first."""
    for item in (
        item for block in unit.taught if isinstance(block, ListBlock) for item in block.items if item.sentences
    ):
        yield from {
            trimmed(item.sentences[0]).text.casefold(),
            *((label.text.casefold(),) if (label := _label(item)) else ()),
        }


def _lists(unit: Unit, is_how_to: bool) -> Iterator[Listed]:
    before: Block | None = None
    shown = {block.start: sum(1 for _ in block_sentences(block)) for block in unit.section.shown}
    whole = {block.start for block in unit.taught if sum(1 for _ in block_sentences(block)) == shown.get(block.start)}
    for place, block in enumerate(unit.taught):
        words = count_block_words(block)
        if isinstance(block, ListBlock):
            least = min(item.depth for item in block.items)
            items = [item for item in block.items if item.depth == least]
            lead = _lead(unit, before, words)
            are_steps = block.ordered and (is_how_to or _called_steps(unit, before))
            named = _steps(items) if are_steps else _named(items, lead) if lead else None
            lead = lead or (unit.section.title if are_steps or is_how_to else None)
            if named and block.start in whole and not _depends(before, lead) and (lead or ": " not in _text(named[0])):
                told = frozenset(_told(items, named))
                yield Listed(unit, place, _under(unit, lead), tuple(named), words, told, are_steps)
        elif isinstance(block, TableBlock):
            lead = _lead(unit, before, words)
            rows = _rows(block)
            if rows and lead and _fits(rows, lead):
                yield Listed(unit, place, _under(unit, lead), tuple(rows), words)
        before = before if isinstance(block, PictureBlock) else block


def _depends(before: Block | None, lead: SourceSentence | None) -> bool:
    """Whether the sentence that announces it, and is not told with it, says when it holds: "To renew the licence:"."""
    last = last_sentence(before)
    return bool(last and last is not lead and last.text.rstrip().endswith(":") and DEPENDS.search(last.text))


def _under(unit: Unit, lead: SourceSentence | None) -> Named:
    """What announces it after the heading that it is told of: "Areas of ownership include:" under "Team Language tools"."""
    title = unit.section.title
    if lead is None or title is None or lead is title or len(unit.section.path) < DEEP or unit.part:
        return (lead,) if lead else ()
    shown = clean_title(title.text)
    told = title.stems & lead.stems or not is_telling(shown) or shown.endswith("?") or LESSON.search(shown)
    return (lead,) if told or count_words(shown) > LONGEST_HEADING else (title, lead)


def _rows(table: TableBlock) -> list[Named]:
    """Each row of two columns; nothing for a row of times or of what is kept up. Of more columns one beside the first is half a story."""
    if len(table.header) != COLUMNS or not FEWEST_ROWS <= len(table.rows) <= MOST:
        return []
    beside = table.header[1]
    rows: list[Named] = [(row[0], row[1]) for row in table.rows if row[0] and row[1]]
    if len(rows) < len(table.rows) or not beside or KEPT_UP.fullmatch(beside.text.strip()):
        return []
    dated = sum(bool(DAY.match(row[0].text)) for row in rows)
    says = sum(count_words(row[1].text) >= FEWEST for row in rows)
    return rows if dated <= len(rows) * HALF and says * 2 > len(rows) else []


def _told(items: Sequence[Item], named: Sequence[Named]) -> Iterator[Span]:
    """The sentences of items that are told whole; of what an item is called nothing is said."""
    for item, name in zip(items, named, strict=True):
        if len(name) == len(item.sentences) and name[0].text == trimmed(item.sentences[0]).text:
            yield from (one.span for one in item.sentences)


def _lead(unit: Unit, before: Block | None, words: int) -> SourceSentence | None:
    """The sentence that announces a list, or the heading of which it is the main thing."""
    if announced := _announced(before):
        return announced
    title = unit.section.title
    if title is None or unit.part or words < MAIN * unit.words or NO_LEAD.match(title.text):
        return None
    shown = clean_title(title.text)
    return title if is_telling(shown) and not shown.endswith("?") else None


def _announced(before: Block | None) -> SourceSentence | None:
    """The sentence before a list or a row of headings that says what these are."""
    last = last_sentence(before)
    return last if last and last.text.rstrip().endswith(":") and _can_lead(last) else None


def _can_lead(lead: SourceSentence) -> bool:
    said = lead.text.rstrip(" :")
    return (
        count_words(said) <= LONGEST_LEAD
        and len(lead.stems) >= TELLING
        and not LEADS_NOWHERE.search(said)
        and not EXAMPLES.search(said)
        and not REFERS.search(said)
        and not leans_on_context(f"{said}.", lead.language)
        and not points_back(said, lead.language)
    )


def _named(items: Sequence[Item], lead: SourceSentence) -> list[Named] | None:
    """Each item whole, or what it is called; None where that is too much, or no list of things or deeds."""
    if not FEWEST <= len(items) <= MOST or any(not item.sentences for item in items):
        return None
    whole = list(map(_whole, items))
    first = [item[0] for item in whole]
    if LESSON.search(lead.text):
        stands = _stand(first[:1]) and _fits(whole, lead, LONGEST_LESSON_ITEM, LONGEST_LESSON, may_refer=True)
        return whole if stands else None
    if len(items) < FEWEST_ROWS and not lead.text.rstrip().endswith(":"):
        return None  # two lines below a heading are no list that it is for
    labels: list[Named] = [(label,) for item in items if (label := _label(item))]
    long = sum(count_words(_text(item)) for item in whole) > LONGEST_DESCRIBED
    chosen = labels if len(labels) == len(items) and long else whole
    return chosen if _stand([item[0] for item in chosen]) and _fits(chosen, lead) else None


def _whole(item: Item) -> Named:
    return tuple(map(trimmed, item.sentences))


def _steps(items: Sequence[Item]) -> list[Named] | None:
    """Each step whole; where that is too much, what each is called."""
    if not FEWEST_ROWS <= len(items) <= MOST_STEPS or any(not item.sentences for item in items):
        return None
    labels: list[Named] = [(label,) for item in items if (label := _label(item))]
    for steps in (list(map(_whole, items)), labels):
        if len(steps) == len(items) and _fits(steps, None, LONGEST_LESSON_ITEM, LONGEST_LESSON, may_refer=True):
            return steps
    return None


def _label(item: Item) -> SourceSentence | None:
    """What it is called: a label, or the bold words that it opens with."""
    found = read_label(item.sentences)
    if found:
        return found.label
    first = item.sentences[0]
    bold = first.bold[0] if first.bold else (0, 0)
    return trimmed(first.part(*bold)) if bold[0] == 0 < bold[1] else None


def _stand(items: Sequence[SourceSentence]) -> bool:
    return not any(leans_on_context(one.text, one.language) or points_back(one.text, one.language) for one in items)


def _fits(
    items: Sequence[Named],
    lead: SourceSentence | None,
    longest: int = LONGEST_ITEM,
    most: int = LONGEST,
    *,
    may_refer: bool = False,
) -> bool:
    half = len(items) * HALF
    texts = [_text(item) for item in items]
    sizes = [count_words(text) for text in texts]
    return (
        all(1 <= size <= longest for size in sizes)
        and count_words(lead.text if lead else "") + sum(sizes) <= most
        and not any(text.endswith((":", "?")) or not (may_refer or not REFERS.search(text)) for text in texts)
        and sum(item[0].link_share > MOSTLY_LINK for item in items) <= half
        and sum(bool(item[0].code or PATH.search(item[0].text)) for item in items) <= half
        and sum(bool(SOMEBODY.match(text) or PERSON.match(text)) for text in texts) <= half
        and not any(GOES_ON.match(text) or BETWEEN in text for text in texts)
        and not all(GOAL.match(text) for text in texts)
        and sum(bool(HOW.search(text)) for text in texts) < half
        and sum(bool(WHEN.fullmatch(text)) for text in texts) <= half
    )


def _text(item: Named) -> str:
    """Sentences after each other; a label before what belongs to it."""
    told = item[0].text
    for before, part in pairwise(item):
        ends = before.text.rstrip("\"'”’)").endswith(("?", "!", ".")) or before.text.endswith(('"', "”"))
        follows = " " if ends else ". " if part.visible is before.visible else ": "
        told += follows + part.text
    return told


def _headings(units: Sequence[Unit]) -> Iterator[Listed]:
    """Headings of one level, one after the other, that each tell what to do: the steps of a page."""
    run: list[Unit] = []
    for unit in units:
        title = unit.section.title
        if unit.part or title is None or (run and unit.section.level > run[0].section.level):
            continue
        tells = bool(STEP.match(title.text)) or tells_to(title.text, title.language)
        if tells and (not run or unit.section.path[:-1] == run[0].section.path[:-1]):
            run.append(unit)
        else:
            yield from _of_headings(run, units)
            run = [unit] if tells else []
    yield from _of_headings(run, units)


def _of_headings(run: Sequence[Unit], units: Sequence[Unit]) -> Iterator[Listed]:
    if not FEWEST_HEADINGS <= len(run) <= MOST or len(run) < len(_beside(run, units)):
        return
    first = run[0]
    items = [trimmed(_named_step(unit.section.title)) for unit in run if unit.section.title]
    before = next((unit for unit in reversed(units) if unit.number < first.number), None)
    announced = _announced(before.taught[-1] if before and before.taught else None)
    above = next((u.section.title for u in units if u.section.path == first.section.path[:-1]), None)
    lead = announced or above
    named: list[Named] = [(one,) for one in items]
    telling = sum(tells_to(item.text, item.language) for item in items) * 2 >= len(items)
    if telling and _fits(named, lead) and (lead or ": " not in items[0].text):
        words = sum(unit.words for unit in run)
        yield Listed(first, 0, (lead,) if lead else (), tuple(named), words, is_steps=True)


def _beside(run: Sequence[Unit], units: Sequence[Unit]) -> list[Unit]:
    """The units under headings of the same level below the same heading; of steps that are counted, those that are counted too."""
    above, level = run[0].section.path[:-1], run[0].section.level
    beside = [one for one in units if not one.part and one.section.path[:-1] == above and one.section.level == level]
    counted = [one for one in beside if one.section.title and STEP.match(one.section.title.text)]
    return counted if len(counted) >= FEWEST_HEADINGS else beside


def _named_step(title: SourceSentence) -> SourceSentence:
    """What is done, without its number and what comes after a colon."""
    counted = STEP.match(title.text)
    start = counted.end() if counted else 0
    named = title.text[start:].partition(": ")[0]
    return title.part(start, start + len(named)) if named else title
