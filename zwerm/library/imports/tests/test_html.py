import base64
import contextlib
from datetime import UTC, datetime

import pytest

from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import picture, read

PROSE = (
    "De overdracht gebeurt aan het bed, zodat de patiënt mee kan luisteren en zelf kan aanvullen wat er is gebeurd. "
)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang='nl'><head>{head}</head><body>{body}</body></html>"


def text(body: str, head: str = "") -> str:
    return read("map/pagina.html", page(body, head)).markdown


def test_what_a_site_puts_around_a_text_is_left_out() -> None:
    document = read(
        "a.html",
        page(
            "<header><a href='/'>Ziekenhuis</a><nav><ul><li><a href='/a'>Zorg</a></li></ul></nav></header>"
            "<div class='cookie-banner'><p>Wij gebruiken cookies voor een betere site.</p><button>Akkoord</button></div>"
            "<div class='breadcrumbs'><a href='/'>Home</a> &gt; <a href='/z'>Zorg</a></div>"
            f"<main><h1>Overdracht aan het bed</h1><div class='share-buttons'><a href='#'>Deel op Facebook</a></div><p>{PROSE * 3}</p>"
            f"<h2>Waarom</h2><p>{PROSE}</p><div class='advertisement'><p>Koop nu een bed!</p></div><p>{PROSE}</p>"
            "<h3>Lees ook</h3><ul><li><a href='/1'>Tien tips</a></li></ul></main>"
            "<aside><h3>Populair</h3><ul><li><a href='/2'>Iets anders</a></li></ul></aside>"
            "<footer><p>© 2026 Ziekenhuis. Alle rechten voorbehouden.</p></footer>"
        ),
    )
    assert document.title == "Overdracht aan het bed"
    assert document.markdown == f"{(PROSE * 3).strip()}\n\n## Waarom\n\n{PROSE.strip()}\n\n{PROSE.strip()}\n"
    assert [note.code for note in document.notes] == ["site_parts_left_out"]


@pytest.mark.parametrize(
    ("advert", "kept"),
    [
        ("class='advertentie'", False),
        ("class='ad'", False),
        ("aria-label='Advertentie'", False),
        ("class='reclame-blok'", False),
        ("class='leadtekst'", True),
    ],
)
def test_an_advertisement_is_left_out_by_what_it_is_called(advert: str, kept: bool) -> None:
    shown = text(
        f"<main><h1>Linnenkamer</h1><p>{PROSE * 3}</p><div {advert}><p>Koop nu een bed!</p></div><p>{PROSE}</p></main>"
    )
    assert ("Koop nu een bed!" in shown) is kept


@pytest.mark.parametrize(("last", "kept"), [("Vragen? Bel toestel 33.", True), ("Noten", False), ("Reacties", False)])
def test_a_heading_that_ends_a_page_is_a_line_of_it_unless_it_belongs_to_the_site(last: str, kept: bool) -> None:
    shown = text(f"<main><h1>Linnenkamer</h1><p>{PROSE * 3}</p><h3>{last}</h3></main>")
    assert shown == f"{(PROSE * 3).strip()}\n" + (f"\n{last}\n" if kept else "")


def test_a_page_without_marks_is_found_by_its_density() -> None:
    links = "".join(f"<li><a href='/{number}'>Onderdeel {number} van de site</a></li>" for number in range(30))
    words = text(
        f"<div id='x'><ul>{links}</ul></div><div id='y'><div><p>{PROSE * 4}</p><p>{PROSE * 4}</p><p>{PROSE * 3}</p></div></div>"
    )
    assert words == "\n\n".join([(PROSE * 4).strip(), (PROSE * 4).strip(), (PROSE * 3).strip()]) + "\n"


def test_a_whole_page_inside_a_form_or_a_menu_by_name_is_still_read() -> None:
    assert PROSE.strip() in text(
        f"<form id='aspnetForm'><div class='main-menu'><h1>Titel van iets</h1><p>{PROSE * 3}</p></div></form>"
    )


def test_lists_tables_code_quotes_and_pictures_are_kept() -> None:
    body = (
        "<h1>Werkwijze op zaal</h1><p>Met <b>vet</b>, <i>schuin</i> en <code>code</code>.</p>"
        "<ol start='3'><li>drie<ul><li>binnen</li></ul></li><li>vier</li></ol>"
        "<table><tr><th>A</th><th colspan='2'>B</th></tr><tr><td rowspan='2'>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>"
        "<pre><code class='language-python'>x = 1\n\ny</code></pre><blockquote><p>Gezegd.</p></blockquote>"
        "<figure><img src='img/foto.png' alt='De zaal'><figcaption>Zaal 3</figcaption></figure><p>H<sub>2</sub>O en m<sup>2</sup></p>"
    )
    document = read("a.html", page(body))
    assert document.markdown == (
        "Met **vet**, *schuin* en `code`.\n\n3. drie\n   - binnen\n4. vier\n\n"
        "| A | B |  |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 | 5 |\n\n```python\nx = 1\n\ny\n```\n\n> Gezegd.\n\n"
        "![De zaal](img/foto.png)\n\n*Zaal 3*\n\nH₂O en m²\n"
    )
    assert document.wanted_pictures == ("img/foto.png",)


def test_tables_that_only_place_things_disappear() -> None:
    assert text(f"<table><tr><td><h2>Kop van dit</h2><p>{PROSE}</p></td><td><p>{PROSE}</p></td></tr></table>") == (
        f"{PROSE.strip()}\n\n{PROSE.strip()}\n"
    )


def test_links_lead_where_they_led_and_harmful_ones_nowhere() -> None:
    body = f"<p>{PROSE}<a href='../b.html#c'>b</a> <a href='javascript:alert(1)'>x</a> <a href='#kop'>kop</a> <a href='/over'>over ons team</a></p>"
    document = read("a.html", page(body, "<link rel='canonical' href='https://zorg.example/nl/a'>"))
    assert document.markdown.strip().endswith("[b](../b.html#c) x kop [over ons team](https://zorg.example/over)")
    assert document.links == ("../b.html#c",)


def test_footnotes_of_a_page_become_footnotes() -> None:
    body = (
        f"<p>{PROSE}<sup id='r1'><a href='#n1'>[1]</a></sup></p><p>{PROSE}</p><h2>Noten</h2>"
        "<ol><li id='n1'><a href='#r1'>^</a> Volgens de richtlijn.</li></ol>"
    )
    assert text(body) == f"{PROSE.strip()} [^1]\n\n{PROSE.strip()}\n\n[^1]: Volgens de richtlijn.\n"


def test_what_a_page_says_about_itself_is_kept() -> None:
    head = (
        "<title>Slaap in de nachtdienst - Streekziekenhuis</title><meta name='author' content='Noor Bakker'>"
        "<meta property='article:published_time' content='2024-05-06T10:00:00+02:00'><meta name='keywords' content='slaap, nacht'>"
    )
    document = read("a.html", page(f"<p>{PROSE * 2}</p>", head))
    assert (document.title, document.authors, document.tags, document.language) == (
        "Slaap in de nachtdienst",
        ("Noor Bakker",),
        ("slaap", "nacht"),
        "nl",
    )
    assert document.created == datetime(2024, 5, 6, 8, 0, tzinfo=UTC)


def test_structured_data_of_a_page_is_read_and_broken_data_ignored() -> None:
    head = (
        "<script type='application/ld+json'>{kapot</script>"
        '<script type="application/ld+json">{"@graph": [{"headline": "Beter slapen", "author": [{"name": "J. Smit"}], "datePublished": "2023-01-02"}]}</script>'
    )
    document = read("a.html", page(f"<h1>Beter slapen</h1><p>{PROSE * 2}</p>", head))
    assert (document.title, document.authors, document.created) == (
        "Beter slapen",
        ("J. Smit",),
        datetime(2023, 1, 2, tzinfo=UTC),
    )


def test_pictures_in_the_page_are_taken_out_and_those_elsewhere_left_out() -> None:
    inside = base64.b64encode(picture()).decode()
    body = f"<p>{PROSE}</p><img src='data:image/png;base64,{inside}' alt='Vlak'><img src='https://x.nl/pixel.gif'><img src='data:image/svg+xml,<svg/>'>"
    document = read("a.html", page(body))
    assert f"![Vlak](picture:{document.pictures[0].name})" in document.markdown
    assert Note("picture_left_out", {"why": "remote", "count": 1}) in document.notes
    assert Note("picture_left_out", {"why": "kind", "count": 1}) in document.notes


def test_format_that_only_classes_carry_is_seen() -> None:
    head = "<style>.c1{font-weight:700}.c2{font-style:italic}</style>"
    assert text(f"<p>{PROSE}<span class='c1'>vet</span> en <span class='c2'>schuin</span></p>", head).endswith(
        "**vet** en *schuin*\n"
    )


def test_flat_lists_of_google_docs_get_their_depth_back() -> None:
    body = f"<p>{PROSE}</p><ul class='lst-kix_abc-0'><li>een</li></ul><ul class='lst-kix_abc-1'><li>twee</li></ul>"
    assert text(body).endswith("- een\n  - twee\n")


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://x.nl'>de richtlijn<span class='sr'> (externe link)</span></a>",
        "<a href='https://x.nl'>de richtlijn <span>opent in een nieuw venster</span></a>",
        "<a href='https://x.nl'>de richtlijn <span>externe link, opent in nieuw tabblad</span></a>",
        "<a href='https://x.nl'>de richtlijn (opens in new window)</a>",
        "<a href='https://x.nl'>de richtlijn<span><span> (link is external)</span></span></a>",
        "<a href='https://x.nl'>de richtlijn</a><span class='u'> (This link opens in a new tab)</span>",
        "<a href='https://x.nl'>de richtlijn</a> <small>(verwijst naar een andere website)</small>",
    ],
)
def test_what_a_site_says_beside_a_link_for_its_icon_is_left_out(link: str) -> None:
    assert text(f"<p>{PROSE}</p><p>Zie {link}.</p>").rstrip().endswith("Zie [de richtlijn](https://x.nl).")


def test_words_about_links_that_belong_to_the_text_stay() -> None:
    words = text(f"<p>{PROSE}</p><p>Een externe link is blauw. Zie <a href='https://x.nl'>externe link</a>.</p>")
    assert words.rstrip().endswith("Een externe link is blauw. Zie [externe link](https://x.nl).")


def test_scripts_styles_and_hidden_parts_never_come_in() -> None:
    words = text(
        f"<script>geheim()</script><style>p{{}}</style><p>{PROSE}</p><p hidden>verborgen</p><div style='display:none'>weg</div><svg><text>s</text></svg>"
    )
    assert words == f"{PROSE.strip()}\n"


def test_a_page_saved_as_one_file_brings_its_pictures() -> None:
    body = page(f"<p>{PROSE}</p><img src='http://x/p.png' alt='Zaal'>")
    mhtml = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{base64.b64encode(body.encode()).decode()}\r\n--grens\r\nContent-Type: image/png\r\n"
        f"Content-Location: http://x/p.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{base64.b64encode(picture()).decode()}\r\n--grens--\r\n"
    )
    document = read("a.mhtml", mhtml)
    assert document.markdown == f"{PROSE.strip()}\n\n![Zaal](picture:{document.pictures[0].name})\n"


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "<p>",
        "<table>",
        "<ul><li>",
        "&amp;",
        "<a href=x>",
        "<!--",
        "<div><p>x</p></div>",
        "<sup><a href='#x'>1</a></sup>",
        "<br>",
    ],
)
def test_a_page_made_to_take_for_ever_ends(piece: str) -> None:
    with contextlib.suppress(Refused):
        read("a.html", page(f"<p>{PROSE}</p>" + piece * (20_000 // len(piece))))
