from __future__ import annotations

from argparse import Namespace
from typing import cast

from django.db import Error as DatabaseError

from zwerm.operations.registry import Health, checks
from zwerm.operations.troubles import told_of_database

MARKS = {"good": "✓", "off": "–", "bad": "✗"}


def run(given: Namespace) -> list[dict[str, str]]:
    """Look at every part of the installation."""
    lines = []
    for check in checks.values():
        try:
            health = check.look()
        except DatabaseError as error:
            says, _, remedy = told_of_database(error).rpartition("\n")
            health = Health("bad", says.replace("\n", " "), remedy)
        except Exception as error:
            health = Health("bad", f"{type(error).__name__}: {error}", "This check itself failed; see the log.")
        lines.append({"name": check.name, "state": health.state, "says": health.says, "remedy": health.remedy})
    return lines


def tell(answer: object) -> str:
    text = []
    for line in cast("list[dict[str, str]]", answer):
        text.append(f"{MARKS[line['state']]} {line['name']}: {line['says']}")
        if line["remedy"]:
            text.append(f"    {line['remedy']}")
    return "\n".join(text)


def well(answer: object) -> bool:
    return all(line["state"] != "bad" for line in cast("list[dict[str, str]]", answer))
