"""Pages and who made them, for bench/expertise.py: from folders of Markdown, and from the demo organisation."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bench.search_sets import Page, read_page
from zwerm.skills.rules.knowing import Place

FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
LISTED = r"^{}:\s*(\[.*?\]|(?:\n\s*- .*)+|.*)$"
DATED = re.compile(r"/(\d{4})/(\d\d)/(\d\d?)-")
TAGS = ("tags", "levenscyclus", "onderwerp", "rollen")
# Of earlier pages there have to be some to say anything.
FEWEST_BEFORE = 15


@dataclass(frozen=True)
class Work:
    """A page, who made it, where it is, and when it was made where that is known."""

    page: Page
    makers: frozenset[str]
    place: Place
    when: date | None = None
    tags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Case:
    """A page as a question: its title, and who made it among those known from `before` (numbers of the other pages)."""

    number: int
    makers: frozenset[str]
    before: frozenset[int]


def leave_one_out(works: Sequence[Work]) -> Iterator[Case]:
    often = Counter(person for work in works for person in work.makers)
    everything = frozenset(range(len(works)))
    for number, work in enumerate(works):
        if known := frozenset(person for person in work.makers if often[person] > 1):
            yield Case(number, known, everything - {number})


def split_by_time(works: Sequence[Work]) -> Iterator[Case]:
    """Each page with only what was there the day before."""
    for number, work in enumerate(works):
        before = frozenset(other for other, one in enumerate(works) if one.when and work.when and one.when < work.when)
        known = frozenset(person for other in before for person in works[other].makers) & work.makers
        if known and len(before) >= FEWEST_BEFORE:
            yield Case(number, known, before)


def read_contributed(data: Path) -> list[Work]:
    """The pages of algoritmekader and who changed them; without days."""
    works = []
    for line in (data / "sets" / "contrib_ak.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        text = (data / "corpora" / told["path"]).read_text("utf-8", "replace")
        works.append(_work(told["path"], text, told["contrib"]))
    return works


def read_signed(data: Path) -> list[Work]:
    """The signed blogs of don-site, with the day that stands in their path."""
    works = []
    for path in sorted((data / "corpora" / "don-site" / "blog").rglob("*.md*")):
        told, text = path.relative_to(data / "corpora").as_posix(), path.read_text("utf-8", "replace")
        makers, dated = _listed("authors", text), DATED.search(f"/{told}")
        if makers and dated:
            works.append(_work(told, text, makers, date(*map(int, dated.groups()))))
    return works


def read_demo() -> list[Work]:
    """The texts of the demo organisation, of the database that is set up."""
    from zwerm.library.models import Item, ItemSkill

    about: dict[object, set[str]] = {}
    for thing, skill in ItemSkill.objects.values_list("thing", "skill"):
        about.setdefault(thing, set()).add(str(skill))
    items = Item.objects.published().select_related("current", "space").prefetch_related("credits").order_by("id")
    works = []
    for item in items:
        page = Page(item.source or str(item.pk), item.title, item.version.text, item.language[:2])
        makers = frozenset(str(credit.person_id) for credit in item.credits.all() if credit.person_id)
        tags = frozenset(about.get(item.pk, ()))
        works.append(Work(page, makers, (item.space.slug,), item.created.date(), tags))
    return works


def _work(path: str, text: str, makers: Sequence[str], when: date | None = None) -> Work:
    tags = frozenset(tag for name in TAGS for tag in _listed(name, text))
    return Work(read_page(path, text, "nl"), frozenset(makers), tuple(path.split("/")[:-1]), when, tags)


def _listed(name: str, text: str) -> list[str]:
    front = FRONT.match(text)
    listed = re.search(LISTED.format(name), front.group(1), re.MULTILINE) if front else None
    return [one.strip() for one in re.findall(r"\w[\w. -]*", listed.group(1))] if listed else []
