"""What leads away from a text on a saved page is left out; what is of the text stays, also where it looks a little alike."""

import pytest

from zwerm.library.imports.document import Document
from zwerm.library.imports.tests.making import read

PROSE = "De linnenkamer telt elke ochtend het linnengoed en schrijft op wat er ontbreekt, zodat de wasserij het die dag nog brengt. "
TEXT = "".join(f"<p>{PROSE * 2}</p>" for _ in range(3))
AWAY = "https://kamers.example/"


def page(body: str) -> Document:
    """All of it stands in what the page says is its text, so that nothing is left out for where it stands."""
    return read("map/pagina.html", f"<!doctype html><html lang='nl'><body><main>{body}</main></body></html>")


def counted(document: Document) -> int:
    return sum(int(note.params["count"]) for note in document.notes if note.code == "site_parts_left_out")


def tiles(count: int = 3, *, away: str = AWAY) -> str:
    return "".join(
        f"<div class='k'><a href='{away}{one}'><img src='{one}.jpg'></a><h3><a href='{away}{one}'>Bericht nummer {one}</a></h3>"
        f"<p>Wat er in bericht {one} staat.</p></div>"
        for one in range(count)
    )


@pytest.mark.parametrize(
    "tile",
    [
        "<article><a href='{a}'><h4>Kamer {n} is anders ingericht</h4><p>Daar staat nu een kast.</p></a></article>",
        "<li><a href='{a}'><img src='x.jpg'></a><a href='{a}'>Kamer {n} is anders ingericht</a><span>3 mei</span></li>",
        "<div><h4>Kamer {n} is anders ingericht</h4><p>Daar staat nu een kast.</p><a href='{a}'>Lees meer</a></div>",
        "<div><h4>Kamer {n} is anders ingericht</h4><a href='{a}'></a></div>",
    ],
)
def test_tiles_of_other_pages_below_a_text_are_left_out_and_told(tile: str) -> None:
    row = "".join(tile.format(a=f"{AWAY}{number}", n=number) for number in range(4))
    document = page(f"<h1>Linnenkamer</h1><div><div>{TEXT}</div><section><h2>Uit de regio</h2>{row}</section></div>")
    assert document.markdown.count("De linnenkamer telt") == 6
    assert "Kamer" not in document.markdown
    assert "Uit de regio" not in document.markdown
    assert counted(document) >= 1


def test_tiles_in_a_text_go_only_where_they_are_announced_as_other_pages() -> None:
    shown = page(f"<h1>Linnenkamer</h1><div>{TEXT}<h2>Werkplekken</h2>{tiles()}{TEXT}</div>").markdown
    assert "Bericht nummer 2" in shown
    assert "Wat er in bericht 2 staat." in shown
    shown = page(f"<h1>Linnenkamer</h1><div>{TEXT}<h2>Meest gelezen</h2>{tiles()}{TEXT}</div>").markdown
    assert "Bericht" not in shown
    assert "Meest gelezen" not in shown
    assert shown.count("De linnenkamer telt") == 12


def test_a_page_of_tiles_keeps_them() -> None:
    document = page(f"<h1>Kamers</h1><p>{PROSE}</p><section>{tiles(12)}</section>")
    assert "Bericht nummer 11" in document.markdown
    assert "Wat er in bericht 11 staat." in document.markdown
    longer = page(f"<h1>Kamers</h1><div>{TEXT}</div><section>{tiles(60)}</section>")
    assert "Bericht nummer 59" in longer.markdown


def test_tiles_that_lead_to_files_beside_a_page_are_of_the_collection() -> None:
    document = page(f"<h1>Linnenkamer</h1><div><div>{TEXT}</div><section>{tiles(away='kamer')}</section></div>")
    assert "[Bericht nummer 2](kamer2)" in document.markdown


def test_a_picture_in_full_and_parts_with_a_heading_of_their_own_are_no_tiles() -> None:
    plates = "".join(
        f"<figure><a href='{AWAY}{n}.png'><img src='x.png'></a><figcaption>Plaat {n} van de kast.</figcaption></figure>"
        for n in range(4)
    )
    parts = "".join(
        f"<div><h3>Plank {n}</h3><p>Op plank {n} ligt <a href='{AWAY}{n}'>wat daar hoort</a>, en niets anders.</p></div>"
        for n in range(4)
    )
    shown = page(
        f"<h1>Linnenkamer</h1><div><div>{TEXT}</div><section>{plates}</section><section>{parts}</section></div>"
    )
    assert "Plaat 3 van de kast." in shown.markdown
    assert "### Plank 3" in shown.markdown


def test_a_menu_without_a_mark_goes_and_a_list_of_links_of_the_text_stays() -> None:
    links = "".join(f"<li><a href='{AWAY}{word}'>{word}</a></li>" for word in ("Zorg", "Bouw", "Was", "Post", "Tuin"))
    shown = page(f"<ul>{links}</ul><h1>Linnenkamer</h1><div>{TEXT}<h2>Verder lezen</h2><ul>{links}</ul></div>").markdown
    assert shown.count("[Zorg]") == 1
    assert "## Verder lezen\n\n- [Zorg]" in shown
    contents = "".join(f"<li><a href='#{word}'>{word}</a></li>" for word in ("Zorg", "Bouw", "Was", "Post"))
    assert "- Zorg\n- Bouw\n" in page(f"<ul>{contents}</ul><h1>Linnenkamer</h1><div>{TEXT}</div>").markdown


def test_a_box_to_sign_up_goes_with_its_words_and_a_form_of_boxes_to_tick_stays() -> None:
    box = "<div><h3>Blijf bij</h3><p>Elke week nieuws.</p><form><label>Adres</label><input type='email'><input type='submit'></form></div>"
    shown = page(f"<h1>Linnenkamer</h1><div>{TEXT}{box}{TEXT}</div>").markdown
    assert "Blijf bij" not in shown
    assert "Elke week" not in shown
    assert shown.count("De linnenkamer telt") == 12
    ticked = "<form><p><input type='checkbox'> Linnengoed geteld</p></form>"
    assert "Linnengoed geteld" in page(f"<h1>Linnenkamer</h1><div>{TEXT}{ticked}</div>").markdown


MENU = "<nav><a href='/'>Begin</a></nav>"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (f"<p><b>Lees ook:</b> <a href='{AWAY}1'>Het nieuwe rooster</a></p>", False),
        (f"<h4>Gerelateerd: <a href='{AWAY}1'>Het nieuwe rooster</a></h4>", False),
        (f"<p>Meest gelezen berichten</p><ul><li><a href='{AWAY}1'>Het nieuwe rooster</a></li></ul>", False),
        ("<p>Volg het nieuwe rooster op <a href='https://www.linkedin.com/company/k'>LinkedIn</a></p>", False),
        ("<p>Ontvang het nieuwe rooster elke week in je inbox</p>", False),
        (f"<p>Zie ook: <a href='{AWAY}1'>Het nieuwe rooster</a></p>", True),
        ("<p><b>Lees ook:</b> <a href='rooster.html'>Het nieuwe rooster</a></p>", True),
        (f"<h3>Gerelateerde besluiten</h3><ul><li><a href='{AWAY}1'>Het nieuwe rooster</a></li></ul>", True),
        (f"<h3>Meest gelezen</h3><p>Het nieuwe rooster lezen de meesten <a href='{AWAY}1'>hier</a>.</p>", True),
        (f"<p>Lees ook <a href='{AWAY}1'>Het nieuwe rooster</a> voor je begint.</p>", True),
        ("<p>Wie het nieuwe rooster deelt op <a href='https://x.com/k'>X</a> zet er geen namen bij.</p>", True),
    ],
)
def test_lines_that_lead_elsewhere_go_from_a_page_of_a_site(line: str, kept: bool) -> None:
    shown = page(f"{MENU}<h1>Linnenkamer</h1>{TEXT}{line}{TEXT}").markdown
    assert ("nieuwe rooster" in shown) is kept
    assert shown.count("De linnenkamer telt") == 12


def test_such_a_line_stays_where_there_is_no_site_around_it() -> None:
    line = f"<p>Lees ook: <a href='{AWAY}1'>Het nieuwe rooster</a></p>"
    assert "Lees ook: [Het nieuwe rooster]" in page(f"<h1>Linnenkamer</h1>{TEXT}{line}{TEXT}").markdown


def test_a_page_with_more_scripts_than_words_is_read_whole() -> None:
    script = f"<script>{'x = 1;' * 5000}</script>"
    body = f"<div class='container lightbox-enabled'><h1>Linnenkamer</h1>{TEXT}</div>"
    assert page(f"{script}{body}{script}").markdown.count("De linnenkamer telt") == 6


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<div class='section' id='share-linen-with-the-other-ward'>", True),
        ("<section id='sharing'><h2>Sharing</h2>", True),
        ("<div class='Mt(3px)--modalWidth md:modal-wide'>", True),
        ("<div id='share'><h2>Share</h2>", False),
        ("<div class='modal'>", False),
    ],
)
def test_an_id_made_of_the_words_of_a_text_and_a_class_with_a_value_say_nothing_of_a_part(
    part: str, kept: bool
) -> None:
    end = "</section>" if part.startswith("<section") else "</div>"
    more = "".join(f"<p>{PROSE * 3}</p>" for _ in range(4))
    shown = page(f"<h1>Linnenkamer</h1>{more}{part}<p>Geef de kast door aan wie na je komt.</p>{end}")
    assert ("Geef de kast door" in shown.markdown) is kept


def test_what_stands_beside_a_text_goes_also_when_it_is_longer_than_the_text() -> None:
    aside = "".join(f"<p>Kort bericht nummer {n} over iets anders dan linnen.</p>" for n in range(40))
    shown = page(f"<h1>Linnenkamer</h1><div>{TEXT}</div><aside>{aside}</aside>").markdown
    assert "Kort bericht" not in shown
    assert shown.count("De linnenkamer telt") == 6
