"""From a database URL to Django's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.db.utils import OperationalError

from zwerm.configuration import ConfigurationError

# PostgreSQL: a lock was not to be had in time, or two waited for each other; or there are no more connections.
BUSY = {"55P03", "40P01", "53300"}


def database_from_url(url: str, home: Path) -> dict[str, Any]:
    """Django's DATABASES entry for `url`; empty: SQLite in `home`. Raises ConfigurationError for another scheme."""
    parts = urlsplit(url)
    if not url:
        return sqlite(home / "zwerm.sqlite3")
    if not parts.scheme:
        raise ConfigurationError(
            "ZWERM_DATABASE_URL is no address of a database. Give one such as postgres://user:password@host/zwerm or "
            "sqlite:////folder/zwerm.sqlite3."
        )
    if parts.scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ConfigurationError(f"ZWERM_DATABASE_URL starts with {parts.scheme}://; use postgres:// or sqlite:///.")
    if not parts.path.strip("/"):
        raise ConfigurationError(f"ZWERM_DATABASE_URL names no {'file' if parts.scheme == 'sqlite' else 'database'}.")
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(_port(parts) or ""),
        # What the driver knows besides, such as ?sslmode=require.
        # A question that is asked the fifth time was put together once: only those of operations/rows.py, Django's are another text each.
        "OPTIONS": {"prepare_threshold": 5, **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ConfigurationError("ZWERM_DATABASE_URL: what stands after the host's colon is no port.") from error


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Page threads live as long as the process, so connections may too.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is taken out is written over, wherever this SQLite was made: who is erased, or asked anonymously, stands in no part of the file.
            "init_command": (
                "PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def is_busy(error: BaseException | None) -> bool:
    """Whether others kept the database for so long that what was asked was given up: asked again later, it may well be done."""
    if not isinstance(error, OperationalError):
        return False
    return "database is locked" in str(error) or getattr(error.__cause__, "sqlstate", "") in BUSY
