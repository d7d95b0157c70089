from django import template
from django.utils.translation import gettext as _

from zwerm.people.rules.devices import browser_and_device

register = template.Library()


@register.filter
def browser_name(told: str) -> str:
    browser, device = browser_and_device(told)
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("Another program")
