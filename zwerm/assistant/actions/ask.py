from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from uuid import UUID

from zwerm.assistant.actions.citing import Closest, Sentence, closest, sentence
from zwerm.assistant.actions.in_files import sources_in_files
from zwerm.assistant.rules.abstaining import is_sure, strength
from zwerm.assistant.rules.answering import Drafted, draft_answer
from zwerm.assistant.rules.cases import case_asked
from zwerm.assistant.rules.conditions import (
    OUT_OF_ORDER,
    Condition,
    conditions_of,
    conditions_told,
    looked_for,
    wanted,
    with_conditions,
)
from zwerm.assistant.rules.following import leans
from zwerm.assistant.rules.measures import Measure, counted_in, measure_of
from zwerm.assistant.rules.question import (
    TOLD_ASIDE,
    Kind,
    Question,
    Wanted,
    asking_words,
    kind_of,
    part_that_asks,
    subject_words,
    thing_to_explain,
    weight_of,
)
from zwerm.assistant.rules.sources import Form, Source
from zwerm.assistant.rules.units import Stretch
from zwerm.language.detect import detect_language
from zwerm.language.everyday import commonness
from zwerm.language.narrative import tells_what_happened
from zwerm.language.words import find_words_folded
from zwerm.library.models import Item, ItemQuerySet
from zwerm.library.rules.plain import blank_markup
from zwerm.people.models import Person, Space
from zwerm.questions.models import QUESTION
from zwerm.search.actions import Narrowing, Understood, find, find_open, how_near, terms_of, understand
from zwerm.search.found import Found, FoundThing
from zwerm.search.registry import kind_labels
from zwerm.ui.rules import reading_language

NO_ANSWERS = (QUESTION, "course")
THINGS_READ = 8
NOTHING = float("-inf")
FORMS = {
    Item.Kind.HOWTO: Form.HOWTO,
    Item.Kind.LESSON: Form.LESSON,
    Item.Kind.STORY: Form.STORY,
    Item.Kind.POSTMORTEM: Form.STORY,
}
# What is weaker than this is about something else, and not worth naming either. Of questions that got no answer though there was one, nine in ten have
# its page among the first three that were found (docs/run/performance/answers.md): so much is shown, with the words that were asked.
COMES_NEAR, MOST_NEAR = -7.0, 3
# The sentences that come closest are marked from here: under it one in fifteen says what was asked, above it one in four.
COMES_CLOSEST = -5.0
# Of a question that leans on an earlier one, what it adds itself weighs most.
CARRIED = 0.6
# A long document is read where it was found, and a passage to either side.
LONG = 40
MOST_OPENING = 3


@dataclass(frozen=True)
class Answer:
    """What the organisation wrote down about a question; without sentences, nobody did yet.

    `related`: items that come near; `near`: where it stands in the best of them, when nobody wrote an answer down, and `nearest`: what comes closest to one. `model`: written by a language model, of the same passages. `failure`: why a
    model that is configured did not write it. `strength`: how much more speaks for it than is needed to show it, in log-odds.
    `before`: the earlier question that this one was read together with, because it leans on it. `sure`: it speaks of all that was asked; otherwise it is the closest
    that was found, and may be beside the point.
    """

    question: str
    sentences: tuple[Sentence, ...] = ()
    related: tuple[Item, ...] = ()
    near: tuple[FoundThing, ...] = ()
    nearest: Closest | None = None
    model: str = ""
    failure: str = ""
    sources: tuple[Source, ...] = field(default=(), repr=False)
    strength: float = NOTHING
    before: str = ""
    sure: bool = True

    @property
    def answered(self) -> bool:
        return bool(self.sentences)

    @property
    def also_near(self) -> list[FoundThing]:
        """The places besides that of what comes closest."""
        closest_by = str(self.nearest.item.pk) if self.nearest else ""
        return [thing for thing in self.near if thing.key != closest_by]

    @property
    def read_as(self) -> str:
        """The question with the earlier one that it leans on."""
        return f"{self.before} {self.question}".strip()


class _Seen:
    """Items that the asker may see now, by their ids, each loaded once."""

    def __init__(self, items: ItemQuerySet) -> None:
        self._items = items.published().select_related("current", "space").prefetch_related("current__passages")
        self._loaded: dict[str, Item] = {}
        self._asked: set[str] = set()

    def of(self, keys: Iterable[str]) -> dict[str, Item]:
        keys = list(keys)
        if new := set(keys) - self._asked:
            self._asked |= new
            self._loaded |= {str(item.pk): item for item in self._items.filter(pk__in=new)}
        return {key: self._loaded[key] for key in keys if key in self._loaded}


# What answers these words best; once more for the same page when `again`.
Look = Callable[[str, bool], Found]


def ask(person: Person, text: str, before: str = "", page: UUID | None = None) -> Answer:
    """An answer from what this person may see, made of sentences as they stand there.

    `before`: the question that was asked just before, and `page` the item that answered it. Where this one leans on it they are read together, and that page
    is looked in first; by itself when only that gives an answer.
    """

    def look(query: str, again: bool) -> Found:
        return find(person, query, _written(), limit=THINGS_READ, again=again)

    return _in_turn(text, before, str(page or ""), look, person.space_ids, _Seen(Item.objects.visible_to(person)))


def ask_open(text: str, before: str = "", page: UUID | None = None) -> Answer:
    """An answer from what any colleague may see: for programs that ask on nobody's behalf."""

    def look(query: str, _again: bool) -> Found:
        return find_open(query, _written(), limit=THINGS_READ)

    spaces = frozenset(Space.objects.filter(open=True).values_list("id", flat=True))
    return _in_turn(text, before, str(page or ""), look, spaces, _Seen(Item.objects.filter(space__open=True)))


def _in_turn(text: str, before: str, page: str, look: Look, spaces: Collection[UUID], seen: _Seen) -> Answer:
    if not before or not leans(text, detect_language(f"{before} {text}", reading_language())):
        return _answer(text, spaces, _look(look, text, again=False), seen)
    together = _answer(text, spaces, look(f"{before} {text}", False), seen, before, page)
    if together.answered:
        return together
    alone = _answer(text, spaces, _look(look, text, again=True), seen)
    return alone if alone.answered else together


def _look(look: Look, text: str, *, again: bool) -> Found:
    """What answers these words; of a question that names nothing but its condition ("Wat als ik te laat ben?") what says that, since search leaves such words out."""
    condition = looked_for(text, detect_language(text, reading_language()))
    found = look(condition, again) if condition else None
    return found if found and found.things else look(text, again or bool(condition))


def _written() -> Narrowing:
    """What is asked among colleagues is no answer, and keeps none from being read; nor does a course, which tells what it is made of once more."""
    return Narrowing(kinds=[name for name in kind_labels() if name not in NO_ANSWERS])


def _answer(text: str, spaces: Collection[UUID], found: Found, seen: _Seen, before: str = "", page: str = "") -> Answer:
    question, understood, conditions = _read(text, before, spaces)
    # Loaded through what the asker sees, whatever the index said: nothing is quoted that was not checked just now.
    keys = [thing.key for thing in found.things if thing.name == "item"]
    items = seen.of(dict.fromkeys([*keys, *filter(None, [page])]))
    sources = (*_sources(found, items, page), *sources_in_files(found, items))
    terms = with_conditions(terms_of(), conditions, question.words)
    drafted = draft_answer(question, sources, terms, partial(how_near, understood))
    related = tuple(items[key] for key in keys if key in items)
    strong = strength(drafted.evidence, question.language) if drafted.evidence else NOTHING
    if strong < 0:
        near, nearest = _near(found, drafted, items, text, strong)
        return Answer(text, near=near, nearest=nearest, sources=sources, strength=strong, before=before)
    sentences = tuple(sentence(quoted, items[quoted.source.key]) for quoted in drafted.sentences)
    sure = drafted.evidence is None or is_sure(drafted.evidence, strong)
    return Answer(text, sentences, related, sources=sources, strength=strong, before=before, sure=sure)


def _read(text: str, before: str, spaces: Collection[UUID]) -> tuple[Question, Understood, list[Condition]]:
    """What is asked. With a question `before`, what both are about, and the kind of the first of them, last one first, that tells it."""
    understood = understand(f"{before} {text}".strip(), spaces)
    language = understood.language
    asking = part_that_asks(text if before else understood.text, language)
    kind = kind_of(asking, language)
    # As they were asked: a misspelt word is asked too, whatever is looked for instead.
    asked = frozenset(find_words_folded(part_that_asks(text, language)))
    fresh: frozenset[str] = frozenset()
    conditions = conditions_of(part_that_asks(text, language), language) + conditions_told(text, language)
    if before:
        earlier = part_that_asks(before, language)
        if kind is Kind.OTHER and measure_of(asking, language) is None:
            kind, asking = kind_of(earlier, language), earlier
        carried = frozenset(subject_words(earlier, language))
        fresh = (frozenset(subject_words(text, language)) - carried) | {one.name for one in conditions}
        conditions += [
            one for one in conditions_of(earlier, language) if one.key not in {own.key for own in conditions}
        ]
        asked |= carried
    # As it was asked too: a word that nobody wrote ("verdient") is read as another.
    measure = measure_of(asking, language) or measure_of(part_that_asks(text, language), language)
    measure = measure if kind is not Kind.CONTACT else None
    if measure and kind is not Kind.WHEN:
        kind = Kind.NUMBER
    counted = counted_in(asking) if measure is Measure.COUNT else ""
    once = tells_what_happened(asking, language)
    if kind in (Kind.CALL, Kind.CONTACT):
        # Who is called about the lift is called when it is out of order.
        conditions = [one for one in conditions if one.key != OUT_OF_ORDER]
    asked |= {one.name for one in conditions if not one.told}
    asked, fresh = (
        each | {said for said, typed in understood.instead.items() if not each.isdisjoint(typed)}
        for each in (asked, fresh)
    )
    words = _wanted(understood, asked, fresh, conditions, asking_words(f"{before} {text}", language))
    thing = thing_to_explain(asking, language) if kind is Kind.MEANING else ""
    case = case_asked(part_that_asks(text, language), language)
    question = Question(understood.text, language, kind, words, understood.things, measure, counted, once, thing, case)
    return question, understood, conditions


def _wanted(
    understood: Understood,
    asked: frozenset[str],
    fresh: frozenset[str],
    conditions: Sequence[Condition],
    asking: frozenset[str],
) -> tuple[Wanted, ...]:
    """The words that an answer has to be about; those that only ask (`asking`, and what they were read as), when there are no others. `asked`: those of the question itself."""
    asking |= asking_words(understood.text, understood.language)
    taken = frozenset().union(*(one.takes for one in conditions))
    words = [word for word in understood.words if word.text not in asking | taken]
    words = words or ([] if conditions else [*understood.words])
    return tuple(
        Wanted(
            word.text,
            word.whole,
            word.parts,
            weight_of(word.uses, understood.things, commonness(word.text, understood.language))
            * (1 if word.text in asked else TOLD_ASIDE)
            * (CARRIED if fresh and word.text not in fresh else 1),
            word.sure,
            word.alike,
            told=word.text not in asked,
            fresh=word.text in fresh,
            apart=word.apart,
            spaced=word.spaced,
        )
        for word in words
    ) + tuple(wanted(one, understood.things, fresh) for one in conditions)


def _sources(found: Found, items: dict[str, Item], page: str = "") -> Iterator[Source]:
    """What was found, best first. `page`, which answered the question before, is one of them whatever was found, and counts as the best."""
    best = found.things[0].score if found.things else 1.0
    things = {thing.key: thing for thing in found.things if thing.name == "item"}
    for key in dict.fromkeys([*filter(None, [page]), *things]):
        if key in items:
            thing = things.get(key)
            places = [(each.start, each.end) for each in thing.passages] if thing else []
            score = thing.score / best if thing and best and key != page else 1.0
            yield _source(items[key], places, score, about=key == page)


def _source(item: Item, places: Sequence[tuple[int, int]], score: float, *, about: bool) -> Source:
    """`places`: of the passages by which it was found, best first."""
    version = item.version
    passages = [Stretch(each.start, each.end, tuple(each.heading)) for each in version.passages.all()]
    by_place = {(stretch.start, stretch.end): place for place, stretch in enumerate(passages)}
    at = [by_place[each] for each in places if each in by_place]
    near = tuple(passages[place] for place in at)
    if len(passages) > LONG:
        kept = {place + step for place in at for step in (-1, 0, 1)} or set(range(LONG))
        kept |= _opening(passages)
        passages = [stretch for place, stretch in enumerate(passages) if place in kept]
    return Source(
        key=str(item.pk),
        title=item.title,
        language=item.language,
        text=version.text,
        seen=blank_markup(version.text),
        passages=tuple(passages),
        score=score,
        near=near,
        form=FORMS.get(Item.Kind(item.kind), Form.OTHER),
        about=about,
    )


def _opening(passages: Sequence[Stretch]) -> set[int]:
    """Places of the first passages, up to the first heading that follows: what a long document says of itself stands there."""
    same = takewhile(lambda place: passages[place].heading == passages[0].heading, range(MOST_OPENING))
    return set(same)


def _near(
    found: Found, drafted: Drafted, items: dict[str, Item], text: str, strong: float
) -> tuple[tuple[FoundThing, ...], Closest | None]:
    """The places that use the words of a question that nothing answers, that of what comes closest first."""
    if strong < COMES_NEAR:
        return (), None
    things = [thing for thing in found.things if thing.name == "item" and thing.key in items]
    if strong < COMES_CLOSEST or drafted.nearest is None:
        return tuple(things[:MOST_NEAR]), None
    nearest = drafted.nearest()
    things.sort(key=lambda thing: thing.key != nearest.source.key)
    return tuple(things[:MOST_NEAR]), closest(nearest, items[nearest.source.key], text)
