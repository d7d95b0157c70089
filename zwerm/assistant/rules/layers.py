"""What a unit stands under and beside, taken apart into terms: its title, headings, lead-in and neighbours, each with what a word in it counts for."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.assistant.rules.sending_on import SEE_ALSO
from zwerm.assistant.rules.sources import Source, Terms
from zwerm.assistant.rules.units import Unit

# What a word counts for, by where it stands.
LEAD, LABEL, HEADING, ABOVE, BEFORE, AFTER = 0.85, 0.85, 0.8, 0.6, 0.5, 0.3


class Layers:
    """The terms of units and of what they stand under, each taken apart once."""

    def __init__(self, source: Source, units: Sequence[Unit], terms: Terms) -> None:
        self._terms, self._language = terms, source.language
        self._units = units
        self._of_unit = [frozenset(terms(unit.text, source.language)) for unit in units]
        self._of_text: dict[str, frozenset[str]] = {}
        self._title = self._read(source.title)

    def of_unit(self, number: int) -> frozenset[str]:
        return self._of_unit[number]

    def terms(self, text: str) -> list[str]:
        return self._terms(text, self._language)

    def around(self, unit: Unit) -> list[tuple[float, frozenset[str]]]:
        """The layers around a unit with what they count for."""
        layers = [(ABOVE, self._title)]
        layers += [(ABOVE, self._read(heading)) for heading in unit.heading[:-1]]
        layers += [(HEADING, self._read(heading)) for heading in unit.heading[-1:]]
        if unit.label:
            layers.append((LABEL, self._read(unit.label)))
        if unit.lead >= 0:
            layers.append((LEAD, self._of_unit[unit.lead]))
        if unit.item not in (-1, unit.number):
            layers.append((LEAD, self._of_unit[unit.item]))
        # A row is about something else than the row above it, and so is a step.
        for number, weight in () if unit.row else ((unit.number - 1, BEFORE), (unit.number + 1, AFTER)):
            beside = self._units[number] if 0 <= number < len(self._units) else unit
            apart = (unit.numbered or beside.numbered) and beside.item != unit.item
            if beside is not unit and beside.section == unit.section and not (apart or SEE_ALSO.match(beside.text)):
                layers.append((weight, self._of_unit[number]))
        return layers

    def over(self, unit: Unit) -> frozenset[str]:
        """The terms of its title, headings, label and the words that lead in to it."""
        read = frozenset[str]().union(*map(self._read, (*unit.heading, unit.label)))
        return self._title | read | (self._of_unit[unit.lead] if unit.lead >= 0 else frozenset())

    def _read(self, text: str) -> frozenset[str]:
        if text not in self._of_text:
            self._of_text[text] = frozenset(self._terms(text, self._language))
        return self._of_text[text]
