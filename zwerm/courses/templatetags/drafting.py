"""What the draft of a course says many times, without a component for each."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zwerm.courses.generation.draft import Sentence
from zwerm.courses.rules.asking import sign_of_point
from zwerm.courses.views.kinds import NEW_BLOCKS, NEW_QUESTIONS

register = template.Library()


@register.simple_tag
def new_chips(url_name: str, bite: UUID, after: object = "") -> SafeString:
    """A link per kind of block or question that can be added to a bite: below block `after`, else at the top."""
    chips = _chips(url_name, bite, get_language() or "")
    return mark_safe(chips.replace("?BELOW", f"?after={after}" if after else ""))


@lru_cache(maxsize=64)
def _chips(url_name: str, bite: UUID, language: str) -> str:
    kinds = NEW_BLOCKS if url_name == "courses:block-new" else NEW_QUESTIONS
    pattern = reverse(url_name, args=[bite, "KIND"])
    chips = ((pattern.replace("KIND", kind), label) for kind, label in kinds)
    return format_html_join("", '<a class="chip" href="{}?BELOW">{}</a>', chips)


@register.simple_tag
def ask_about(bite: UUID, point: Sentence, look: str = "") -> SafeString:
    """A link to write a question about a point that stands in the draft, or is offered for it."""
    address = f"{reverse('courses:question-new', args=[bite, 'open'])}?about={sign_of_point(point)}"
    return format_html(
        '<a class="{}" href="{}">{}<span class="unseen">: {}</span></a>', look, address, _("Ask about this"), point.text
    )


@register.simple_tag(takes_context=True)
def move_button(
    context: RequestContext, place: str, key: UUID, way: str, label: str, drawing: str, impossible: bool
) -> SafeString:
    """A button that moves something up or down by posting to `place`. `drawing`: its icon."""
    return format_html(
        '<form method="post" action="{0}" hx-post="{0}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{1}"><input type="hidden" name="to" value="{2}">'
        '<button type="submit" class="button button--icon button--quiet" id="{2}-{3}" aria-label="{4}" title="{5}"'
        ' aria-disabled="{6}">{7}</button></form>',
        place,
        context["csrf_token"],
        way,
        key,
        label,
        _tip(label),
        "true" if impossible else "false",
        drawing,
    )


@register.simple_tag
def small_button(label: str, drawing: str) -> SafeString:
    """`<c-icon-button type="submit">` in few steps."""
    return format_html(
        '<button type="submit" class="button button--icon button--quiet" aria-label="{0}" title="{1}">{2}</button>',
        label,
        _tip(label),
        drawing,
    )


def _tip(label: str) -> str:
    """Who sees the button sees beside what it stands."""
    return label.partition(":")[0]
