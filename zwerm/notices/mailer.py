"""Handing mail to the mail server, with what that answers told apart: taken, refused, not there, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from django.core.mail import EmailMessage, get_connection

CLOSING = 421


class NotReached(Exception):
    """The server is not there, or takes nothing at all now: nothing was sent."""


class NotTaken(Exception):
    """The server answered that it does not take this message; nothing was sent."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class NotKnown(Exception):
    """The connection was lost while it was handed over: it may have been taken."""


class Mailer:
    """One connection for many messages, opened with the first."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def open(self) -> None:
        """Raises NotReached. Whoever is to send first makes sure that there is a server."""
        try:
            self._connection.open()
        except (OSError, SMTPException) as error:
            raise NotReached(type(error).__name__) from error

    def send(self, message: EmailMessage) -> None:
        """Raises NotReached, NotTaken, NotKnown."""
        try:
            self._connection.send_messages([message])
        except SMTPServerDisconnected as error:
            self.close()
            raise NotKnown from error
        except SMTPRecipientsRefused as error:
            self._refused(next(iter(error.recipients.values()))[0], error)
        except SMTPResponseException as error:
            self._refused(error.smtp_code, error)
        except (OSError, SMTPException) as error:
            self.close()
            raise NotKnown from error

    def _refused(self, code: int, error: Exception) -> None:
        if code == CLOSING:
            self.close()
            raise NotReached(str(code)) from error
        raise NotTaken(code) from error

    def close(self) -> None:
        with suppress(OSError, SMTPException):
            self._connection.close()


@contextmanager
def a_mailer() -> Iterator[Mailer]:
    mailer = Mailer()
    try:
        yield mailer
    finally:
        mailer.close()
