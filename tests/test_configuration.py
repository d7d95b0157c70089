from __future__ import annotations

import stat
from pathlib import Path

import pytest

from zwerm.configuration import Configuration, ConfigurationError
from zwerm.databases import database_from_url


def configured(home: Path, **settings: str) -> Configuration:
    return Configuration(
        {"ZWERM_HOME": str(home), **{f"ZWERM_{name.upper()}": value for name, value in settings.items()}}
    )


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "zwerm.toml").write_text('port = 9000\nworker = false\nhosts = ["a.example", "b.example"]\n')
    configuration = configured(tmp_path, port="9001")
    assert configuration.whole("PORT") == 9001
    assert configuration.flag("WORKER") is False
    assert configuration.listed("HOSTS") == ["a.example", "b.example"]
    assert configuration.text("LANGUAGE") == "nl"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"port": "many"}, "ZWERM_PORT must be a whole number, not “many”"),
        ({"threads": "-1"}, "ZWERM_THREADS cannot be below zero"),
        ({"worker": "perhaps"}, "ZWERM_WORKER must be yes or no, not “perhaps”"),
        (
            {"production": "yes", "demo": "yes"},
            "ZWERM_DEMO lets anyone sign in with one click: not with ZWERM_PRODUCTION",
        ),
        ({"language": "fr"}, "ZWERM_LANGUAGE must be nl or en, not “fr”"),
        ({"time_zone": "Mars/Base"}, "there is no time zone “Mars/Base”"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_at_the_start(tmp_path: Path, given: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        configured(tmp_path, **given)


@pytest.mark.parametrize(
    ("text", "told"), [("prot = 9000", "unknown setting prot"), ("port = = 1", "cannot be read"), ("\xff", "cannot be")]
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "zwerm.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=told):
        configured(tmp_path)


@pytest.mark.parametrize("secret", ["", "change-me", "too-short-to-be-a-secret", " " * 40])
def test_production_does_not_start_without_an_own_secret(tmp_path: Path, secret: str) -> None:
    with pytest.raises(ConfigurationError, match="ZWERM_SECRET_KEY must be set"):
        configured(tmp_path, production="yes", secret_key=secret).secret_key()
    assert not (tmp_path / "secret").exists()


def test_elsewhere_a_secret_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    first = configured(tmp_path).secret_key()
    assert len(first) >= 48
    assert configured(tmp_path).secret_key() == first
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://u@host/name", "use postgres:// or sqlite:///"),
        ("postgres://u@host:many/name", "is no port"),
        ("postgres://u@host", "names no database"),
        ("sqlite://", "names no file"),
    ],
)
def test_a_database_url_that_cannot_be_used_is_told(tmp_path: Path, url: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        database_from_url(url, tmp_path)


def test_a_database_url_is_read_with_everything_in_it(tmp_path: Path) -> None:
    database = database_from_url("postgres://me:p%40ss@[::1]:5433/my%20base", tmp_path)
    told = {name: database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert told == {"USER": "me", "PASSWORD": "p@ss", "HOST": "::1", "PORT": "5433", "NAME": "my base"}
    assert database_from_url("sqlite:///var/lib/z.db", tmp_path)["NAME"] == Path("/var/lib/z.db")
    options = database_from_url("postgres://me@host/name?sslmode=require", tmp_path)["OPTIONS"]
    assert options == {"sslmode": "require", "prepare_threshold": 5}
    assert database_from_url("", tmp_path)["NAME"] == tmp_path / "zwerm.sqlite3"
