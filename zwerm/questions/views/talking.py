"""What people send from the page of a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.operations.once import key_in
from zwerm.people.requests import PersonRequest
from zwerm.questions.actions import (
    NotAllowed,
    NotDone,
    accept_answer,
    change_answer,
    change_comment,
    change_question,
    comment_on,
    follow_question,
    give_answer,
    stop_following,
    take_back_acceptance,
    take_back_vote,
    vote_for,
    withdraw_answer,
    withdraw_comment,
    withdraw_question,
)
from zwerm.questions.forms import AnswerForm, WordsForm
from zwerm.questions.models import Answer, Comment, Question
from zwerm.questions.views.reading import show
from zwerm.ui.addresses import own_address


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: PersonRequest, id: UUID) -> HttpResponse:
    """Other words for one's own question."""
    question = get_object_or_404(Question.objects.visible_to(request.user).standing(), id=id, person=request.user)
    if request.method == "POST":
        form = WordsForm(request.POST)
        if form.is_valid() and _taken(form, lambda: change_question(request.user, question, **form.cleaned_data)):
            messages.success(request, _("Changed."))
            return redirect(question)
    else:
        form = WordsForm(initial={"title": question.title, "text": question.text})
    return _change(request, form, question)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_words(request: PersonRequest, id: UUID) -> HttpResponse:
    """Other words for one's own answer."""
    answer = get_object_or_404(_answers(request).standing(), id=id, person=request.user)
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid() and _taken(form, lambda: change_answer(request.user, answer, **form.cleaned_data)):
            messages.success(request, _("Changed."))
            return redirect(answer)
    else:
        form = AnswerForm(initial={"text": answer.text})
    return _change(request, form, answer.question)


@require_POST
def withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    question = _question(request, id)
    gone = _allowed(lambda: withdraw_question(request.user, question))
    messages.success(
        request, _("Taken back.") if gone else _("Taken back. The answers stay, for they are of your colleagues.")
    )
    return redirect("questions:questions") if gone else redirect(question)


@require_POST
def answers(request: PersonRequest, id: UUID) -> HttpResponse:
    question = _question(request, id)
    text, key = request.POST.get("text", ""), key_in(request.POST.get("key"))
    try:
        answer = give_answer(request.user, question, text, key=key)
    except NotAllowed:
        raise Http404 from None
    except NotDone as refused:
        return show(request, id, 422, typed=text, refused=str(refused.reason))
    messages.success(request, _("Thank you. Who asked reads it on Today."))
    return redirect(answer)


@require_POST
def answer_withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    answer = get_object_or_404(_answers(request), id=id)
    _allowed(lambda: withdraw_answer(request.user, answer))
    messages.success(request, _("Taken back."))
    return redirect(answer.question)


@require_POST
def acceptance(request: PersonRequest, id: UUID) -> HttpResponse:
    """This answer helped; `undo`: it did not after all."""
    answer = get_object_or_404(_answers(request).standing(), id=id)
    act = take_back_acceptance if "undo" in request.POST else accept_answer
    _allowed(lambda: act(request.user, answer))
    return redirect(answer)


@require_POST
def comments(request: PersonRequest, id: UUID) -> HttpResponse:
    """About a question."""
    return _comment(request, _question(request, id), None)


@require_POST
def answer_comments(request: PersonRequest, id: UUID) -> HttpResponse:
    answer = get_object_or_404(_answers(request), id=id)
    return _comment(request, answer.question, answer)


@require_POST
def comment_words(request: PersonRequest, id: UUID) -> HttpResponse:
    comment = _found_comment(request, id)
    try:
        change_comment(request.user, comment, request.POST.get("words", ""))
    except NotAllowed:
        raise Http404 from None
    except NotDone as refused:
        messages.error(request, str(refused.reason))
    return redirect(comment)


@require_POST
def comment_withdrawal(request: PersonRequest, id: UUID) -> HttpResponse:
    comment = _found_comment(request, id)
    _allowed(lambda: withdraw_comment(request.user, comment))
    messages.success(request, _("Taken back."))
    return redirect(comment.question)


@require_POST
def votes(request: PersonRequest, id: UUID) -> HttpResponse:
    """I want to know this too."""
    return _vote(request, _question(request, id))


@require_POST
def answer_votes(request: PersonRequest, id: UUID) -> HttpResponse:
    """This helped me."""
    return _vote(request, get_object_or_404(_answers(request), id=id))


@require_POST
def following(request: PersonRequest, id: UUID) -> HttpResponse:
    question = _question(request, id)
    if "undo" in request.POST:
        stop_following(request.user, question)
        messages.success(request, _("You no longer follow this."))
    else:
        follow_question(request.user, question)
        messages.success(request, _("You follow this. What is said stands on Today."))
    return redirect(own_address(request, request.POST.get("next", "")) or question)


def _question(request: PersonRequest, id: UUID) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.user).select_related("space", "person"), id=id)


def _answers(request: PersonRequest) -> Any:
    return Answer.objects.visible_to(request.user).select_related("question__space", "question__person")


def _found_comment(request: PersonRequest, id: UUID) -> Comment:
    return get_object_or_404(Comment.objects.visible_to(request.user).select_related("question"), id=id)


def _comment(request: PersonRequest, question: Question, answer: Answer | None) -> HttpResponse:
    said, key = request.POST.get("words", ""), key_in(request.POST.get("key"))
    try:
        comment = comment_on(request.user, question, said, answer=answer, key=key)
    except NotAllowed:
        raise Http404 from None
    except NotDone as refused:
        about = answer.pk if answer else question.pk
        return show(request, question.pk, 422, said=said, said_about=about, refused_comment=str(refused.reason))
    return redirect(comment)


def _vote(request: PersonRequest, thing: Question | Answer) -> HttpResponse:
    act = take_back_vote if "undo" in request.POST else vote_for
    _allowed(lambda: act(request.user, thing))
    return redirect(thing)


def _allowed(act: Callable[[], Any]) -> Any:
    """Whoever may not, gets what a stranger gets."""
    try:
        return act()
    except NotDone as refused:
        raise Http404 from refused


def _taken(form: Any, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotDone as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        return False
    return True


def _change(request: PersonRequest, form: Any, question: Question) -> HttpResponse:
    given = {
        "form": form,
        "here": "questions",
        "back": question,
        "called": question.title,
        "heading": _("Change what you wrote"),
    }
    return render(request, "questions/change.html", given, status=422 if form.errors else 200)
