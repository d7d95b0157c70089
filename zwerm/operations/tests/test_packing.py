from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import Client

from zwerm.operations.static import StaticFiles

pytestmark = pytest.mark.django_db


def test_a_page_comes_as_small_as_the_browser_can_take_it() -> None:
    client = Client()
    plain = client.get("/patterns/")
    small = client.get("/patterns/", headers={"accept-encoding": "gzip, br"})
    other = client.get("/patterns/", headers={"accept-encoding": "gzip"})
    assert (small["Content-Encoding"], other["Content-Encoding"]) == ("br", "gzip")
    assert small["Content-Length"] == str(len(small.content))
    assert len(small.content) < len(other.content)
    assert "Accept-Encoding" in small["Vary"]
    end = plain.content[-40:]
    assert end in brotli.decompress(small.content)
    assert end in gzip.decompress(other.content)


def test_the_packed_length_of_a_page_says_nothing_about_its_words() -> None:
    client = Client(headers={"accept-encoding": "br"})
    assert len({len(brotli.decompress(client.get("/patterns/").content)) for _ in range(12)}) > 1


def test_what_is_no_whole_page_is_packed_as_before() -> None:
    assert Client(headers={"accept-encoding": "br"}).get("/manifest.webmanifest").get("Content-Encoding") is None


def test_what_vite_made_has_one_name() -> None:
    assert StaticFiles().hashed_name("built/assets/base-DdmlN6m6.js") == "built/assets/base-DdmlN6m6.js"
