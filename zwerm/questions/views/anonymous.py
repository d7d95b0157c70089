"""Coming back with the code of a question that was asked anonymously, and letting in what waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwerm.operations.once import key_in
from zwerm.people.requests import PersonRequest, id_in
from zwerm.questions.actions import (
    NotDone,
    accept_by_code,
    add_by_code,
    let_in,
    looked_after_by,
    to_let_in,
    turn_away,
    withdraw_by_code,
)
from zwerm.questions.models import Answer, Question, Waiting
from zwerm.questions.rules.codes import hash_of


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: PersonRequest) -> HttpResponse:
    """With a code: what became of a question, and what only who asked can do with it. The code is in no address and in no session."""
    code = request.POST.get("code", "").strip()[:60]
    if request.method != "POST":
        return _page(request, "")
    thing = _found(request, code)
    if thing is None:
        return _page(request, code, unknown=True, status=422)
    said, refused = "", ""
    try:
        said = _act(request, code, thing)
    except NotDone as problem:
        refused = str(problem.reason)
    # Taken back, there is nothing left to show.
    return _page(request, code, thing=_found(request, code), said=said, refused=refused, status=422 if refused else 200)


def _act(request: PersonRequest, code: str, thing: Question | Waiting) -> str:
    do = request.POST.get("do", "")
    if do == "withdraw":
        withdraw_by_code(code, thing)
        return _("Taken back. If others read it already, it is gone within an hour.")
    if do == "add" and isinstance(thing, Question):
        add_by_code(code, thing, request.POST.get("words", ""), key=key_in(request.POST.get("key")))
        return _("Sent. Whoever looks after the space reads it first.")
    if do == "accept" and isinstance(thing, Question):
        key = id_in(request.POST.get("answer", ""))
        accept_by_code(code, get_object_or_404(Answer.objects.filter(question=thing), pk=key))
        return _("This answer stands first from now on.")
    return ""


def _found(request: PersonRequest, code: str) -> Question | Waiting | None:
    if not (key := hash_of(code)):
        return None
    questions = Question.objects.visible_to(request.user).standing().filter(anonymous=True, key=key)
    waiting = Waiting.objects.visible_to(request.user).filter(kind=Waiting.Kind.QUESTION, key=key)
    return questions.select_related("space", "acceptance").first() or waiting.select_related("space").first()


def _page(request: PersonRequest, code: str, *, status: int = 200, **given: Any) -> HttpResponse:
    thing = given.get("thing")
    asked = thing if isinstance(thing, Question) else None
    shown = {
        "here": "questions",
        "code": code,
        "question": asked,
        "waiting": thing if isinstance(thing, Waiting) else None,
        "answers": list(asked.answers.standing().select_related("person")) if asked else [],
        "turned_away": list(asked.waiting.filter(turned_away__isnull=False)) if asked else [],
        "key": uuid4(),
        **given,
    }
    return render(request, "questions/back.html", shown, status=status)


@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """What was sent anonymously in spaces that this person looks after, to be read before others do."""
    if not looked_after_by(request.user).exists():
        raise Http404
    rows = to_let_in(request.user).select_related("space", "question")[:50]
    return render(request, "questions/waiting.html", {"here": "questions", "rows": rows})


@require_POST
def letting_in(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(to_let_in(request.user).select_related("space", "question__space"), id=id)
    try:
        question = let_in(request.user, found)
    except NotDone as refused:
        raise Http404 from refused
    messages.success(request, _("Let in. Colleagues can read and answer it."))
    return redirect(question)


@require_POST
def turning_away(request: PersonRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(to_let_in(request.user), id=id)
    try:
        turn_away(request.user, found, request.POST.get("reason", ""))
    except NotDone as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("Turned away. Who asked reads why when they come back with their code."))
    return redirect("questions:waiting")
