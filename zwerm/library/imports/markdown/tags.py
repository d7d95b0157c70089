"""HTML and components (MDX) inside Markdown → Markdown, tag by tag, so that text around them is never lost."""

import re

from zwerm.library.imports.blocks import write_blocks
from zwerm.library.imports.document import Refused
from zwerm.library.imports.html import html_to_blocks
from zwerm.library.imports.inline import safe_href
from zwerm.library.imports.markdown.cutting import cut

_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9.-]*)((?:\s(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')*)?)(/?)>"
)
_ATTRIBUTE = re.compile(
    r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["'`]?([^{}"'`]*)["'`]?\s*\}|([^\s"'>]+))"""
)
_WHOLE = ("table", "ul", "ol", "dl", "blockquote")
_SILENT = frozenset(
    "div span p section article main header footer center font small big u ins abbr mark label time details figure figcaption picture source "
    "tbody thead tr td th colgroup col table ul ol dl dt dd button form nav aside svg path g circle rect sup sub address cite dfn data wbr "
    "html body head link meta base script style noscript object param embed blockquote hgroup input fieldset legend bdi bdo q var ruby rt rp track".split()
)
_MARKS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
    "code": "`",
    "kbd": "`",
    "samp": "`",
    "tt": "`",
}
_MOST_WHOLE = 200_000
_ADDRESS_ATTRIBUTES = ("href", "to", "url", "link")


def without_whole_elements(text: str) -> str:
    """Prose (no code fences in it) in which lists and tables written in HTML became Markdown."""
    for name in ("script", "style", "svg"):
        text = cut(text, f"<{name}", f"</{name}>")
    for name in _WHOLE:
        text = _convert_whole(text, name)
    return text


def closed_names(text: str) -> frozenset[str]:
    """The names of all elements that are closed somewhere."""
    return frozenset(re.findall(r"</([A-Za-z][A-Za-z0-9.-]*)\s*>", text))


def without_tags(text: str, closed: frozenset[str], is_mdx: bool) -> str:
    """Prose without code in which HTML became Markdown. Placeholders such as `<naam>` stay, and stay visible."""
    for _ in range(3 if is_mdx else 1):
        # Components may stand inside the attributes of components; the inner ones go first.
        before = text
        text = _TAG.sub(
            lambda found, text=before: _replace(found, text, closed, is_mdx), before
        )
        if text == before:
            break
    return text


def _convert_whole(text: str, name: str) -> str:
    """Elements that Markdown writes in another order than tag by tag, from the start of a line to their end."""

    def convert(piece: str) -> str:
        if (
            len(piece) > _MOST_WHOLE
            or piece.count(f"<{name}") != 1
            or re.search(r"^\s*[-*|#>]\s|^\s*\d+\.\s|`", piece, re.MULTILINE)
        ):
            return piece
        try:
            return f"\n\n{write_blocks(html_to_blocks(piece))}\n"
        except (Refused, RecursionError):
            return piece

    if f"\n<{name}" not in f"\n{text}":
        return text
    return cut(f"\n{text}", f"\n<{name}", f"</{name}>", convert)[
        0 if text.startswith("\n") else 0 :
    ].removeprefix("\n")


def _replace(
    found: re.Match[str], text: str, closed: frozenset[str], is_mdx: bool
) -> str:
    closing, name, rest = bool(found[1]), found[2], found[3] or ""
    lower = name.lower()
    if lower == name or lower in _SILENT | {"br", "hr", "img", "a"}:
        return _replace_html(found, lower, closing, rest, text, closed)
    # A name with a capital is a component when it is closed somewhere; otherwise somebody wrote <NAAM>.
    if not (
        is_mdx or closing or name in closed or found[4] or rest.rstrip().endswith("/")
    ):
        return f"\\{found[0]}"
    if name.isupper() and name not in closed:
        return f"\\{found[0]}"
    return _replace_component(_attributes(rest), closing)


def _replace_html(
    found: re.Match[str],
    name: str,
    closing: bool,
    rest: str,
    text: str,
    closed: frozenset[str],
) -> str:
    if name in _MARKS:
        return _MARKS[name]
    if name == "br":
        return "<br>" if _in_table(text, found.start()) else "  \n"
    if name == "hr":
        return "\n\n---\n\n"
    if name == "img" and not closing:
        attributes = _attributes(rest)
        source = safe_href(attributes.get("src", ""))
        return f"![{attributes.get('alt', '')}]({source})" if source else ""
    if name == "a":
        return _replace_link(found, closing, rest, text)
    if re.fullmatch(r"h[1-6]", name):
        return "\n" if closing else f"\n\n{'#' * int(name[1])} "
    if name == "li":
        return "" if closing else "\n- "
    if name == "summary":
        return "**\n\n" if closing else "\n\n**"
    if name in {"iframe", "video", "audio"}:
        attributes = _attributes(rest)
        source = safe_href(attributes.get("src", ""))
        if source.startswith("//"):
            source = f"https:{source}"
        return (
            f"[{attributes.get('title') or source}]({source})"
            if source and not closing
            else ""
        )
    if name in {"p", "div", "section", "details", "figure"}:
        # Next to text on its own line, a block ends the paragraph.
        return "" if _stands_alone(text, found) else "\n\n"
    return "" if name in _SILENT or name in closed and rest else f"\\{found[0]}"


def _replace_link(found: re.Match[str], closing: bool, rest: str, text: str) -> str:
    """`<a href>` … `</a>` becomes a link only when its end stands in the same paragraph; anchors disappear."""
    if closing:
        opening = text.rfind("<a", 0, found.start())
        opened = _TAG.match(text, opening) if opening >= 0 else None
        target = _link_target(opened, text) if opened else ""
        return f"]({target})" if target else ""
    return "[" if _link_target(found, text) else ""


def _link_target(opened: re.Match[str], text: str) -> str:
    target = safe_href(_attributes(opened[3] or "").get("href", ""))
    end = text.find("</a>", opened.end(), opened.end() + 2_000)
    label = text[opened.end() : end] if end >= 0 else ""
    return (
        target
        if label.strip()
        and "\n\n" not in label
        and "<a" not in label
        and not target.startswith("#")
        else ""
    )


def _replace_component(attributes: dict[str, str], closing: bool) -> str:
    """A component shows what people would read on it: its title, or its address."""
    if closing:
        return ""
    label = (
        attributes.get("title")
        or attributes.get("label")
        or attributes.get("heading")
        or ""
    )
    address = next(
        (
            safe_href(attributes[name])
            for name in _ADDRESS_ATTRIBUTES
            if attributes.get(name)
        ),
        "",
    )
    description = attributes.get("description", "")
    if label and address:
        shown = f"[{label}]({address})"
    elif label:
        shown = f"**{label}**"
    else:
        shown = ""
    return (
        f"\n\n{shown}{': ' if shown and description else ''}{description}\n\n"
        if shown or description
        else ""
    )


def _attributes(text: str) -> dict[str, str]:
    return {
        found[1]: next((value for value in found.groups()[1:] if value), "").strip()
        for found in _ATTRIBUTE.finditer(text)
    }


def _in_table(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].lstrip(" >").startswith("|")


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[start : end if end >= 0 else len(text)]
    return not _TAG.sub("", line).strip()
