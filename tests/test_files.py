from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from zwerm import settings as ours

LETTERS = "built/assets/figtree-core-Bm0pejcC.woff2"


@pytest.fixture
def visitor(settings: Any, tmp_path: Path) -> Client:
    """Who visits an installation that gathered one file whose name has a hash, and one whose name has none."""
    for name in (LETTERS, "ui/plain.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"as it was drawn")
    settings.STATIC_ROOT = tmp_path
    settings.MIDDLEWARE = ours.MIDDLEWARE
    return Client()


def test_a_file_that_never_changes_comes_with_no_more_headers_than_say_something_of_it(visitor: Client) -> None:
    got = visitor.get(f"/static/{LETTERS}")
    assert b"".join(got) == b"as it was drawn"
    said = {name.lower() for name in got.headers}
    assert said == {"content-type", "cache-control", "content-length", "x-content-type-options"}


def test_a_file_that_may_change_says_when_it_did_so_that_it_is_not_fetched_again(visitor: Client) -> None:
    first = visitor.get("/static/ui/plain.css")
    assert visitor.get("/static/ui/plain.css", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_a_page_keeps_what_guards_it(visitor: Client) -> None:
    page = visitor.get("/account/login/")
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page["Referrer-Policy"] == "same-origin"
