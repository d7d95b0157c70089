"""What an element looks like, as far as Markdown can say it: from its tag, its style, and the classes of the page."""

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_BOLD = frozenset({"b", "strong", "th"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "address"})
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_HIDES = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_STRIKE = frozenset({"s", "strike", "del"})


@dataclass(frozen=True, slots=True)
class Format:
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""


class Looks:
    """The looks of one page. Editors such as Google Docs say bold and italic in classes only."""

    def __init__(self, root: HtmlElement) -> None:
        # lxml makes an element anew on each walk unless somebody holds it, and a page is walked a dozen times.
        self._held = list(root.iter())
        self._classes: dict[str, str] = {}
        for sheet in root.iter("style"):
            for found in _RULE.finditer((sheet.text or "")[:500_000]):
                if name := _CLASS.search(found[1].split(",")[-1]):
                    self._classes[name[1]] = self._classes.get(name[1], "") + ";" + found[2]

    def of(self, element: HtmlElement, outer: Format) -> Format:
        tag = str(element.tag)
        form = outer
        if tag in _BOLD:
            form = replace(form, bold=True)
        elif tag in _ITALIC:
            form = replace(form, italic=True)
        elif tag in _STRIKE:
            form = replace(form, strike=True)
        elif tag in _CODE:
            form = replace(form, code=True)
        style = self.style(element)
        if not style:
            return form
        if found := re.search(r"font-weight\s*:\s*(\w+)", style):
            form = replace(form, bold=found[1] in {"bold", "bolder", "600", "700", "800", "900"})
        if found := re.search(r"font-style\s*:\s*(\w+)", style):
            form = replace(form, italic=found[1] in {"italic", "oblique"})
        if re.search(r"text-decoration[\w-]*\s*:[^;]*line-through", style):
            form = replace(form, strike=True)
        return form

    def style(self, element: HtmlElement) -> str:
        own = element.get("style", "")
        names = element.get("class", "").split()[:20]
        return ";".join([*(self._classes[name] for name in names if name in self._classes), own]).lower()

    def is_hidden(self, element: HtmlElement) -> bool:
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        return bool(style and _HIDES.search(style.lower()))
