"""Headings in what somebody says stand below those of the page that it is said on."""

from __future__ import annotations

import re

_HEADING = re.compile(r'<(/?)h([1-6])(?: id="[^"]*")?>')
LOWEST = 6


def lowered(html: str, highest: int) -> str:
    """Rendered Markdown whose headings begin at `highest` (2: as they are) and go down from there.

    Their anchors go: several people may use the same heading on one page, and an id stands there once.
    """

    def lower(found: re.Match[str]) -> str:
        level = min(int(found[2]) + highest - 2, LOWEST)
        return f"<{found[1]}h{level}>"

    return _HEADING.sub(lower, html)
