from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PatternForm(forms.Form):
    """Every kind of field, to look at on the patterns page."""

    title = forms.CharField(label=_("Title"), help_text=_("Say in a few words what it is about."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    text = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("lesson", _("Lesson learned")), ("howto", _("How-to")), ("story", _("Story"))]
    )
    space = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[("team", _("My team")), ("all", _("Everyone in the organisation")), ("me", _("Only me"))],
        widget=forms.RadioSelect,
        initial="team",
    )
    on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    agree = forms.BooleanField(
        label=_("Remind me in six months"), help_text=_("One click then says: still true."), required=False
    )
