"""Finding the text on a page, and leaving out what the site puts around it."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

_GONE = (
    "script",
    "style",
    "noscript",
    "template",
    "button",
    "select",
    "textarea",
    "dialog",
    "svg",
    "canvas",
    "object",
    "embed",
    "menu",
)
_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tablist",
    }
)
_ALWAYS = frozenset(
    [
        "cookie",
        "cookies",
        "cookiebar",
        "cookiebanner",
        "consent",
        "gdpr",
        "newsletter",
        "subscribe",
        "share",
        "sharing",
        "sharedaddy",
        "addtoany",
        "addthis",
        "socials",
        "breadcrumb",
        "breadcrumbs",
        "navbar",
        "advert",
        "advertentie",
        "advertenties",
        "reclame",
        "gesponsord",
        "advertisement",
        "adsbygoogle",
        "ads",
        "sponsor",
        "sponsored",
        "popup",
        "modal",
        "skip",
        "skiplink",
        "skiplinks",
        "pagination",
        "pager",
        "disqus",
        "editsection",
        "navbox",
        "noprint",
        "printfooter",
        "catlinks",
        "backtotop",
        "jumplink",
        "lightbox",
        "toast",
        "offcanvas",
        "pushmenu",
        "metadata-bar",
    ]
)
# Words that also stand for content: the element goes only when it consists of links or short scraps.
_OFTEN = frozenset(
    [
        "social",
        "nav",
        "navigation",
        "menu",
        "sidebar",
        "related",
        "recommended",
        "recommendations",
        "relatedposts",
        "ad",
        "promo",
        "banner",
        "footer",
        "header",
        "masthead",
        "topbar",
        "toolbar",
        "toc",
        "comments",
        "comment",
        "widget",
        "tags",
        "tagcloud",
        "meta",
        "byline",
        "author",
        "bio",
        "signup",
        "cta",
        "teaser",
        "teasers",
        "archive",
        "carousel",
        "search",
        "login",
    ]
)
_LABELLED = frozenset(
    ["advertentie", "advertenties", "advertisement", "advertisements", "reclame", "gesponsord", "sponsored"]
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STYLE = re.compile(r"[()\[\]:%!]")
_SENTENCE = 5
_CONTENT_NAMES = re.compile(
    r"(^|[\s_-])(articlebody|article-?(body|content|text)|entry-?content|post-?(content|body)|page-?content|main-?content|wiki-?content|markdown-body|"
    r"mw-content-text|bodycontent|story-?body|blog-?post-?(body|content)|content-?body|theme-doc-markdown)($|[\s_-])",
    re.IGNORECASE,
)
# These carry the text itself; how a theme calls them says little.
_TEXT = frozenset(
    ["h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "thead", "tbody", "code", "pre", "em", "strong", "b", "i"]
)
_SMALL = frozenset({"p", "li", "a", "span"})
_NOTE = re.compile(r"note|tip|warning|admonition|callout|info|quote|alert", re.IGNORECASE)


def prune(root: HtmlElement) -> int:
    """Takes out of the page what is not its text. Returns how many parts went."""
    body = root.find("body")
    body = body if body is not None else root
    # Scripts and the like are no text, and count for none: many a page has more of them than of words.
    for element in list(body.iter(*_GONE)):
        _drop(element)
    gone = 0
    total = max(_length(body), 1)
    for element in list(body.iter("nav")):
        if not _is_main_part(element, total):
            gone += 1
            _drop(element)
    for element in list(body.iter()):
        if (
            element is body
            or not isinstance(element.tag, str)
            or element.getparent() is None
            or element.tag in {"main", "html", "body"}
        ):
            continue
        if _is_chrome(element) and not _is_main_part(element, total):
            gone += 1
            _drop(element)
    return gone


def main_part(root: HtmlElement) -> HtmlElement:
    """The element that holds the text: what the page marks as such, or where the text is densest."""
    body = root.find("body")
    body = body if body is not None else root
    total = _length(body)
    for candidates in (
        _marked(body),
        body.iter("article"),
        body.xpath("//main | //*[@role='main']"),
        _named(body),
    ):
        found = _largest(candidates)
        if found is None:
            continue
        siblings = [one for one in body.iter(str(found.tag)) if one.getparent() is found.getparent()]
        # Several articles beside each other are a page of articles: their parent is the text.
        best = (
            found.getparent()
            if found.tag == "article" and len(siblings) > 1 and _length(found) < total * 0.5
            else found
        )
        if best is not None and _length(best) > max(total * 0.35, 140):
            return best
    return _densest(body, total)


def _marked(body: HtmlElement) -> list[HtmlElement]:
    return list(body.xpath("//*[@itemprop='articleBody'] | //*[@itemprop='mainContentOfPage']"))


def _named(body: HtmlElement) -> list[HtmlElement]:
    return [
        element
        for element in body.iter("div", "section", "td")
        if _CONTENT_NAMES.search(f"{element.get('id', '')} {element.get('class', '')}")
    ]


def _largest(candidates: Iterable[HtmlElement]) -> HtmlElement | None:
    return max(candidates, key=_length, default=None)


def _densest(body: HtmlElement, total: int) -> HtmlElement:
    """Each paragraph speaks for its parent, and half as loud for its grandparent; links speak against."""
    scores: dict[HtmlElement, float] = {}
    for paragraph in body.iter("p", "pre", "blockquote", "li", "td"):
        text = "".join(str(piece) for piece in paragraph.itertext())
        if len(text) < 60 or paragraph.find("p") is not None:
            continue
        score = min(len(text) / 100, 5) + text.count(",") * 0.2 + text.count(". ") * 0.5
        score *= 1 - link_share(paragraph)
        weight = 1.0
        for ancestor in list(paragraph.iterancestors())[:4]:
            scores[ancestor] = scores.get(ancestor, 0.0) + score * weight
            weight *= 0.55
    if not scores:
        return body
    best = max(scores, key=lambda element: scores[element])
    while _length(best) < total * 0.45 and (parent := best.getparent()) is not None and best is not body:
        best = parent
    return best


def link_share(element: HtmlElement) -> float:
    """The part of the text that is links."""
    length = _length(element)
    if element.tag == "a":
        return 1.0
    return min(sum(_length(link) for link in element.iter("a")) / length, 1.0) if length else 0.0


def _is_chrome(element: HtmlElement) -> bool:
    tag, role = str(element.tag), element.get("role", "")
    if role in _ROLES or element.get("aria-modal") == "true":
        return True
    if tag == "aside":
        return not _NOTE.search(element.get("class", ""))
    if tag == "footer":
        return not _is_inside(element) or link_share(element) > 0.3 or _length(element) < 200
    if tag == "header":
        return not _is_inside(element) and element.find(".//h1") is None
    if tag in _TEXT:
        return False
    words = _words(element)
    if words & _ALWAYS or element.get("aria-label", "").strip().lower() in _LABELLED:
        return True
    return (
        bool(words & _OFTEN)
        and tag not in _SMALL
        and element.find(".//h1") is None
        and (link_share(element) > 0.4 or _length(element) < 80)
    )


def _is_inside(element: HtmlElement) -> bool:
    return next(element.iterancestors("article", "main", "blockquote"), None) is not None


def _words(element: HtmlElement) -> set[str]:
    """What a page calls a part. A class with a value in it (`w(10px)`, `md:modal`) is how it looks, and an id that says what its heading
    says is where it stands."""
    names = [name for name in element.get("class", "")[:400].split() if not _STYLE.search(name)]
    mark = element.get("id", "")[:400]
    if mark and not _is_place(element, mark):
        names += mark.split()
    return {word.lower() for name in names for word in _WORD.findall(name)} | {name.lower() for name in names}


def _is_place(element: HtmlElement, mark: str) -> bool:
    """Whether an id is made of words of the text: a sentence of them, or those of the heading of a section."""
    words = mark.lower().replace("_", "-").split("-")
    if len(words) >= _SENTENCE:
        return True
    if element.tag != "section" and "section" not in element.get("class", "").split():
        return False
    head = next(element.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6"), None)
    said = re.findall(r"\w+", "".join(str(piece) for piece in head.itertext()).lower()) if head is not None else []
    return said[: len(words)] == words


def _is_main_part(element: HtmlElement, total: int) -> bool:
    """A part this large is the text itself, whatever it is called. What says itself that it stands beside must be nearly all."""
    beside = element.tag == "aside" or element.get("role") == "complementary"
    return (
        _length(element) > total * (0.8 if beside else 0.4)
        and (element.find(".//p") is not None or element.find(".//h1") is not None)
        and link_share(element) < 0.5
    )


def _length(element: HtmlElement) -> int:
    return sum(len(piece.strip()) for piece in element.itertext() if isinstance(piece, str))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
