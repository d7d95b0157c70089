"""The docs cannot forget: every setting, command and module is told, or a test fails."""

from __future__ import annotations

import re
from pathlib import Path

from zwerm.configuration import SETTINGS
from zwerm.operations.registry import commands

ROOT = Path(__file__).resolve().parents[1]
_DATED = re.compile(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b")


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs/run/settings.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `ZWERM_(\w+)` \| `?([^|`]*)`? \|", text, flags=re.M))
    assert {name: default.strip() for name, default in told.items()} == {
        setting.name: setting.default for setting in SETTINGS
    }


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/run/commands.md").read_text("utf-8")
    assert set(re.findall(r"^### `zwerm (\w+)", text, flags=re.M)) == set(commands)


def test_every_module_tells_its_words() -> None:
    missing = [
        path.parent.name for path in ROOT.glob("zwerm/*/__init__.py") if not (path.parent / "README.md").exists()
    ]
    assert missing == []


def test_every_use_page_exists_in_both_languages() -> None:
    dutch = len(list((ROOT / "docs/use/nl").glob("*.md")))
    english = len(list((ROOT / "docs/use/en").glob("*.md")))
    assert dutch == english > 0


def test_every_page_of_measurements_is_linked_from_the_first_and_says_when() -> None:
    first = (ROOT / "docs/run/performance.md").read_text("utf-8")
    pages = {f"performance/{path.name}" for path in (ROOT / "docs/run/performance").glob("*.md")}
    in_detail = first.partition("## In detail")[2]
    assert pages - set(re.findall(r"\]\((performance/[a-z]+\.md)", in_detail)) == set()
    undated = [
        page
        for page in ("performance.md", *sorted(pages))
        if not _DATED.search((ROOT / "docs/run" / page).read_text("utf-8"))
    ]
    assert undated == []


def test_every_measurement_with_a_budget_says_when() -> None:
    first = (ROOT / "docs/run/performance.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!what|---)(.*) \|$", first, flags=re.M)
    assert rows
    assert [row for row in rows if not _DATED.search(row.split(" | ")[-2])] == []


def test_links_between_docs_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert broken == []
