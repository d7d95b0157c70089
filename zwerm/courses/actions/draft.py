from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from zwerm.courses.actions.generate import draft_of
from zwerm.courses.actions.keep import check_place, keep_course
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.stale import compare_unread
from zwerm.courses.models import Course, Drafting
from zwerm.library.models import Item
from zwerm.people.models import Person, Space

MOST_ITEMS = 30


def ask_for_course(person: Person, space: Space, items: Sequence[Item], title: str = "") -> Drafting:
    """Keep the wish for a course, to be carried out by a worker. Raises Refused when it can not stand there or there is nothing to make it of."""
    if not items:
        raise Refused(_("Choose at least one text to make a course of."))
    if len(items) > MOST_ITEMS:
        raise Refused(_("Choose at most %(most)d texts for one course.") % {"most": MOST_ITEMS})
    check_place(person, space, items)
    return Drafting.objects.create(person=person, space=space, title=title, items=[str(item.pk) for item in items])


def carry_out(drafting: Drafting) -> Course | None:
    """Make the course that was asked for; once. What the person does not see (any more), or was set aside, is not used."""
    if drafting.course_id or drafting.failure:
        return drafting.course
    visible = {
        str(item.pk): item
        for item in Item.objects.visible_to(drafting.person)
        .filter(pk__in=drafting.items, set_aside=None)
        .select_related("current", "space")
    }
    items = [visible[key] for key in drafting.items if key in visible]
    try:
        # Drafting takes seconds, with a model minutes: only keeping it holds the database.
        drafted, _sources = draft_of(drafting.person, drafting.space, items, title=drafting.title)
        with transaction.atomic():
            drafting.course = keep_course(drafting.person, drafting.space, drafted, items, drafting.title)
            drafting.save(update_fields=["course"])
        # A text may have changed while the course was made of it.
        compare_unread()
    except Refused as refusal:
        drafting.failure = str(refusal)[:500]
        drafting.save(update_fields=["failure"])
    return drafting.course
