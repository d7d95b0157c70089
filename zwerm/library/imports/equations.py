"""Equations of Office (OMML) → LaTeX between dollars, as far as they are of the usual kinds."""

from collections.abc import Callable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SYMBOLS = {
    "∑": "\\sum", "∏": "\\prod", "∫": "\\int", "∬": "\\iint", "∮": "\\oint", "√": "\\surd", "∞": "\\infty", "≤": "\\le", "≥": "\\ge",
    "≠": "\\ne", "≈": "\\approx", "±": "\\pm", "×": "\\times", "·": "\\cdot", "÷": "\\div", "→": "\\to", "⇒": "\\Rightarrow",
    "∈": "\\in", "∉": "\\notin", "⊂": "\\subset", "∪": "\\cup", "∩": "\\cap", "∀": "\\forall", "∃": "\\exists", "∂": "\\partial",
    "∇": "\\nabla", "∆": "\\Delta", "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\epsilon", "θ": "\\theta",
    "λ": "\\lambda", "μ": "\\mu", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "ω": "\\omega",
    "Γ": "\\Gamma", "Δ": "\\Delta", "Σ": "\\Sigma", "Φ": "\\Phi", "Ω": "\\Omega", "…": "\\dots", "∘": "\\circ", "\u2061": "", "−": "-",
}  # fmt: skip


def write_equation(element: etree._Element) -> str:
    """The equation as inline LaTeX, `$…$`; nothing when it is empty."""
    text = " ".join(_children(element).split())
    return f"${text}$" if text else ""


def _children(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return "".join(_write(child) for child in element if isinstance(child.tag, str))


def _write(element: etree._Element) -> str:
    writer = _WRITERS.get(str(element.tag).removeprefix(M))
    return writer(element) if writer else _children(element)


def _part(element: etree._Element, name: str) -> str:
    return _children(element.find(f"{M}{name}")).strip()


def _property(element: etree._Element, holder: str, name: str, default: str) -> str:
    found = element.find(f"{M}{holder}/{M}{name}")
    return found.get(f"{M}val", "") if found is not None else default


def _text(element: etree._Element) -> str:
    pieces = []
    for character in "".join(found.text or "" for found in element.iter(f"{M}t")):
        symbol = _SYMBOLS.get(character)
        pieces.append(
            f"{symbol} "
            if symbol and len(symbol) > 1
            else symbol
            if symbol is not None
            else f"\\{character}"
            if character in "%&#$"
            else character
        )
    return "".join(pieces)


def _fraction(element: etree._Element) -> str:
    return f"\\frac{{{_part(element, 'num')}}}{{{_part(element, 'den')}}}"


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return f"\\sqrt[{degree}]{{{_part(element, 'e')}}}" if degree else f"\\sqrt{{{_part(element, 'e')}}}"


def _delimiters(element: etree._Element) -> str:
    opens = _property(element, "dPr", "begChr", "(")
    closes = _property(element, "dPr", "endChr", ")")
    between = _property(element, "dPr", "sepChr", "|")
    inner = between.join(_children(child).strip() for child in element.iterfind(f"{M}e"))
    braces = {"{": "\\{", "}": "\\}"}
    return f"{braces.get(opens, opens)}{inner}{braces.get(closes, closes)}"


def _big(element: etree._Element) -> str:
    sign = _property(element, "naryPr", "chr", "∫")
    low, high = _part(element, "sub"), _part(element, "sup")
    text = _SYMBOLS.get(sign, sign)
    text += f"_{{{low}}}" if low else ""
    text += f"^{{{high}}}" if high else ""
    return f"{text} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    name = _part(element, "fName")
    known = {"sin", "cos", "tan", "log", "ln", "lim", "max", "min", "exp"}
    return f"{chr(92) if name in known else ''}{name} {_part(element, 'e')}".strip()


def _matrix(element: etree._Element) -> str:
    rows = [" & ".join(_children(cell).strip() for cell in row.iterfind(f"{M}e")) for row in element.iterfind(f"{M}mr")]
    return "\\begin{matrix}" + " \\\\ ".join(rows) + "\\end{matrix}"


_WRITERS: dict[str, Callable[[etree._Element], str]] = {
    "r": _text,
    "f": _fraction,
    "rad": _root,
    "sSup": lambda element: f"{_part(element, 'e')}^{{{_part(element, 'sup')}}}",
    "sSub": lambda element: f"{_part(element, 'e')}_{{{_part(element, 'sub')}}}",
    "sSubSup": lambda element: f"{_part(element, 'e')}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}",
    "d": _delimiters,
    "nary": _big,
    "func": _function,
    "m": _matrix,
    "bar": lambda element: f"\\overline{{{_part(element, 'e')}}}",
    "acc": lambda element: f"\\hat{{{_part(element, 'e')}}}",
    "limLow": lambda element: f"{_part(element, 'e')}_{{{_part(element, 'lim')}}}",
    "limUpp": lambda element: f"{_part(element, 'e')}^{{{_part(element, 'lim')}}}",
    "fPr": lambda _: "",
    "ctrlPr": lambda _: "",
}
