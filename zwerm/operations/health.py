"""What `zwerm doctor` looks at by itself; modules add their own."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from zwerm.operations.registry import Health


def database() -> Health:
    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Health("bad", f"{len(waiting)} migrations wait", "Run: zwerm migrate")
    return Health("good", connection.vendor)


def storage() -> Health:
    name = default_storage.save("doctor/look.txt", ContentFile(b"zwerm"))
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
