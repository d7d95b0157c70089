from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from zwerm.people.models import Person

register = template.Library()


@register.filter
def linked(person: object) -> SafeString | str:
    """The name of a colleague, that leads to their page; of who left the name alone, for they have none."""
    if not isinstance(person, Person):
        return gettext("A former colleague")
    if not person.is_active:
        return person.name
    return format_html('<a href="{}">{}</a>', person.get_absolute_url(), person.name)
