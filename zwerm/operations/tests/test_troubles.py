from __future__ import annotations

import errno

import pytest

from zwerm.operations.troubles import told_of_database, told_of_system


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no such table: people_person", "Run: zwerm migrate"),
        ('relation "people_person" does not exist\nLINE 1: …', "Run: zwerm migrate"),
        ("database is locked", "held by another program"),
        ("database or disk is full", "Make room"),
        ('could not extend file "base/1": No space left on device', "Make room"),
        ("attempt to write a readonly database", "Look at the rights on ZWERM_HOME"),
        ("unable to open database file", "Look at the rights on ZWERM_HOME"),
        ('connection failed: … FATAL:  database "zwrem" does not exist', "Check ZWERM_DATABASE_URL"),
        ('password authentication failed for user "zwerm"', "Check ZWERM_DATABASE_URL"),
        ("failed to resolve host 'nowhere'", "Check ZWERM_DATABASE_URL"),
        ("something else", "The database refused: something else"),
    ],
)
def test_a_trouble_with_the_database_is_told_with_what_to_do(said: str, told: str) -> None:
    assert told in told_of_database(Exception(said))


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "The disk is full: /home/zwerm/x"),
        (errno.EACCES, "Zwerm may not write or read here: /home/zwerm/x"),
        (errno.EROFS, "choose another folder with ZWERM_HOME"),
        (errno.ENOTDIR, "Not a directory: /home/zwerm/x"),
    ],
)
def test_a_trouble_with_the_machine_is_told_with_the_place(number: int, told: str) -> None:
    import os

    assert told in told_of_system(OSError(number, os.strerror(number), "/home/zwerm/x"))
