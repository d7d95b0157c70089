"""How well skills are proposed for texts: of the demo organisation, against what a reader chose (library/demo/about.toml).

    python bench/skills_proposed.py [--home HOME] [--each]

Leave one out: a text's own skills are not looked at, those of all others are. `names` is what the words of a text say alone,
`neighbours` what the texts that are like it are about, `both` what is proposed. The lines were drawn on the texts at even places;
the others were kept aside for measuring. HOME: an installation with the demo organisation that is there already.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", action="store_true", help="tell each text")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZWERM_HOME"] = str(asked.home or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
        if not asked.home:
            for words in (["migrate"], ["demo"], ["rebuild", "search"]):
                subprocess.run([sys.executable, "-m", "zwerm", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        import django

        django.setup()
        measure(asked.each)


def measure(each: bool) -> None:
    from zwerm.library.actions.about import read_for_skills
    from zwerm.library.models import Item, ItemSkill
    from zwerm.people.models import Person
    from zwerm.skills.actions import propose
    from zwerm.skills.actions.propose import chosen, in_words, votes_of
    from zwerm.skills.rules.spotting import weigh

    reader = Person.objects.get(email="priya.ramdin@lindehof.example")
    items = list(Item.objects.visible_to(reader).published().select_related("current").order_by("id"))
    ways: dict[str, dict[int, list[tuple[set[object], list[object]]]]] = {}
    seconds = []
    for place, item in enumerate(items):
        truth: set[object] = set(ItemSkill.objects.filter(thing=item).values_list("skill", flat=True))
        begun = time.process_time()
        reading = read_for_skills(reader, item)
        names, votes = in_words(reading), votes_of(reading, ItemSkill)
        seconds.append(time.process_time() - begun)
        told: Mapping[str, Mapping[object, float]] = {
            "names": weigh(names, {}),
            "neighbours": weigh({}, votes),
            "both": weigh(names, votes),
        }
        for way, scores in told.items():
            ways.setdefault(way, {}).setdefault(place % 2, []).append((truth, list(chosen(scores))))
        if each:
            print(
                item.title,
                "|",
                sorted(str(one) for one in ItemSkill.objects.filter(thing=item)),
                "|",
                propose(reading, ItemSkill),
            )
    print(
        f"{len(items)} texts; {1000 * sorted(seconds)[len(seconds) // 2]:.0f} ms of processor time at the median, {1000 * max(seconds):.0f} ms at most\n"
    )
    print("| way | texts | precision | recall | the first is right | nothing proposed |")
    print("|---|---|---|---|---|---|")
    for way, halves in ways.items():
        for half, called in ((0, "even"), (1, "kept aside")):
            print(f"| {way} | {called} | {row(halves[half])} |")


def row(told: list[tuple[set[object], list[object]]]) -> str:
    right = sum(len(truth & set(given)) for truth, given in told)
    given, wanted = sum(len(one) for _truth, one in told), sum(len(truth) for truth, _given in told)
    spoke = [(truth, one) for truth, one in told if one]
    first = sum(one[0] in truth for truth, one in spoke) / max(1, len(spoke))
    return f"{right / max(1, given):.2f} | {right / max(1, wanted):.2f} | {first:.2f} | {len(told) - len(spoke)} of {len(told)}"


if __name__ == "__main__":
    main()
