"""Every test shares one small named world; see zwerm/people/tests/world.py."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.installation import fresh_installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

    from tests.installation import Installation
    from zwerm.people.tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """The small organisation that every test shares. Imported late: models need Django set up."""
    from zwerm.people.tests.world import build_world

    return build_world()


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test's search index is its own, as its database is."""
    settings.SEARCH_HOME = tmp_path_factory.getbasetemp() / "search" / uuid4().hex


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With its tables and nothing in them: take a copy with `fresh_installation`, migrating takes long."""
    with fresh_installation(tmp_path_factory.mktemp("migrated")) as installation:
        done = installation.zwerm("migrate")
        assert done.returncode == 0, done.stderr
        yield installation


@pytest.fixture(scope="session")
def demo(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With the demo organisation, to copy as well."""
    with fresh_installation(tmp_path_factory.mktemp("demo"), migrated) as installation:
        done = installation.zwerm("prepare", "--demo")
        assert done.returncode == 0, done.stderr
        yield installation


def pytest_unconfigure() -> None:
    """The home that the settings for tests made goes with the process."""
    shutil.rmtree(os.environ["ZWERM_HOME"], ignore_errors=True)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long texts and bytes are named by what they are: a made zip holds the time, and every process must find the same tests."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
