from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zwerm.people.actions import words_for
from zwerm.people.models import Person, Space
from zwerm.people.rules.oidc import is_safe_address
from zwerm.records.actions.browse import OURSELVES
from zwerm.records.models import Credential, Store
from zwerm.records.rules import scopes
from zwerm.records.rules.values import iri
from zwerm.records.vocabulary import verbs
from zwerm.records.words import label_of
from zwerm.ui.fields import DayField

MONTHS = (1, 3, 6, 12, 24, 36, 60, 84, 120, 0)
# Of the address of a verb that is typed.
MOST_OF_IRI = 2000
WORDS = {
    scopes.WRITE: _("write what people did"),
    scopes.READ_OWN: _("read what it wrote itself"),
    scopes.READ_ALL: _("read what everyone did, also where others wrote it"),
    scopes.STATE: _("keep where someone was"),
    scopes.PROFILE: _("keep settings of people and of activities"),
    scopes.ALL: _("all of this"),
}


class CredentialForm(forms.Form):
    name = forms.CharField(label=_("Which tool"), help_text=_("Such as: hand hygiene e-learning."), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=tuple(WORDS.items()),
        initial=[scopes.WRITE, scopes.READ_OWN, scopes.STATE],
        widget=forms.CheckboxSelectMultiple,
    )
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label=_("It belongs to"),
        help_text=_("Then it also reads what is closed there, and what it writes lies there."),
        required=False,
        empty_label=_("No space: it reads only what is open to all colleagues"),
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = Space.objects.together().visible_to(by)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Credential.objects.working().filter(name=name).exists():
            raise forms.ValidationError(_("A tool with this name is here already."))
        return name


def told_verbs() -> list[tuple[str, str]]:
    """IRIs of the verbs that mean something here, with what they say."""
    return sorted(((one.iri, label_of(one)) for one in verbs.values()), key=lambda pair: pair[1].lower())


def _is_address_of_verb(told: str) -> None:
    if list(iri(told, "verb")):
        raise forms.ValidationError(_("This is no address of a verb: it begins with a scheme, such as https:."))


def _other_verb(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Or a verb of an outside tool"),
        help_text=help_text,
        max_length=MOST_OF_IRI,
        required=False,
        validators=[_is_address_of_verb],
    )


class RetentionForm(forms.Form):
    verb = forms.ChoiceField(label=_("What someone does"), required=False)
    other = _other_verb(_("Its address (IRI), such as http://adlnet.gov/expapi/verbs/attended."))
    space = forms.ModelChoiceField(
        Space.objects.none(), label=_("Where"), required=False, empty_label=_("In every space, and in none")
    )
    months = forms.TypedChoiceField(label=_("Kept for"), coerce=int, initial=12)

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        space, verb, months = self.fields["space"], self.fields["verb"], self.fields["months"]
        assert isinstance(space, forms.ModelChoiceField)
        assert isinstance(verb, forms.ChoiceField)
        assert isinstance(months, forms.ChoiceField)
        space.queryset = Space.objects.together().visible_to(by)
        verb.choices = [("", _("Whatever it is")), *told_verbs()]
        months.choices = [(number, words_for(number)) for number in MONTHS]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["verb_iri"] = told.get("other") or told.get("verb", "")
        if not self.errors and not told["verb_iri"] and not told.get("space"):
            raise forms.ValidationError(
                _("Choose what, or where, or both. How long all else is kept stands under Personal data.")
            )
        return told


class BrowseForm(forms.Form):
    """Filters of statements; all may stay empty."""

    person = forms.CharField(
        label=_("Who"),
        help_text=_("Part of the name of a colleague, or the whole e-mail address of anyone."),
        max_length=254,
        required=False,
    )
    verb = forms.ChoiceField(label=_("What"), required=False)
    other = _other_verb(_("Its address (IRI)."))
    space = forms.ModelChoiceField(Space.objects.none(), label=_("Where"), required=False, empty_label=_("Everywhere"))
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Up to"), required=False)
    source = forms.ChoiceField(label=_("Told by"), required=False)

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        space, verb, source = self.fields["space"], self.fields["verb"], self.fields["source"]
        assert isinstance(space, forms.ModelChoiceField)
        assert isinstance(verb, forms.ChoiceField)
        assert isinstance(source, forms.ChoiceField)
        space.queryset = Space.objects.visible_to(by).order_by("name")
        verb.choices = [("", _("Everything")), *told_verbs()]
        tools = [(str(one.pk), one.name) for one in Credential.objects.order_by("name", "made")]
        source.choices = [("", _("Zwerm and all tools")), (OURSELVES, "Zwerm"), *tools]


class StoreForm(forms.Form):
    name = forms.CharField(label=_("What it is called"), max_length=100)
    way = forms.ChoiceField(label=_("What to do"), choices=Store.Way.choices, widget=forms.RadioSelect, initial="there")
    address = forms.CharField(
        label=_("Address (endpoint)"), help_text=_("Such as https://lrs.example.org/xapi"), max_length=500
    )
    key = forms.CharField(label=_("Key (user name)"), max_length=300)
    secret = forms.CharField(label=_("Secret (password)"), max_length=500, widget=forms.PasswordInput)
    edition = forms.ChoiceField(label=_("Version of xAPI"), choices=[("1.0.3", "1.0.3"), ("2.0", "2.0")])
    verb = forms.ChoiceField(label=_("What"), required=False)
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label=_("Where"),
        help_text=_("What is sent comes from there alone, and what is fetched lies there."),
        required=False,
        empty_label=_("No space: what is open to all colleagues"),
    )
    from_now = forms.BooleanField(label=_("Only what comes from now on"), required=False)

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        space, verb = self.fields["space"], self.fields["verb"]
        assert isinstance(space, forms.ModelChoiceField)
        assert isinstance(verb, forms.ChoiceField)
        space.queryset = Space.objects.together().visible_to(by)
        verb.choices = [("", _("Everything")), *told_verbs()]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Store.objects.filter(name=name).exists():
            raise forms.ValidationError(_("A store with this name is here already."))
        return name

    def clean_address(self) -> str:
        told = str(self.cleaned_data["address"]).rstrip("/")
        if not is_safe_address(told, plain_allowed=not settings.PRODUCTION):
            raise forms.ValidationError(_("The address must begin with https://"))
        return told


class SecretForm(forms.Form):
    key = forms.CharField(label=_("Key (user name)"), max_length=300)
    secret = forms.CharField(label=_("Secret (password)"), max_length=500, widget=forms.PasswordInput)

    def __init__(self, store: Store, data: Any = None) -> None:
        super().__init__(data, initial={"key": store.key}, auto_id=f"id_{store.pk}_%s")


class RetryForm(forms.Form):
    statement = forms.UUIDField(required=False)
