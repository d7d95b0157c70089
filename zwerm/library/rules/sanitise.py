"""The last gate before a page: only harmless HTML passes, whatever the Markdown held."""

from __future__ import annotations

import nh3

from zwerm.library.rules.addresses import PREFIX, picture_in

_TAGS = (
    "a abbr b blockquote br code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p"
    " pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
_GONE_WITH_ALL_IN_IT = "script style title textarea noscript template iframe object embed svg math xmp select"
_ATTRIBUTES = {
    "a": {"href", "id"},
    "abbr": {"title"},
    "details": {"open"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"src", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "span": {"role", "aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_CALLOUTS = {"callout", "callout-note", "callout-tip", "callout-important", "callout-warning", "callout-caution"}
_CLASSES = {
    "a": {"external", "file", "footnote-back"},
    "div": _CALLOUTS,
    "li": {"task"},
    "p": {"callout-title"},
    "section": {"footnotes"},
    "small": {"file-facts"},
    "span": {"task-mark", "task-done", "picture-missing", "file-missing"},
    "sup": {"footnote-ref"},
    "td": {"right", "center"},
    "th": {"right", "center"},
    "ul": {"tasks"},
}


def _relative(address: str) -> str | None:
    """Addresses within the page and within this installation pass; what was relative to a file elsewhere does not."""
    if address.startswith("#"):
        return f"#{PREFIX}{address[1:]}"
    if address.startswith("/") and address[1:2] not in {"/", "\\"}:
        return address
    return None


def _attribute(tag: str, name: str, value: str) -> str | None:
    # A picture from elsewhere would tell that other place who reads here, and when.
    if tag == "img" and name == "src" and not picture_in(value):
        return None
    if name == "role":
        return "img"
    return value


_cleaner = nh3.Cleaner(
    tags=set(_TAGS.split()),
    clean_content_tags=set(_GONE_WITH_ALL_IN_IT.split()),
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative=_relative,
    link_rel="noopener",
    id_prefix=PREFIX,
)


def sanitise(html: str) -> str:
    """`html` with everything taken out that is not plainly text, structure, a link or one of our own pictures."""
    return _cleaner.clean(html)
