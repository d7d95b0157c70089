"""Themes a person can choose; without a choice the page follows the device. And where a visit keeps its language."""

from __future__ import annotations

THEMES = frozenset({"light", "dark"})
# In the session: the language that was chosen before anyone signed in, for as long as this visit lasts.
VISIT_LANGUAGE = "visit_language"
