"""Line icons stand in two files: what nearly every page shows, and what few do, so that a page brings little that it does not show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SPRITES = ("ui/icons.svg", "ui/icons-seldom.svg")
_STATIC = Path(__file__).parent / "static"


@cache
def icon_files() -> dict[str, str]:
    """The file of each icon, by its name."""
    return {
        name: file
        for file in SPRITES
        for name in re.findall(r'<symbol id="([^"]+)"', (_STATIC / file).read_text("utf-8"))
    }
