from django.utils.translation import gettext_lazy as _

from zwerm.ui.registry import Place, declare_place

declare_place(Place("today", 1, _("Today"), "today", "ui:today"))
