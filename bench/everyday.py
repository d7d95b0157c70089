"""What colleagues get who ask the library of their own association everyday questions: told as the answer or marked, right or wrong (`bench/everyday`, by us).

    python bench/everyday.py [NAME ...] [--read] [--homes DIR]

Twelve documents each: of beekeepers and of a playground in Dutch, of a bicycle workshop in English; written as in `bench/small`, with the words that an answer must hold (`&`: all, `/`: one of them).
*Told* is an answer without the mark that it may be beside the point. Of some questions nothing tells the answer. `--homes` keeps the installations for a next time.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from answers import ROOT, ask_all, zwerm
from small_libraries import Asked, read_library

# Told by `imkers` what was wrong; the two others were never read while it was mended.
LIBRARIES = ("imkers", "speeltuin", "workshop")
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


def sentences(answer: dict[str, object]) -> list[str]:
    told = answer["sentences"]
    assert isinstance(told, list)
    return [sentence["text"] for sentence in told]


def measure(name: str, homes: Path, *, read: bool) -> Iterator[str]:
    items, asked = read_library(ROOT / "bench" / "everyday" / f"{name}.md")
    home = homes / name
    if not home.exists():
        texts = home / "texts"
        texts.mkdir(parents=True)
        for number, item in enumerate(items):
            (texts / f"{number:02}.md").write_text(item, "utf-8")
        zwerm(home, "migrate")
        zwerm(home, "import", str(texts))
    told = list(zip(asked, ask_all(home, [one.text for one in asked]), strict=True))
    counted = Counter(verdict(one, answer) for one, answer in told)
    yield f"| {name}, {len(asked)} | {' | '.join(str(counted[each]) for each in VERDICTS)} |"
    for one, answer in told if read else ():
        yield "\n    ".join([f"- {verdict(one, answer)}: {one.text} [{one.holds}]", *(sentences(answer) or ["—"])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=LIBRARIES)
    parser.add_argument("--read", action="store_true", help="print every answer")
    parser.add_argument("--homes", type=Path, help="where installations stay; default: they go")
    given = parser.parse_args()
    print(f"| questions | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in given.names:
            for line in measure(name, given.homes or Path(folder), read=given.read):
                print(line, flush=True)


if __name__ == "__main__":
    main()
