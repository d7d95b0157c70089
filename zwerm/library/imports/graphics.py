"""Charts and diagrams of Office → a table or a list of what they say."""

from lxml import etree

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import Block, Item, Paragraph, Table
from zwerm.library.imports.inline import clean, escape

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def chart_blocks(root: etree._Element) -> list[Block]:
    """The title of a chart and the numbers that it shows (as they were when it was saved)."""
    title = _text(root.find(f".//{C}chart/{C}title"))
    series = list(root.iter(f"{C}ser"))[: limits.TABLE_COLUMNS - 1]
    if not series:
        return [Paragraph(f"**{escape(title)}**")] if title else []
    labels: dict[int, str] = {}
    columns: list[tuple[str, dict[int, str]]] = []
    for one in series:
        for path in (f"{C}cat", f"{C}xVal"):
            labels.update({index: text for index, text in _points(one.find(path)).items() if index not in labels})
        values = _points(one.find(f"{C}val")) or _points(one.find(f"{C}yVal"))
        columns.append((_text(one.find(f"{C}tx")), values))
    rows = sorted(set(labels).union(*(values for _, values in columns)))[: limits.TABLE_ROWS]
    table = [["", *(escape(name) for name, _ in columns)]]
    table += [
        [
            escape(labels.get(row, str(row + 1))),
            *(values.get(row, "") for _, values in columns),
        ]
        for row in rows
    ]
    blocks: list[Block] = [Paragraph(f"**{escape(title)}**")] if title else []
    return [*blocks, Table(table)] if rows else blocks


def diagram_blocks(root: etree._Element) -> list[Block]:
    """The texts in a diagram (SmartArt), nested as its points are connected."""
    points = {
        point.get("modelId", ""): point
        for point in root.iter(f"{DGM}pt")
        if point.get("type", "node") in {"node", "asst", "doc"}
    }
    children: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter(f"{DGM}cxn"):
        if link.get("type", "parOf") == "parOf":
            order = int(link.get("srcOrd", "0")) if link.get("srcOrd", "0").isdigit() else 0
            children.setdefault(link.get("srcId", ""), []).append((order, link.get("destId", "")))
    tops = [key for key, point in points.items() if point.get("type") == "doc"]
    blocks: list[Block] = []
    seen: set[str] = set()

    def walk(key: str, depth: int) -> None:
        if key in seen or depth > 9 or key not in points:
            return
        seen.add(key)
        text = _text(points[key])
        if text:
            blocks.append(Item(max(depth, 0), False, escape(text)))
        for _, child in sorted(children.get(key, [])):
            walk(child, depth + 1 if text or depth < 0 else depth)

    for key in tops:
        walk(key, -1)
    for key in points:
        walk(key, 0)
    return blocks


def _points(holder: etree._Element | None) -> dict[int, str]:
    if holder is None:
        return {}
    found: dict[int, str] = {}
    for point in holder.iter(f"{C}pt"):
        index, value = point.get("idx", ""), point.find(f"{C}v")
        if index.isdigit() and value is not None and int(index) < limits.TABLE_ROWS:
            found[int(index)] = _number(clean(value.text or "").strip())
    return found


def _number(text: str) -> str:
    """Numbers are kept with seventeen digits in a chart; nobody reads more than six."""
    try:
        value = float(text)
    except ValueError:
        return escape(text)
    return f"{value:.6g}" if abs(value) < 1e15 and "e" not in f"{value:.6g}" else text


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    pieces = [found.text or "" for found in element.iter(f"{A}t", f"{C}v")]
    return " ".join(clean(" ".join(pieces)).split())
