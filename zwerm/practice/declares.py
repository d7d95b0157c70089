from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import Recurring, declare_recurring
from zwerm.practice.actions import end_abandoned_sessions
from zwerm.records.vocabulary import OWN, Deed, Form, Kind, Verb, declare_verb

declare_verb(
    Verb(
        "made-card",
        f"{OWN}verbs/made-card",
        _("%(person)s made a card about %(thing)s"),
        Form.SELF_DIRECTED,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You made a card about %(thing)s"),
    )
)
declare_verb(
    Verb(
        "kept",
        f"{OWN}verbs/kept",
        _("%(person)s wants to remember %(thing)s"),
        Form.SELF_DIRECTED,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You want to remember %(thing)s"),
    )
)
declare_verb(
    Verb(
        "practised",
        f"{OWN}verbs/practised",
        _("%(person)s practised %(thing)s"),
        Form.SELF_DIRECTED,
        Kind.FORMAL,
        Deed.LEARNED,
        own=_("You practised %(thing)s"),
    )
)
declare_recurring(Recurring("practice sessions", timedelta(minutes=5), end_abandoned_sessions))
