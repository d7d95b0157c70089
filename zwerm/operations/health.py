"""What `zwerm doctor` looks at by itself; modules add their own."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from django_tasks_db.models import DBTaskResult

from zwerm.operations.pools import pooled_per_transaction
from zwerm.operations.registry import Health
from zwerm.operations.shifts import at_work

SLOW = timedelta(minutes=5)


def database() -> Health:
    connection.ensure_connection()
    from zwerm.operations.migrating import waiting

    if missing := waiting():
        return Health("bad", f"{len(missing)} migrations wait", "Run: zwerm migrate")
    if connection.vendor == "postgresql" and pooled_per_transaction():
        return Health(
            "bad",
            "a pool gives each transaction another connection, so that locks between processes do not hold",
            "Let it give one for as long as Zwerm is connected (PgBouncer: pool_mode = session), or go past it.",
        )
    return Health("good", connection.vendor)


def storage() -> Health:
    name = default_storage.save("doctor/look.part", ContentFile(b"zwerm"))
    try:
        with default_storage.open(name) as file:
            whole = file.read() == b"zwerm"
    finally:
        default_storage.delete(name)
    free = os.statvfs(settings.HOME).f_bavail * os.statvfs(settings.HOME).f_frsize / 1e9
    if not whole:
        return Health("bad", "what was written was not read back", "Look at the disk under ZWERM_HOME.")
    if free < 1:
        return Health("bad", f"{free:.1f} GB free", "Make room on the disk of ZWERM_HOME.")
    return Health("good", f"{settings.MEDIA_ROOT}, {free:.0f} GB free")


def background() -> Health:
    now = datetime.now(UTC)
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - SLOW)
    failed = list(
        DBTaskResult.objects.failed().filter(finished_at__gt=now - timedelta(days=1)).order_by("-finished_at")
    )
    workers = len(at_work(now))
    if not workers:
        return Health(
            "bad" if waiting.exists() else "off",
            f"nobody works; {waiting.count()} tasks wait",
            "Start: zwerm run (or zwerm worker, when ZWERM_WORKER is no)",
        )
    if waiting.exists():
        return Health("bad", f"{waiting.count()} tasks wait for over five minutes", "Start another: zwerm worker")
    if failed:
        last = f"{failed[0].task_name} ({failed[0].exception_class_path})"
        return Health(
            "bad", f"{len(failed)} tasks failed since yesterday; the last: {last}", "See the log of the worker."
        )
    return Health("good", f"{workers} at work, nothing waits")


def cached() -> Health:
    if not settings.CONFIGURATION.text("CACHE_URL"):
        return Health("off", "in the memory of this process", "Set ZWERM_CACHE_URL when several web processes serve.")
    try:
        cache.set("doctor", "looks", 10)
        if cache.get("doctor") == "looks":
            return Health("good", "answers")
    except Exception as error:
        return Health("bad", str(error), "Check ZWERM_CACHE_URL, and whether Redis or Valkey runs.")
    return Health("bad", "what was kept was not given back", "Check ZWERM_CACHE_URL.")


def mail() -> Health:
    if not settings.CONFIGURATION.text("MAIL_URL"):
        return Health("off", "mail is printed, not sent", "Set ZWERM_MAIL_URL to send mail.")
    mailer = get_connection()
    try:
        mailer.open()
    except OSError as error:
        return Health(
            "bad", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer: {error}", "Check ZWERM_MAIL_URL."
        )
    finally:
        mailer.close()
    return Health("good", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} answers")
