"""What somebody new gets who asks the library of the demo organisation everyday questions, in their own words (`bench/newcomers`, by us).

    python bench/newcomers.py [--aside] [--read]

Per question the pages that answer it and the words that an answer must hold; of some nothing in the library tells the answer. *Right*: it
holds those words and quotes such a page. An answer that is *marked* says of itself that it may be beside the point. `--aside` asks those that
were kept aside while answers were changed; `--read` prints every answer.
"""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answers import ROOT, ask_all, zwerm

SETS = {"nl": "Dutch", "en": "English", "more": "both, more"}
ASIDE = ("aside", "late")
VERDICTS = ("right", "marked, right", "marked, wrong", "wrong", "no answer", "rightly none")


@dataclass(frozen=True)
class Asked:
    """A question, ids of the items that answer it, and what an answer must hold: of each tuple one."""

    text: str
    items: frozenset[str]
    says: tuple[tuple[str, ...], ...]

    def verdict(self, answer: dict[str, object]) -> str:
        if not answer["answered"]:
            return "no answer" if self.items else "rightly none"
        said = " ".join(_sentences(answer)).casefold()
        right = bool(self.items & _quoted(answer)) and all(
            any(one.casefold() in said for one in each) for each in self.says
        )
        kind = "right" if right else "wrong"
        return kind if answer["sure"] else f"marked, {kind}"


def read_set(name: str) -> list[Asked]:
    from zwerm.library.demo.documents import identity_of

    told = tomllib.loads((ROOT / "bench" / "newcomers" / f"{name}.toml").read_text("utf-8"))
    return [
        Asked(
            one["asks"],
            frozenset(str(identity_of(page)) for page in one["pages"]),
            tuple(tuple(each.split("|")) for each in one["says"]),
        )
        for one in told["question"]
    ]


def _sentences(answer: dict[str, object]) -> list[str]:
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    return [sentence["text"] for sentence in sentences]


def _quoted(answer: dict[str, object]) -> set[str]:
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    return {source["item"] for sentence in sentences for source in sentence["sources"]}


def measure(home: Path, name: str, *, read: bool) -> Iterator[str]:
    asked = read_set(name)
    told = list(zip(asked, ask_all(home, [one.text for one in asked]), strict=True))
    counted = Counter(one.verdict(answer) for one, answer in told)
    yield f"| {SETS.get(name, name)}, {len(asked)} | {' | '.join(str(counted[verdict]) for verdict in VERDICTS)} |"
    for one, answer in told if read else ():
        yield "\n    ".join([f"- {one.verdict(answer)}: {one.text}", *(_sentences(answer) or ["—"])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--aside", action="store_true", help="those that were kept aside")
    parser.add_argument("--read", action="store_true", help="print every answer")
    parser.add_argument("--home", type=Path, help="an installation that has the demo; default: a new one")
    given = parser.parse_args()
    print(f"| questions | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        if not given.home:
            zwerm(home, "migrate")
            zwerm(home, "demo")
        for name in ASIDE if given.aside else SETS:
            for line in measure(home, name, read=given.read):
                print(line, flush=True)


if __name__ == "__main__":
    main()
