from __future__ import annotations

from django import forms


class PatternForm(forms.Form):
    """Every kind of field, to look at on the patterns page."""

    title = forms.CharField(label="Title", help_text="Say in a few words what it is about.")
    email = forms.EmailField(label="E-mail address", required=False)
    text = forms.CharField(label="What happened", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("lesson", "Lesson learned"), ("howto", "How-to"), ("story", "Story")]
    )
    space = forms.ChoiceField(
        label="Who may read it",
        choices=[("team", "My team"), ("all", "Everyone in the organisation"), ("me", "Only me")],
        widget=forms.RadioSelect,
        initial="team",
    )
    on = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    agree = forms.BooleanField(
        label="Remind me in six months", help_text="One click then says: still true.", required=False
    )
