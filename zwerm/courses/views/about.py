"""The point that a new question of an author is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.courses.generation.draft import KeyPoints, Sentence
from zwerm.courses.models import Bite, Suggestion
from zwerm.courses.rules.asking import KINDS, sign_of_point
from zwerm.courses.views.draft import own_blocks
from zwerm.courses.views.kinds import NEW_QUESTIONS
from zwerm.people.requests import PersonRequest

EXAMPLE = _(
    "For example: “A new colleague asks why you do it like this. What do you say?” Or: “What goes wrong when nobody does this?”"
)


@dataclass(frozen=True)
class About:
    """`versions`: by the id of each source, the version that the spans of the point point into; `stands`: where on the page of the draft."""

    point: Sentence
    versions: Mapping[str, UUID]
    stands: str

    def kinds(self, bite: Bite, chosen: str) -> list[tuple[str, Promise]]:
        """The other ways to ask about it, as addresses."""
        sign = sign_of_point(self.point)
        return [
            (f"{reverse('courses:question-new', args=[bite.pk, kind])}?about={sign}", label)
            for kind, label in NEW_QUESTIONS
            if kind in KINDS and kind != chosen
        ]


def about_of(request: PersonRequest, bite: Bite) -> About | None:
    """Of `?about=`, the sign of a point that stands in this part or is offered for it; None when it is changed or gone."""
    sign = request.GET.get("about", "")
    return next((one for one in _points(request, bite) if sign_of_point(one.point) == sign), None) if sign else None


def _points(request: PersonRequest, bite: Bite) -> Iterator[About]:
    for block in own_blocks(request).filter(bite=bite, kind=KeyPoints.kind):
        versions = {str(rest.item_id): rest.version_id for rest in block.rests_on.all()}
        for point in cast("KeyPoints", block.value).points:
            yield About(point, versions, f"b-{block.pk}")
    offered = Suggestion.objects.resting_on_seen(request.user).points().filter(bite=bite)
    for row in offered.prefetch_related("footings"):
        versions = {str(one.item_id): one.version_id for one in row.footings.all()}
        for point in cast("KeyPoints", row.value).points:
            yield About(point, versions, f"s-{bite.pk}")
