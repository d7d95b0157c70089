"""Every test shares one small named world; see zwerm/people/tests/world.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from zwerm.people.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """The small organisation that every test shares. Imported late: models need Django set up."""
    from zwerm.people.tests.world import build_world

    return build_world()
