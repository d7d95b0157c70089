from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zwerm.notices import demo, held
from zwerm.notices.actions import UNREAD, clear, count, deliver, forget_signed_out, look_anew
from zwerm.notices.health import look_at_sending
from zwerm.notices.models.notice import number_unread
from zwerm.operations.registry import (
    Check,
    DemoPart,
    Recurring,
    declare_check,
    declare_demo_part,
    declare_recurring,
)
from zwerm.people.registry import (
    Retention,
    declare_figure,
    declare_open_page,
    declare_retention,
    declare_zone_follower,
    figure_of,
    hold,
)
from zwerm.ui.registry import Bell, declare_bell, declare_styles


def _unread(request: HttpRequest) -> int:
    return figure_of(request.user, UNREAD)


def _send() -> None:
    deliver()


declare_figure(UNREAD, number_unread)
declare_bell(Bell("notices:inbox", _("Notices"), _unread))
declare_styles("notices")
declare_recurring(Recurring("notices: send", timedelta(seconds=20), _send, outward=True))
declare_recurring(Recurring("notices: forget devices that are signed out", timedelta(hours=1), forget_signed_out))
declare_check(Check("notices", look_at_sending))
declare_open_page("notices:mail-ending")
declare_zone_follower("notices", look_anew)
declare_retention(
    Retention(
        "notices",
        25,
        _("Notices that somebody got"),
        _("What they are about stays; only that it was told goes."),
        6,
        (1, 3, 6, 12, 24),
        clear,
        count,
    )
)
declare_demo_part(DemoPart(85, "notices", demo.make_notices))
hold(held)
