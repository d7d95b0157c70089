"""What an import linter cannot see: foreign keys by name, templates by path, and private parts of other modules."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.apps import apps

PACKAGE = Path(__file__).resolve().parents[1] / "zwerm"
ORDER = [
    {"language", "ui", "operations"},
    {"people"},
    {"records", "search", "notices"},
    {"skills"},
    {"library"},
    {"questions", "practice"},
    {"courses"},
    {"assistant"},
]
RANK = {module: rank for rank, row in enumerate(ORDER) for module in row}
OPEN_PARTS = {"cli", "models", "rules", "actions", "registry", "tests", "declares"}


def may_use(user: str, used: str) -> bool:
    return user == used or RANK[used] < RANK[user]


def test_every_module_has_its_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(RANK)


def test_foreign_keys_point_down() -> None:
    wrong = []
    for model in apps.get_models():
        owner = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if owner not in RANK or not field.concrete or not isinstance(target, type):
                continue
            label = target._meta.app_label  # type: ignore[attr-defined]
            if label in RANK and not may_use(owner, label):
                wrong.append(f"{model.__name__}.{field.name} → {label}")
    assert wrong == []


def test_templates_extend_and_include_down_only() -> None:
    reference = re.compile(r"""{%\s*(?:extends|include)\s+["']([a-z_]+)/""")
    wrong = []
    for template in PACKAGE.glob("*/templates/**/*.html"):
        owner = template.relative_to(PACKAGE).parts[0]
        for used in reference.findall(template.read_text("utf-8")):
            if used in RANK and not may_use(owner, used):
                wrong.append(f"{template.relative_to(PACKAGE)} uses {used}/")
    assert wrong == []


def test_links_in_templates_lead_down_or_go_through_a_registry() -> None:
    reference = re.compile(r"""{%\s*url\s+["']([a-z_]+):""")
    wrong = []
    for template in PACKAGE.glob("*/templates/**/*.html"):
        owner = template.relative_to(PACKAGE).parts[0]
        for used in reference.findall(template.read_text("utf-8")):
            if used in RANK and not may_use(owner, used):
                wrong.append(f"{template.relative_to(PACKAGE)} links to {used}")
    assert wrong == []


def test_modules_use_only_the_open_parts_of_each_other() -> None:
    wrong = []
    for path in PACKAGE.glob("*/**/*.py"):
        owner = path.relative_to(PACKAGE).parts[0]
        if owner not in RANK or "tests" in path.parts or "migrations" in path.parts:
            continue
        for module in _imported(path):
            parts = module.split(".")
            if parts[0] != "zwerm" or len(parts) < 2 or parts[1] not in RANK or parts[1] in {owner, "language"}:
                continue
            if len(parts) > 2 and parts[2] not in OPEN_PARTS | _offered(parts[1]):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert wrong == []


def _offered(module: str) -> set[str]:
    """Named parts that a module offers besides the usual ones."""
    return {
        "people": {"demo", "door", "requests"},
        "library": {"demo"},
        "operations": {
            "appending",
            "days",
            "halves",
            "holding",
            "hub",
            "lines",
            "locks",
            "once",
            "outward",
            "queries",
            "removing",
            "rows",
            "serving",
            "sqlite",
            "traces",
            "storing",
            "targets",
            "threads",
        },
        "records": {"vocabulary", "projection"},
        "search": {"found"},
        "ui": {"addresses", "fields", "phrases"},
        "courses": {"generation"},
    }.get(module, set())


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


def test_migrations_change_the_database_that_they_are_run_on() -> None:
    """`zwerm move` migrates another database beside the one in use."""
    wrong = [
        path.name
        for path in sorted(PACKAGE.glob("*/migrations/*.py"))
        if re.search(r"\.(objects|_default_manager)\.(?!using\(here\))", path.read_text("utf-8"))
    ]
    assert not wrong


def test_files_leave_storage_only_in_a_way_that_a_backup_still_has_them() -> None:
    """See operations/removing.py."""
    direct = [path for path in PACKAGE.rglob("*.py") if "default_storage.delete" in path.read_text("utf-8")]
    assert {path.relative_to(PACKAGE).parts[0] for path in direct} == {"operations"}
