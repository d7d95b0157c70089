"""Writes PDF files line by line, as programs write them."""

import ctypes
import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from zwerm.library.imports.document import Document
from zwerm.library.imports.tests.making import read

WIDTH, HEIGHT = 595, 842
PROSE = (
    "De verpleegkundige loopt elk uur een ronde langs alle kamers en kijkt of",
    "iedereen rustig slaapt. Zij let op de bel, het infuus en de bedhekken, en",
    "schrijft op wat haar opvalt. Bij twijfel belt zij de dienstdoende arts.",
)


class Paper:
    """A PDF that is written line by line, as programs write them."""

    def __init__(self) -> None:
        self.pdf = pdfium.PdfDocument.new()
        self.fonts = {
            name: raw.FPDFText_LoadStandardFont(self.pdf, name.encode())
            for name in ("Helvetica", "Helvetica-Bold", "Courier")
        }
        self.page = self.pdf.new_page(WIDTH, HEIGHT)
        self.top = 80.0

    def turn(self) -> None:
        raw.FPDFPage_GenerateContent(self.page)
        self.page = self.pdf.new_page(WIDTH, HEIGHT)
        self.top = 80.0

    def put(self, text: str, left: float, top: float, size: float = 10, font: str = "Helvetica") -> None:
        words = raw.FPDFPageObj_CreateTextObj(self.pdf, self.fonts[font], ctypes.c_float(size))
        encoded = (text + "\x00").encode("utf-16-le")
        buffer = ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFText_SetText(words, buffer)
        raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, left, HEIGHT - top - size)
        raw.FPDFPage_InsertObject(self.page, words)

    def line(self, text: str, left: float = 70, size: float = 10, font: str = "Helvetica", gap: float = 0) -> None:
        self.top += gap
        self.put(text, left, self.top, size, font)
        self.top += size * 1.25

    def prose(self, left: float = 70) -> None:
        self.top += 6
        for text in PROSE:
            self.line(text, left)

    def rule(self, top: float) -> None:
        self._draw((70, top), (520, top))

    def upright(self, across: float, top: float, bottom: float) -> None:
        self._draw((across, top), (across, bottom))

    def _draw(self, begin: tuple[float, float], end: tuple[float, float]) -> None:
        path = raw.FPDFPageObj_CreateNewPath(begin[0], HEIGHT - begin[1])
        raw.FPDFPath_LineTo(path, end[0], HEIGHT - end[1])
        raw.FPDFPageObj_SetStrokeWidth(path, 1)
        raw.FPDFPath_SetDrawMode(path, 0, True)
        raw.FPDFPage_InsertObject(self.page, path)

    def picture(self, top: float, side: int = 80) -> None:
        output = io.BytesIO()
        Image.new("RGB", (side, side), (90, 140, 200)).save(output, "JPEG")
        image = pdfium.PdfImage.new(self.pdf)
        image.load_jpeg(io.BytesIO(output.getvalue()), inline=True)
        image.set_matrix(pdfium.PdfMatrix().scale(side, side).translate(70, HEIGHT - top - side))
        self.page.insert_obj(image)

    def save(self) -> bytes:
        raw.FPDFPage_GenerateContent(self.page)
        output = io.BytesIO()
        self.pdf.save(output)
        return output.getvalue()

    def read(self, name: str = "map/nachtdienst-handleiding.pdf") -> Document:
        return read(name, self.save())
