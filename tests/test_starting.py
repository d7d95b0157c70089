"""Programs that tests start are what people start, with less work; see tests/starting.py."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.installation import fresh_installation

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="every start is a true one here")
TELLS = (
    "import sys\n"
    "from django.conf import settings\n"
    "from django.db import connection\n"
    "print('tests' in sys.modules)\n"
    "print(settings.HOME)\n"
    "print(settings.SECRET_KEY == (settings.HOME / 'secret').read_text().strip())\n"
    "print(settings.LANGUAGE_CODE)\n"
    "print(connection.settings_dict['NAME'])\n"
)


def test_it_is_a_copy_with_settings_of_its_own(tmp_path: Path) -> None:
    """When this fails, something is asked of the settings when modules are read, and each start takes as long as people's do."""
    for home in (tmp_path / "one", tmp_path / "other"):
        with fresh_installation(home) as installation:
            name = installation.environment.get("ZWERM_DATABASE_URL", f"/{home}/zwerm.sqlite3").rpartition("/")[2]
            copied, at, secret, language, database = installation.python(TELLS).stdout.splitlines()
            assert (copied, at, secret, language) == ("True", str(home), "True", "en")
            assert Path(database).name == name


def test_it_begins_anew_when_models_may_be_others_with_its_settings(tmp_path: Path) -> None:
    with fresh_installation(tmp_path) as installation:
        installation.environment["ZWERM_LANGUAGE"] = "nl"
        copied, at, _secret, language, _database = installation.python(TELLS).stdout.splitlines()
        assert (copied, at, language) == ("False", str(tmp_path), "nl")


LATER = (
    "import atexit, sys, threading\n"
    "atexit.register(print, 'at last')\n"
    "threading.Timer(0.05, print, ['later']).start()\n"
    "print('so')\n"
)


@pytest.mark.parametrize(
    ("ending", "status", "complaint"),
    [("", 0, ""), ("sys.exit(3)", 3, ""), ("sys.exit('in words')", 1, "in words"), ("1 / 0", 1, "ZeroDivisionError")],
)
def test_it_ends_as_python_does_with_all_it_told(tmp_path: Path, ending: str, status: int, complaint: str) -> None:
    with fresh_installation(tmp_path) as installation:
        done = installation.python(LATER + ending)
    assert (done.returncode, done.stdout) == (status, "so\nlater\nat last\n")
    assert complaint in done.stderr
    assert bool(complaint) == bool(done.stderr)
