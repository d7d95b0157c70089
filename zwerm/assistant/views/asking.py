from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from zwerm.assistant.actions import Answer, ask, count_quoted, is_model_on, judge, record_answered
from zwerm.assistant.actions.knows import who_knows
from zwerm.assistant.rules.question import is_question
from zwerm.library.models import Item
from zwerm.people.actions import write_down_look
from zwerm.people.models import AuditEntry, Person
from zwerm.people.registry import beginning_of
from zwerm.people.requests import PersonRequest
from zwerm.questions.actions import like, look_for_in_vain
from zwerm.records.models import ModelCall, ModelDay

LONGEST = 500
EXAMPLES = 4
PAGE = 50
REMEMBERED = 20
MOST_JUDGED = 10
# Of this process, and kept nowhere: with it alone can be told from the codes below what was asked.
_SECRET = token_bytes(32)


def asking(request: PersonRequest) -> HttpResponse:
    """Ask a question; read the answer with its sources, or that nobody wrote it down yet.

    `after` is the question before it, and `page` the item that answered that. They travel in the address like the question itself, and are kept nowhere.
    """
    question, before = (request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "after"))
    page = page_before(request)
    context: dict[str, Any] = {"question": question, "here": "questions"}
    if question:
        answer = ask(request.user, question, before, page)
        if answer.answered:
            record_answered(request.user)
        else:
            look_for_in_vain(request.user, question)
        _count_once(request, request.user, question, answer)
        context["asked_before"] = like(request.user, question, texts=False)
        context["knows"] = who_knows(request.user, question, answer)
        context |= shown(answer) | {"writes": is_model_on() and answer.answered, "goes_on": answer.before or question}
        context["page_asked"] = page
        context["page"] = answer.sentences[0].sources[0].item.pk if answer.answered else answer.before and page
    else:
        context["examples"] = _examples(request.user)
    return render(request, "assistant/ask.html", context)


def page_before(request: HttpRequest) -> UUID | None:
    told = request.GET.get("page", "")
    return UUID(told) if is_id(told) else None


def _count_once(request: HttpRequest, person: Person, question: str, answer: Answer) -> None:
    """The same page again is the same answer. Of the question only a code stays, for as long as the visit lasts; who knows the words cannot make it."""
    if answer.answered and _is_new(request, "asked", question):
        count_quoted(person, answer)


def _is_new(request: HttpRequest, what: str, question: str) -> bool:
    """For the first time in this visit."""
    code = sha256(_SECRET + question.casefold().encode()).hexdigest()[:16]
    known = request.session.get(what, [])
    if code in known:
        return False
    request.session[what] = [code, *known][:REMEMBERED]
    return True


@require_POST
def verdict(request: PersonRequest) -> HttpResponse:
    """Whether the answer was right. It counts once in a visit."""
    question, right = request.POST.get("q", "").strip()[:LONGEST], request.POST.get("right")
    items = [UUID(key) for key in request.POST.getlist("item")[:MOST_JUDGED] if is_id(key)]
    if question and items and right in {"yes", "no"} and _is_new(request, "judged", question):
        judge(request.user, right == "yes", items)
    return render(request, "assistant/parts/thanks.html")


def shown(answer: Answer) -> dict[str, Any]:
    """Sentences with the numbers of their sources, and the sources once each."""
    numbers: dict[tuple[object, int, int, str], int] = {}
    sources = []
    sentences = []
    for sentence in answer.sentences:
        marks = []
        for source in sentence.sources:
            place = (source.item.pk, source.start, source.end, source.quote if source.file else "")
            if place not in numbers:
                numbers[place] = len(numbers) + 1
                sources.append({"number": numbers[place], "source": source})
            marks.append({"number": numbers[place], "url": source.url})
        sentences.append({"text": sentence.text, "marks": marks, "item": sentence.item and not sentence.lead})
    return {"answer": answer, "sentences": sentences, "sources": sources}


def _examples(person: Person) -> list[str]:
    """Titles of newest texts that are questions or ask for one, from what this person sees."""
    dutch = get_language() == "nl"
    items = Item.objects.visible_to(person).published().filter(kind="howto", language="nl" if dutch else "en")
    return [item.title for item in items.order_by("-updated")[:EXAMPLES]]


def panel(request: HttpRequest, query: str) -> dict[str, Any] | None:
    """On the search page: a short answer, when what is looked for is a question."""
    person = request.user
    if not isinstance(person, Person) or not query:
        return None
    if not is_question(query, "nl") and not is_question(query, "en"):
        return None
    # While someone types, a question is answered when it ends as one: half a question gets a wrong answer, slowly.
    if request.headers.get("HX-Request") and not query.rstrip().endswith("?"):
        return None
    answer = ask(person, query)
    _count_once(request, person, query, answer)
    return {"question": query} | shown(answer) if answer.answered else None


def to_begin(request: HttpRequest) -> dict[str, Any] | None:
    """Today, for who has nothing else on it: the way to ask, as soon as there is something to answer from or a colleague to ask."""
    person = request.user
    if not isinstance(person, Person):
        return None
    known = beginning_of(person)
    return {} if known["texts"] or known["others"] else None


def log(request: PersonRequest) -> HttpResponse:
    """Calls of the language model, for administrators."""
    if not request.user.is_admin:
        raise Http404
    calls = Paginator(ModelCall.objects.select_related("person"), PAGE).get_page(request.GET.get("page"))
    shown = [{"call": call, **sent} for call, sent in zip(calls, _sent(request.user, calls), strict=True)]
    read = [call.person for call in calls if call.person and call.content]
    write_down_look(request.user, AuditEntry.Act.LOG_READ, read)
    context = {"page": calls, "calls": shown, "days": ModelDay.objects.order_by("-day")[:7], "on": is_model_on()}
    return render(request, "assistant/log.html", context)


def _sent(person: Person, calls: Iterable[ModelCall]) -> list[dict[str, Any]]:
    """Per call the items that went along: those the administrator may see, and how many others."""
    keys = [[key for key in call.sources if is_id(key)] for call in calls]
    seen = Item.objects.visible_to(person).in_bulk({UUID(key) for each in keys for key in each})
    sent = [[seen[UUID(key)] for key in each if UUID(key) in seen] for each in keys]
    return [{"items": items, "others": len(call.sources) - len(items)} for call, items in zip(calls, sent, strict=True)]


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
