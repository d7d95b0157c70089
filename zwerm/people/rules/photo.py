"""From whatever someone chose as their photo to a small square that holds a picture and nothing else."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 512
LEAST = 48
# A face stands above the middle more often than below it.
ABOUT = (0.5, 0.4)


class NotAPhoto(Exception):
    """`reason`: bytes, pixels, small, unreadable."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def square(data: bytes) -> bytes:
    """A JPEG of at most SIDE pixels each way, upright, cut round the middle. Raises NotAPhoto.

    Drawn anew on white, so that nothing comes along of what the file holds besides: place, device, remarks, a second picture.
    """
    if len(data) > MOST_BYTES:
        raise NotAPhoto("bytes")
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPhoto("pixels")
            if min(image.size) < LEAST:
                raise NotAPhoto("small")
            return _drawn(image)
    except NotAPhoto:
        raise
    except Image.DecompressionBombError as error:
        raise NotAPhoto("pixels") from error
    except Exception as error:  # Pillow raises nearly anything on broken bytes
        raise NotAPhoto("unreadable") from error


def _drawn(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    side = min(SIDE, *upright.size)
    cut = ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS, centering=ABOUT)
    plain = Image.new("RGB", cut.size, "white")
    plain.paste(cut, mask=cut)
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
