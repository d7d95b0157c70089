"""The image cannot be built everywhere, so what its recipe forgets is found here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zwerm.configuration import SETTINGS

ROOT = Path(__file__).resolve().parents[1]


def copied_into_the_image() -> set[str]:
    recipe = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = re.findall(r"^COPY (?!--from)(.+)$", recipe, flags=re.M)
    return {name for line in lines for name in line.split()[:-1]}


def beside_vite() -> set[str]:
    """Files of ours that building the islands reads, followed from one to the next."""
    found, ahead = set(), ["vite.config.ts"]
    while ahead:
        name = ahead.pop()
        found.add(name)
        ahead += [
            used for used in re.findall(r'from "\./([\w.]+)"', (ROOT / name).read_text("utf-8")) if used not in found
        ]
    return found


def test_the_image_gets_everything_that_building_the_islands_reads() -> None:
    needed = beside_vite() | {"package.json", "package-lock.json", ".npmrc", "hatch_build.py", "pyproject.toml"}
    assert needed - copied_into_the_image() == set()


def test_everything_copied_into_the_image_exists_and_is_not_ignored() -> None:
    ignored = {line.strip() for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()}
    copied = copied_into_the_image()
    assert {name for name in copied if not (ROOT / name).exists()} == set()
    assert copied & ignored == set()


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "NOTICE"])
def test_the_image_gets_what_the_package_tells_of_itself(name: str) -> None:
    assert name in copied_into_the_image()


def test_the_sample_asks_for_everything_that_compose_refuses_to_go_without() -> None:
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    sample = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text("utf-8"), flags=re.M))
    asked = set(re.findall(r"\$\{(\w+)[:}]", compose))
    assert asked - set(sample) == set()
    assert sample["ZWERM_SECRET_KEY"] == sample["POSTGRES_PASSWORD"] == ""


def test_every_setting_of_the_containers_is_one_that_zwerm_knows() -> None:
    told = "".join((ROOT / name).read_text("utf-8") for name in ("compose.yaml", ".env.example", "Dockerfile"))
    known = {setting.name for setting in SETTINGS}
    assert set(re.findall(r"\bZWERM_([A-Z_]+)\b", told)) - known == set()


def test_a_container_waits_longer_for_its_end_than_running_work_may_take() -> None:
    patience = int(
        re.findall(r"timeout_graceful_shutdown=(\d+)", (ROOT / "zwerm/operations/server.py").read_text("utf-8"))[0]
    )
    waits = re.findall(r"stop_grace_period: (\d+)s", (ROOT / "compose.yaml").read_text("utf-8"))
    assert waits
    assert all(int(seconds) > patience for seconds in waits)
