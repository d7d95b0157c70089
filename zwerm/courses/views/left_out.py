"""What of its texts a course does not use and which questions were thrown away, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.courses.generation.draft import Doubt, LeftOut, Span
from zwerm.courses.models import Course, Making
from zwerm.library.models import Item, cite_url

REASONS: dict[str, Promise] = {
    "contents": _("A list of what the text holds"),
    "links": _("Links to other texts"),
    "history": _("What changed in the text, and when"),
    "contact": _("Contact, authors, a disclaimer and the like"),
    "code": _("A long piece of code"),
    "table": _("A table that is too wide, too long or too empty to read here"),
    "markup": _("Leftovers of a web page"),
    "picture": _("A picture or film that is not kept here"),
    "pointer": _("It only sends the reader elsewhere"),
    "repeated": _("An earlier text says the same"),
    "broken": _("Loose words: no whole sentence"),
    "leaning": _("A sentence that points back at something that was left out"),
    "spoken": _("What the speaker of a presentation has to do"),
    "advertising": _("It calls on the reader to buy or try something"),
}
RULES: dict[str, Promise] = {
    "absolute_terms": _("A word such as ‘always’ or ‘never’ gave the answer away"),
    "all_or_none": _("An answer such as ‘all of these’"),
    "answer_in_question": _("The answer stood in the question"),
    "beside_blank": _("What stood beside the gap gave it away, or let other words fit as well"),
    "blank_place": _("Too little stood around the gap to know what was meant"),
    "broken_text": _("A sentence that stops halfway, an address or code"),
    "convergence": _("The right answer could be guessed by comparing the answers"),
    "duplicate_options": _("Two answers said the same, or one was part of the other"),
    "grammatical_cue": _("Only one answer fitted by its grammar"),
    "gratuitous_information": _("Too much to read for what was asked"),
    "implausible_distractor": _("A wrong answer that nobody would choose"),
    "interlock": _("Another question gave the answer away"),
    "k_type": _("An answer that combines other answers"),
    "logical_cue": _("The right answer stood out by its form"),
    "longest_option": _("The right answer stood out by its length"),
    "lost_sequence": _("Numbers to choose from stood in no order"),
    "missing_context": _("A word such as ‘this’ pointed at something that was not shown"),
    "more_than_one_correct": _("A wrong answer could be right as well"),
    "negative_stem": _("It asked what is not so"),
    "option_count": _("Too few answers to choose from"),
    "order_cue": _("A step told its own place"),
    "repeated_words": _("Words of the question stood in the right answer only"),
    "trivial": _("Not worth knowing"),
    "true_false": _("Half would be guessed right"),
    "uneven_pairs": _("What had to be matched was not of one kind"),
    "unfocused_stem": _("It was not clear what was asked"),
    "unsupported": _("The text does not say it"),
    "vague_terms": _("A word such as ‘often’ that everybody measures in another way"),
}
DOUBTS: dict[str, Promise] = {
    Doubt.elsewhere: _("The wrong answers come from other parts of the text. Is none of them right here too?"),
    Doubt.other_subjects: _("The wrong answers are said of other things, in other words. Would somebody choose them?"),
    Doubt.unordered: _("The text numbers these, and does not say that their order matters. Does it?"),
    Doubt.steps: _("Must this be done in this order, and would somebody get it wrong?"),
    Doubt.detail: _("Is this more than a detail: must colleagues know it without looking it up?"),
    Doubt.named: _("Does the name not give it away, and does somebody need to know this?"),
    Doubt.other_kind: _("The wrong answers are words of another kind. Does only one of them make the sentence true?"),
}


@dataclass(frozen=True)
class Part:
    """Something of a text that was left out: under which heading, and where to read it."""

    heading: str
    title: str
    url: str


def making_of(course: Course) -> Making | None:
    """How it was made at first; of a working copy, the course that it changes."""
    return getattr(course.revises or course, "making", None)


def left_out_of(making: Making | None, links: Mapping[str, tuple[Item, int]]) -> list[tuple[Promise, list[Part]]]:
    """Per reason what was left out, of texts that the reader sees (`links`, of `source_links`)."""
    kept = msgspec.convert(making.left_out if making else [], list[LeftOut])
    found: dict[str, list[Part]] = {}
    for left in kept:
        if left.span.source in links and left.reason in REASONS:
            found.setdefault(left.reason, []).append(_part(left.heading, left.span, links))
    return [(REASONS[reason], list(dict.fromkeys(parts))) for reason, parts in found.items()]


def _part(heading: str, span: Span, links: Mapping[str, tuple[Item, int]]) -> Part:
    item, number = links[span.source]
    return Part(heading, item.title, cite_url(item, span.start, span.end, number))


def rejected_of(making: Making | None) -> list[tuple[Promise, int]]:
    """Why questions were thrown away and how many, most first."""
    counts = making.rejected.items() if making else ()
    return [
        (RULES[rule], count) for rule, count in sorted(counts, key=lambda pair: (-pair[1], pair[0])) if rule in RULES
    ]
