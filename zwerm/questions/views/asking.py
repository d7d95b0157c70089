"""Asking colleagues."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.operations.once import key_in
from zwerm.people.models import Person, Space
from zwerm.people.requests import PersonRequest, id_in
from zwerm.questions.actions import NotAllowed, NotDone, ask_anonymously, ask_question, askable_by, begun
from zwerm.questions.actions.refusals import MOST_IN_TITLE
from zwerm.questions.forms import QuestionForm
from zwerm.questions.models import Question


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Ask colleagues; `?title=` is what was typed elsewhere, `?space=` the slug of whom is asked, `?to=` the colleague whom they think of."""
    if request.method == "POST":
        form = QuestionForm(request.user, request.POST)
        if "anonymous" in request.POST:
            return _anonymously(request, form)
        question = _asked(request, form) if form.is_valid() else None
        if question:
            messages.success(request, _("Asked. You follow it: what colleagues say stands on Today."))
            return redirect(question)
    else:
        form = QuestionForm(request.user, initial=_begun(request))
    return _page(request, form)


def _page(request: PersonRequest, form: QuestionForm) -> HttpResponse:
    # All of it a matter of chance: of an anonymous question the code is made of it, and its time would tell.
    given: dict[str, Any] = {"form": form, "key": key_in(request.POST.get("key")) or uuid4(), "here": "questions"}
    given |= _there(request.user, request.POST or request.GET) | {"to": _named(request)} | _hides()
    return render(request, "questions/new.html", given, status=422 if form.errors else 200)


def _anonymously(request: PersonRequest, form: QuestionForm) -> HttpResponse:
    """The code stands on this page and nowhere else: no message, which would be kept in the session, and no address."""
    if form.is_valid():
        given = form.cleaned_data
        try:
            code = ask_anonymously(
                request.user, given["space"], given["title"], given["text"], key=key_in(request.POST.get("key"))
            )
        except NotDone as refused:
            _tell(form, refused)
        else:
            return render(request, "questions/asked.html", {"code": code, "here": "questions"} | _hides())
    return _page(request, form)


def _hides() -> dict[str, object]:
    """What the page says of what asking anonymously hides depends on it."""
    return {"words_kept": settings.CONFIGURATION.flag("MODEL_LOG_CONTENT")}


@require_POST
def like_it(request: PersonRequest) -> HttpResponse:
    """What is there already. Sent as a form: what somebody begins to ask belongs in no address, and is kept nowhere."""
    return render(request, "questions/parts/like.html", _there(request.user, request.POST))


def _there(person: Person, sent: QueryDict) -> dict[str, Any]:
    title, text = sent.get("title", "")[:MOST_IN_TITLE], sent.get("text", "")
    if not title.strip():
        return {}
    there, knowing = begun(person, title, text)
    return {"like": there, "knowing": knowing}


def _begun(request: PersonRequest) -> dict[str, object]:
    begun: dict[str, object] = {"title": " ".join(request.GET.get("title", "").split())[:MOST_IN_TITLE]}
    spaces = askable_by(request.user)
    space = (
        get_object_or_404(spaces, slug=request.GET["space"])
        if request.GET.get("space")
        else spaces.filter(kind=Space.Kind.ORGANISATION).first()
    )
    return begun | ({"space": space.pk} if space else {})


def _asked(request: PersonRequest, form: QuestionForm) -> Question | None:
    given = form.cleaned_data
    try:
        return ask_question(
            request.user,
            given["space"],
            given["title"],
            given["text"],
            to=_named(request),
            key=key_in(request.POST.get("key")),
        )
    except NotDone as refused:
        _tell(form, refused)
    return None


def _named(request: PersonRequest) -> Person | None:
    """The colleague whom they think of, when they are here."""
    key = id_in((request.POST or request.GET).get("to", ""))
    return Person.objects.listed().exclude(pk=request.user.pk).filter(pk=key).first() if key else None


def _tell(form: QuestionForm, refused: NotDone) -> None:
    """Who may not, chose a space in which they cannot ask."""
    field = "space" if isinstance(refused, NotAllowed) else refused.field or None
    form.add_error(field, str(refused.reason))
