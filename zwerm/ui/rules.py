"""Themes a person can choose; without a choice the page follows the device."""

THEMES = frozenset({"light", "dark"})
