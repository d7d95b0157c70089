"""A power cut keeps what was on disk: here a copy of the files as they were when the disk was last waited for."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from zwerm.operations import durable
from zwerm.operations.durable import AnswersWhatIsKept, Flush


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def test_what_eight_threads_were_told_is_kept_is_there_after_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cut = tmp_path / "live.sqlite3", tmp_path / "cut"
    connect(path).execute("CREATE TABLE kept (who, number)")
    flush, disk, real = Flush(path), list[Path](), os.fdatasync

    def as_on_disk(file: int) -> None:
        folder = cut / str(len(disk))
        folder.mkdir(parents=True)
        for one in (path, Path(f"{path}-wal")):
            shutil.copy(one, folder / one.name)
        real(file)
        disk.append(folder)

    monkeypatch.setattr(os, "fdatasync", as_on_disk)
    lacking: list[tuple[int, int]] = []

    def write(who: int) -> None:
        mine = connect(path)
        for number in range(5):
            mine.execute("INSERT INTO kept VALUES (?, ?)", (who, number))
            flush.wait()
            after = shutil.copytree(disk[-1], cut / f"{who}-{number}")
            asked = sqlite3.connect(after / path.name).execute(
                "SELECT count(*) FROM kept WHERE who = ? AND number = ?", (who, number)
            )
            if asked.fetchone() != (1,):
                lacking.append((who, number))

    threads = [Thread(target=write, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lacking == []
    assert 0 < len(disk) <= 40


def test_a_disk_that_refuses_is_not_answered_as_kept_and_the_next_one_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "live.sqlite3"
    mine = connect(path)
    mine.execute("CREATE TABLE kept (number)")
    flush, tries = Flush(path), list[int]()

    def refuses_once(file: int) -> None:
        tries.append(file)
        if len(tries) == 1:
            raise OSError("no space left")

    monkeypatch.setattr(os, "fdatasync", refuses_once)
    with pytest.raises(OSError, match="no space"):
        flush.wait()
    flush.wait()
    assert len(tries) == 2


@pytest.mark.django_db
def test_who_wrote_waits_for_the_disk_and_who_only_read_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL waits for the disk by itself")
    waits: list[str] = []
    monkeypatch.setattr(durable, "wait_for_disk", lambda: waits.append("waited"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (number)")

    def ask(statement: str) -> Any:
        def view(request: object) -> HttpResponse:
            with connection.cursor() as cursor:
                cursor.execute(statement)
            return HttpResponse("done")

        return AnswersWhatIsKept(view)(RequestFactory().get("/"))

    ask("SELECT count(*) FROM kept")
    assert waits == []
    assert ask("INSERT INTO kept VALUES (1)").content == b"done"
    assert waits == ["waited"]
