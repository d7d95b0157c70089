"""Asks about labelled entries of a list or table: which description goes with which label."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from zwerm.courses.generation.draft import Matching, Numeric, Option, Pair, Question, Sentence, SingleChoice
from zwerm.courses.generation.flaws.parts import plain
from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import names_a_matter
from zwerm.courses.generation.material.units import DENIES
from zwerm.courses.generation.questions.amounts import ALLOWED, EXERCISE, MONEY
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    above_or_name,
    capital,
    document_name,
    likely_mistakes,
    says_little,
    spans_of,
    with_name,
    with_wrong_options,
)
from zwerm.courses.generation.questions.self_said import (
    MOSTLY,
    are_reasons,
    come_back,
    is_told_by_its_name,
    labels_of_many,
    say_it_themselves,
)
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE, below
from zwerm.language.imperatives import tells_to
from zwerm.language.numbers import UNITS, Quantity, find_quantities, is_clock_time
from zwerm.language.standalone import TIES, addresses_reader, is_open, leans_on_context, points_back
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words

FEWEST, MOST_PAIRS, TELLING = 3, 5, 1
# A number by itself, of which the others of its list are not all the same.
SHORT_AMOUNT, TELLING_VALUES = 5, 2
# "7,35" and "35 mmHg" describe nothing, and their units tell which row they are of.
WORD = re.compile(r"[^\W\d_]{3,}")
DESCRIBES = 3
SHORT_LEAD, LONGEST_LEAD = 9, 16
EMPTY_LEAD = re.compile(
    r"^(?:denk (?:aan|bijvoorbeeld aan|hierbij aan)|think of|voorbeelden?|examples?|bijvoorbeeld|for example)\W*$",
    re.IGNORECASE,
)
# A lead that runs on into the list reads badly without it.
UNFINISHED = re.compile(
    r"\b(?:zoals|een|de|het|voor|van|over|met|in|op|uit|om|te|door|bij|dat|of|en|is|zijn|tot|via|als|onder|onder andere|bijvoorbeeld|as|an?|the|for|of|to|with|in|on|by|that|or|and|is|are|be|including|include|includes|like|from|when|if)$",
    re.IGNORECASE,
)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    """Numbers beside a label, and words of a list that explains words."""
    yield from propose_amounts(material, inside)
    for group, lead in groups_in(material, inside):
        if not explains_words(material, group):
            continue
        yield Proposal(group.entries[0].unit, 1.1, _match(material, group, lead))
        if group.only_matched:
            continue
        told = Counter(plain(entry.description.text) for entry in group.entries)
        for entry in group.entries:
            if plain(entry.label.text) == plain(lead) or told[plain(entry.description.text)] > 1:
                continue
            words = len(WORD.findall(entry.description.text))
            if words:
                yield Proposal(entry.unit, 0.95, _ask_description(material, group, entry))
            if words >= DESCRIBES:
                yield Proposal(entry.unit, 0.9, _ask_label(material, group, entry))


def propose_rows(material: Material, inside: range) -> Iterator[Proposal]:
    """What belongs to what in a table: whether a name tells it, or anybody needs to know, is for the author to say. Of lists it mostly
    does, and of roles too."""
    for group, lead in groups_in(material, inside):
        if group.of and not explains_words(material, group):
            yield Proposal(group.entries[0].unit, 1.1, _match(material, group, lead))


def propose_amounts(material: Material, inside: range) -> Iterator[Proposal]:
    """A number that belongs to a label: "High: 3 days"."""
    for group in material.groups:
        if say_it_themselves(group.entries, levels=False):
            continue
        lead = lead_of(material, group)
        numbered = [(entry, found) for entry in group.entries if (found := _only_amount(entry))]
        values = {(found.value, found.unit) for _, found in numbered}
        if not lead or says_little(lead) or len(values) < TELLING_VALUES or len(numbered) * 2 <= len(group.entries):
            continue
        granted = bool(ALLOWED.search(f"{lead} {' '.join(material.units[group.unit].section.path)}"))
        for entry, found in numbered:
            if entry.unit in inside and (found.unit not in MONEY or granted):
                yield Proposal(entry.unit, 0.9, [_ask_amount(material, entry, found, lead)])


def _only_amount(entry: Entry) -> Quantity | None:
    text = entry.description.text
    found = list(find_quantities(text, entry.description.language)) if count_words(text) <= SHORT_AMOUNT else []
    is_one = len(found) == 1 and found[0].unit in UNITS.values() and found[0].value > 1
    return found[0] if is_one and not is_clock_time(text, found[0].start, found[0].end) else None


def _ask_amount(material: Material, entry: Entry, found: Quantity, lead: str) -> Numeric:
    wording, text = BY_LANGUAGE[material.language], entry.description.text
    unit = wording.units.get(found.unit, "")
    return Numeric(
        stem=below(lead, wording.number_of.format(unit=unit) if unit else wording.number),
        before=f"{capital(entry.label.text)}: {text[: found.start]}",
        after=text[found.end :],
        answer=found.value,
        shown=text[found.start : found.end],
        explanation=_explanation(entry),
        spans=spans_of(entry.label, entry.description),
        unit=found.unit,
    )


def groups_in(material: Material, inside: range) -> Iterator[tuple[Group, str]]:
    """The groups that can be asked, with what they are about: their entries in these units that are of one form."""
    many = labels_of_many(material.groups)
    for whole in material.groups:
        own = [
            entry
            for entry in whole.entries
            if entry.unit in inside
            and _can_be_asked(material, entry)
            and entry.label.text.casefold().strip(" :.") not in many
        ]
        group = replace(whole, entries=tuple(_of_one_form(own)))
        if len(group.entries) < FEWEST or _is_no_news(material, whole) or _tells_what_not(whole):
            continue
        lead = lead_of(material, group)
        if lead and not says_little(lead) and not EXERCISE.search(lead):
            yield group, lead


def _tells_what_not(group: Group) -> bool:
    """Whether a column of a table says what is wrong: what belongs to a label would be learnt as right."""
    return bool(group.of and group.lead and DENIES.search(group.lead.text))


def _is_no_news(material: Material, group: Group) -> bool:
    """Whether the labels tell what belongs to them, or are no kind of their own."""
    path = material.units[group.unit].section.path
    above = (*path[-1:], group.lead.text if group.lead else "")
    named = sum(is_told_by_its_name(entry, material.language) for entry in group.entries)
    return (
        named >= MOSTLY * len(group.entries)
        or say_it_themselves(group.entries)
        or come_back(group, material.groups)
        or are_reasons(above)
    )


def lead_of(material: Material, group: Group) -> str:
    """What the entries are about, to be read on its own: a short sentence before the list, else the heading."""
    if group.of:
        return title_of(material, group)
    section = material.units[group.unit].section
    lead = _standing(group.lead, material.language)
    # Of headings side by side the unit is the first of them: what is above them announces them, not that one.
    own = section.title if section.title is not group.entries[0].label else None
    title = _standing(own or group.lead, material.language)
    if lead and count_words(lead) <= SHORT_LEAD and not UNFINISHED.search(lead):
        return with_name(lead, above_or_name(material, group.unit))
    if title.endswith("?") and lead and count_words(lead) <= LONGEST_LEAD:
        return lead
    return with_name(title, above_or_name(material, group.unit)) or (lead if count_words(lead) <= LONGEST_LEAD else "")


# Headings of columns that any table could have: they name nothing, so the heading above the table does.
ANY_COLUMN = re.compile(
    r"(?:term(?:en)?|begrip(?:pen)?|woord|afkorting(?:en)?|naam|onderdeel|onderwerp|item|code|type|nr\.?|id|toelichting|omschrijving|beschrijving|betekenis|definitie|uitleg|inhoud|waarde|details|opmerking(?:en)?|wat|tekst"
    r"|vra(?:ag|gen)|questions?|terms?|concept|word|abbreviation|acronym|name|part|topic|property|field|key|explanation|description|meaning|definition|contents?|value|detail|notes?|comments?|remarks?|what|text|purpose|summary|#|)",
    re.IGNORECASE,
)
MEANS = re.compile(
    r"(?:betekenis|definitie|omschrijving|toelichting|uitleg|meaning|definition|explanation|description)", re.IGNORECASE
)
IS_TERM = re.compile(
    r"(?:term(?:en)?|begrip(?:pen)?|woord|afkorting(?:en)?|terms?|concept|word|abbreviation|acronym)", re.IGNORECASE
)


def title_of(material: Material, group: Group) -> str:
    """The heading above a table, and of a column that says more than "Description" its heading too."""
    name = document_name(material, group.unit)
    heading = _standing(material.units[group.unit].section.title, material.language)
    heading = heading if names_a_matter(heading) else ""
    above = with_name(heading, above_or_name(material, group.unit)) or name
    column = clean_title(group.lead.text) if group.lead else ""
    rows = clean_title(group.of.text) if group.of else ""
    if is_open(column):
        return ""
    if rows and column and not _is_any_column(rows) and not _is_any_column(column):
        return f"{rows} – {column}"
    if _is_any_column(column):
        return above
    return f"{above} – {column}" if above and plain(above) != plain(column) else column


def _is_any_column(text: str) -> bool:
    """Each word of it, as in "Term/afkorting"."""
    return all(ANY_COLUMN.fullmatch(part.strip()) for part in re.split(r"[/&,]|\ben\b|\band\b", text))


def gives_meanings(group: Group) -> bool:
    """Whether the columns say that this is a list of terms with what they mean."""
    rows, column = (clean_title(one.text) if one else "" for one in (group.of, group.lead))
    return bool(rows and IS_TERM.fullmatch(re.split(r"[/&,]", rows)[0].strip()) and MEANS.fullmatch(column))


# A list under such a heading says what words mean.
OF_WORDS = re.compile(
    r"\b(?:begripp?en\w*|definities?|termen|terminologie|woordenlijst|woordenboek|afkortingen(?:lijst)?|glossary|definitions?|terms|terminology|vocabulary|abbreviations|acronyms)\b",
    re.IGNORECASE,
)


def explains_words(material: Material, group: Group) -> bool:
    """Whether it says what words mean, by its columns, by what announces it or by the heading above it."""
    announced = group.lead.text if group.lead else ""
    above = material.units[group.unit].section.path[-1:]
    return gives_meanings(group) or any(OF_WORDS.search(text) for text in (announced, *above))


def _standing(sentence: SourceSentence | None, language: str) -> str:
    text = clean_title(sentence.text).rstrip(":") if sentence else ""
    if addresses_reader(text, language) or EMPTY_LEAD.match(text):
        return ""
    if points_back(CATAPHOR.sub("", text), language) or leans_on_context(f"{text}.", language) or is_open(text):
        return ""
    return "" if leans_on_context(text, language) or (sentence and len(sentence.stems) < TELLING) else text


# "Under these conditions:" points at the list that follows.
CATAPHOR = re.compile(r"\s(?:deze|dit|these|this)\s\w+$", re.IGNORECASE)


def _can_be_asked(material: Material, entry: Entry) -> bool:
    return _stands(entry) and not is_told_by_its_name(entry, material.language)


def _stands(entry: Entry) -> bool:
    """Whether the description can be read without the sentences around it."""
    text, language = entry.description.text.rstrip(" ."), entry.description.language
    if TIES[language if language in TIES else "en"].search(text):
        return False
    return not (leans_on_context(text, language) or points_back(text, language) or addresses_reader(text, language))


def _of_one_form(entries: Sequence[Entry]) -> list[Entry]:
    """Those that tell the reader to do something, or those that don't, whichever are most: among the others one is known by its form."""
    told = [entry for entry in entries if tells_to(capital(entry.description.text), entry.description.language)]
    rest = [entry for entry in entries if entry not in told]
    return told if len(told) > len(rest) else rest


def _ask_description(material: Material, group: Group, entry: Entry) -> Iterator[Question]:
    wording, label = BY_LANGUAGE[material.language], clean_title(entry.label.text)
    stem = wording.what_means.format(article="", term=label)
    only_names = lacks_verb(entry.description.text, material.language)
    others = [other.description for other in group.entries if other is not entry]
    pool = likely_mistakes(
        entry.description, [other for other in others if lacks_verb(other.text, material.language) == only_names]
    )

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = sorted(
            [_option(entry.description, True), *(_option(other, False) for other in wrong)],
            key=lambda option: option.text.casefold(),
        )
        return SingleChoice(stem, tuple(options), _explanation(entry), spans_of(entry.label, entry.description))

    return with_wrong_options(pool, build)


def _ask_label(material: Material, group: Group, entry: Entry) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].which_term
    pool = likely_mistakes(entry.label, [other.label for other in group.entries if other is not entry])

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = sorted(
            [_option(entry.label, True), *(_option(other, False) for other in wrong)],
            key=lambda option: option.text.casefold(),
        )
        return SingleChoice(
            stem,
            tuple(options),
            _explanation(entry),
            spans_of(entry.label, entry.description),
            quote=capital(entry.description.text),
        )

    return with_wrong_options(pool, build)


def _match(material: Material, group: Group, lead: str) -> Iterator[Question]:
    """All entries if they are few, else each choice of five, of four, of three that keeps the order."""
    wording = BY_LANGUAGE[material.language]
    stem = wording.match_meanings if gives_meanings(group) else wording.match_entries.format(lead=lead)
    for size in range(min(MOST_PAIRS, len(group.entries)), 2, -1):
        for chosen in combinations(group.entries, size):
            pairs = tuple(
                Pair(
                    Sentence(capital(entry.label.text), (entry.label.span,)),
                    Sentence(capital(entry.description.text), (entry.description.span,)),
                )
                for entry in chosen
            )
            sentences = [side for entry in chosen for side in (entry.label, entry.description)]
            yield Matching(stem, pairs, (), spans_of(*sentences))


def _option(sentence: SourceSentence, correct: bool) -> Option:
    return Option(capital(sentence.text), correct, (sentence.span,))


def _explanation(entry: Entry) -> tuple[Sentence, ...]:
    """Label and description as one sentence."""
    text = f"{capital(entry.label.text)}: {entry.description.text.rstrip('.')}."
    return (Sentence(text, spans_of(entry.label, entry.description)),)
