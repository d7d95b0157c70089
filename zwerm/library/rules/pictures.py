"""What a picture is said to show until somebody says it: the name of its file, unless a camera or a phone gave that name."""

from __future__ import annotations

import re

_BY_MACHINES = frozenset(
    [
        *[
            "afbeelding",
            "foto",
            "image",
            "img",
            "photo",
            "pic",
            "picture",
            "pict",
            "pxl",
            "scan",
            "unnamed",
            "naamloos",
        ],
        *[
            "cimg",
            "dcim",
            "dji",
            "dsc",
            "dscf",
            "dscn",
            "gopr",
            "imag",
            "mvimg",
            "sam",
            "fullsizerender",
            "burst",
            "hdr",
            "portrait",
        ],
        *["screenshot", "screen", "shot", "schermafbeelding", "schermopname", "schermfoto", "clipboard", "download"],
        *[
            "whatsapp",
            "wa",
            "signal",
            "telegram",
            "van",
            "om",
            "op",
            "at",
            "from",
            "am",
            "pm",
            "edited",
            "bewerkt",
            "copy",
            "kopie",
        ],
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_HASH = re.compile(r"(?=.*\d)[0-9a-f-]{12,}", re.IGNORECASE)


def alt_for(name: str) -> str:
    """The words of a file's name, without what Markdown takes for a mark. Empty for IMG_2041.jpg and its like: read aloud they say nothing."""
    stem = "".join(letter for letter in name.rpartition(".")[0] if letter not in "[]()!\\`*\n")
    words = _WORD.findall(stem.casefold())
    if _HASH.fullmatch(stem) or all(len(word) == 1 or word in _BY_MACHINES for word in words):
        return ""
    return " ".join(stem.replace("_", " ").split())
