from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from zwerm.library.actions.refusals import MOST_IN_TITLE
from zwerm.library.models import Item, Rhythm
from zwerm.library.rules.upkeep import CHOICES
from zwerm.people.models import Person, Space


def audience(space: Space, members: int) -> str:
    """Who will see what is kept here, in words."""
    if space.kind == Space.Kind.PRIVATE:
        return str(_("only you see it"))
    if space.open:
        return str(_("all colleagues see it"))
    return ngettext("only %(count)d member sees it", "only the %(count)d members see it", members) % {"count": members}


class SpaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """The spaces that a person may write in, each with who will see it. Needs `people` on each space."""

    def label_from_instance(self, space: Space) -> str:
        return f"{space.called} ({audience(space, getattr(space, 'people', 0))})"


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        check = super().clean
        return [file for file in (check(one, initial) for one in data or []) if file]


class ItemForm(forms.Form):
    """What a person writes. Checked further by the actions, so that every way in is checked alike."""

    title = forms.CharField(label=_("Title"), max_length=MOST_IN_TITLE)
    space = SpaceField(label=_("Where it belongs"), queryset=Space.objects.none(), empty_label=None)
    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "class": "editor__text", "spellcheck": "true"}),
    )
    added = ManyFilesField(label=_("Add pictures and files"), required=False)
    note = forms.CharField(label=_("What did you change?"), max_length=300, required=False)

    def __init__(self, person: Person, *given: Any, with_space: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["title"].widget.attrs |= {"autocomplete": "off", "class": "editor__title"}
        if with_space:
            self.fields["space"].queryset = _spaces_to_write_in(person)  # type: ignore[attr-defined]
        else:
            del self.fields["space"]


class ImportForm(forms.Form):
    """Files, zips and at most one folder, and where they go. How the files lay in the folder comes along as `folder_paths`."""

    # An empty file is left out by the import, which tells so; the others come in.
    files = ManyFilesField(label=_("Files"), required=False, allow_empty_file=True)  # type: ignore[assignment]  # Form.files is the raw upload
    folder = ManyFilesField(label=_("A folder"), required=False, allow_empty_file=True)
    space = SpaceField(label=_("Where it belongs"), queryset=Space.objects.none(), empty_label=None)

    def __init__(self, person: Person, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["space"].queryset = _spaces_to_write_in(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("files") and not given.get("folder"):
            self.add_error(None, _("Choose one or more files, a zip or a folder."))
        return given


class RhythmForm(forms.Form):
    """How often what is kept in a space is looked at. `months` is what was chosen; None: as each kind asks."""

    rhythm = forms.ChoiceField(label=_("How often is it looked at?"), widget=forms.RadioSelect)

    def __init__(self, space: Space, data: Any = None) -> None:
        kept = Rhythm.objects.filter(space=space).first()
        super().__init__(data, initial={"rhythm": "" if kept is None else str(kept.months)})
        field = cast("forms.ChoiceField", self.fields["rhythm"])
        field.required = False
        field.choices = _rhythms(_("As each kind asks: information and how-tos every year"))

    @property
    def months(self) -> int | None:
        return int(self.cleaned_data["rhythm"]) if self.cleaned_data["rhythm"] else None


class CareForm(RhythmForm):
    """Who looks after an item, and how often."""

    owner = forms.ModelChoiceField(
        label=_("Who looks after this?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("This colleague is asked now and then whether it still holds."),
    )
    field_order = ("owner", "rhythm")

    def __init__(self, item: Item, data: Any = None) -> None:
        super().__init__(item.space, data)
        self.initial = {"owner": item.owner_id, "rhythm": "" if item.rhythm is None else str(item.rhythm)}
        members = Person.objects.colleagues().filter(memberships__space=item.space_id)
        near = Person.objects.colleagues().filter(id__in=[item.owner_id, item.author_id])
        choice = cast("forms.ModelChoiceField[Person]", self.fields["owner"])
        choice.queryset = (members | near).distinct().order_by("name")
        cast("forms.ChoiceField", self.fields["rhythm"]).choices = _rhythms(_("As its space or kind asks"))


def _rhythms(usual: Any) -> list[tuple[str, Any]]:
    every = [
        (str(months), ngettext_lazy("Every %(count)d month", "Every %(count)d months", months) % {"count": months})
        for months in CHOICES
    ]
    return [("", usual), *every, ("0", _("Never: it tells what happened"))]


def _spaces_to_write_in(person: Person) -> Any:
    from django.db.models import Count

    return Space.objects.writable_by(person).annotate(people=Count("memberships")).order_by("kind", "name")
