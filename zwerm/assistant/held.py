"""What the assistant holds of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zwerm.people.registry import Holding

HOLDINGS = (
    Holding(
        name="answers",
        order=80,
        title=_("What you asked"),
        what=_("That you asked something that had an answer, and when. Not what. Whether you said of an answer that it was right, is counted with the texts that it came from, without you."),
        why=_("So that your own learning shows it, and it is seen which texts answer well."),
        seen_by=_("You, under My learning, and administrators in the log of what is done here: that you asked something that had an answer. When there was none, it stands nowhere that it was you."),
        kept=_("As long as the log of what is done here."),
        erased=_("What was done stays in the log under a name that means nothing."),
        acts=("asked",),
        tables=(),
    ),
)  # fmt: skip

LABELS: dict[str, str] = {}
ABOUT_NOBODY: dict[str, str] = {}
