"""`{% panels "item" item=item %}`: what other modules show in this slot."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from zwerm.ui.registry import panels_for

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, slot: str, **given: Any) -> SafeString:
    request = context["request"]
    parts = [
        render_to_string(name, {**given, **values}, request=request)
        for name, values in panels_for(slot, request, **given)
    ]
    return mark_safe("".join(parts))
