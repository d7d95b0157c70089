"""Files that go while backups are made, one after the other."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from zwerm.operations.removing import copying, open_kept, removing

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20


class Backup:
    """One that is made until it is told to end, on a thread of its own."""

    def __init__(self) -> None:
        self.begun, self.end = Event(), Event()
        self.thread = Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            with copying():
                self.begun.set()
                self.end.wait(PATIENCE)
        finally:
            connection.close()

    def ends(self) -> None:
        self.end.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def test_a_backup_begins_only_when_what_was_held_back_for_the_one_before_it_is_gone() -> None:
    """The file goes with the first; so the second must not see the row of it any more."""
    default_storage.save("pictures/going", ContentFile(b"a picture"))
    first = Backup()
    assert first.begun.wait(PATIENCE)
    with removing() as remove:
        remove("pictures/going")
        assert open_kept("pictures/going").read() == b"a picture", "the first still has it"
        first.ends()
        second = Backup()
        assert not second.begun.wait(0.5), "the row of it is not gone yet"
    assert second.begun.wait(PATIENCE)
    second.ends()


def test_who_removes_while_a_backup_is_made_waits_for_nothing() -> None:
    default_storage.save("pictures/one", ContentFile(b"1"))
    backup = Backup()
    assert backup.begun.wait(PATIENCE)
    for _ in range(2):
        with removing() as remove:
            remove("pictures/one")
    assert not default_storage.exists("pictures/one")
    assert open_kept("pictures/one").read() == b"1"
    backup.ends()
    with pytest.raises(FileNotFoundError):
        open_kept("pictures/one")
