"""The docs cannot forget: every setting, command and module is told, or a test fails."""

from __future__ import annotations

import re
from pathlib import Path

from zwerm.configuration import SETTINGS
from zwerm.operations.registry import commands

ROOT = Path(__file__).resolve().parents[1]


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


def test_links_between_docs_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert broken == []
