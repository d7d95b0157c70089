"""Tells above a sentence under which heading it stands: "you" and "the form" are then those of that matter."""

import re

import msgspec

from zwerm.courses.generation.draft import Gap, Numeric, Question, SingleChoice
from zwerm.courses.generation.flaws import Setting, find_flaw
from zwerm.courses.generation.flaws.parts import quoted, shared_stems, stems
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import names_a_matter
from zwerm.courses.generation.questions.proposal import ANY_DOCUMENT, document_name, nearby_texts
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE, below
from zwerm.language.words import count_words

LONGEST = 9
CODE = re.compile(r"[<>{}%$\\|_]")


def with_heading(question: Question, material: Material, unit: int) -> Question:
    """The question after its heading ("‘Remote work’: how many days?"); as it is where that tells nothing or too much."""
    if not isinstance(question, Gap | Numeric | SingleChoice) or not quoted(question) or "‘" in question.stem:
        return question
    wording = BY_LANGUAGE[material.language]
    heading = heading_of(material, unit)
    known = stems(quoted(question), material.language)
    fresh = stems(heading, material.language) - shared_stems(stems(heading, material.language), known)
    if not fresh or question.stem in (wording.which_term, *wording.also.get(wording.which_term, ())):
        return question
    placed: Question = msgspec.structs.replace(question, stem=below(heading, question.stem))
    flaw = find_flaw(placed, Setting(material.language, nearby_texts(material, unit)))
    return question if flaw else placed


def heading_of(material: Material, unit: int) -> str:
    """The nearest heading that names a matter, else the name of the document."""
    for title in (*reversed(material.units[unit].section.path), document_name(material, unit)):
        told = clean_title(title)
        names = 1 <= count_words(told) <= LONGEST and told[-1] not in "?!" and not CODE.search(told)
        if names and stems(told, material.language) and names_a_matter(told) and not ANY_DOCUMENT.fullmatch(told):
            return told
    return ""
