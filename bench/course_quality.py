"""How good and how fast courses are: counts per kind, what the rules reject, spans, minutes, seconds.

    python bench/course_quality.py FOLDER [FOLDER…] [--words 700] [--most 25] [--read]

Makes a course of each document that is long enough, and one of as many documents of a folder as fill twenty pages.
Prints one table per folder; with `--read` also every question and point that is suggested to an author, to judge. Nothing is written.
"""

import argparse
import re
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import (
    Bite,
    CourseDraft,
    Flashcards,
    Glossary,
    KeyPoints,
    Question,
    Quiz,
)
from zwerm.courses.generation.resolve import claims, unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.rules.told_lines import lines_of
from zwerm.language.words import count_words

TWENTY_PAGES = 10_000


def read_source(path: Path, root: Path) -> Source:
    markdown = path.read_text(errors="replace")
    front = re.match(r"---\n.*?\n---\n", markdown, re.DOTALL)
    title = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front[0], re.MULTILINE) if front else None
    heading = re.search(r"^#\s+(.+)$", markdown[front.end() if front else 0 :], re.MULTILINE)
    name = title[1] if title else heading[1] if heading else path.name
    return Source(id=str(path.relative_to(root)), title=name, markdown=markdown)


def marked_in(bite: Bite) -> list[Question]:
    """What is asked and marked: not what is told in own words."""
    asked = [question for block in bite.blocks if isinstance(block, Quiz) for question in block.questions]
    return [question for question in asked if question.is_marked]


def measure(sources: list[Source], totals: Counter[str], rejected: Counter[str], minutes: list[float]) -> CourseDraft:
    course = draft_course(sources)
    totals["courses"] += 1
    totals["bites"] += len(course.bites)
    totals["claims"] += sum(1 for _ in claims(course))
    totals["unresolved"] += len(unresolved(course, sources))
    totals["course cards"] += len(course.cards)
    each: list[int] = []
    for bite in course.bites:
        minutes.append(bite.minutes)
        asked = len(marked_in(bite))
        totals[f"asks {min(asked, 3)}"] += 1
        each.append(asked)
        suggested = [one for one in bite.suggested if one.joins == Quiz.kind]
        totals["suggested"] += len(suggested)
        totals["suggested points"] += len(bite.suggested) - len(suggested)
        totals["bites with suggestions"] += bool(suggested)
        totals["bites with suggestions only"] += bool(suggested) and not asked
        totals.update(f"because {one.why}" for one in suggested)
        totals[f"has {asked}"] += 1
        for block in bite.blocks:
            if isinstance(block, Quiz):
                totals.update(f"question {question.kind}" for question in block.questions)
                totals["questions"] += asked
                totals["to look at"] += sum(bool(getattr(question, "doubt", None)) for question in block.questions)
            elif isinstance(block, KeyPoints):
                totals["key points"] += len(block.points)
            elif isinstance(block, Glossary):
                totals["terms"] += len(block.terms)
            elif isinstance(block, Flashcards):
                totals["cards"] += len(block.cards)
    totals["bites without quiz"] += sum(not marked_in(bite) for bite in course.bites)
    totals["courses without a question"] += bool(each) and not any(each)
    rejected.update(course.rejected)
    return course


def twenty_pages(sources: list[Source]) -> list[Source]:
    chosen, words = [], 0
    for source in sources:
        if words >= TWENTY_PAGES:
            break
        chosen.append(source)
        words += count_words(source.markdown)
    return chosen


def report(folder: Path, least: int, most: int, read: bool) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.is_file())
    sources = [read_source(path, folder) for path in paths]
    long = [source for source in sources if count_words(source.markdown) >= least]
    step = max(1, len(long) // most)
    totals: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    minutes: list[float] = []
    started = time.process_time()
    for source in long[::step][:most]:
        made = measure([source], totals, rejected, minutes)
        for one in (one for bite in made.bites if read for one in bite.suggested):
            what = "\n      ".join(lines_of(one.value))
            print(f"    {source.id} ({one.why})\n      {what}")
    each = time.process_time() - started
    together = twenty_pages(long)
    started = time.process_time()
    course = measure(together, Counter(), Counter(), [])
    whole = time.process_time() - started
    within = sum(5 <= value <= 10 for value in minutes)
    print(f"\n{folder.name}")
    print(
        f"  courses {totals['courses']}, bites {totals['bites']}, minutes {min(minutes):.1f}–{max(minutes):.1f}, mean {mean(minutes):.1f}, of 5–10 minutes {within}"
    )
    print(
        f"  per bite: questions {totals['questions'] / totals['bites']:.1f}, key points {totals['key points'] / totals['bites']:.1f}, terms {totals['terms'] / totals['bites']:.1f}, cards {totals['cards'] / totals['bites']:.1f}; bites without a question {totals['bites without quiz']}"
    )
    spread = ", ".join(f"{count if count < 3 else '3 or more'}: {totals[f'asks {count}']}" for count in range(4))
    print(f"  bites by number of questions: {spread}")
    print(
        f"  questions that the author is asked to look at: {totals['to look at']} of {totals['questions']}; courses without a question: {totals['courses without a question']}; median per bite {median(n for n in range(20) for _ in range(totals[f'has {n}'])):g}"
    )
    reasons = ", ".join(
        f"{n.removeprefix('because ')} {count}" for n, count in sorted(totals.items()) if "because" in n
    )
    print(
        f"  suggested: {totals['suggested']} beside {totals['bites with suggestions']} bites, of which {totals['bites with suggestions only']} have no question; {reasons}; points {totals['suggested points']}"
    )
    print(
        "  questions: "
        + ", ".join(
            f"{kind.removeprefix('question ')} {count}"
            for kind, count in sorted(totals.items())
            if kind.startswith("question ")
        )
    )
    print("  rejected:  " + ", ".join(f"{name} {count}" for name, count in rejected.most_common()))
    print(f"  spans that resolve: {totals['claims'] - totals['unresolved']} of {totals['claims']}")
    asked = sum(len(marked_in(bite)) for bite in course.bites)
    size = sum(count_words(source.markdown) for source in together)
    print(f"  seconds of processor time: {each / totals['courses']:.2f} per document")
    print(
        f"  {len(together)} documents of {size} words together: {whole:.2f} seconds, {len(course.bites)} bites, {asked} questions"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--most", type=int, default=25)
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        report(folder, arguments.words, arguments.most, arguments.read)


if __name__ == "__main__":
    main()
