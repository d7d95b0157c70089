"""HTML and components (MDX) inside Markdown → Markdown, tag by tag, so that text around them is never lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from zwerm.library.imports.blocks import write_blocks
from zwerm.library.imports.document import Refused
from zwerm.library.imports.html import html_to_blocks
from zwerm.library.imports.inline import safe_href
from zwerm.library.imports.markdown.cutting import cut
from zwerm.library.imports.pictures import tidy_alt

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9.-]*)((?:\s(?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')*)?)(/?)>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["'`]?([^{}"'`]*)["'`]?\s*\}|([^\s"'>]+))""")
_WHOLE = ("table", "ul", "ol", "dl", "blockquote")
_SILENT = frozenset(
    [
        "div",
        "span",
        "p",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "center",
        "font",
        "small",
        "big",
        "u",
        "ins",
        "abbr",
        "mark",
        "label",
        "time",
        "details",
        "figure",
        "figcaption",
        "picture",
        "source",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "colgroup",
        "col",
        "table",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "button",
        "form",
        "nav",
        "aside",
        "svg",
        "path",
        "g",
        "circle",
        "rect",
        "sup",
        "sub",
        "address",
        "cite",
        "dfn",
        "data",
        "wbr",
        "html",
        "body",
        "head",
        "link",
        "meta",
        "base",
        "script",
        "style",
        "noscript",
        "object",
        "param",
        "embed",
        "blockquote",
        "hgroup",
        "input",
        "fieldset",
        "legend",
        "bdi",
        "bdo",
        "q",
        "var",
        "ruby",
        "rt",
        "rp",
        "track",
    ]
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
_LONGEST_LINK = 2_000
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
        text = _TAG.sub(partial(_replace, text=before, closed=closed, is_mdx=is_mdx), before)
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
    return cut(f"\n{text}", f"\n<{name}", f"</{name}>", convert).removeprefix("\n")


@dataclass(frozen=True, slots=True)
class _Tag:
    """One tag where it stands."""

    found: re.Match[str]
    text: str
    closed: frozenset[str]

    @property
    def name(self) -> str:
        return self.found[2].lower()

    @property
    def closing(self) -> bool:
        return bool(self.found[1])

    @property
    def attributes(self) -> dict[str, str]:
        return {
            one[1]: next((value for value in one.groups()[1:] if value), "").strip()
            for one in _ATTRIBUTE.finditer(self.found[3] or "")
        }

    @property
    def as_text(self) -> str:
        """The tag shown instead of obeyed."""
        return f"\\{self.found[0]}"


def _replace(found: re.Match[str], text: str, closed: frozenset[str], is_mdx: bool) -> str:
    tag, name, rest = _Tag(found, text, closed), found[2], found[3] or ""
    if tag.name == name or tag.name in _SILENT or tag.name in _REPLACERS:
        return _replace_html(tag)
    # A name with a capital is a component when it is closed somewhere; otherwise somebody wrote <NAAM>.
    is_component = is_mdx or tag.closing or name in closed or found[4] or rest.rstrip().endswith("/")
    if not is_component or (name.isupper() and name not in closed):
        return tag.as_text
    return _replace_component(tag)


def _replace_html(tag: _Tag) -> str:
    if tag.name in _MARKS:
        return _MARKS[tag.name]
    if tag.name in _REPLACERS:
        return _REPLACERS[tag.name](tag)
    if tag.name in _SILENT or (tag.name in tag.closed and tag.found[3]):
        return ""
    return tag.as_text


def _keep(tag: _Tag) -> str:
    """Markdown has no words of its own for these."""
    return str(tag.found[0])


def _replace_break(tag: _Tag) -> str:
    return "<br>" if _in_table(tag.text, tag.found.start()) else "  \n"


def _replace_rule(tag: _Tag) -> str:
    return "\n\n---\n\n"


def _replace_picture(tag: _Tag) -> str:
    attributes = tag.attributes
    source = safe_href(attributes.get("src", ""))
    return f"![{tidy_alt(attributes.get('alt', ''))}]({source})" if source else ""


def _replace_heading(tag: _Tag) -> str:
    return "\n" if tag.closing else f"\n\n{'#' * int(tag.name[1])} "


def _replace_film(tag: _Tag) -> str:
    attributes = tag.attributes
    source = safe_href(attributes.get("src", ""))
    if source.startswith("//"):
        source = f"https:{source}"
    return f"[{attributes.get('title') or source}]({source})" if source and not tag.closing else ""


def _replace_block(tag: _Tag) -> str:
    """Next to text on its own line, a block ends the paragraph."""
    return "" if _stands_alone(tag.text, tag.found) else "\n\n"


def _replace_link(tag: _Tag) -> str:
    """`<a href>` … `</a>` becomes a link only when its end stands in the same paragraph; anchors disappear."""
    if tag.closing:
        opening = tag.text.rfind("<a", max(0, tag.found.start() - _LONGEST_LINK), tag.found.start())
        opened = _TAG.match(tag.text, opening) if opening >= 0 else None
        target = _link_target(_Tag(opened, tag.text, tag.closed)) if opened else ""
        return f"]({target})" if target else ""
    return "[" if _link_target(tag) else ""


def _link_target(tag: _Tag) -> str:
    target = safe_href(tag.attributes.get("href", ""))
    end = tag.text.find("</a>", tag.found.end(), tag.found.end() + _LONGEST_LINK)
    label = tag.text[tag.found.end() : end] if end >= 0 else ""
    return target if label.strip() and "\n\n" not in label and "<a" not in label and not target.startswith("#") else ""


_REPLACERS: dict[str, Callable[[_Tag], str]] = {
    "br": _replace_break,
    "hr": _replace_rule,
    "img": _replace_picture,
    "a": _replace_link,
    "li": lambda tag: "" if tag.closing else "\n- ",
    "summary": lambda tag: "**\n\n" if tag.closing else "\n\n**",
    "sub": _keep,
    "sup": _keep,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _replace_heading),
    **dict.fromkeys(("iframe", "video", "audio"), _replace_film),
    **dict.fromkeys(("p", "div", "section", "details", "figure"), _replace_block),
}


def _replace_component(tag: _Tag) -> str:
    """A component shows what people would read on it: its title, or its address."""
    if tag.closing:
        return ""
    attributes = tag.attributes
    label = attributes.get("title") or attributes.get("label") or attributes.get("heading") or ""
    address = next(
        (safe_href(attributes[name]) for name in _ADDRESS_ATTRIBUTES if attributes.get(name)),
        "",
    )
    description = attributes.get("description", "")
    if label and address:
        shown = f"[{label}]({address})"
    elif label:
        shown = f"**{label}**"
    else:
        shown = ""
    return f"\n\n{shown}{': ' if shown and description else ''}{description}\n\n" if shown or description else ""


def _in_table(text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].lstrip(" >").startswith("|")


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[start : end if end >= 0 else len(text)]
    return not _TAG.sub("", line).strip()
