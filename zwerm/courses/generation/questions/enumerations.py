"""Asks which things belong to a list that the text gives, among those of the lists beside it that are of the same kind.

What stands in any other list is no mistake that anybody makes.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import structs

from zwerm.courses.generation.draft import MultipleChoice, Option, Question, Sentence
from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.courses.generation.material.facts import Enumeration
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import timed
from zwerm.courses.generation.material.step_words import ADVICE
from zwerm.courses.generation.questions.proposal import Proposal, capital, likely_mistakes, spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import is_open
from zwerm.language.stopwords import is_stop_word

RIGHT, WRONG = 3, 2
POOL = 7
TELLING = 3
# How much of what announces two lists must be the same.
ALIKE = 0.5


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for enumeration in material.enumerations:
        if enumeration.unit not in inside:
            continue
        if enumeration.above:
            beside = _beside(material, enumeration)
            if beside:
                yield Proposal(enumeration.unit, 0.85, _ask_headed(material, enumeration, beside))
        elif enumeration.is_telling and not is_open(enumeration.lead.text) and not _tells(enumeration.items[0]):
            yield Proposal(enumeration.unit, 0.7, _ask(material, enumeration))


def _beside(material: Material, enumeration: Enumeration) -> list[Enumeration]:
    """The lists under headings of the same kind, beside this one; none when the headings name different things."""
    document = material.units[enumeration.unit].document
    beside = [
        other
        for other in material.enumerations
        if other.above == enumeration.above
        and other.lead is not enumeration.lead
        and material.units[other.unit].document == document
    ]
    same = timed([enumeration.lead, *(other.lead for other in beside)])
    return beside if beside and same else []


def _ask_headed(material: Material, enumeration: Enumeration, beside: Sequence[Enumeration]) -> Iterator[Question]:
    heading = clean_title(enumeration.lead.text)
    if len(enumeration.above) > 1:
        heading = f"{clean_title(enumeration.above[-1])} – {heading}"
    stem = BY_LANGUAGE[material.language].belong_under.format(heading=heading)
    typical = enumeration.items[0]
    others = [item for other in beside for item in other.items if not _is_one_of(item, enumeration)]
    # "Be ready to …", "Zorg dat …": good at any time.
    alike = [item for item in others if item.words[:1] != typical.words[:1] and not ADVICE.match(item.text)]
    pool = likely_mistakes(typical, alike)[:POOL]
    for right in combinations(enumeration.items, RIGHT):
        for wrong in combinations(pool, WRONG):
            question = _build(stem, enumeration, right, wrong)
            yield structs.replace(question, quote="")


def _ask(material: Material, enumeration: Enumeration) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].which_belong
    typical = enumeration.items[0]
    others = [
        item
        for other in material.enumerations
        if _is_sibling(material, enumeration, other)
        for item in other.items
        if not _is_one_of(item, enumeration)
    ]
    alike = [item for item in others if _form(item) == _form(typical)]
    pool = likely_mistakes(typical, alike)[:POOL]
    for right in combinations(enumeration.items, min(RIGHT, len(enumeration.items))):
        for wrong in combinations(pool, WRONG):
            question = _build(stem, enumeration, right, wrong)
            yield _under(_heading(material, enumeration), question)


def _tells(item: SourceSentence) -> bool:
    """Whether it is something to do: of those many would do in the other list too."""
    return item.words[:1] != () and (item.words[0].endswith("ing") or tells_to(capital(item.text), item.language))


def _is_sibling(material: Material, enumeration: Enumeration, other: Enumeration) -> bool:
    """Announced in words of which half are the same, under the same heading or one beside it: what a report holds and what a
    letter holds."""
    one, two = material.units[enumeration.unit], material.units[other.unit]
    path, beside = one.section.path, two.section.path
    near = path == beside or (len(path) > 1 and path[:-1] == beside[:-1])
    return (
        other is not enumeration
        and not other.above
        and one.document == two.document
        and near
        and other.lead.stems != enumeration.lead.stems
        and len(shared_stems(enumeration.lead.stems, other.lead.stems)) >= ALIKE * len(enumeration.lead.stems)
        and len(shared_stems(other.lead.stems, enumeration.lead.stems)) >= ALIKE * len(other.lead.stems)
    )


def _is_one_of(item: SourceSentence, enumeration: Enumeration) -> bool:
    """Whether the list itself holds it too, in other words or as a part."""
    return any(item.stems <= own.stems or own.stems <= item.stems for own in enumeration.items)


def _heading(material: Material, enumeration: Enumeration) -> SourceSentence | None:
    """What stands above a lead that tells little: "Operations" above "Protections may include:"."""
    title = material.units[enumeration.unit].section.title
    if title is None or title is enumeration.lead or len(enumeration.lead.stems) >= TELLING:
        return None
    told = clean_title(title.text)
    return None if not told or told.endswith("?") else title


def _under(heading: SourceSentence | None, question: MultipleChoice) -> MultipleChoice:
    if heading is None:
        return question
    quote = f"{clean_title(heading.text)}: {question.quote}"
    return structs.replace(question, quote=quote, spans=(heading.span, *question.spans))


def _build(
    stem: str, enumeration: Enumeration, right: Sequence[SourceSentence], wrong: Sequence[SourceSentence]
) -> MultipleChoice:
    options = [Option(capital(item.text), True, (item.span,)) for item in right]
    options += [Option(capital(item.text), False, (item.span,)) for item in wrong]
    options.sort(key=lambda option: option.text.casefold())
    return MultipleChoice(
        stem,
        tuple(options),
        (_explanation(enumeration),),
        spans_of(enumeration.lead, *enumeration.items),
        quote=enumeration.lead.text,
    )


def _explanation(enumeration: Enumeration) -> Sentence:
    """The whole list as one sentence."""
    items = "; ".join(item.text for item in enumeration.items)
    return Sentence(f"{enumeration.lead.text.rstrip(': ')}: {items}.", spans_of(enumeration.lead, *enumeration.items))


def _form(item: SourceSentence) -> tuple[bool, ...]:
    """How an item is built, as far as one sees: its first word small, of grammar, a number or what is done, and whether it is a
    sentence."""
    first = item.words[0] if item.words else ""
    return (
        item.text[:1].islower(),
        is_stop_word(first, item.language),
        item.text[:1].isdigit(),
        first.endswith("ing"),
        tells_to(item.text, item.language),
        len(item.words) >= 7,
    )
