"""Which browser on which device, in a few words, from what the browser tells about itself."""

from __future__ import annotations

import re

# In this order: each of these also calls itself by the names below it.
BROWSERS = (
    ("Edge", r"\bEdgA?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"\b(?:HeadlessChrome|Chrome|CriOS)/"),
    ("Safari", r"\bSafari/"),
)
DEVICES = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("Mac", r"\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


def browser_and_device(told: str) -> tuple[str, str]:
    """("Firefox", "Windows"); an empty text for what is not known."""
    return _first(BROWSERS, told), _first(DEVICES, told)


def _first(known: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for name, sign in known if re.search(sign, told)), "")
