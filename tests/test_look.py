from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.template import engines
from django.test import Client
from django_cotton.compiler_regex import CottonCompiler

from zwerm.search.registry import kind_icons
from zwerm.ui.sprites import icon_files

if TYPE_CHECKING:
    from zwerm.people.tests.world import World


def render(text: str, **context: object) -> str:
    return engines["django"].from_string(CottonCompiler().process(text)).render(context).strip()


@pytest.mark.django_db
def test_every_component_renders_on_the_patterns_page() -> None:
    page = Client().get("/patterns/").content.decode()
    assert "<c-" not in page
    assert page.count('class="item-card"') == 3
    assert "style=" not in page


UI = Path(__file__).resolve().parents[1] / "zwerm" / "ui"


def patterns_as_written() -> str:
    parts = [UI / "templates/ui/patterns.html", *(UI / "templates/ui/patterns").glob("*.html")]
    return "".join(part.read_text("utf-8") for part in parts)


def test_no_component_is_missing_from_the_patterns_page() -> None:
    written = patterns_as_written()
    components = {path.stem for path in (UI / "templates/cotton").glob("*.html")}
    assert components - set(re.findall(r"<c-([a-z-]+)[\s/>]", written)) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("component", ["button", "badge", "card", "notice", "toast", "feedback", "avatar"])
def test_the_patterns_page_shows_every_variant_that_a_component_has_a_style_for(component: str) -> None:
    styles = "".join(path.read_text("utf-8") for path in (UI / "styles/components").glob("*.css"))
    variants = set(re.findall(rf"\.({component}--[a-z]+)", styles))
    page = Client().get("/patterns/").text
    shown = {name for classes in re.findall(r'class="([^"]*)"', page) for name in classes.split()}
    assert variants
    assert variants - shown == set()


@pytest.mark.django_db
def test_a_theme_is_remembered_and_forgotten() -> None:
    client = Client()
    client.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/patterns/").content.decode()
    client.post("/theme/", {"theme": "auto"})
    assert "data-theme" not in client.get("/patterns/").content.decode()


@pytest.mark.django_db
def test_an_unknown_theme_is_not_written_into_the_page() -> None:
    client = Client()
    client.cookies["theme"] = "x onload=alert(1)"
    assert "alert(1)" not in client.get("/patterns/").content.decode()


def test_a_language_is_remembered_for_the_person_on_every_device(world: World) -> None:
    world.client(world.fatima, language="en").post("/language/", {"language": "nl"})
    world.fatima.refresh_from_db()
    assert world.fatima.language == "nl"


@pytest.mark.django_db
def test_a_language_that_we_do_not_speak_is_refused() -> None:
    assert Client().post("/language/", {"language": "xx"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_choosing_a_theme_never_leads_to_another_site(address: str) -> None:
    response = Client().post("/theme/", {"theme": "dark", "next": address})
    assert response["Location"] == "/"


def test_a_page_that_is_not_there_says_so_in_the_language_of_the_reader(world: World) -> None:
    response = world.client(world.fatima, language="nl").get("/there-is-no-such-page/")
    assert response.status_code == 404
    assert "Deze pagina vinden we niet" in response.content.decode()


def test_the_place_of_the_page_lights_up(world: World) -> None:
    page = world.client(world.fatima, language="en").get("/").content.decode()
    current = re.findall(r'<a class="place"[^>]*aria-current="page"[^>]*>.*?</svg>([^<]+)', page)
    assert current == ["Today"]


def test_a_name_keeps_its_initials_and_its_tint() -> None:
    page = render('<c-avatar name="Tess van Vliet" />')
    assert ">TV</span>" in page
    assert page == render('<c-avatar name="Tess van Vliet" />')


def test_words_from_people_are_written_as_words() -> None:
    page = render('<c-card title="{{ title }}" href="/x/" />', title="<script>alert(1)</script>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_field_with_an_error_says_which_and_why() -> None:
    from zwerm.ui.forms import PatternForm

    form = PatternForm({"title": "", "kind": "lesson", "space": "team"})
    page = render('<c-field :field="form.title" />', form=form)
    assert 'aria-invalid="true"' in page
    described = re.search(r'aria-describedby="([^"]+)"', page)
    assert described is not None
    assert all(f'id="{name}"' in page for name in described[1].split())


def test_a_form_that_was_open_for_too_long_says_so_and_keeps_the_frame(world: World) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    client.force_login(world.fatima)
    response = client.post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.text
    assert 'class="places"' in response.text


def test_whatever_can_be_found_has_an_icon() -> None:
    assert set(kind_icons().values()) <= set(icon_files())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words", "other"),
    [("nl", "Knoppen en menu’s", "Buttons and menus"), ("en", "Buttons and menus", "Knoppen en menu’s")],
)
def test_the_patterns_page_speaks_the_language_of_its_reader_and_takes_no_focus(
    language: str, words: str, other: str
) -> None:
    page = Client(headers={"accept-language": language}).get("/patterns/").text
    assert f'<html lang="{language}"' in page
    assert words in page
    assert other not in page
    # Of one language from begin to end: nothing in it says that it is of another.
    assert " lang=" not in page.split("<main")[1].split("</main")[0]
    assert "form-errors" in page
    assert "shows-errors" not in page
    assert "autofocus" not in page.replace('value="no" autofocus', "")


@pytest.mark.django_db
def test_a_form_that_was_refused_still_takes_the_focus() -> None:
    page = Client().post("/account/login/", {"login": "nobody@x.example", "password": "x"}).text
    assert 'data-behaviour="shows-errors"' in page
