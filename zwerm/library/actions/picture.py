from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from zwerm.library.actions.refusals import NotAPicture
from zwerm.library.models import Picture
from zwerm.operations.storing import store_bytes

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
SHOWN_AS_IS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
TURNED_TO_PNG = {"BMP", "TIFF", "PPM", "ICO"}


def keep_picture(data: bytes) -> Picture:
    """The picture with these bytes, kept once under the SHA-256 of what is stored. Raises NotAPicture.

    What a camera wrote beside the picture (place, date, device) is left out. The bytes lie on storage before the row is
    there, whole or not at all. Who may see it follows from the items that show it.
    """
    data, media_type, (width, height) = safe_picture(data)
    hash = hashlib.sha256(data).hexdigest()
    picture = Picture(hash=hash, media_type=media_type, size=len(data), width=width, height=height)
    # Before looking at storage: from now on it is not swept away as unused.
    Picture.objects.filter(hash=hash).update(kept=datetime.now(UTC))
    store_bytes(picture.path, data)
    return Picture.objects.get_or_create(
        hash=hash, defaults={"media_type": media_type, "size": len(data), "width": width, "height": height}
    )[0]


def safe_picture(data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    """The bytes to keep, their media type and size in pixels."""
    if len(data) > MOST_BYTES:
        raise NotAPicture(_("This picture is larger than 20 megabytes. Make it smaller and try again."))
    try:
        with Image.open(io.BytesIO(data), formats=[*SHOWN_AS_IS, *TURNED_TO_PNG]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture(_("This picture has more than 40 million pixels. Make it smaller and try again."))
            kind = image.format or ""
            image.load()
            if kind in SHOWN_AS_IS and not image.getexif():
                return data, SHOWN_AS_IS[kind], image.size
            return _written_again(image, kind)
    except NotAPicture:
        raise
    except Exception as error:  # Pillow raises nearly anything on broken bytes
        raise NotAPicture(_("This is not a picture that can be shown: use PNG, JPEG, GIF or WebP.")) from error


def _written_again(image: Image.Image, kind: str) -> tuple[bytes, str, tuple[int, int]]:
    upright = ImageOps.exif_transpose(image)
    kind = kind if kind in {"JPEG", "WEBP"} else "PNG"
    if kind == "PNG" and upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}:
        upright = upright.convert("RGB")
    written = io.BytesIO()
    # Without `exif`, Pillow writes none.
    upright.info.pop("exif", None)
    upright.save(written, kind, **({} if kind == "PNG" else {"quality": 90}))
    return written.getvalue(), SHOWN_AS_IS[kind], upright.size
