from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, ask_for_course, remove_block, remove_question
from zwerm.courses.forms import AskForm
from zwerm.courses.models import Block, Course, Drafting, Question
from zwerm.courses.models.sight import blocks_for
from zwerm.courses.tasks import draft_later
from zwerm.courses.views.shown import ShownQuestion, source_links
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest

SUGGESTED = 12


def new(request: PersonRequest) -> HttpResponse:
    """Choose texts, and get a course made of them. `?item=…` chooses beforehand."""
    chosen_items = _items(
        request, request.POST.getlist("items") or request.GET.getlist("items") or request.GET.getlist("item")
    )
    form = AskForm(request.user, request.POST or None, initial={"space": _likely_space(request, chosen_items)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = {str(item.pk): item for item in given["items"]}
        ordered = [chosen[key] for key in dict.fromkeys(request.POST.getlist("items")) if key in chosen]
        try:
            drafting = ask_for_course(request.user, given["space"], ordered, given["title"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            draft_later.enqueue(str(drafting.pk))
            return redirect("courses:drafting", drafting.pk)
    context = {
        "form": form,
        "chosen": chosen_items,
        "found": _found(request, [item.pk for item in chosen_items]),
        "words": request.GET.get("q", ""),
    }
    if getattr(request, "htmx", False) and request.method == "GET":
        return render(request, "courses/parts/texts.html", context)
    return render(request, "courses/new.html", context, status=422 if form.errors else 200)


def _items(request: PersonRequest, keys: list[str]) -> list[Item]:
    valid = [key for key in keys if _is_uuid(key)]
    return list(Item.objects.visible_to(request.user).filter(pk__in=valid).select_related("space"))


def _likely_space(request: PersonRequest, chosen: list[Item]) -> Space | None:
    """Where the course probably goes: with its first text if this person may write there, else to all colleagues."""
    writable = Space.objects.writable_by(request.user)
    if chosen and writable.filter(pk=chosen[0].space_id).exists():
        return chosen[0].space
    return writable.filter(kind=Space.Kind.ORGANISATION).first()


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _found(request: PersonRequest, chosen: list[UUID]) -> list[Item]:
    """Texts to choose from: by words in the title, or else the newest."""
    items = Item.objects.visible_to(request.user).published().exclude(pk__in=chosen).select_related("space")
    words = request.GET.get("q", "").split()
    for word in words:
        items = items.filter(title__icontains=word)
    return list(items.order_by("-updated")[:SUGGESTED])


def drafting(request: PersonRequest, drafting_id: UUID) -> HttpResponse:
    """Wait while the course is made; then go there."""
    asked = get_object_or_404(Drafting.objects.select_related("course"), pk=drafting_id, person=request.user)
    if asked.course_id:
        where = reverse("courses:draft", args=[asked.course_id])
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": where})
        return redirect(where)
    template = "courses/parts/drafting.html" if getattr(request, "htmx", False) else "courses/drafting.html"
    return render(request, template, {"drafting": asked})


def draft(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """The whole course on one page for its author: read, take out what is poor, publish."""
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("space"), pk=course_id, author=request.user
    )
    bites = [
        {
            "bite": bite,
            "blocks": [
                {
                    "id": block.pk,
                    "kind": block.kind,
                    "value": block.value,
                    "questions": [
                        ShownQuestion.of(question, course.pk, None, number)
                        for number, question in enumerate(block.questions.all(), start=1)
                    ],
                }
                for block in blocks_for(request.user, bite)
            ],
        }
        for bite in course.bites.all()
    ]
    context = {"course": course, "bites": bites, "source_links": source_links(request.user, course)}
    return render(request, "courses/draft.html", context)


@require_POST
def block_removal(request: PersonRequest, block_id: UUID) -> HttpResponse:
    blocks = Block.objects.select_related("bite__course").filter(bite__course__author=request.user)
    block = get_object_or_404(blocks, pk=block_id, bite__course__in=Course.objects.visible_to(request.user))
    return _removed(request, block.bite.course, lambda: remove_block(request.user, block))


@require_POST
def question_removal(request: PersonRequest, question_id: UUID) -> HttpResponse:
    questions = Question.objects.select_related("block__bite__course").filter(block__bite__course__author=request.user)
    question = get_object_or_404(
        questions, pk=question_id, block__bite__course__in=Course.objects.visible_to(request.user)
    )
    return _removed(request, question.block.bite.course, lambda: remove_question(request.user, question))


def _removed(request: PersonRequest, course: Course, remove: object) -> HttpResponse:
    assert callable(remove)
    try:
        remove()
    except Refused as refusal:
        messages.error(request, str(refusal))
    if getattr(request, "htmx", False):
        return HttpResponse()
    return redirect("courses:draft", course.pk)
