"""A form per kind of question. Choosing one answer and choosing several is one form: what is ticked says which."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.courses.forms.blocks import line, lines, words
from zwerm.courses.forms.rows import RowsForm
from zwerm.courses.generation import draft
from zwerm.courses.rules.marking import read_number
from zwerm.courses.rules.rewriting import partners, rewrite_sentences
from zwerm.courses.rules.sound import what_is_wrong
from zwerm.language.sentences import split_sentences
from zwerm.library.rules.markdown import clean_text

WRONG = {
    "stem": _("Write the question."),
    "none-right": _("Tick the answer that is right."),
    "all-right": _("At least one answer must be wrong."),
    "few": _("There must be at least two to choose from."),
    "double": _("Two of them say the same."),
    "told": _("The question tells the model answer already."),
}
_GAP = re.compile(r"\[([^\[\]]+)\]")


class QuestionForm(RowsForm):
    below = ("explanation",)

    stem = words(_("Question"), rows=2, longest=1000)
    explanation = words(
        _("Feedback"), help=_("What someone reads after answering: why it is so."), rows=3, longest=3000, required=False
    )

    def filled(self, value: Any) -> dict[str, Any]:
        said = " ".join(sentence.text for sentence in value.explanation)
        return {"stem": value.stem, "explanation": said}

    def question(self) -> draft.Question:
        raise NotImplementedError

    def checked(self) -> draft.Question | None:
        """The question that was written, or nothing when it can not be answered; then the form says why."""
        question = self.question() if self.is_valid() else None
        if question is not None and (wrong := what_is_wrong(question)):
            self.add_error("stem" if wrong == "stem" else None, WRONG[wrong])
            return None
        return question

    def explained(self) -> tuple[draft.Sentence, ...]:
        said = self.cleaned_data["explanation"].strip()
        known = self.before.explanation if self.before else ()
        if said == " ".join(sentence.text for sentence in known):
            return tuple(known)
        return rewrite_sentences(
            [span.text for span in split_sentences(said, self.setting.language)] or lines(said), known
        )

    def basis(self) -> tuple[draft.Span, ...]:
        return self.before.spans if self.before else ()


class ChoiceForm(QuestionForm):
    columns: ClassVar = {
        "option": lambda number: line(_("Answer %(number)d") % {"number": number}, 500),
        "right": lambda number: forms.BooleanField(label=_("Right"), required=False),
    }
    leading = "option"

    def filled(self, value: Any) -> dict[str, Any]:
        rows = [{"option": option.text, "right": option.correct} for option in value.options]
        return super().filled(value) | {"rows": rows}

    def question(self) -> draft.Question:
        rows = self.given
        olds = partners(
            [row["option"] for row in rows], self.before.options if self.before else (), lambda option: option.text
        )
        options = tuple(
            draft.Option(row["option"], row["right"], old.spans if old else ())
            for row, old in zip(rows, olds, strict=True)
        )
        several = sum(option.correct for option in options) > 1
        make = draft.MultipleChoice if several else draft.SingleChoice
        quote = self.before.quote if self.before else ""
        return make(self.cleaned_data["stem"], options, self.explained(), self.basis(), quote)


class OrderForm(QuestionForm):
    items = words(_("Steps"), help=_("In the right order, one on a line. Who answers gets them mixed up."))
    field_order = ("stem", "items", "explanation")

    def filled(self, value: Any) -> dict[str, Any]:
        items = "\n".join(item.text for item in value.items)
        return super().filled(value) | {"items": items}

    def question(self) -> draft.Question:
        items = rewrite_sentences(lines(self.cleaned_data["items"]), self.before.items if self.before else ())
        return draft.Ordering(self.cleaned_data["stem"], items, self.explained(), self.basis())


class MatchForm(QuestionForm):
    columns: ClassVar = {
        "left": lambda number: line(_("Pair %(number)d") % {"number": number}, 300),
        "right": lambda number: line(_("Belongs to it"), 300),
    }
    leading = "left"
    together = ("left", "right")

    def filled(self, value: Any) -> dict[str, Any]:
        rows = [{"left": pair.left.text, "right": pair.right.text} for pair in value.pairs]
        return super().filled(value) | {"rows": rows}

    def clean(self) -> dict[str, Any]:
        if any(not row["right"] for row in self.given):
            raise forms.ValidationError(_("Give every pair both its halves."))
        return self.cleaned_data

    def question(self) -> draft.Question:
        known, rows = self.before.pairs if self.before else (), self.given
        lefts = rewrite_sentences([row["left"] for row in rows], [pair.left for pair in known])
        rights = rewrite_sentences([row["right"] for row in rows], [pair.right for pair in known])
        pairs = tuple(draft.Pair(left, right) for left, right in zip(lefts, rights, strict=True))
        return draft.Matching(self.cleaned_data["stem"], pairs, self.explained(), self.basis())


class GapForm(QuestionForm):
    sentence = words(
        _("Sentence"),
        help=_("Put the missing word between square brackets: The fridge is at most [eight] degrees."),
        rows=2,
    )
    accepted = words(_("Also right"), help=_("Other spellings, one on a line."), rows=2, required=False)
    wrong = words(
        _("Wrong answers to choose from"),
        help=_("One on a line. Leave it empty when the word is to be typed."),
        rows=3,
        required=False,
    )
    field_order = ("stem", "sentence", "wrong", "accepted", "explanation")

    def filled(self, value: Any) -> dict[str, Any]:
        return super().filled(value) | {
            "sentence": value.before + (f"[{value.answer}]" if value.answer else "") + value.after,
            "accepted": "\n".join(value.accepted),
            "wrong": "\n".join(choice for choice in value.choices if choice != value.answer),
        }

    def clean_sentence(self) -> str:
        return one_gap(self.cleaned_data["sentence"])

    def question(self) -> draft.Question:
        left, answer, right = _GAP.split(self.cleaned_data["sentence"])
        wrong = lines(self.cleaned_data["wrong"])
        return draft.Gap(
            self.cleaned_data["stem"],
            left,
            right,
            answer.strip(),
            self.explained(),
            self.basis(),
            tuple(lines(self.cleaned_data["accepted"])),
            (answer.strip(), *wrong) if wrong else (),
        )


class NumericForm(QuestionForm):
    sentence = words(
        _("Sentence"), help=_("Put the number between square brackets: Wait at least [30] minutes."), rows=2
    )
    tolerance = forms.CharField(
        label=_("How far off still counts"), initial="0", max_length=20, help_text=_("0: exactly this number.")
    )
    field_order = ("stem", "sentence", "tolerance", "explanation")

    def filled(self, value: Any) -> dict[str, Any]:
        sentence = f"{value.before}[{value.shown}]{value.after}"
        return super().filled(value) | {"sentence": sentence, "tolerance": f"{value.tolerance:g}"}

    def clean_sentence(self) -> str:
        sentence = one_gap(self.cleaned_data["sentence"])
        if read_number(_GAP.split(sentence)[1]) is None:
            raise forms.ValidationError(_("There is no number between the brackets."))
        return sentence

    def clean_tolerance(self) -> float:
        number = read_number(self.cleaned_data["tolerance"])
        if number is None or number < 0:
            raise forms.ValidationError(_("Write a number."))
        return number

    def question(self) -> draft.Question:
        left, shown, right = _GAP.split(self.cleaned_data["sentence"])
        unit = self.before.unit if self.before and self.before.unit in right else ""
        answer = read_number(shown)
        assert answer is not None, "clean_sentence read it"
        return draft.Numeric(
            self.cleaned_data["stem"],
            left,
            right,
            answer,
            shown.strip(),
            self.explained(),
            self.basis(),
            unit,
            self.cleaned_data["tolerance"],
        )


class OpenForm(QuestionForm):
    model = words(
        _("Model answer"),
        help=_(
            "What a good answer says. Who answered in their own words reads it beside those and judges how it went. Is it short, up to 600 characters? Then it is also a card to practise with."
        ),
        rows=6,
        longest=5000,
    )
    field_order = ("stem", "model", "explanation")

    def filled(self, value: Any) -> dict[str, Any]:
        return super().filled(value) | {"model": value.model}

    def question(self) -> draft.Question:
        model = clean_text(self.cleaned_data["model"])
        return draft.OpenAnswer(self.cleaned_data["stem"], model, self.explained(), self.basis())


def one_gap(sentence: str) -> str:
    found = _GAP.findall(sentence)
    if len(found) != 1 or not found[0].strip():
        raise forms.ValidationError(_("Put square brackets around one word or number."))
    return sentence


QUESTION_FORMS: dict[str, type[QuestionForm]] = {
    "single": ChoiceForm,
    "multiple": ChoiceForm,
    "order": OrderForm,
    "match": MatchForm,
    "gap": GapForm,
    "numeric": NumericForm,
    "open": OpenForm,
}
