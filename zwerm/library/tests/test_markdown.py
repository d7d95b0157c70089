from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.library.rules.addresses import KNOWLEDGE, PICTURES, PREFIX
from zwerm.library.rules.markdown import clean_text, read_markdown
from zwerm.library.rules.sanitise import sanitise

HASH = "a" * 64
ITEM = "0192f0c5-7b3a-7c3e-8d3e-0123456789ab"

# Attacks of our own making: every way we could think of in which a text might try to do something.
HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='/knowledge/pictures/x/' onload=alert(1)>",
    '<img src="/knowledge/pictures/../../account/logout/">',
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=https://evil.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>*{display:none}</style>",
    "<p style='position:fixed;inset:0;background:red'>x</p>",
    "<div class='frame bar places' id=content data-behaviour='auto-saves' hx-get='/account/logout/'>x</div>",
    "<a href=javascript:alert(1)>x</a><a href='java\tscript:alert(1)'>x</a><a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a><a href=//evil.example>x</a><a href='/\\evil.example'>x</a>",
    "[x](javascript:alert(1)) [x](JaVaScRiPt:alert(1)) [x](&#x6A;avascript:alert(1)) [x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=) ![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[x](<javascript:alert(1)>)\n\n[y]: javascript:alert(1)\n[y]",
    "![x](https://evil.example/tracker.png) ![x](//evil.example/t.png)",
    '[x](https://ok.example "\\" onmouseover=alert(1) x=\\"")',
    f'![" onerror="alert(1)](picture:{HASH})',
    f"[x](item:{ITEM}?\"onclick=alert(1)) [x](item:{ITEM}#'><script>alert(1)</script>)",
    '```"><script>alert(1)</script>\nx\n```',
    "| <script>alert(1)</script> | <b onclick=alert(1)>x</b> |\n|---|---|\n| x | `<script>` |",
    "> [!NOTE]\n> <script>alert(1)</script>",
    "x[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: y",
    '# <img src=x onerror=alert(1)>\n\n# " onclick=alert(1) x="',
    "<!--><script>alert(1)</script>--><![CDATA[<script>alert(1)</script>]]><?php echo 1 ?>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<a id=__proto__ name=body href='#'>x</a><h2 id=content>x</h2>",
    "<table background=javascript:alert(1)><tr><td onclick=alert(1)>x</table>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<select><option><style></select><img src=x onerror=alert(1)></style>",
]
_ALLOWED = """
a abbr b blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp
section small span strong sub summary sup table tbody td tfoot th thead tr u ul var
"""
TAGS = set(_ALLOWED.split())
ATTRIBUTES = {
    "href", "id", "rel", "class", "src", "alt", "width", "height", "loading", "decoding", "start", "role", "aria-label", "tabindex",
    "title", "open", "colspan", "rowspan",
}  # fmt: skip


class Check(HTMLParser):
    """Reads HTML as a browser would about do, and fails on anything that is not plainly harmless."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attributes:
            assert name in ATTRIBUTES, (tag, name)
            if name == "href":
                assert re.match(r"(https?://|mailto:|tel:|#part-|/(?![/\\]))", value or ""), value
            if name == "src":
                assert re.fullmatch(rf"{PICTURES}[0-9a-f]{{64}}/", value or ""), value
            if name == "id":
                assert (value or "").startswith(PREFIX), value


def harmless(html: str) -> None:
    check = Check()
    check.feed(html)
    check.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    for written in (text, f"Woord {text} woord", f"- {text}\n  - {text}", f"> {text}", f"**{text}**"):
        harmless(read_markdown(clean_text(written), "nl").render({HASH: (1, 1)}))


@settings(max_examples=300)
@given(
    st.lists(st.one_of(st.sampled_from(HOSTILE), st.text("<>\"'=&`[]()!#|/ \nax:", max_size=12)), max_size=5).map(
        "".join
    )
)
def test_hostile_texts_together_stay_harmless(text: str) -> None:
    html = read_markdown(clean_text(text), "en").render({HASH: (1, 1)})
    harmless(html)
    harmless(sanitise(html))


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "> " * 5_000, "*a " * 10_000, "](" * 10_000, "`" * 20_000, "<a" * 20_000, "- " * 5_000]
)
def test_absurd_texts_are_read_without_hanging(text: str) -> None:
    reading = read_markdown(text, "nl")
    harmless(reading.render({}))
    assert len(reading.passages) < len(text)


def test_markdown_becomes_the_html_that_people_expect() -> None:
    def html(text: str) -> str:
        return read_markdown(text, "nl").render({HASH: (4, 3)}).strip()

    assert html("# Kop\n\n### Diep").replace("\n", "") == '<h2 id="part-kop">Kop</h2><h3 id="part-diep">Diep</h3>'
    assert '<div class="callout callout-warning"><p class="callout-title">Let op</p><p>x</p>' in html(
        "> [!WARNING]\n> x"
    )
    assert html("~~weg~~") == "<p><s>weg</s></p>"
    assert 'class="task-mark task-done" role="img" aria-label="gedaan"' in html("- [x] klaar")
    assert '<div class="wide" role="region" tabindex="0" aria-label="Tabel 2"><table>' in html("|a|\n|-|\n\n|b|\n|-|")
    assert f'<img loading="lazy" decoding="async" src="{PICTURES}{HASH}/" alt="Rood" width="4" height="3">' in html(
        f"![Rood](picture:{HASH})"
    )
    assert html(f"![Weg](picture:{'b' * 64})") == '<p><span class="picture-missing">Weg</span></p>'
    assert html(f"[x](item:{ITEM})") == f'<p><a href="{KNOWLEDGE}{ITEM}/" rel="noopener">x</a></p>'
    assert (
        html("<https://x.example>")
        == '<p><a href="https://x.example" class="external" rel="noopener">https://x.example</a></p>'
    )
    assert html("[x](#kop)") == '<p><a href="#part-kop" rel="noopener">x</a></p>'
    assert '<td class="right">1</td>' in html("|a|\n|-:|\n|1|")
    assert "H<sub>2</sub>O<br>" in html("H<sub>2</sub>O<br>x")


def test_what_is_to_be_filled_in_is_shown_and_what_marks_is_not() -> None:
    def html(text: str) -> str:
        return read_markdown(text, "nl").render({})

    assert "Bel &lt;naam van de dienst&gt; en wacht." in html("Bel <naam van de dienst> en wacht.")
    assert (
        html("Bel <span lang=en>now</span> en <Tip>wacht</Tip>.") == '<p>Bel <span lang="en">now</span> en wacht.</p>\n'
    )


def test_a_cell_of_the_header_with_nothing_in_it_heads_nothing() -> None:
    html = read_markdown("| | Wie |\n|---|---|\n| bel | deur |", "nl").render({})
    assert "<td></td>" in html
    assert "<th>Wie</th>" in html
    assert "<th></th>" not in html


def test_the_same_heading_twice_gets_two_anchors() -> None:
    assert [heading.anchor for heading in read_markdown("# Stap\n\n# Stap\n\n# !?", "nl").headings] == [
        "stap",
        "stap-2",
        "heading",
    ]


def test_the_lead_is_the_first_paragraph_without_marks() -> None:
    assert read_markdown("## Kop\n\n- [ ] **Kijk** [zelf](https://x.example).\n\nDaarna.", "nl").lead == "Kijk zelf."
    long = read_markdown("woord " * 100, "nl").lead
    assert len(long) <= 242
    assert long.endswith("woord …")


def test_addresses_in_rendered_text_are_those_of_the_pages() -> None:
    from django.urls import reverse

    assert reverse("library:item", args=[ITEM]) == f"{KNOWLEDGE}{ITEM}/"
    assert reverse("library:picture", args=[HASH]) == f"{PICTURES}{HASH}/"


@pytest.mark.parametrize("mark", ["*a* ", "[", "![a](", "http://a.example/b ", "<b ", "`a``b```", "_a"])
def test_a_line_of_more_marks_than_anyone_types_is_kept_as_it_was_written(mark: str) -> None:
    text = mark * (1_000_000 // len(mark))
    reading = read_markdown(text, "en")
    assert [child.type for token in reading.tokens if token.type == "inline" for child in token.children or ()] == [
        "text"
    ]


def test_an_index_of_thousands_of_links_is_read_whole() -> None:
    text = "".join(f"- [Page {number}](https://example.org/{number})\n" for number in range(5_000))
    assert read_markdown(text, "en").render({}).count('class="external"') == 5_000


def test_a_link_to_a_section_of_another_text_leads_to_that_section() -> None:
    def html(text: str) -> str:
        return read_markdown(text, "nl").render({})

    key = "01a22ea1-8b7d-71a5-9ea4-5d6ce3641993"
    for written in (f"item:{key}#nachtdienst", f"item:{key}#part-nachtdienst", f"/knowledge/{key}/#part-nachtdienst"):
        assert f'href="/knowledge/{key}/#part-nachtdienst"' in html(f"[x]({written})"), written
    assert f'href="/knowledge/{key}/#talk"' in html(f"[x](/knowledge/{key}/#talk)")
    assert f'href="/knowledge/{key}/"' in html(f"[x](item:{key})")
