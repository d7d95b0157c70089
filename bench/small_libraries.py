"""Whether answers are given in a small library, and not where it has none: 5, 12 and 50 items of `bench/small/`, written by us.

    python bench/small_libraries.py [--language nl|en] [--read]

In these files a line `? question | words` follows the item that answers it, and `?! question` has no answer anywhere. In a library of the first
five items the questions of all the others have none either. Right: the answer holds those words. `--read` prints every answer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answers import ROOT, ask_all, zwerm

SIZES = (5, 12, 50)


@dataclass(frozen=True)
class Asked:
    """A question; the number of the item that answers it, or -1, and words that its answer holds."""

    text: str
    item: int = -1
    holds: str = ""


def read_library(path: Path) -> tuple[list[str], list[Asked]]:
    """The items, and the questions."""
    items: list[str] = []
    asked: list[Asked] = []
    for part in path.read_text("utf-8").removeprefix("# ").split("\n# "):
        lines = part.splitlines()
        asked += [Asked(line[3:].strip()) for line in lines if line.startswith("?! ")]
        questions = [line[2:].split(" | ") for line in lines if line.startswith("? ")]
        if questions:
            asked += [Asked(text, len(items), holds.strip()) for text, holds in questions]
            items.append("# " + "\n".join(line for line in lines if not line.startswith("?")))
    return items, asked


def measure(language: str) -> Iterator[tuple[str, list[tuple[Asked, str]]]]:
    items, asked = read_library(ROOT / "bench" / "small" / f"{language}.md")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            home, texts = Path(folder) / "home", Path(folder) / "texts"
            home.mkdir()
            texts.mkdir()
            for number, item in enumerate(items[:size]):
                (texts / f"{number:02}.md").write_text(item, "utf-8")
            zwerm(home, "migrate")
            zwerm(home, "import", str(texts))
            answers = ask_all(home, [one.text for one in asked])
        told = [(one, " ".join(_sentences(answer))) for one, answer in zip(asked, answers, strict=True)]
        able = [(one, text) for one, text in told if 0 <= one.item < size]
        unable = [text for one, text in told if not 0 <= one.item < size]
        lengths = [len(_sentences(answer)) for answer in answers if answer["answered"]]
        right = sum(one.holds.casefold() in text.casefold() for one, text in able)
        yield (
            f"| {language}, {size} items | {sum(bool(text) for _, text in able)} of {len(able)} | {right} of {len(able)} "
            f"| {sum(map(bool, unable))} of {len(unable)} | {sum(lengths) / max(1, len(lengths)):.1f} |",
            told,
        )


def _sentences(answer: dict[str, object]) -> list[str]:
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    return [sentence["text"] for sentence in sentences]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--language", choices=["nl", "en"])
    parser.add_argument("--read", action="store_true")
    given = parser.parse_args()
    print("| library | answered | with the right words | wrongly answered | sentences |\n|---|---|---|---|---|")
    for language in [given.language] if given.language else ["nl", "en"]:
        for line, told in measure(language):
            print(line, flush=True)
            if given.read:
                print("".join(f"- {one.text} [{one.holds}] {text or '—'}\n" for one, text in told))


if __name__ == "__main__":
    main()
