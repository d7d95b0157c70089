"""The people that documents name → colleagues, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zwerm.language.words import fold
from zwerm.people.models import Person

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class Authors:
    """Looks colleagues up by address or by full name; a name that two of them share is nobody in particular."""

    def __init__(self) -> None:
        self._addresses: dict[str, Person] = {}
        self._names: dict[str, Person | None] = {}
        for person in Person.objects.colleagues():
            self._addresses[person.email.lower()] = person
            name = fold(person.name)
            self._names[name] = None if name in self._names else person

    def match(self, names: Iterable[str]) -> list[Person | str]:
        return [self._match(name) for name in names]

    def _match(self, name: str) -> Person | str:
        address = _ADDRESS.search(name)
        if address and (person := self._addresses.get(address[0].lower())):
            return person
        bare = _ADDRESS.sub("", name).strip(" <>()\"'") or name
        turned = " ".join(reversed(bare.split(", ", 1))) if ", " in bare else bare
        return self._names.get(fold(bare)) or self._names.get(fold(turned)) or bare
