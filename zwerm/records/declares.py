from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import (
    Check,
    Command,
    Recurring,
    declare_check,
    declare_command,
    declare_gauge,
    declare_recurring,
)
from zwerm.people.registry import (
    Retention,
    declare_log,
    declare_open_page,
    declare_retention,
    declare_trail_words,
    hold,
)
from zwerm.records import held
from zwerm.records.actions.address import find_addresses
from zwerm.records.actions.browse import THEIR_STATEMENTS
from zwerm.records.actions.exchange import exchange_all
from zwerm.records.actions.forget import clear_model_calls, count_model_calls
from zwerm.records.actions.pair import pair_mentions
from zwerm.records.actions.retention import (
    DOCUMENTS,
    GENERAL,
    clear_documents,
    count_documents,
    count_statements,
    remove_what_is_too_old,
)
from zwerm.records.commands import credential, store
from zwerm.records.health import GAUGES, look_at_model, look_at_projections, look_at_stores
from zwerm.records.projection import advance_all, declare_projection
from zwerm.records.projections.week import Months, Weeks
from zwerm.records.views.mine import my_week
from zwerm.ui.registry import AccountLink, Panel, declare_account_link, declare_panel

declare_projection(Weeks())
declare_projection(Months())
declare_recurring(Recurring("records: remove what is too old", timedelta(hours=1), remove_what_is_too_old))
declare_recurring(Recurring("records: other stores", timedelta(seconds=10), exchange_all, outward=True))
declare_recurring(Recurring("records: pairs", timedelta(seconds=10), pair_mentions))
declare_recurring(Recurring("records: addresses", timedelta(seconds=10), find_addresses))
declare_recurring(Recurring("projections", timedelta(seconds=1), advance_all))
for gauge in GAUGES:
    declare_gauge(gauge)
declare_log(held.READ_BY)
declare_trail_words(THEIR_STATEMENTS, _("what is recorded about them"))
declare_check(Check("projections", look_at_projections))
declare_check(Check("other stores", look_at_stores))
declare_check(Check("language model", look_at_model))
declare_panel(Panel("today-aside", "week", 80, "records/week.html", my_week))
declare_account_link(AccountLink("learning", 19, _("My learning"), "insight", "records:learning"))
declare_account_link(AccountLink("records", 20, _("What I did"), "history", "records:me"))
declare_panel(Panel("administration-tabs", "credentials", 10, "records/panels/tab.html", lambda request, tab="": {}))
declare_command(
    Command(
        "credential",
        "make, list, rotate and withdraw credentials of tools that speak xAPI",
        credential.run,
        credential.arguments,
        credential.tell,
    )
)
declare_command(
    Command(
        "store",
        "list other record stores, tell what they refused, and send it again",
        store.run,
        store.arguments,
        store.tell,
    )
)
declare_open_page("records:profile")
hold(held)
declare_retention(
    Retention(
        GENERAL,
        45,
        _("Statements: what people did"),
        _("What is older is taken out of everyone's weeks too. Another period for some of them: under Statements."),
        0,
        (0, 6, 12, 24, 36, 60, 84),
        # It clears them itself, because rules per verb and space say otherwise.
        None,
        count_statements,
    )
)
declare_retention(
    Retention(
        DOCUMENTS,
        46,
        _("Where people were in outside tools, and their settings there"),
        _("Counted from when a tool last wrote it. Who goes on later begins anew there."),
        0,
        (0, 6, 12, 24, 36, 60),
        clear_documents,
        count_documents,
    )
)
declare_retention(
    Retention(
        "model-calls",
        50,
        _("The log of the language model"),
        _("What it cost is counted by day, and stays."),
        6,
        (1, 3, 6, 12, 24, 0),
        clear_model_calls,
        count_model_calls,
    )
)
