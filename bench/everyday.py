"""What colleagues get who ask the library of their own association everyday questions: told as the answer or marked, right or wrong (`bench/everyday`, by us).

    python bench/everyday.py [NAME ...] [--read] [--homes DIR]

Twelve documents each: of beekeepers and of a playground in Dutch, of a bicycle workshop in English; and six each of a music school and a rowing club in Dutch, of a tool library and a choir in English, of which
nearly all is asked on a condition ("te laat", "zonder pas", "out of"). Of a kitchen (Dutch) and of allotments (English) six each, asked in quite other words than the page's; four each of a laundry, a print shop, a pumping station and a boat shed, of things that are on or off, and of a tea house and a lock house, of lists, steps and cases; and of an observatory (Dutch) and a museum (English) four and three, of what a label tells and of words that are written as one or as two. Written as in `bench/small`, with the words that an answer must hold (`&`: all, `/`: one of them).
*Told* is an answer without the mark that it may be beside the point. Of some questions nothing tells the answer. A line `?+ question | another | words` has one that follows on,
asked as the page does, with the item that answered the first. `--homes` keeps the installations for a next time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from answers import ROOT, ask_all, zwerm
from small_libraries import Asked, read_library

# Told by `imkers` what was wrong; the two others were never read while it was mended. Of those with conditions the first two were mended on.
LIBRARIES = (
    "imkers",
    "speeltuin",
    "workshop",
    "muziekschool",
    "toolshare",
    "roeiclub",
    "choir",
    "buurtkeuken",
    "allotment",
    "wasserij",
    "printshop",
    "gemaal",
    "boatshed",
    "theehuis",
    "lockhouse",
    "sterrenwacht",
    "canalmuseum",
)
VERDICTS = ("told, right", "told, wrong", "marked, right", "marked, wrong", "no answer", "rightly none", "told for none", "marked for none")  # fmt: skip


def verdict(asked: Asked, answer: dict[str, object]) -> str:
    if not answer["answered"]:
        return "no answer" if asked.holds else "rightly none"
    how = "told" if answer["sure"] else "marked"
    if not asked.holds:
        return f"{how} for none"
    said = " ".join(sentences(answer)).casefold()
    right = all(any(one.strip() in said for one in each.split("/")) for each in asked.holds.casefold().split("&"))
    return f"{how}, {'right' if right else 'wrong'}"


def read_following(path: Path) -> list[tuple[str, Asked]]:
    """Questions that follow on, each with the one before."""
    lines = [line[3:].split(" | ") for line in path.read_text("utf-8").splitlines() if line.startswith("?+ ")]
    return [(before, Asked(text, 0, holds.strip())) for before, text, holds in lines]


def ask_in_turn(home: Path, asked: list[tuple[str, str]]) -> list[dict[str, object]]:
    """In a process of its own: the command line takes each question by itself."""
    environment = {
        **os.environ,
        "ZWERM_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "zwerm.settings",
    }
    done = subprocess.run(
        [sys.executable, __file__, "--in-turn"],
        env=environment,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[dict[str, object]] = json.loads(done.stdout)
    return told


def answer_in_turn() -> None:
    import django

    django.setup()
    from django.utils import translation

    from zwerm.assistant.actions import ask_open
    from zwerm.assistant.commands.ask import told
    from zwerm.search.actions import follow_changes, renew_index

    follow_changes()
    renew_index()
    answers: list[dict[str, Any]] = []
    with translation.override("nl"):
        for before, text in json.load(sys.stdin):
            first = ask_open(before)
            page = first.sentences[0].sources[0].item.pk if first.answered else None
            answers.append(told(ask_open(text, before, page)))
    json.dump(answers, sys.stdout)


def sentences(answer: dict[str, object]) -> list[str]:
    told = answer["sentences"]
    assert isinstance(told, list)
    return [sentence["text"] for sentence in told]


def measure(name: str, homes: Path, *, read: bool) -> Iterator[str]:
    path = ROOT / "bench" / "everyday" / f"{name}.md"
    items, asked = read_library(path)
    home = homes / name
    if not home.exists():
        texts = home / "texts"
        texts.mkdir(parents=True)
        for number, item in enumerate(items):
            (texts / f"{number:02}.md").write_text(item, "utf-8")
        zwerm(home, "migrate")
        zwerm(home, "import", str(texts))
    told = list(zip(asked, ask_all(home, [one.text for one in asked]), strict=True))
    following = read_following(path)
    in_turn = ask_in_turn(home, [(before, one.text) for before, one in following])
    after = [(one, answer) for (_, one), answer in zip(following, in_turn, strict=True)]
    for each, pairs in ((name, told), *([(f"{name}, following on", after)] if after else [])):
        counted = Counter(verdict(one, answer) for one, answer in pairs)
        yield f"| {each}, {len(pairs)} | {' | '.join(str(counted[one]) for one in VERDICTS)} |"
        for one, answer in pairs if read else ():
            yield "\n    ".join([f"- {verdict(one, answer)}: {one.text} [{one.holds}]", *(sentences(answer) or ["—"])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=LIBRARIES)
    parser.add_argument("--read", action="store_true", help="print every answer")
    parser.add_argument("--in-turn", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--homes", type=Path, help="where installations stay; default: they go")
    given = parser.parse_args()
    if given.in_turn:
        answer_in_turn()
        return
    print(f"| questions | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in given.names:
            for line in measure(name, given.homes or Path(folder), read=given.read):
                print(line, flush=True)


if __name__ == "__main__":
    main()
