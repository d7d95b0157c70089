"""Every test shares one small named world; see zwerm/people/tests/world.py."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.installation import end_of_made, made_once, make_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import Settings

    from tests.installation import Installation
    from zwerm.people.tests.world import World

WORKER = "PYTEST_XDIST_WORKER"


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
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of a test run have together."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if WORKER in os.environ else own


@pytest.fixture(scope="session")
def migrated(shared: Path) -> Installation:
    """With its tables and nothing in them: take a copy with `fresh_installation`, migrating takes long."""
    return made_once(shared, "migrated", None, "migrate")


@pytest.fixture(scope="session")
def demo(shared: Path, migrated: Installation) -> Installation:
    """With the demo organisation, to copy as well."""
    return made_once(shared, "demo", migrated, "prepare", "--demo")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """One process migrates its own database, of several each gets a copy."""
    several = WORKER in os.environ
    with django_db_blocker.unblock():
        if several:
            migrated: Installation = request.getfixturevalue("migrated")
            name = connection.creation._get_test_db_name()
            if connection.vendor == "sqlite":
                shutil.copyfile(migrated.home / "zwerm.sqlite3", name)
            else:
                make_database(name, migrated)
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set(), keepdb=several)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if WORKER not in os.environ:
        end_of_made(session.config._tmp_path_factory.getbasetemp())


def pytest_unconfigure() -> None:
    """The home that the settings for tests made goes with the process."""
    shutil.rmtree(os.environ["ZWERM_HOME"], ignore_errors=True)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long texts and bytes are named by what they are: a made zip holds the time, and every process must find the same tests."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
