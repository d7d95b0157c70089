"""A form per kind of block that an author writes in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from zwerm.courses.actions.media import NotMedia, keep_course_picture, keep_course_video
from zwerm.courses.forms.rows import RowsForm
from zwerm.courses.generation import draft
from zwerm.courses.generation.told import sentences_in
from zwerm.courses.rules.authored import BlockValue, Picture, Prose, Task, Video
from zwerm.courses.rules.rewriting import (
    markdown_of,
    rewrite_prose,
    rewrite_sentences,
    same_words,
)

LONGEST = 20_000


def words(
    label: Any, *, help: Any = "", rows: int = 6, longest: int = LONGEST, required: bool = True
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help, max_length=longest, required=required, widget=widget)


def line(label: Any, longest: int = 1000) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False)


class BlockForm(RowsForm):
    """`filled` tells what stands in the form at first, `value` what was written."""

    def value(self) -> BlockValue:
        raise NotImplementedError


class ProseForm(BlockForm):
    """Also for a drafted text: what an author writes in it makes it prose."""

    markdown = words(_("Text"), help=_("Markdown works: **bold**, lists with -, headings with ##."), rows=16)

    def filled(self, value: Any) -> dict[str, Any]:
        written = value.markdown if isinstance(value, Prose) else markdown_of(value.parts, self.setting.sources)
        return {"markdown": written}

    def value(self) -> BlockValue:
        cited = self.before.cited if isinstance(self.before, Prose) else sentences_in(self.before)
        return rewrite_prose(self.cleaned_data["markdown"], cited, self.setting.language)


class KeyPointsForm(BlockForm):
    points = words(
        _("Worth remembering"),
        help=_("One point on a line. A list on one line: “What we do: first this; then that; at last this.”"),
        rows=8,
    )

    def filled(self, value: Any) -> dict[str, Any]:
        return {"points": "\n".join(point.text for point in value.points)}

    def value(self) -> BlockValue:
        texts = lines(self.cleaned_data["points"])
        return draft.KeyPoints(rewrite_sentences(texts, self.before.points if self.before else ()))


class GlossaryForm(BlockForm):
    columns: ClassVar = {
        "term": lambda number: line(_("Word %(number)d") % {"number": number}, 100),
        "meaning": lambda number: line(_("What it means")),
    }
    leading = "term"
    together = ("term", "meaning")

    def filled(self, value: Any) -> dict[str, Any]:
        return {"rows": [{"term": term.term, "meaning": term.meaning.text} for term in value.terms]}

    def clean(self) -> dict[str, Any]:
        if not any(row["meaning"] for row in self.given):
            raise forms.ValidationError(_("Write at least one word and what it means."))
        return self.cleaned_data

    def value(self) -> BlockValue:
        rows = [row for row in self.given if row["meaning"]]
        known = self.before.terms if self.before else ()
        meanings = rewrite_sentences([row["meaning"] for row in rows], [term.meaning for term in known])
        also = {term.term: term.also for term in known}
        return draft.Glossary(
            tuple(
                draft.Term(row["term"], meaning, also.get(row["term"], ()))
                for row, meaning in zip(rows, meanings, strict=True)
            )
        )


class FlashcardsForm(BlockForm):
    columns: ClassVar = {
        "front": lambda number: line(_("Question %(number)d") % {"number": number}),
        "back": lambda number: line(_("Answer")),
    }
    leading = "front"
    together = ("front", "back")

    def filled(self, value: Any) -> dict[str, Any]:
        return {"rows": [{"front": card.front, "back": card.back} for card in value.cards]}

    def clean(self) -> dict[str, Any]:
        if not any(row["back"] for row in self.given):
            raise forms.ValidationError(_("Write at least one question with its answer."))
        return self.cleaned_data

    def value(self) -> BlockValue:
        rows = [row for row in self.given if row["back"]]
        before = self.before.cards if self.before else ()
        by_front, by_back = {card.front: card.spans for card in before}, {card.back: card.spans for card in before}
        return draft.Flashcards(
            tuple(
                draft.Card(row["front"], row["back"], by_front.get(row["front"]) or by_back.get(row["back"], ()))
                for row in rows
            )
        )


class ReflectionForm(BlockForm):
    prompt = words(_("Question to think about"), rows=3, longest=1000)

    def filled(self, value: Any) -> dict[str, Any]:
        return {"prompt": value.prompt}

    def value(self) -> BlockValue:
        return draft.Reflection(self.cleaned_data["prompt"], self.before.spans if self.before else ())


class TaskForm(BlockForm):
    markdown = words(
        _("What to do at work"),
        help=_("Say what to do, with whom, and how you know that it went well. Markdown works."),
    )

    def filled(self, value: Any) -> dict[str, Any]:
        return {"markdown": value.markdown}

    def value(self) -> BlockValue:
        return Task(self.cleaned_data["markdown"])


class MediaForm(BlockForm):
    """A file that must be there the first time, and stays when none is sent."""

    file = forms.FileField(required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not self.initial.get("hash"):
            self.add_error("file", _("Choose a file."))
        return given

    def is_valid(self) -> bool:
        """Also keeps the file, so that one that can not be shown is told in the form."""
        if not super().is_valid():
            return False
        try:
            self.kept = self._keep() if self.cleaned_data.get("file") else None
        except NotMedia as refusal:
            self.add_error("file", str(refusal))
        return not self.errors

    def _keep(self) -> Any:
        raise NotImplementedError


class PictureForm(MediaForm):
    file = forms.FileField(label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    alt = forms.CharField(
        label=_("What it shows"), max_length=500, help_text=_("For colleagues who do not see the picture.")
    )
    caption = line(_("Words below it"), 500)

    def filled(self, value: Any) -> dict[str, Any]:
        return {"hash": value.hash, "alt": value.alt, "caption": value.caption}

    def _keep(self) -> Any:
        return keep_course_picture(self.cleaned_data["file"].read())

    def value(self) -> BlockValue:
        given = self.cleaned_data
        return Picture(self.kept.hash if self.kept else self.before.hash, given["alt"], given["caption"])


class VideoForm(MediaForm):
    file = forms.FileField(
        label=_("Video"), required=False, widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"})
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    said = words(
        _("What is said and shown"), help=_("For colleagues who can not hear or play it. Markdown works."), rows=8
    )

    def filled(self, value: Any) -> dict[str, Any]:
        return {"hash": value.hash, "title": value.title, "said": value.said}

    def _keep(self) -> Any:
        return keep_course_video(self.cleaned_data["file"])

    def value(self) -> BlockValue:
        given, kept = self.cleaned_data, self.kept
        if kept is None:
            return Video(self.before.hash, self.before.media_type, given["title"], given["said"], self.before.minutes)
        return Video(kept.media.hash, kept.media.media_type, given["title"], given["said"], kept.minutes)


def lines(text: str) -> list[str]:
    return [same_words(piece) for piece in text.splitlines() if piece.strip()]


BLOCK_FORMS: dict[str, type[BlockForm]] = {
    "text": ProseForm,
    "prose": ProseForm,
    "key_points": KeyPointsForm,
    "glossary": GlossaryForm,
    "flashcards": FlashcardsForm,
    "reflection": ReflectionForm,
    "task": TaskForm,
    "picture": PictureForm,
    "video": VideoForm,
}
