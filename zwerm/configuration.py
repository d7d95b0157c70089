"""What an installation can be told: by environment, or in `zwerm.toml` in ZWERM_HOME.

Environment wins over the file; the file wins over the default. In the file the names stand in lower case without
`ZWERM_` (`database_url = "postgres://…"`). Every setting is listed here once, with its meaning; docs/run/settings.md is
checked against this table by a test.
"""

from __future__ import annotations

import os
import tomllib
import zoneinfo
from dataclasses import dataclass
from pathlib import Path

import platformdirs


class ConfigurationError(Exception):
    """The configuration cannot be used; the message says which setting, and what to do."""


@dataclass(frozen=True)
class Setting:
    """One thing an admin can set. `kind` is how the text is read: text, whole, flag, list."""

    name: str
    default: str
    meaning: str
    kind: str = "text"
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("HOME", "", "Folder that holds everything the installation owns. Default: the platform's data folder."),
    Setting("PORT", "8000", "Port the web server listens on.", "whole"),
    Setting("HOST", "127.0.0.1", "Address the web server listens on; 0.0.0.0 for every address."),
    Setting("URL", "", "Public address, such as https://zwerm.example.org; used in mail and for security checks."),
    Setting("DATABASE_URL", "", "postgres://user:password@host:port/name, or sqlite:///path. Default: SQLite in HOME."),
    Setting("LANGUAGE", "nl", "Language of visitors who chose none and whose browser asks for none: nl or en."),
    Setting(
        "TIME_ZONE",
        "Europe/Amsterdam",
        "Time zone in which days begin; times are shown in it to who chose none of their own.",
    ),
    Setting("PRODUCTION", "no", "yes: https only, secure cookies, and no start without an own secret.", "flag"),
    Setting(
        "DEMO", "no", "yes: the sign-in page offers the demo personas with one click. Never in production.", "flag"
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Secret for signing sessions; 32 characters or more. Default: made once, kept in HOME.",
        secret=True,
    ),
    Setting("HOSTS", "", "Host names, with commas, that the site answers to; the host of URL is always one.", "list"),
    Setting("PROXY", "no", "yes: a reverse proxy in front sets X-Forwarded-Proto and X-Forwarded-For.", "flag"),
    Setting("THREADS", "4", "Threads that answer pages in one web process.", "whole"),
    Setting("WORKER", "yes", "yes: `zwerm run` also does background work; no: `zwerm worker` runs elsewhere.", "flag"),
    Setting(
        "CACHE_URL", "", "redis://host:6379/0 (Redis or Valkey), shared by several web processes. Default: in memory."
    ),
    Setting("MAIL_URL", "", "smtp://user:password@host:587 (STARTTLS) or smtps://…:465. Default: mail is printed."),
    Setting("MAIL_FROM", "Zwerm <zwerm@localhost>", "Sender of mail."),
    Setting(
        "PUSH_HOSTS",
        "fcm.googleapis.com,.push.services.mozilla.com,web.push.apple.com,.notify.windows.com",
        "Push services of browsers to which notices may be sent; one that begins with a dot stands for all below it. Empty: none.",
        "list",
    ),
    Setting(
        "BREACHED_PASSWORDS",
        "",
        "File with the SHA-1 of breached passwords, one a line and in order, such as the download of Have I Been Pwned.",
    ),
    Setting(
        "METRICS_TOKEN",
        "",
        "Secret of 16 characters or more with which Prometheus reads /metrics; none: there is no such page.",
        secret=True,
    ),
    Setting("UPLOAD_MB", "100", "Largest upload, in megabytes.", "whole"),
    Setting(
        "XAPI_PER_MINUTE",
        "30000",
        "Requests a minute that each outside tool may send to the record store, counted by each web process; 0: no limit.",
        "whole",
    ),
    Setting(
        "QUESTIONS_A_WEEK",
        "3",
        "Questions of colleagues that are offered to someone in any seven days at most, who chose no number; 0: none.",
        "whole",
    ),
    Setting(
        "QUESTIONS_FROM",
        "8",
        "Hour from which, on working days, questions are offered to who chose no hours of their own.",
        "whole",
    ),
    Setting("QUESTIONS_UNTIL", "18", "Hour until which they are.", "whole"),
    Setting(
        "LEADS_SAY_LEVELS",
        "yes",
        "no: who leads a team does not say how well people in it can something; what was said before counts and shows nowhere.",
        "flag",
    ),
    Setting("MODEL_URL", "", "Base URL of an OpenAI-compatible language model, such as http://host:11434/v1."),
    Setting("MODEL_KEY", "", "Key for the language model.", secret=True),
    Setting("MODEL_NAME", "", "Name of the language model. No name: no model is used."),
    Setting("MODEL_DAILY_TOKENS", "500000", "Tokens a day the installation may spend on the model.", "whole"),
    Setting("MODEL_TIMEOUT", "30", "Seconds to wait for the model before going on without it.", "whole"),
    Setting("MODEL_LOG_CONTENT", "no", "yes: questions and answers sent to the model are kept in its log.", "flag"),
    Setting("EMBEDDING_URL", "", "Base URL of an OpenAI-compatible embeddings endpoint; none: the offline default."),
    Setting("EMBEDDING_KEY", "", "Key for the embeddings endpoint.", secret=True),
    Setting("EMBEDDING_NAME", "", "Name of the embeddings model."),
)

_FLAGS = {
    "yes": True,
    "true": True,
    "1": True,
    "on": True,
    "no": False,
    "false": False,
    "0": False,
    "off": False,
    "": False,
}


LAST_PORT = 65535


class Configuration:
    """The settings of this process, read once."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        self._environment = dict(os.environ if environment is None else environment)
        self.home = Path(self._environment.get("ZWERM_HOME") or platformdirs.user_data_dir("zwerm", appauthor=False))
        self._file = self._read_file()
        self._known = {setting.name: setting for setting in SETTINGS}
        unknown = sorted(set(self._file) - {name.lower() for name in self._known})
        if unknown:
            raise ConfigurationError(f"{self.home / 'zwerm.toml'}: unknown setting {', '.join(unknown)}.")
        self._check()

    def _check(self) -> None:
        """At the start, not when a setting happens to be used: a typing error in it is told at once."""
        for setting in SETTINGS:
            if setting.kind == "whole" and self.whole(setting.name) < 0:
                raise ConfigurationError(f"ZWERM_{setting.name} cannot be below zero.")
            if setting.kind == "flag":
                self.flag(setting.name)
        if self.whole("PORT") > LAST_PORT:
            raise ConfigurationError(f"ZWERM_PORT can be at most {LAST_PORT}.")
        if self.flag("PRODUCTION") and self.flag("DEMO"):
            raise ConfigurationError(
                "ZWERM_DEMO lets anyone sign in with one click: not with ZWERM_PRODUCTION. Leave one of the two out."
            )
        if self.text("LANGUAGE") not in ("nl", "en"):
            raise ConfigurationError(f"ZWERM_LANGUAGE must be nl or en, not “{self.text('LANGUAGE')}”.")
        try:
            zoneinfo.ZoneInfo(self.text("TIME_ZONE"))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise ConfigurationError(f"ZWERM_TIME_ZONE: there is no time zone “{self.text('TIME_ZONE')}”.") from None

    def _read_file(self) -> dict[str, str]:
        path = self.home / "zwerm.toml"
        if not path.is_file():
            return {}
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path} cannot be read: {error}") from error
        return {key: _as_text(value) for key, value in values.items()}

    def text(self, name: str) -> str:
        setting = self._known[name]
        from_environment = self._environment.get(f"ZWERM_{name}")
        if from_environment is not None:
            return from_environment.strip()
        return self._file.get(name.lower(), setting.default)

    def whole(self, name: str) -> int:
        try:
            return int(self.text(name))
        except ValueError:
            raise ConfigurationError(f"ZWERM_{name} must be a whole number, not “{self.text(name)}”.") from None

    def flag(self, name: str) -> bool:
        try:
            return _FLAGS[self.text(name).lower()]
        except KeyError:
            raise ConfigurationError(f"ZWERM_{name} must be yes or no, not “{self.text(name)}”.") from None

    def listed(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def site_url(self) -> str:
        """Where links lead: as given, or this machine."""
        return self.text("URL") or f"http://localhost:{self.whole('PORT')}"

    def secret_key(self) -> str:
        """The signing secret: given, or made once and kept readable for this user alone.

        In production it must be given: machines that share one site must share it, and a copied sample is no secret.
        """
        given = self.text("SECRET_KEY")
        if self.flag("PRODUCTION") and (len(given) < 32 or len(set(given)) < 8):
            raise ConfigurationError(
                "ZWERM_SECRET_KEY must be set to a secret of your own of at least 32 characters in production. "
                'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return given or _kept_secret(self.home / "secret")


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return str(value)


def _kept_secret(path: Path) -> str:
    import secrets

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()
