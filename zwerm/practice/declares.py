from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import DemoPart, Recurring, declare_demo_part, declare_recurring
from zwerm.people.registry import declare_kept_page, declare_late_act, hold
from zwerm.practice import held
from zwerm.practice.actions import end_abandoned_sessions
from zwerm.practice.actions.session import ACTIVITY_TYPE as SESSION_TYPE
from zwerm.practice.demo.make import make_practice
from zwerm.practice.late import take_answers
from zwerm.practice.views.cards import about_item, to_remember
from zwerm.practice.views.start import waiting
from zwerm.records.vocabulary import OWN, ActivityType, Deed, Form, Kind, Verb, declare_type, declare_verb
from zwerm.ui.registry import AccountLink, Panel, declare_account_link, declare_panel, declare_styles

declare_type(ActivityType(SESSION_TYPE, _("A round of practice"), Form.SELF_DIRECTED))
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
        step=True,
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
declare_late_act("practice-review", take_answers)
declare_recurring(Recurring("practice sessions", timedelta(minutes=5), end_abandoned_sessions))
declare_styles("practice")
declare_panel(Panel("today", "practice", 10, "practice/panel.html", waiting))
declare_panel(Panel("item-actions", "remember", 30, "practice/parts/remember.html", to_remember))
declare_panel(Panel("item", "cards", 40, "practice/parts/about_item.html", about_item))
declare_account_link(AccountLink("practice", 10, _("Practise"), "practice", "practice:start"))
declare_demo_part(DemoPart(40, "practice", make_practice))
hold(held)
# Today's cards are as closed as what they quote: asked again each time, and there is one such page.
declare_kept_page("practice:away", lambda person, pages: [True for page in pages])
