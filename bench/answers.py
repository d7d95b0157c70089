"""How good answers are: is the right page cited, and is there no answer where nobody wrote one.

`python bench/answers.py [DATA]`: DATA is a folder with `corpora/` and `sets/*_questions_dev.jsonl` (default ../shared/data). It imports the
corpora into a new installation with `zwerm import`, asks with `zwerm ask --queries`, and prints a table. The twenty questions per language without an answer
are ours: some far from the corpus, some that sound as if they belonged to it. So are the twelve long ones of `bench/stories/`, which tell what happened
before they ask: six that the corpus answers (`relevant`, as in the sets), and six that it does not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = {"nl": ["algoritmekader", "don-site", "kwaliteitsaanpak"], "en": ["sourcegraph-handbook"]}
UNANSWERABLE = {
    "nl": [
        "Hoe vraag ik ouderschapsverlof aan?",
        "Wat is het wifi-wachtwoord voor gasten?",
        "Wie repareert de koffieautomaat op de derde verdieping?",
        "Hoe laat sluit de kantine op vrijdag?",
        "Hoeveel vakantiedagen heb ik per jaar?",
        "Waar kan ik mijn fiets stallen bij het kantoor?",
        "Hoe declareer ik een treinkaartje?",
        "Welke kleur moet de achtergrond van mijn visitekaartje hebben?",
        "Wat is de hoofdstad van Mongolië?",
        "Hoe bak ik een appeltaart?",
        "Wie won de Elfstedentocht van 1997?",
        "Hoe vervang ik een lekke band?",
        "Hoeveel kost een licentie van het algoritmeregister per gebruiker?",
        "Welke API gebruikt de gemeente Urk voor vuilnisophaling?",
        "Hoe stel ik DigiD in op een Nintendo Switch?",
        "In welk jaar werd de product owner van het DON-project benoemd?",
        "Wat is de maximale uploadgrootte van het ICTU-portaal?",
        "Welke bloemen mogen op de afdeling staan?",
        "Mag ik mijn hond meenemen naar een sprint review?",
        "Hoe installeer ik een waterpomp in de kelder?",
    ],
    "en": [
        "How do I water the plants in the Amsterdam office?",
        "What is the guest wifi password?",
        "Which bus goes to the headquarters?",
        "How do I repair a flat tyre?",
        "Who won the world cup in 1998?",
        "What is the capital of Mongolia?",
        "How do I bake an apple pie?",
        "Which dentist is covered by the insurance in Utrecht?",
        "How do I configure Sourcegraph on a Raspberry Pi Zero?",
        "What is the maximum number of guests at the founder's wedding?",
        "How many parking spaces does the London building have?",
        "What is the dress code for the Christmas dinner?",
        "Which COBOL compiler do we support?",
        "How do I connect the coffee machine to Grafana?",
        "Who designed the uniform of the receptionists?",
        "What is the penalty for returning a library book late?",
        "Which forklift licence do I need for the warehouse?",
        "How do I renew my passport at the town hall?",
        "What temperature should the vaccine fridge have?",
        "When was the canteen last inspected for hygiene?",
    ],
}


def zwerm(home: Path, *words: str) -> object:
    """Run one command in its own process, as people do; answers what `--json` prints."""
    environment = {**os.environ, "ZWERM_HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "zwerm", *words, "--json"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def ask_all(home: Path, questions: list[str]) -> list[dict[str, object]]:
    path = home / "questions.jsonl"
    path.write_text("".join(json.dumps({"query": question}) + "\n" for question in questions), "utf-8")
    answers = zwerm(home, "ask", "--queries", str(path))
    assert isinstance(answers, list)
    return answers


def cited(answer: dict[str, object]) -> list[str]:
    """Paths of the pages that an answer cites, in order."""
    sentences = answer["sentences"]
    assert isinstance(sentences, list)
    return list(dict.fromkeys(source["path"] for sentence in sentences for source in sentence["sources"]))


def is_right(path: str, pages: object) -> bool:
    """Paths are told from the imported folder on; the sets name them from the folder above."""
    assert isinstance(pages, list)
    return any(page.split("/", 1)[1] == path for page in pages)


def read_questions(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def counts(asked: list[dict[str, object]], answers: list[dict[str, object]]) -> str:
    """The cells of a table about questions that the corpus answers."""
    both = [(cited(answer), question["relevant"]) for answer, question in zip(answers, asked, strict=True)]
    first = sum(bool(paths) and is_right(paths[0], right) for paths, right in both)
    any_of = sum(any(is_right(path, right) for path in paths) for paths, right in both)
    silent = sum(not answer["answered"] for answer in answers)
    return " | ".join(f"{count}/{len(asked)}" for count in (first, any_of, silent))


def measure(language: str, data: Path) -> Iterator[str]:
    asked = read_questions(data / "sets" / f"{language}_questions_dev.jsonl")
    stories = read_questions(ROOT / "bench" / "stories" / f"{language}.jsonl")
    told = [each for each in stories if each["relevant"]]
    without = {
        "": UNANSWERABLE[language],
        ", stories": [str(each["query"]) for each in stories if not each["relevant"]],
    }
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        zwerm(home, "migrate")
        for corpus in CORPORA[language]:
            zwerm(home, "import", str(data / "corpora" / corpus))
        for (name, nothing), answerable in zip(without.items(), (asked, told), strict=True):
            began = time.perf_counter()
            answers = ask_all(home, [str(question["query"]) for question in answerable])
            each = (time.perf_counter() - began) / len(answerable)
            quiet = sum(not answer["answered"] for answer in ask_all(home, nothing))
            counted = f"{counts(answerable, answers)} | {quiet}/{len(nothing)}"
            yield f"| {language}{name} | {counted} | {each * 1000:.0f} ms |"


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "data")
    print("| | right page cited first | right page cited | wrongly no answer | rightly no answer | per question |")
    print("|---|---|---|---|---|---|")
    for language in CORPORA:
        for line in measure(language, data):
            print(line, flush=True)


if __name__ == "__main__":
    main()
