"""What axe has to say about what a tab shows."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page as Tab

# What is seen is part of what is said. The letters of somebody's picture are not read out and nobody says them.
LABEL, PICTURED = "label-content-name-mismatch", 'class="avatar"'
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {LABEL: {"enabled": True}},
    "resultTypes": ["violations"],
    # No rule of these asks for the styles of a page, which would be read and taken apart for each.
    "preload": {"assets": ["media"]},
}
# A theme changes colours and nothing else.
RULES_OF_COLOUR = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def with_axe(tab: Tab) -> None:
    """Every next page in this tab has it: the browser then reads and compiles it once, and not for each."""
    tab.context.add_init_script(AXE_SCRIPT)


def broken(tab: Tab, rules: dict[str, Any] = RULES) -> list[str]:
    """Each rule that is broken, with where and why, three of each."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE_SCRIPT)
    violations: list[dict[str, Any]] = tab.evaluate(
        "async (rules) => (await axe.run(document, rules)).violations", rules
    )
    return [
        f"{violation['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
        for violation in violations
        for node in [one for one in violation["nodes"] if violation["id"] != LABEL or PICTURED not in one["html"]][:3]
    ]
