from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import LANGUAGES
from zwerm.language.words import fold_line
from zwerm.people.models import Audience, Person, Space
from zwerm.skills.actions import Told, pick
from zwerm.skills.models import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_ROLE,
    MOST_PEOPLE,
    OF_ANOTHER,
    Ability,
    Aim,
    Relation,
    Skill,
    SkillName,
    spaces_with_aims_of,
    stands_for,
)
from zwerm.ui.fields import DayField

ALL_KINDS = tuple(Skill.Kind)


def skill_called(text: str, language: str) -> Skill | None:
    """The skill with exactly this name, in any language; the reader's own first. Of a name of one that was merged: what that became."""
    names = SkillName.objects.filter(plain=fold_line(text)).annotate(means=stands_for())
    found = sorted(
        names,
        key=lambda name: (name.means != name.skill_id, name.language != language, not name.preferred, name.pk),
    )
    return Skill.objects.get(pk=found[0].means) if found else None


class Named(forms.CharField):
    """Skills by their names, one on each line. Cleans to the skills; an unknown name is an error that names what may be meant."""

    widget = forms.Textarea({"rows": 2, "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        self.language = "nl"
        super().__init__(**options)

    def clean(self, value: Any) -> list[Skill]:
        texts = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        found = []
        for text in texts[:20]:
            skill = skill_called(text, self.language)
            if skill is None:
                raise forms.ValidationError(self._unknown(text))
            found.append(skill)
        return found

    def _unknown(self, text: str) -> str:
        near = [picked.skill.called for picked in pick(text, self.language, kinds=ALL_KINDS, most=3)]
        if near:
            return gettext("There is no “%(name)s”. Did you mean: %(near)s?") % {"name": text, "near": ", ".join(near)}
        return gettext("There is no “%(name)s”. Add it first.") % {"name": text}


class SkillForm(forms.Form):
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=LONGEST_NAME, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=LONGEST_NAME, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Skill.Kind.choices, widget=forms.RadioSelect)
    others_nl = forms.CharField(
        label=_("Also called, in Dutch"),
        help_text=_("One on each line: abbreviations, and what colleagues say. It is found by all of them."),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    others_en = forms.CharField(label=_("Also called, in English"), required=False, widget=forms.Textarea({"rows": 3}))
    about_nl = forms.CharField(
        label=_("What it is, in Dutch"), max_length=LONGEST_ABOUT, required=False, widget=forms.Textarea({"rows": 3})
    )
    about_en = forms.CharField(
        label=_("What it is, in English"), max_length=LONGEST_ABOUT, required=False, widget=forms.Textarea({"rows": 3})
    )
    broader = Named(
        label=_("Part of"), help_text=_("Names of groups or broader skills, one on each line."), required=False
    )
    related = Named(label=_("Has to do with"), help_text=_("Names of other skills, one on each line."), required=False)

    def __init__(self, *args: Any, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("broader", "related"):
            field = self.fields[name]
            assert isinstance(field, Named)
            field.language = language

    @classmethod
    def of(cls, skill: Skill, language: str) -> SkillForm:
        initial: dict[str, Any] = {"kind": skill.kind}
        for code in LANGUAGES:
            initial[f"name_{code}"] = next((label.text for label in skill.labels if label.language == code), "")
            others = skill.names.filter(language=code, preferred=False)
            initial[f"others_{code}"] = "\n".join(name.text for name in others)
            initial[f"about_{code}"] = skill.about.get(code, "")
        for kind in Relation.Kind:
            told = Relation.objects.filter(skill=skill, kind=kind).annotate(means=stands_for("other"))
            related = Skill.objects.named().filter(pk__in=told.values("means")).exclude(pk=skill.pk)
            initial[str(kind)] = "\n".join(other.called_in(language) for other in related)
        return cls(initial=initial, language=language)

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            kind=given["kind"],
            names={code: given[f"name_{code}"] for code in LANGUAGES},
            others={code: given[f"others_{code}"].splitlines() for code in LANGUAGES},
            about={code: given[f"about_{code}"] for code in LANGUAGES},
            broader=given["broader"],
            related=given["related"],
        )


class LevelForm(forms.Form):
    """How well a colleague can something, as who leads their team sees it."""

    level = forms.TypedChoiceField(label=_("How well, as you see it?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["level"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(level.value, OF_ANOTHER[level]) for level in Ability.Level]


class RoleForm(forms.Form):
    name = forms.CharField(label=_("What is the role called?"), max_length=LONGEST_ROLE)
    about = forms.CharField(
        label=_("What is it about?"), max_length=LONGEST_ABOUT, required=False, widget=forms.Textarea({"rows": 3})
    )


class AimForm(forms.Form):
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label=_("Whose is it?"),
        help_text=_(
            "Of a team or community it is a project; of the organisation it is strategy. Who sees that space reads it."
        ),
    )
    name = forms.CharField(label=_("What is it called?"), max_length=LONGEST_ROLE)
    about = forms.CharField(
        label=_("What is it about?"), max_length=LONGEST_ABOUT, required=False, widget=forms.Textarea({"rows": 3})
    )
    until = DayField(label=_("By which day?"))

    def __init__(self, by: Person, *args: Any, of: Aim | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if of:
            del self.fields["space"]
        else:
            space = self.fields["space"]
            assert isinstance(space, forms.ModelChoiceField)
            space.queryset = spaces_with_aims_of(by).order_by("name")


class AimAskForm(LevelForm):
    """How well, and of how many people."""

    many = forms.IntegerField(label=_("Of how many people?"), min_value=1, max_value=MOST_PEOPLE, initial=1)


class AimPeopleForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Who works on it?"),
        help_text=_("Choose nobody, and everybody in the space does."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, aim: Aim, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = self.fields["people"]
        assert isinstance(people, forms.ModelMultipleChoiceField)
        inside = Q(memberships__space=aim.space) | Q(pk__in=aim.people.values("person"))
        people.queryset = aim.space.seen_by().filter(inside).distinct().order_by("name")


class AbilityForm(forms.ModelForm[Ability]):
    """How well someone can something, as they see it, and who may see that."""

    level = forms.TypedChoiceField(
        label=_("How well, as you see it?"), choices=Ability.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(label=_("Who sees it?"), choices=Audience.choices, widget=forms.RadioSelect)
    asks = forms.BooleanField(
        label=_("Colleagues may ask me about it"),
        help_text=_("You stand first on the page of the skill."),
        required=False,
    )

    class Meta:
        model = Ability
        fields = ("level", "audience", "asks")
