"""Words of PDF files that are broken at the end of a line."""

import pytest

from zwerm.library.imports.inline import Span, plain
from zwerm.library.imports.pdf.segments import Segment
from zwerm.library.imports.pdf.words import join_spans, words_of


def lines(*texts: str) -> list[Segment]:
    return [Segment(0, 0, 0, 0, 10, [Span(text)]) for text in texts]


@pytest.mark.parametrize(
    ("browser", "texts", "whole"),
    [
        (False, ("de samenwer-", "king"), "de samenwerking"),
        (False, ("de zuid-", "oostelijke", "zuid-oostelijke"), "de zuid-oostelijke"),
        (True, ("de redis-", "cache"), "de redis-cache"),
        (True, ("nummer CVE-", "2022"), "nummer CVE-2022"),
        (False, ("nummer CVE-", "2022"), "nummer CVE- 2022"),
        (True, ("voor-", "en nadelen"), "voor- en nadelen"),
        (True, ("een ver-", "gadering", "de samenwer-", "king", "samenwerking"), "een vergadering"),
    ],
    ids=["a program", "known", "a browser", "a number", "no word", "two words", "a page that asks for it"],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs_to_the_word(
    browser: bool, texts: tuple[str, ...], whole: str
) -> None:
    known = words_of(lines(*texts), browser=browser)
    assert plain(join_spans([Span(texts[0])], [Span(texts[1])], known)) == whole
