"""What a page says about itself: title, authors, dates, language."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from zwerm.library.imports.dates import parse_date
from zwerm.library.imports.inline import clean
from zwerm.library.imports.package import Properties, split_names, split_tags
from zwerm.library.imports.titles import good_title, same_title

_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
)
_CREATED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "created",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
)
_SEPARATOR = re.compile(r"\s+[|·•»–—-]\s+|\s*::\s*")
_BYLINE = re.compile(r"(?:geschreven door|written by|posted by|door|by|auteur|author)\b:?", re.IGNORECASE)
_JSON = 300_000


def properties_of(root: HtmlElement) -> Properties:
    metas = _metas(root)
    described = next(
        (one for one in _json_objects(root) if one.get("headline") or one.get("datePublished") or one.get("author")),
        {},
    )
    return Properties(
        title=_title(root, metas, described),
        authors=_authors(root, metas, described),
        created=_date(metas, _CREATED) or parse_date(_string(described.get("datePublished"))) or _time(root),
        modified=_date(metas, _MODIFIED) or parse_date(_string(described.get("dateModified"))),
        language=root.get("lang")
        or root.get("xml:lang")
        or metas.get("content-language", "")
        or metas.get("language", ""),
        tags=split_tags(metas.get("keywords", "") or metas.get("article:tag", "")),
    )


def address_of(root: HtmlElement) -> str:
    """The address that the page was saved from, when it tells."""
    for path, attribute in (
        (".//base", "href"),
        (".//link[@rel='canonical']", "href"),
        (".//meta[@property='og:url']", "content"),
    ):
        element = root.find(path)
        address = element.get(attribute, "") if element is not None else ""
        if re.match(r"https?://[\w.-]+", address):
            return address
    return ""


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = clean(meta.get("content", "")).strip()
        if name and content:
            found.setdefault(name, content[:2_000])
    return found


def _title(root: HtmlElement, metas: dict[str, str], described: dict[str, Any]) -> str:
    """The title without the name of the site. The heading of the page shows which part that is."""
    element = root.find(".//title")
    written = clean("".join(str(piece) for piece in element.itertext())) if element is not None else ""
    offers = [
        metas.get("og:title", ""),
        _string(described.get("headline")),
        metas.get("dc.title", ""),
        written,
    ]
    headings = [
        " ".join(clean("".join(str(piece) for piece in heading.itertext())).split())
        for heading in list(root.iter("h1"))[:5]
    ]
    for offer in offers:
        parts = [part.strip() for part in _SEPARATOR.split(offer) if part.strip()]
        for candidate in (offer, *parts):
            if any(same_title(candidate, heading) for heading in headings):
                return candidate.strip()
    for offer in offers:
        title = good_title(_without_site(offer, metas.get("og:site_name", "")))
        if title:
            return title
    return ""


def _without_site(title: str, site: str) -> str:
    parts = [part.strip() for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if site:
        kept = [part for part in parts if not same_title(part, site)]
        if kept and len(kept) < len(parts):
            return " - ".join(kept)
    # Without the name of the site, its part is the short one at the end.
    return " - ".join(parts[:-1]) if len(parts[-1].split()) <= 4 and len(parts[-1]) <= len(parts[0]) + 10 else title


def _authors(root: HtmlElement, metas: dict[str, str], described: dict[str, Any]) -> tuple[str, ...]:
    names = [name for key in _AUTHORS for name in split_names(metas.get(key, "")) if not name.startswith("http")]
    names = names or list(_people(described.get("author")))
    if not names:
        for element in root.xpath(
            "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' author ')]"
        )[:5]:
            named = element.xpath(".//*[@itemprop='name']")
            pieces = [" ".join(str(piece).split()) for piece in (named[0] if named else element).itertext()]
            text = next(
                (piece for piece in pieces if piece and not _BYLINE.fullmatch(piece)),
                "",
            )
            text = re.sub(rf"^{_BYLINE.pattern}\s+", "", text, flags=re.IGNORECASE)
            if 2 < len(text) < 60 and len(text.split()) <= 6 and not re.search(r"[|@/\d]", text):
                names.append(text)
    return tuple(dict.fromkeys(names))[:20]


def _people(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from split_names(value)
    elif isinstance(value, dict):
        yield from _people(value.get("name"))
    elif isinstance(value, list):
        for one in value[:20]:
            yield from _people(one)


def _json_objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in script.get("type", "") or len(text) > _JSON:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        entries = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
        yield from ((entry for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ())


def _date(metas: dict[str, str], keys: tuple[str, ...]) -> datetime | None:
    return next((date for key in keys if (date := parse_date(metas.get(key)))), None)


def _time(root: HtmlElement) -> datetime | None:
    for element in root.iter("time"):
        if found := parse_date(element.get("datetime") or element.text):
            return found
    return None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
