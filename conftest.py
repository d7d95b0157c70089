"""Every test shares one small named world; see zwerm/people/tests/world.py."""

from __future__ import annotations

import gc
import math
import os
import shutil
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.management.commands import migrate as framework
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as examples

from tests.installation import begun, end_of_made, fresh_installation, made_once, make_database
from tests.tables import empty_tables_anew, is_their_turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import Settings

    from tests.installation import Installation
    from zwerm.people.tests.world import World

WORKER = "PYTEST_XDIST_WORKER"
ASK_A_DATABASE = {"db", "transactional_db", "django_db_setup", "migrated", "demo"}
LEFT_OUT = pytest.StashKey[int]()
# Of the examples of a rule, random ones too, all are tried on one kind of database, and a fifth again on another: it is the same code.
ONE_IN = 5
# No test says how long anything takes (bench/ does): a machine may be busy.
examples.register_profile("zwerm", deadline=None)
examples.load_profile("zwerm")


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "leave out what asks nothing of a database: on another kind it shows the same again"
    parser.addoption("--database-only", action="store_true", help=told)


def asks_a_database(item: pytest.Item) -> bool:
    """By itself, or by starting a program that does. Without a mark or one of these fixtures, pytest-django refuses it to a test."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        bool(fixtures & ASK_A_DATABASE)
        or item.get_closest_marker("browser") is not None
        or item.get_closest_marker("django_db") is not None
        or issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
        or any(value in (begun, fresh_installation) for value in _named_in(item))
    )


def _named_in(item: pytest.Item) -> list[object]:
    return [value for value in vars(getattr(item, "module", None) or object).values() if callable(value)]


def without_the_same_again(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of a test that is marked `same_code` one example in five, the first among them; without examples it is left out."""
    tests = [item.nodeid.partition("[")[0] if item.get_closest_marker("same_code") else None for item in items]
    examples_of = {test: count() for test in tests}
    return [
        item
        for item, test in zip(items, tests, strict=True)
        if not test or (hasattr(item, "callspec") and next(examples_of[test]) % ONE_IN == 0)
    ]


def try_fewer_examples(item: pytest.Item) -> None:
    """Where hypothesis keeps how many a test tries; tests that stand for several rules have one between them."""
    test = getattr(item, "function", None)
    told = getattr(test, "_hypothesis_internal_use_settings", None)
    if told and not hasattr(test, "tries_all"):
        test.tries_all = told  # type: ignore[union-attr]
        fewer = examples(told, max_examples=math.ceil(told.max_examples / ONE_IN))
        test._hypothesis_internal_use_settings = fewer  # type: ignore[union-attr]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # They take longest, and all can use the one site of the process that begins with them.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    if config.getoption("database_only"):
        kept = without_the_same_again([item for item in items if asks_a_database(item)])
        left_out = list(set(items) - set(kept))
        items[:] = kept
        for item in items:
            try_fewer_examples(item)
        config.hook.pytest_deselected(items=left_out)
        config.stash[LEFT_OUT] = len(left_out)
        if hasattr(config, "workeroutput"):
            config.workeroutput["left_out"] = len(left_out)


def pytest_collection_finish() -> None:
    """What was read to find the tests stays: going through it again and again took a twelfth of the processor time of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("database_only"):
        left_out = config.stash.get(LEFT_OUT, 0)
        terminalreporter.write_line(
            f"{left_out} tests ask nothing of a database or show the same again, and were left out with --database-only"
        )


@pytest.fixture
def world(db: None) -> World:
    """The small organisation that every test shares. Imported late: models need Django set up."""
    from zwerm.people.tests.world import build_world

    return build_world()


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test's search index is its own, as its database is."""
    settings.SEARCH_HOME = tmp_path_factory.getbasetemp() / "search" / uuid4().hex


@pytest.fixture(autouse=True)
def _tables_as_new(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Now and then, before a test begins what it takes back."""
    if connection.vendor == "postgresql" and asks_a_database(request.node) and is_their_turn():
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            empty_tables_anew()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of a test run have together."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if WORKER in os.environ else own


@pytest.fixture(scope="session")
def migrated(shared: Path) -> Installation:
    """Ready to serve, with nothing in its tables: take a copy with `fresh_installation`. Migrating and compressing what pages load take long."""
    return made_once(shared, "migrated", None, "prepare")


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
        else:
            # As an installation does it: Django's own way takes three times as long.
            from zwerm.operations.migrating import WholeSteps

            framework.MigrationExecutor = WholeSteps  # type: ignore[attr-defined]
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
