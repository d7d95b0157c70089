"""Pictures from strangers: looked at, given a name by their content, and left out when they could do harm."""

import base64
import binascii
import hashlib
import io
import re
import warnings
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from PIL import Image, UnidentifiedImageError

from zwerm.library.imports import limits
from zwerm.library.imports.document import Note, Picture
from zwerm.library.imports.inline import clean

_SHOWN = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_CONVERTED = ("BMP", "TIFF")
_DATA = re.compile(r"^data:image/[\w.+-]+(;[\w=.-]+)*?(;base64)?,", re.IGNORECASE)


@dataclass(slots=True)
class Album:
    """The pictures of one document while it is being read."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, data: bytes, alt: str = "") -> str:
        """The Markdown that shows the picture, or nothing when it is left out (which is counted)."""
        outcome = check_picture(data)
        if isinstance(outcome, str):
            if outcome != "tiny":
                self.left_out[outcome] = self.left_out.get(outcome, 0) + 1
            return ""
        if len(self.pictures) >= limits.PICTURES and outcome.name not in self.pictures:
            self.left_out["many"] = self.left_out.get("many", 0) + 1
            return ""
        alt = tidy_alt(alt)
        self.pictures.setdefault(outcome.name, Picture(outcome.name, outcome.data, outcome.media_type, alt))
        return f"![{alt}](picture:{outcome.name})"

    def add_data_address(self, address: str, alt: str = "") -> str:
        """The same for a picture written out in an address (`data:image/png;base64,…`)."""
        found = _DATA.match(address)
        if not found or len(address) > limits.PICTURE_BYTES * 2:
            self.left_out["kind"] = self.left_out.get("kind", 0) + 1
            return ""
        body = address[found.end() :]
        try:
            data = base64.b64decode(body) if found.group(2) else unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            data = b""
        return self.add(data, alt)

    def notes(self) -> tuple[Note, ...]:
        return tuple(
            Note("picture_left_out", {"why": why, "count": count}) for why, count in sorted(self.left_out.items())
        )


def check_picture(data: bytes) -> Picture | str:
    """The picture as it may be stored, or why not: `large`, `kind`, `damaged` or `tiny` (a bullet or a spacer)."""
    if len(data) > limits.PICTURE_BYTES:
        return "large"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[*_SHOWN, *_CONVERTED]) as image:
                return _checked(image, data)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return "kind"
    except (OSError, ValueError, SyntaxError, MemoryError, OverflowError, RuntimeError):
        return "damaged"


def _checked(image: Image.Image, data: bytes) -> Picture | str:
    width, height = image.size
    if width * height > limits.PICTURE_PIXELS:
        return "large"
    if (width < limits.PICTURE_MIN_SIDE and height < limits.PICTURE_MIN_SIDE) or min(width, height) <= 2:
        return "tiny"
    form = image.format or ""
    if form in _CONVERTED:
        output = io.BytesIO()
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(output, "PNG")
        data, form = output.getvalue(), "PNG"
    return Picture(hashlib.sha256(data).hexdigest(), data, _SHOWN[form])


def tidy_alt(alt: str) -> str:
    """A description of a picture that people wrote; nothing when a program made it up or it is a file name."""
    alt = re.sub(r"\s+", " ", clean(alt)).strip()
    if re.fullmatch(
        r"(picture|image|afbeelding|grafik|graphic|foto|img|photo)?[\s_-]?\d*|\S+\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)",
        alt,
        re.I,
    ):
        return ""
    # Office adds this line to descriptions it guessed.
    alt = re.sub(
        r"\s*(Automatisch gegenereerde beschrijving|Description automatically generated).*$",
        "",
        alt,
    )
    alt = re.sub(r"\s*(Door AI gegenereerde inhoud|AI-generated content|AI 生成).*$", "", alt)
    return re.sub(r"[\[\]\\`<>]", "", alt)[:300].strip()
