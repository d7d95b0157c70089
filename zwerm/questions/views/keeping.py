"""Making an item of the library of a question and its answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zwerm.library.actions import NotKept
from zwerm.library.models import Item
from zwerm.operations.once import key_in
from zwerm.people.requests import PersonRequest
from zwerm.questions.actions import NotDone
from zwerm.questions.actions.keep import begun, keep_answers, keepable_in
from zwerm.questions.forms import KeepForm
from zwerm.questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: PersonRequest, id: UUID) -> HttpResponse:
    """What it begins with is what was asked and answered; whoever makes it changes what they want."""
    seen = Question.objects.visible_to(request.user).standing().select_related("space", "person")
    question = get_object_or_404(seen, id=id)
    spaces = keepable_in(request.user, question.space)
    key = key_in(request.POST.get("key")) or uuid4()
    if request.method == "POST":
        form = KeepForm(spaces, request.POST)
        made = keep_once_made(request, form, key, partial(keep_answers, request.user, question), question.kept)
        if made:
            messages.success(request, _("Kept in the library. The question leads to it."))
            return redirect(made)
    else:
        first = {"title": question.title, "text": begun(question), "kind": "howto", "space": question.space_id}
        form = KeepForm(spaces, initial=first)
    given = {
        "form": form,
        "key": key,
        "here": "questions",
        "back": question,
        "called": question.title,
        "lead": _(
            "Make it read by itself: somebody who does not know the question finds it too. Who asked and who answered are named, unless it was asked anonymously."
        ),
    }
    return render(request, "questions/keep.html", given, status=422 if form.errors else 200)


def keep_once_made(
    request: PersonRequest, form: KeepForm, key: UUID, keep: Callable[..., Item], kept: Any
) -> Item | None:
    """The item that `keep` makes of the form, or made of it before: the form may come twice. None when the form says what is wrong with it."""
    if not form.is_valid():
        return None
    try:
        return keep(identity=key, **form.cleaned_data)
    except IntegrityError:
        return get_object_or_404(kept, item=key).item  # type: ignore[no-any-return]
    except (NotKept, NotDone) as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        return None
