"""The lines and rectangles that the paths of a PDF page are made of."""

import ctypes
import itertools
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_POINTS = 4_000
# A rectangle that programs write as one path; more points are several of them, or a shape of another kind.
_PLAIN = 5
# How far the corner of a round rectangle keeps from its sides.
_CORNER = 6.0

Bounds = tuple[float, float, float, float]
Point = tuple[float, float]


def shapes_of(path: pdfium.PdfObject) -> list[Bounds]:
    """The left, bottom, right and top of each line and each rectangle in a path, other shapes left out."""
    count = raw.FPDFPath_CountSegments(path)
    if path.container is None and 0 < count <= _PLAIN and count != _PLAIN - 1:
        return [path.get_bounds()]
    if not 0 < count <= _MOST_POINTS:
        return []
    return [bounds for part in _parts(path, count) for bounds in _bounds(part)]


def is_stroked(path: pdfium.PdfObject) -> bool:
    """Whether the line around a path is drawn, and not only what is within it."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _parts(path: pdfium.PdfObject, count: int) -> Iterator[list[Point]]:
    """The points of each stroke of the pen, as they lie on the page."""
    matrices = [one.get_matrix() for one in _around(path)]
    part: list[Point] = []
    across, down = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        piece = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(piece, ctypes.byref(across), ctypes.byref(down))
        point = (across.value, down.value)
        for matrix in matrices:
            point = matrix.on_point(*point)
        if raw.FPDFPathSegment_GetType(piece) == raw.FPDF_SEGMENT_MOVETO and part:
            yield part
            part = []
        part.append(point)
    if part:
        yield part


def _around(path: pdfium.PdfObject) -> Iterator[pdfium.PdfObject]:
    """A path with what holds it, from the inside out."""
    one: pdfium.PdfObject | None = path
    while one is not None:
        yield one
        one = one.container


def _bounds(part: list[Point]) -> Iterator[Bounds]:
    """One rectangle, or each straight line of a part that is none."""
    left, right = min(x for x, _ in part), max(x for x, _ in part)
    bottom, top = min(y for _, y in part), max(y for _, y in part)
    corner = min(_CORNER, (right - left) / 4, (top - bottom) / 4)
    if all(min(x - left, right - x, y - bottom, top - y) <= max(corner, 0.5) for x, y in part) and (
        len(part) >= 4 or min(right - left, top - bottom) < 1
    ):
        yield left, bottom, right, top
        return
    for (x, y), (next_x, next_y) in itertools.pairwise(part):
        if min(abs(x - next_x), abs(y - next_y)) < 0.5:
            yield min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y)
