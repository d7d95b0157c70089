"""Equations of Office (OMML) → text on one line that reads as people type it: `x = (−b ± √(b²−4ac))/(2a)`."""

import re
import unicodedata
from collections.abc import Callable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_MARKS = frozenset("'′″‴°∘*†")
# Letters of mathematics (𝑥, 𝐀), which searching would not find, and operators that nobody sees.
_LETTERS = re.compile("[\U0001d400-\U0001d7ff]")
_UNSEEN = re.compile("[\u2061-\u2064]")
_RELATION = re.compile(r"(?<![<>!:=~])[ \t]*([=≤≥≠≈≡→⇒⇔])(?!=)[ \t]*")
_WHOLE = re.compile(r"-?[^\W\d_]+[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ₀-₉′″°]*|\d+(?:[.,]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹%°]*|[∞…?]")
_ONE = re.compile(r"\w+(?:[.,]\d+)*[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ₀-₉%°′″]*|.")
_OPENS, _CLOSES = "([{|⟨⌊⌈‖", ")]}|⟩⌋⌉‖"
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rPr"})


def write_equation(element: etree._Element) -> str:
    """The equation as plain text; nothing when it is empty."""
    return " ".join(_children(element).replace("#(", " (").split())


def _children(element: etree._Element | None) -> str:
    """What stands in an element, in which a fraction beside a letter or a number is put in brackets: `(1/2)mv²`."""
    if element is None:
        return ""
    parts = [(str(child.tag), _write(child)) for child in element if isinstance(child.tag, str)]
    parts = [part for part in parts if part[1]]
    text = ""
    for index, (tag, words) in enumerate(parts):
        after = parts[index + 1][1][0] if index + 1 < len(parts) else ""
        if tag == f"{M}f" and "/" in words and (_touches(text[-1:], _CLOSES) or _touches(after, _OPENS + "√∑∫")):
            words = f"({words})"
        text += words
    return text


def _touches(character: str, brackets: str) -> bool:
    return bool(character) and (character.isalnum() or character in brackets)


def _write(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in _LEFT_OUT or (tag.startswith(M) and tag.endswith("Pr")):
        return ""
    writer = _WRITERS.get(tag.removeprefix(M))
    return writer(element) if writer else _children(element)


def _part(element: etree._Element, name: str) -> str:
    return _children(element.find(f"{M}{name}")).strip()


def _property(element: etree._Element, holder: str, name: str, default: str) -> str:
    found = element.find(f"{M}{holder}/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else default


def _text(element: etree._Element) -> str:
    pieces = ["; " if found.tag == f"{W}br" else found.text or "" for found in element.iter(f"{M}t", f"{W}t", f"{W}br")]
    text = _UNSEEN.sub("", "".join(pieces))
    text = _LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found.group(0)), text)
    return _RELATION.sub(r" \1 ", text)


def _tight(text: str) -> str:
    return re.sub(r" ([=≤≥≠≈≡→⇒⇔]) ", r"\1", text)


def _is_bracketed(text: str) -> bool:
    """Whether one pair of brackets goes round all of it."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    if len(text) < 2 or pairs.get(text[0]) != text[-1]:
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character == text[0]) - (character == text[-1])
        if depth == 0:
            return index == len(text) - 1
    return False


def _grouped(text: str, whole: re.Pattern[str]) -> str:
    return text if not text or whole.fullmatch(text) or _is_bracketed(text) else f"({text})"


def _fraction(element: etree._Element) -> str:
    over, under = _part(element, "num"), _part(element, "den")
    if _property(element, "fPr", "type", "bar") == "noBar":
        return f"{over}; {under}"
    return f"{_grouped(over, _ONE)}/{_grouped(under, _WHOLE)}"


def _root(element: etree._Element) -> str:
    degree, inner = _part(element, "deg"), _part(element, "e")
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(degree)
    inner = inner if _is_bracketed(inner) and inner[0] == "(" else f"({inner})"
    return f"{sign}{inner}" if sign else f"{_raised(degree)}√{inner}"


def _raised(text: str) -> str:
    text = _tight(text)
    raised = text.replace(" ", "").translate(_RAISED)
    if text and (set(text) <= _MARKS or all(ord(one) in _RAISED for one in text.replace(" ", ""))):
        return text.replace("∘", "°") if set(text) <= _MARKS else raised
    return f"^{_grouped(text, _ONE)}" if text else ""


def _lowered(text: str) -> str:
    text = _tight(text)
    if text and all(ord(one) in _LOWERED for one in text):
        return text.translate(_LOWERED)
    return f"_{_grouped(text, _ONE)}" if text else ""


def _scripts(element: etree._Element) -> str:
    base = _grouped(_part(element, "e"), _ONE)
    return f"{base}{_lowered(_part(element, 'sub'))}{_raised(_part(element, 'sup'))}"


def _scripts_before(element: etree._Element) -> str:
    return f"{_raised(_part(element, 'sup'))}{_lowered(_part(element, 'sub'))}{_part(element, 'e')}"


def _delimiters(element: etree._Element) -> str:
    opens = _property(element, "dPr", "begChr", "(")
    closes = _property(element, "dPr", "endChr", ")")
    between = _property(element, "dPr", "sepChr", "|")
    return f"{opens}{between.join(_children(child).strip() for child in element.iterfind(f'{M}e'))}{closes}"


def _big(element: etree._Element) -> str:
    low, high = _tight(_part(element, "sub")), _tight(_part(element, "sup"))
    limits = f"({low}…{high})" if low and high else f"({low or f'…{high}'})" if low or high else ""
    inner = _part(element, "e")
    if re.search(r"[+−±\-]", inner):
        inner = _grouped(inner, _ONE)
    return f"{_property(element, 'naryPr', 'chr', '∫')}{limits} {inner} "


def _function(element: etree._Element) -> str:
    name, inner = _part(element, "fName"), _part(element, "e")
    inner = _grouped(inner, _ONE)
    return f"{name}{inner if _is_bracketed(inner) else f' {inner}'}"


def _rows(element: etree._Element) -> str:
    """Rows of a matrix, or equations under each other: `a, b; c, d`, in brackets when it has none."""
    if element.tag == f"{M}m":
        rows = [
            ", ".join(_children(cell).strip() for cell in row.iterfind(f"{M}e")) for row in element.iterfind(f"{M}mr")
        ]
    else:
        rows = [_children(row).replace("&", "").strip() for row in element.iterfind(f"{M}e")]
    text = "; ".join(row for row in rows if row)
    holder = element.getparent()
    outer = holder.getparent() if holder is not None else None
    inside = outer is not None and outer.tag == f"{M}d"
    return text if element.tag != f"{M}m" or inside else f"[{text}]"


def _accent(element: etree._Element) -> str:
    mark = _property(element, "accPr", "chr", "\u0302")
    inner = _part(element, "e")
    return unicodedata.normalize("NFC", f"{inner}{mark}") if len(inner) == 1 and unicodedata.combining(mark) else inner


def _bar(element: etree._Element) -> str:
    mark = "\u0305" if _property(element, "barPr", "pos", "bot") == "top" else ""
    return "".join(f"{one}{mark}" if one.isalnum() else one for one in _part(element, "e"))


def _limit(element: etree._Element) -> str:
    return f"{_part(element, 'e')}({_tight(_part(element, 'lim'))})"


def _phantom(element: etree._Element) -> str:
    return "" if _property(element, "phantPr", "show", "1") in {"0", "off", "false"} else _part(element, "e")


_WRITERS: dict[str, Callable[[etree._Element], str]] = {
    "r": _text,
    "f": _fraction,
    "rad": _root,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "d": _delimiters,
    "nary": _big,
    "func": _function,
    "m": _rows,
    "eqArr": _rows,
    "bar": _bar,
    "acc": _accent,
    "limLow": _limit,
    "limUpp": _limit,
    "phant": _phantom,
}
