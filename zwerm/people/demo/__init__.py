"""The demo organisation: a regional hospital. Its words live in lindehof.toml; modules add their own parts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "lindehof.toml"


@dataclass(frozen=True)
class Persona:
    """Someone of the demo whom a visitor can be with one click."""

    email: str
    name: str
    nl: str
    en: str


@cache
def organisation() -> dict[str, Any]:
    """Everything in lindehof.toml."""
    return tomllib.loads(FILE.read_text("utf-8"))


def personas() -> tuple[Persona, ...]:
    names = {person["email"]: person["name"] for person in organisation()["persons"]}
    return tuple(
        Persona(entry["email"], names[entry["email"]], entry["description_nl"], entry["description_en"])
        for entry in organisation().get("personas", [])
    )
