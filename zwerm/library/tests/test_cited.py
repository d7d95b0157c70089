from __future__ import annotations

import re

from zwerm.library.demo.documents import read_documents
from zwerm.library.rules.cited import find_again, mark_words
from zwerm.library.rules.markdown import read_markdown
from zwerm.library.rules.plain import blank_markup


def marked(text: str, words: str) -> str:
    """The HTML of `text` with `words`, as they stand in the Markdown, marked."""
    start = text.index(words)
    html = mark_words(read_markdown(text, "nl").render({}), text, start, start + len(words))
    assert html is not None
    return html


def read_marks(html: str) -> str:
    return " ".join(" ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)).split())


def test_words_are_marked_across_bold_links_and_list_items() -> None:
    html = marked(
        "Kijk **eerst zelf** naar de [pomp](https://x.example), dan pas bellen.",
        "eerst zelf** naar de [pomp](https://x.example), dan",
    )
    assert html == (
        '<p>Kijk <strong><mark id="cited">eerst zelf</mark></strong><mark> naar de </mark>'
        '<a href="https://x.example" class="external" rel="noopener"><mark>pomp</mark></a><mark>, dan</mark> pas bellen.</p>\n'
    )
    html = marked("- Een ding.\n- Nog een *ding*.\n", "ding.\n- Nog een")
    assert (
        html == '<ul><li>Een <mark id="cited">ding.</mark></li>\n<li><mark>Nog een</mark> <em>ding</em>.</li>\n</ul>\n'
    )


def test_the_right_one_of_equal_sentences_is_marked() -> None:
    text = "Bel 2222.\n\nWacht.\n\nBel 2222.\n"
    html = mark_words(read_markdown(text, "nl").render({}), text, 19, 28)
    assert html == '<p>Bel 2222.</p>\n<p>Wacht.</p>\n<p><mark id="cited">Bel 2222.</mark></p>\n'


def test_callouts_footnotes_tables_and_entities_do_not_hide_words() -> None:
    text = (
        "> [!WARNING]\n> Niet doen[^1] bij koorts &amp; kou.\n\n[^1]: Echt niet.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    assert read_marks(marked(text, "Niet doen[^1] bij koorts &amp; kou")) == "Niet doen 1 bij koorts &amp; kou"
    assert read_marks(marked(text, "Echt niet")) == "Echt niet"
    assert read_marks(marked(text, "| 1 | 2 |")) == "1 2"


def test_words_that_are_not_there_are_not_marked() -> None:
    assert mark_words("<p>Anders</p>", "Dit staat er.", 0, 8) is None
    assert mark_words("<p>Dit</p>", "Dit **", 4, 6) is None


def test_every_passage_of_every_demo_document_is_found_in_its_page() -> None:
    missed = []
    for document in read_documents():
        reading = read_markdown(document.linked_text(), document.head.get("language", "nl"))
        html = reading.render({})
        for passage in reading.passages:
            found = mark_words(html, reading.text, passage.start, passage.end)
            said = re.sub(r"\W+", "", blank_markup(reading.text[passage.start : passage.end]))
            if found is None or re.sub(r"\W+|&\w+;", "", read_marks(re.sub(r"<(?!/?mark)[^>]*>", "", found))) != said:
                missed.append((document.path, passage.start))
    assert missed == []


def test_words_are_found_again_in_a_newer_version() -> None:
    assert find_again("Bel **2222** meteen.", 4, 12, "Nieuw begin. Bel 2222 nu.") == (17, 21)
    assert find_again("Bel 2222 meteen.", 0, 8, "Bel 1111.") is None
