"""Words for a course that their writer may not write in (any more): given back, with nothing of the course beside them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from zwerm.people.requests import PersonRequest

# What forms send along that nobody wrote.
UNWRITTEN = frozenset(
    {"csrfmiddlewaretoken", "course", "whole", "bite", "kind", "seen", "shown", "rests", "verdict", "key", "thread"}
)


def words_back(request: PersonRequest, *, makes: bool = False) -> HttpResponse:
    """For who was sent away while they wrote, and the same for who never saw the course: a stranger learns nothing.
    `makes`: they may write in the course, but need not look at it.

    Raises Http404 when nothing was written.
    """
    sent = [text.strip() for name, texts in request.POST.lists() if name not in UNWRITTEN for text in texts]
    words = "\n\n".join(text for text in sent if text and text != "on")
    if not words:
        raise Http404
    return render(request, "courses/unkept.html", {"words": words, "makes": makes}, status=422 if makes else 404)
