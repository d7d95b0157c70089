from datetime import UTC, datetime

import pytest

from zwerm.library.imports import markdown
from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import picture, read


def text(content: str, path: str = "map/pagina.md") -> str:
    return read(path, content).markdown


def test_the_head_of_a_file_gives_title_authors_dates_and_tags() -> None:
    document = read(
        "pagina.md",
        "---\n# SPDX: x\ntitle: 'Wachtlijst: hoe?'\nauthors: [anna-de-vries, Bram]\ndate: 2024-05-06\nlast_update:\n  date: 2025-01-02\n"
        'tags:\n  - zorg\n  - "planning"\nlang: nl-NL\n---\n# Wachtlijst: hoe?\n\nTekst.\n',
    )
    assert (document.title, document.authors, document.tags) == (
        "Wachtlijst: hoe?",
        ("Anna de Vries", "Bram"),
        ("zorg", "planning"),
    )
    assert (document.created, document.modified) == (datetime(2024, 5, 6, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC))
    assert (document.language, document.markdown) == ("nl", "Tekst.\n")


@pytest.mark.parametrize(
    "head", ["a: &a [*a, *a]", "!!python/object:os.system x", "a:\n" + "  b:\n" * 50, "- " * 500, "{{{{", ": : :"]
)
def test_a_hostile_head_does_no_harm(head: str) -> None:
    assert "Tekst blijft" in text(f"---\n{head}\n---\n\nTekst blijft.\n")


def test_a_heading_that_repeats_the_title_goes_and_others_stay() -> None:
    assert text("# Overdracht\n\nTekst.\n\n## Kop\n\nMeer.\n") == "Tekst.\n\n## Kop\n\nMeer.\n"
    assert text("Overdracht\n=====\n\nTekst.\n") == "Tekst.\n"
    assert "# Andere kop" in text("---\ntitle: Overdracht\n---\n# Andere kop\n\nTekst.\n\n# Nog een\n\nMeer.\n")


def test_a_file_without_a_title_is_called_after_its_name_or_its_folder() -> None:
    assert read("map/hand-hygiene_op_zaal.md", "Was ze.\n").title == "Hand hygiene op zaal"
    assert read("nachtdienst/index.md", "Wees stil.\n").title == "Nachtdienst"
    assert read("map/a.md", "---\ndescription: x\n---\nWees stil.\n").title == "A"


def test_admonitions_of_all_tools_become_callouts_or_quotes() -> None:
    assert text('Zo.\n\n!!! tip "Tip"\n    Doe **dit**.\n\n    - a\n\nEn verder.\n') == (
        "Zo.\n\n> [!TIP]\n> Doe **dit**.\n>\n> - a\n\nEn verder.\n"
    )
    assert (
        text(":::warning[Pas op]\n\nHeet.\n\n:::\n\nEinde.\n") == "> [!WARNING]\n> **Pas op**\n>\n> Heet.\n\nEinde.\n"
    )
    assert text('??? expander "Meer"\n    Tekst.\n\nEinde.\n') == "> **Meer**\n>\n> Tekst.\n\nEinde.\n"


def test_code_is_left_exactly_as_it_is() -> None:
    code = '```html\n<div>{{ x }} <!-- blijft --> $VAR$</div>\n!!! tip\n    #include "x"\n```'
    assert (
        text(f"Zie `<b>{{{{ y }}}}</b>`.\n\n{code}\n\nEinde.\n") == f"Zie `<b>{{{{ y }}}}</b>`.\n\n{code}\n\nEinde.\n"
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("```\nmake uitrol --alles nu\nmake klaar --wacht\n```", None),
        ("```\n\n  make uitrol --alles nu\n```", None),
        ("~~~\n``` make uitrol --alles nu\n~~~", None),
        ("```  \nmake uitrol: eerst de proef\n```", "```\nmake uitrol: eerst de proef\n```"),
        ('``` bash title="Uitrol" hl_lines="1"\nmake uitrol --alles nu\n```', "``` bash\nmake uitrol --alles nu\n```"),
    ],
)
def test_code_without_a_language_keeps_its_first_line_whole(written: str, kept: str | None) -> None:
    assert text(f"Voer uit:\n\n{written}\n\nKlaar.\n") == f"Voer uit:\n\n{kept or written}\n\nKlaar.\n"


def test_html_in_markdown_becomes_markdown() -> None:
    assert text(
        '<div class="x">\n\nTekst met <b>vet</b>, <em>schuin</em> en <a href="b.md">een link</a>.<br>Nieuw.\n\n</div>\n'
    ) == ("Tekst met **vet**, *schuin* en [een link](b.md).  \nNieuw.\n")
    assert text(
        "Voor.\n\n<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n\nNa.\n"
    ) == ("Voor.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nNa.\n")
    assert text("<details>\n<summary>Vraag</summary>\n\nAntwoord.\n</details>\n").strip() == "**Vraag**\n\nAntwoord."


def test_placeholders_in_angle_brackets_stay_visible() -> None:
    assert text("Vul <naam afdeling> en <JAAR> in.\n") == "Vul \\<naam afdeling> en \\<JAAR> in.\n"


def test_components_and_imports_of_mdx_disappear_but_their_words_stay() -> None:
    content = "import Tabs from '@theme/Tabs';\n\nexport const x = 1;\n\n<Tabs>\n<TabItem value='a' label='Linux'>\n\nDoe dit.\n\n</TabItem>\n</Tabs>\n\n{/* weg */}\n"
    assert text(content, "a.mdx").strip() == "**Linux**\n\nDoe dit."


def test_comments_attributes_and_short_codes_of_tools_disappear() -> None:
    content = (
        "<!-- tags -->\nZie [knop](https://a.nl){ .button .primary }. :material-home:\n\n## Kop {#anker}\n\n"
        "{% include x.html %}Bel {{ site.phone }}.\n\n[TOC]\n"
    )
    assert text(content) == "Zie [knop](https://a.nl).\n\n## Kop\n\nBel ….\n"


def test_sections_that_only_held_a_comment_for_a_tool_disappear_and_meant_ones_stay() -> None:
    assert text("Tekst.\n\n## Lijst\n\n<!-- maak_lijst -->\n\n## Nog invullen\n") == "Tekst.\n\n## Nog invullen\n"


def test_includes_are_filled_in_from_the_same_collection_and_missing_ones_reported() -> None:
    files = {"deel.md": "---\ntitle: x\n---\nIngevoegd.", "rond.md": '#include "rond.md"'}
    content = b'# Titel\n\n#include "deel.md"\n\n#include "weg.md"\n\n#include "rond.md"\n'
    document = markdown.read(content, "a.md", files.get)
    assert "Ingevoegd." in document.markdown
    assert document.notes == (Note("include_not_found", {"count": 2, "path": "weg.md"}),)


def test_variables_are_filled_in_and_unknown_ones_lose_their_dollars() -> None:
    document = markdown.read(
        b"## $M01$\n\nZie $M02$ en $NIET_BEKEND$.",
        "m/Maatregel.md",
        variables={"M01": "M01: Begin", "M02": "M02: Verder"},
    )
    assert (document.title, document.markdown) == ("M01: Begin", "Zie M02: Verder en NIET BEKEND.\n")


def test_wiki_links_become_links_to_files() -> None:
    document = read("a.md", "Zie [[Andere pagina|daar]] en [[Start]]. ![[foto.png]]\n")
    assert document.markdown == "Zie [daar](Andere%20pagina.md) en [Start](Start.md). ![](foto.png)\n"
    assert document.links == ("Andere%20pagina.md", "Start.md")
    assert document.wanted_pictures == ("foto.png",)


def test_relative_links_and_pictures_are_named_and_others_not() -> None:
    document = read(
        "a.md",
        "[a](b/c.md#d) [w](https://x.nl) [m](mailto:a@b.nl) [t](#kop) ![f](../f.png)\n\n[ref]: ../e.md\n\n```\n[x](y.md)\n```\n",
    )
    assert (document.links, document.wanted_pictures) == (("b/c.md#d", "../e.md"), ("../f.png",))


def test_a_picture_written_out_in_the_text_is_taken_out() -> None:
    import base64

    address = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    document = read("a.md", f"![Een vlak]({address})\n\nTekst.\n")
    assert document.markdown == f"![Een vlak](picture:{document.pictures[0].name})\n\nTekst.\n"


def test_a_summary_in_the_head_opens_the_text_once() -> None:
    head = "---\ntitle: T\ndescription: Zo leid je een goed gesprek.\n---\n"
    assert text(head + "Begin hier.\n") == "Zo leid je een goed gesprek.\n\nBegin hier.\n"
    assert (
        text(head + "Zo leid je een goed **gesprek**. Begin hier.\n")
        == "Zo leid je een goed **gesprek**. Begin hier.\n"
    )


def test_a_file_with_nothing_to_read_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        text("---\ntitle: Leeg\n---\n\n<!-- niets -->\n")
    assert refusal.value.reason.code == "no_text_found"


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "{{",
        "{%",
        "[",
        "![",
        "<a ",
        "<table>\n",
        "`",
        "**",
        "<div ",
        ":::note\n",
        "[[",
        "$A",
        "!!! tip\n    ",
        "<b>",
        "\\[",
    ],
)
def test_text_made_to_take_for_ever_is_read_at_once(piece: str) -> None:
    """50 kB of the same unfinished thing; a reader that looks ahead for its end would still be busy tomorrow."""
    size = 50_000
    assert read("a.md", "Begin.\n\n" + piece * (size // len(piece)) + "\n").title == "A"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("- **Month 1: **read it.", "- **Month 1:** read it."),
        ("- **PEO Teammates: **The People Team", "- **PEO Teammates:** The People Team"),
        ("Send it. ** **The rest, and **this**.", "Send it.  The rest, and **this**."),
        ("So ** that** helps.", "So  **that** helps."),
        ("**a** b **c**", "**a** b **c**"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("more than** 15 hours **a week", "more than **15 hours** a week"),
        ("2** 3 ** 4 and **a** b", "2** 3 ** 4 and **a** b"),
        ("one ** mark", "one ** mark"),
        ("`**a **`", "`**a **`"),
        ("***a** b*", "***a** b*"),
    ],
)
def test_marks_on_the_wrong_side_of_a_space_are_moved(written: str, kept: str) -> None:
    assert text(f"{written}\n").strip() == kept


def test_a_link_of_which_a_space_keeps_words_and_address_apart_is_a_link() -> None:
    assert text("Bron: [Het hulpmiddel] (https://voorbeeld.nl/h) en [x] (zie daar).\n") == (
        "Bron: [Het hulpmiddel](https://voorbeeld.nl/h) en [x] (zie daar).\n"
    )


def test_the_words_of_a_callout_begin_below_its_kind() -> None:
    assert text("> [!NOTE] Vraag het.\n> Meer.\n") == "> [!NOTE]\n> Vraag het.\n> Meer.\n"
    assert text("> [!TIP]\n> Zo is het goed.\n") == "> [!TIP]\n> Zo is het goed.\n"
