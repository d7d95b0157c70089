from __future__ import annotations

from collections.abc import Iterator

import pytest

from zwerm.search import registry
from zwerm.search.tests.notes import Notes


@pytest.fixture
def notes(db: None) -> Iterator[Notes]:
    """Nothing but these notes can be found."""
    notes = Notes()
    kept = dict(registry.kinds)
    registry.kinds.clear()
    registry.kinds["note"] = notes.kind()
    yield notes
    registry.kinds.clear()
    registry.kinds.update(kept)
