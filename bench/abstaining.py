"""When answers are given and when not: the trade between answering wrongly and keeping silent wrongly.

    python bench/abstaining.py [DATA] [--each 100]

Answerable: questions that stand as headings in the corpora, asked of the same texts with those headings taken out, and the questions of a list of
questions and answers without its questions. They count when search finds the right page first. Not answerable: the same questions asked of another
organisation's texts, those of a bank's customers, and our own of bench/answers.py. None of them are the development questions.
The row with 0 is where `assistant/rules/abstaining.py` draws its line; the others are what a lower or a higher one would give.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from answers import CORPORA, ROOT, UNANSWERABLE, zwerm

LINES = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
QUESTION = re.compile(r"^#{1,6}\s+(.*\?)\s*$", re.MULTILINE)
MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]|\{#.*?\}|<[^>]*>")
TITLE = re.compile(r"^title:\s*(.*)$", re.MULTILINE)
LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
Asked = tuple[str, str]  # a question, and the path of the page that answers it


def take_questions_out(source: Path, target: Path) -> Iterator[Asked]:
    """Copy a corpus without the headings that are questions."""
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".md", ".mdx"}:
            continue
        told = path.relative_to(source).as_posix()
        text = path.read_text("utf-8", "replace")
        copy = target / told
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(QUESTION.sub("", text), "utf-8")
        for heading in QUESTION.findall(text):
            question = MARKUP.sub(r"\1", heading).strip()
            if len(question.split()) >= 4:
                yield question, told


def take_titles_out(source: Path, language: str, target: Path) -> Iterator[Asked]:
    """Copy answers without their questions, which are their titles (and their names: those become numbers)."""
    seen: set[str] = set()
    for number, path in enumerate(sorted(source.glob(f"_questions*/{language}/*.md"))):
        text = path.read_text("utf-8", "replace")
        title = TITLE.search(text)
        question = MARKUP.sub(" ", title[1].strip().strip("\"'")) if title else ""
        if not question.endswith("?") or question in seen:
            continue
        seen.add(question)
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{number:03}.md").write_text(LIQUID.sub("", text.split("---", 2)[2]), "utf-8")
        yield question, f"{number:03}.md"


def of_a_bank(data: Path) -> list[Asked]:
    with (data / "sets" / "banking77" / "train.csv").open(encoding="utf-8") as file:
        return [(row["text"], "") for row in csv.DictReader(file)]


def strengths(home: Path, asked: list[Asked]) -> list[tuple[float, bool]]:
    """Per question how strong its answer is, and whether the right page comes first; in a process of its own."""
    environment = {
        **os.environ,
        "ZWERM_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "zwerm.settings",
    }
    done = subprocess.run(
        [sys.executable, __file__, "--of", str(home)],
        env=environment, input=json.dumps(asked), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return [(strength, right) for strength, right in json.loads(done.stdout)]


def answer_all() -> None:
    import django

    django.setup()
    from zwerm.assistant.actions import ask_open
    from zwerm.library.models import Item
    from zwerm.search.actions import follow_changes, renew_index

    follow_changes()
    renew_index()
    told = []
    for question, path in json.load(sys.stdin):
        answer = ask_open(question)
        first = answer.sources[0].key if answer.sources else None
        right = Item.objects.filter(pk=first, source=path).exists()
        told.append((max(answer.strength, -99.0), right))
    json.dump(told, sys.stdout)


def show(name: str, told: list[tuple[float, bool]], *, answerable: bool) -> None:
    counted = [strength for strength, right in told if right or not answerable]
    shares = (sum(strength >= line for strength in counted) / max(1, len(counted)) for line in LINES)
    kind = "answered, of those whose right page is found" if answerable else "wrongly answered"
    print(f"| {name} ({len(counted)}) | {kind} | {' | '.join(f'{share:.0%}' for share in shares)} |", flush=True)


def measure(data: Path, each: int) -> None:
    chance = random.Random(7)
    print("| questions | line at | " + " | ".join(f"{line:+g}" for line in LINES) + " |")
    print("|---|---|" + "---|" * len(LINES))
    for language, corpora in CORPORA.items():
        with tempfile.TemporaryDirectory() as folder:
            texts, home, other = Path(folder) / "texts", Path(folder) / "home", Path(folder) / "other"
            own = [one for corpus in corpora for one in take_questions_out(data / "corpora" / corpus, texts / corpus)]
            theirs = list(take_titles_out(data / "corpora" / "coronacheck", language, texts / "faq"))
            for installation, folders in ((home, corpora), (other, ["faq"])):
                installation.mkdir()
                zwerm(installation, "migrate")
                for each_folder in folders:
                    zwerm(installation, "import", str(texts / each_folder))
            own = chance.sample(own, min(each, len(own)))
            ours = [(question, "") for question in UNANSWERABLE[language]]
            show(f"{language}: headings of its own", strengths(home, own), answerable=True)
            show(f"{language}: a list of questions and answers", strengths(other, theirs), answerable=True)
            show(f"{language}: of the list, asked of the organisation", strengths(home, theirs), answerable=False)
            show(f"{language}: of the organisation, asked of the list", strengths(other, own), answerable=False)
            show(f"{language}: our own without an answer", strengths(home, ours), answerable=False)
            if language == "en":
                bank = chance.sample(of_a_bank(data), each)
                show("en: of a bank, asked of the organisation", strengths(home, bank), answerable=False)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--of", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.of:
        answer_all()
    else:
        measure(given.data, given.each)


if __name__ == "__main__":
    main()
