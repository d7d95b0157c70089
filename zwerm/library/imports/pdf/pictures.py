"""Pictures on the pages of a PDF, and the lines that are drawn there."""

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zwerm.library.imports import limits
from zwerm.library.imports.pdf.drawn import Rule, Upright, Uprights, whole_rules
from zwerm.library.imports.pdf.grids import find_grids
from zwerm.library.imports.pdf.lines import Line
from zwerm.library.imports.pdf.segments import PageText, Segment
from zwerm.library.imports.pdf.shapes import Bounds, is_stroked, shapes_of
from zwerm.library.imports.pictures import Album

_SMALLEST = 36.0
_MOST_PER_PAGE = 40
_MOST_PATHS = 5_000
_MOST_OBJECTS = 20_000


def picture_lines(
    objects: Sequence[pdfium.PdfObject], text: PageText, album: Album, number: int, has_text: bool
) -> list[Line]:
    """Each picture of the page as a line that shows it. The scan behind a text is no picture of it."""
    width, height = text.size
    found: list[Line] = []
    images = [one for one in objects if isinstance(one, pdfium.PdfImage)]
    if len(images) > _MOST_PER_PAGE:
        # A drawing made of hundreds of strips; none of them means anything alone.
        album.left_out["many"] = album.left_out.get("many", 0) + 1
        return []
    for image in images:
        left, top, right, bottom = text.turn(*image.get_bounds())
        large = (right - left) * (bottom - top) > 0.85 * width * height
        if right - left < _SMALLEST or bottom - top < _SMALLEST or (large and has_text):
            continue
        data = _bytes_of(image)
        shown = album.add(data) if data else ""
        if shown:
            found.append(Line([Segment(left, top, right, bottom, 0.0)], number, picture=shown))
        elif not data:
            album.left_out["damaged"] = album.left_out.get("damaged", 0) + 1
    return found


def _bytes_of(image: pdfium.PdfImage) -> bytes:
    try:
        width, height = image.get_px_size()
        if width * height > limits.PICTURE_PIXELS:
            return b""
        if image.get_filters(skip_simple=True) == ["DCTDecode"]:
            return bytes(image.get_data(decode_simple=True))
        output = io.BytesIO()
        image.get_bitmap(render=False).to_pil().convert("RGB").save(output, "PNG")
        return output.getvalue()
    except (pdfium.PdfiumError, ValueError, OSError, RuntimeError, KeyError):
        return b""


def insert_pictures(lines: list[Line], pictures: Sequence[Line]) -> list[Line]:
    """The lines with each picture after the text above it in its column."""
    placed = list(lines)
    for picture in pictures:
        at = len(placed)
        for index, line in enumerate(placed):
            beside = line.left < picture.right and line.right > picture.left
            if not line.picture and beside and line.top >= picture.top - 2:
                at = index
                break
        placed.insert(at, picture)
    return placed


def objects_of(page: pdfium.PdfPage) -> list[pdfium.PdfObject]:
    """The pictures and drawn lines of a page."""
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    return list(itertools.islice(page.get_objects(filter=kinds, max_depth=3), _MOST_OBJECTS))


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page and tells something about its text: horizontal lines, the places of bullets, and the lines between columns.

    `sides` and `ends` are all lines, across and upright, however short, those around rectangles included;
    `grounds` are the rectangles in a colour, each as its left, top, right and bottom.
    """

    rules: list[Rule]
    dots: list[tuple[float, float]]
    uprights: Uprights
    sides: list[Rule]
    ends: list[Upright]
    grounds: list[Bounds]


def read_drawing(objects: Sequence[pdfium.PdfObject], text: PageText) -> Drawing:
    rules: set[Rule] = set()
    sides: set[Rule] = set()
    dots: list[tuple[float, float]] = []
    uprights: list[Upright] = []
    ends: set[Upright] = set()
    paths = [one for one in objects if one.type == raw.FPDF_PAGEOBJ_PATH][:_MOST_PATHS]
    grounds: list[Bounds] = []
    shapes = ((path, shape) for path in paths for shape in shapes_of(path))
    for path, shape in itertools.islice(shapes, _MOST_PATHS):
        left, top, right, bottom = text.turn(*shape)
        width, height = right - left, bottom - top
        if width > 3 and height < 3:
            sides.add(Rule((top + bottom) / 2, left, right))
        elif width < 3 and height > 3:
            ends.add(Upright((left + right) / 2, top, bottom))
        elif width > 8 and height > 8 and not is_stroked(path):
            grounds.append((left, top, right, bottom))
        elif width > 8 and height > 8:
            sides.update({Rule(top, left, right), Rule(bottom, left, right)})
            ends.update({Upright(left, top, bottom), Upright(right, top, bottom)})
        if width > 30 and height < 3:
            rules.add(Rule(round((top + bottom) / 2), left, right))
        elif width > 30 and height > 8:
            rules.update({Rule(round(top), left, right), Rule(round(bottom), left, right)})
        elif width < 3 and height > 6:
            uprights.append(Upright((left + right) / 2, top, bottom))
        elif 1.5 < width < 8 and abs(width - height) < 1:
            dots.append(((left + right) / 2, (top + bottom) / 2))
    whole = whole_rules(sides)
    uprights += [
        Upright(across, grid.down[0], grid.down[-1])
        for grid in find_grids(whole, ends)
        if grid.rows > 1 or grid.columns > 2
        for across in grid.across[1:-1]
    ]
    return Drawing(whole_rules(rules), dots, Uprights(uprights), whole, list(ends), grounds)


def mark_dotted(lines: Sequence[Line], dots: Sequence[tuple[float, float]]) -> None:
    """Browsers draw the bullets of a list instead of writing them."""
    for across, down in dots:
        for line in lines:
            if (
                not line.picture
                and 2 < line.left - across < line.size * 2.5
                and abs(line.cells[0].middle - down) < line.size * 0.5
            ):
                line.dotted = True
