"""How the installation is doing, in numbers, for a program that watches it: Prometheus' text format at /metrics.

Source: Prometheus, exposition formats, text-based format 0.0.4. Gauges without a timestamp, which is all that is told, take less code than
the library that counts within processes, of which there may be several here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult

from zwerm.operations.registry import Figures, Gauge, gauges
from zwerm.operations.shifts import at_work

AT = "/metrics"
LEAST = 16
Answer = Callable[[HttpRequest], HttpResponse]


def AnswersMetrics(get_response: Answer) -> Answer:  # noqa: N802  named as Django's own middleware is
    """Before sessions and people: whoever asks shows the token that is set, and without one there is nothing here."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = settings.CONFIGURATION.text("METRICS_TOKEN")
        if request.path_info != AT or len(token) < LEAST:
            return get_response(request)
        if not compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode()):
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return HttpResponse("".join(_told()), content_type="text/plain; version=0.0.4; charset=utf-8")

    return answer


def _told() -> Iterator[str]:
    for gauge in gauges.values():
        yield f"# HELP {gauge.name} {gauge.help}\n# TYPE {gauge.name} gauge\n"
        for of, value in gauge.read().items():
            label = f'{{{gauge.of}="{_escaped(of)}"}}' if gauge.of else ""
            yield f"{gauge.name}{label} {value}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def tasks() -> Figures:
    """Of those that failed, as `zwerm doctor`, those of a day."""
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=datetime.now(UTC) - timedelta(days=1))
    return {
        "waiting": DBTaskResult.objects.ready().count(),
        "running": DBTaskResult.objects.running().count(),
        "failed": failed.count(),
    }


def longest_wait() -> Figures:
    first = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return {"": max(0, round((datetime.now(UTC) - first).total_seconds())) if first else 0}


def workers() -> Figures:
    return {"": len(at_work(datetime.now(UTC)))}


GAUGES = (
    Gauge("zwerm_tasks", "Tasks in the queue; failed: in the last 24 hours.", tasks, of="state"),
    Gauge("zwerm_longest_wait_seconds", "How long the first task in the queue has been waiting.", longest_wait),
    Gauge("zwerm_workers", "Processes that do background work now.", workers),
)
