"""What is said about a block by who makes the course: below the block in its draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from uuid_utils.compat import uuid7

from zwerm.courses.actions import Refused, comment_on_block, reopen_thread, settle_thread, withdraw_comment
from zwerm.courses.models import Block, Comment, Course
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.rules.first_words import first_words
from zwerm.courses.views.unkept import words_back
from zwerm.operations.once import key_in
from zwerm.people.requests import PersonRequest


@dataclass
class Thread:
    first: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def said(self) -> list[Comment]:
        return [self.first, *self.replies]


@dataclass(frozen=True)
class Discussion:
    """Of one block. `just` was said or settled now, `unsaid` what could not be kept, and why. `key`: of the forms below it."""

    threads: list[Thread] = field(default_factory=list)
    just: UUID | None = None
    unsaid: str = ""
    refused: str = ""
    key: UUID = field(default_factory=uuid7)

    @property
    def open(self) -> list[Thread]:
        return [thread for thread in self.threads if not thread.first.resolved]

    @property
    def settled(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.first.resolved]

    @property
    def unfolded(self) -> bool:
        return bool(self.open or self.just or self.refused)


def discussions_of(course: Course, blocks: Iterable[Block]) -> dict[UUID, Discussion]:
    """Block id → what is said about it, at one query. Who may read it is for the caller."""
    ids = {block.root_id: block.pk for block in blocks}
    said = Comment.objects.filter(course=course.root_id, block__in=list(ids)).select_related("person", "resolved_by")
    rows = list(said)
    threads = {row.pk: Thread(row) for row in rows if row.thread_id is None}
    for row in rows:
        if row.thread_id:
            threads[row.thread_id].replies.append(row)
    found: dict[UUID, list[Thread]] = {}
    for thread in threads.values():
        found.setdefault(ids[thread.first.block], []).append(thread)
    return {key: Discussion(of_block) for key, of_block in found.items()}


@require_POST
def comments(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """Say something about a block; with `thread`, as an answer there."""
    try:
        block = _block(request, block_id)
    except Http404:
        return words_back(request)
    thread, words = None, request.POST.get("words", "")
    if "thread" in request.POST:
        thread = _about(block).filter(pk=_uuid(request.POST["thread"]), thread=None).first()
        if thread is None:
            return words_back(request)
    key = key_in(request.POST.get("key"))
    return _done(request, block, lambda: comment_on_block(request.user, block, words, thread, key=key), words)


@require_POST
def settlement(request: PersonRequest, block_id: UUID, comment_id: UUID) -> HttpResponse:
    block = _block(request, block_id)
    thread = get_object_or_404(_about(block), pk=comment_id)
    act = reopen_thread if "undo" in request.POST else settle_thread

    def settle() -> Comment:
        act(request.user, block.bite.course, thread)
        return thread

    return _done(request, block, settle)


@require_POST
def withdrawal(request: PersonRequest, block_id: UUID, comment_id: UUID) -> HttpResponse:
    block = _block(request, block_id)
    comment = get_object_or_404(_about(block), pk=comment_id)
    return _done(request, block, lambda: withdraw_comment(request.user, comment))


def _block(request: PersonRequest, block_id: UUID) -> Block:
    discussed = Course.objects.discussed_by(request.user)
    blocks = visible_blocks(request.user).filter(bite__course__in=discussed)
    return get_object_or_404(blocks.select_related("bite__course__space"), pk=block_id)


def _about(block: Block) -> QuerySet[Comment]:
    return Comment.objects.filter(course=block.bite.course.root_id, block=block.root_id)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _done(request: PersonRequest, block: Block, act: Callable[[], Comment | None], unsaid: str = "") -> HttpResponse:
    refused, just = "", None
    try:
        just = act()
    except Refused as refusal:
        refused = str(refusal)
    if not getattr(request, "htmx", False):
        if refused:
            messages.error(request, refused)
        return redirect(_place_of(request, block))
    found = discussions_of(block.bite.course, [block]).get(block.pk, Discussion())
    talk = Discussion(found.threads, just.pk if just else None, unsaid if refused else "", refused)
    shown = {"id": block.pk, "name": first_words(block.whole, 60), "talk": talk}
    context = {"block": shown, "just_acted": True, "makes": _makes(request, block)}
    return render(request, "courses/parts/talk.html", context, status=422 if refused else 200)


def _makes(request: PersonRequest, block: Block) -> bool:
    return Course.objects.written_by(request.user).filter(pk=block.bite.course_id).exists()


def _place_of(request: PersonRequest, block: Block) -> str:
    """Where this person reads what is said about it."""
    page = "courses:draft" if _makes(request, block) else "courses:review"
    return f"{reverse(page, args=[block.bite.course_id])}#talk-{block.pk}"
