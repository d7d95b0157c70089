"""What sites say beside a link for who cannot see its icon: "external link", "opens in a new window". No words of the text."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_WINDOW = r"(?:(?:a|een) )?(?:new|nieuwe?) (?:browser ?)?(?:window|tab|tabblad|venster|scherm)"
_NOTE = (
    r"(?:(?:this |the |deze |de )?(?:external |externe )?link )?"
    rf"(?:(?:opens?|opening|opent|wordt geopend|openen) (?:extern(?:al|e) (?:link|site|website) )?in {_WINDOW}"
    r"|(?:opens |opent )?(?:an |een )?extern(?:al|e) (?:link|site|website|pagina|page)|is extern(?:al)?"
    r"|verwijst naar een andere (?:web)?site|naar een andere (?:web)?site)"
)
_WHOLE = re.compile(rf"\W*{_NOTE}(?:[\s,;:-]+(?:en )?{_NOTE})*\W*", re.IGNORECASE)
_AT_END = re.compile(rf"\s*[(\[]\s*{_NOTE}\s*[)\]](\W*)$", re.IGNORECASE)
_LONGEST = 120
_CARRIES = ("span", "small", "sup", "i", "em", "abbr", "b", "div", "font")


def drop_link_notes(root: HtmlElement) -> None:
    """Takes those words out of links, and from directly behind them. A link of nothing else keeps its words."""
    for link in list(root.iter("a")):
        for inner in list(link.iter(*_CARRIES)):
            if _is_note(inner) and len(_words(link)) > len(_words(inner)):
                _drop(inner)
        for picture in link.iter("img"):
            if _WHOLE.fullmatch(picture.get("alt", "")[:_LONGEST]):
                picture.set("alt", "")
        _cut_end(link)
        behind = link.getnext()
        if behind is not None and behind.tag in _CARRIES and not (link.tail or "").strip() and _is_note(behind):
            _drop(behind)


def _drop(element: HtmlElement) -> None:
    """With the space before it, unless words follow."""
    tail = element.tail or ""
    if not tail[:1].isalnum():
        before, parent = element.getprevious(), element.getparent()
        if before is not None and before.tail:
            before.tail = before.tail.rstrip()
        elif before is None and parent is not None and parent.text:
            parent.text = parent.text.rstrip()
    element.drop_tree()


def _is_note(element: HtmlElement) -> bool:
    words = _words(element)
    return 0 < len(words) <= _LONGEST and _WHOLE.fullmatch(words) is not None


def _cut_end(link: HtmlElement) -> None:
    """`<a>The rules (opens in a new window)</a>`."""
    if len(link):
        last = link[-1]
        if last.tail:
            last.tail = _AT_END.sub(r"\1", last.tail)
    elif link.text and (rest := _AT_END.sub(r"\1", link.text)).strip():
        link.text = rest


def _words(element: HtmlElement) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
