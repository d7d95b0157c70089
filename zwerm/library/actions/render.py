"""HTML that an older renderer made is made again: when someone looks at it, and the rest in the background."""

from __future__ import annotations

from django.db import transaction

from zwerm.library.actions.written import show, shown_in
from zwerm.library.models import Version
from zwerm.library.rules.markdown import RENDERER, read_markdown

_AT_ONCE = 200


def up_to_date(version: Version) -> Version:
    """The version with the HTML that the renderer of today makes of its text."""
    if version.renderer != RENDERER:
        reading = read_markdown(version.text, version.item.language)
        version.html, version.renderer = reading.render(*shown_in(reading)), RENDERER
        Version.objects.filter(id=version.id).update(html=version.html, renderer=RENDERER)
    return version


def show_again(version: Version) -> bool:
    """Show what it lacked: pictures and files that came later than it did. Answers whether there are any."""
    reading = read_markdown(version.text, version.item.language)
    sizes, files = shown_in(reading)
    html = reading.render(sizes, files)
    if html == version.html:
        return False
    with transaction.atomic():
        Version.objects.filter(id=version.id).update(html=html, renderer=RENDERER)
        show(version.item, version.text, list(sizes), list(files))
    return True


def render_again(most: int = _AT_ONCE) -> int:
    """Some of the versions that an older renderer made, newest first; answers how many. Safe to repeat."""
    done = 0
    # One renderer at a time, so that the index gives them in order.
    for renderer in range(RENDERER):
        old = Version.objects.filter(renderer=renderer).order_by("-id").select_related("item")
        for version in old[: most - done]:
            up_to_date(version)
            done += 1
    return done
