"""What the assistant holds of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zwerm.people.registry import Fate, Holding, Table

HOLDINGS = (
    Holding(
        name="verdicts",
        order=80,
        title=_("Whether an answer was right"),
        what=_("That you asked something that had an answer, and whether you said of an answer that it was right. Of your question only a code is kept, from which the question cannot be read."),
        why=_("So that it is seen which texts answer well, and each person counts once."),
        seen_by=_("Nobody sees that it was you who found an answer right or not. In the log stands that you asked something that had an answer: not what. When there was none, it stands nowhere that it was you."),
        kept=_("For as long as you have an account."),
        erased=_("It is removed."),
        acts=("asked",),
        tables=(Table("assistant.Verdict", "person", Fate.REMOVED, ("right", "when")),),
    ),
)  # fmt: skip

LABELS = {"right": _("whether it was right")}
ABOUT_NOBODY: dict[str, str] = {}
