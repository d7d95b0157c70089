"""The questions that each kind of item asks its writer. Kinds differ by these, and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A heading, and below it a hint that the writer replaces."""

    heading: str
    hint: str


_LESSON = {
    "nl": (
        Question(
            "Wat gebeurde er", "Vertel het kort, in de volgorde waarin het ging. Geen namen van patiënten of klanten."
        ),
        Question("Wat leerden we", "Wat weet je nu dat je eerst niet wist?"),
        Question("Wat doen we de volgende keer", "Maak het zo klein dat een collega het morgen kan doen."),
    ),
    "en": (
        Question("What happened", "Tell it briefly, in the order it went. No names of patients or customers."),
        Question("What we learned", "What do you know now that you did not know before?"),
        Question("What we do next time", "Make it so small that a colleague can do it tomorrow."),
    ),
}
_HOWTO = {
    "nl": (
        Question("Wanneer gebruik je dit", "In welke situatie helpt dit? En wanneer juist niet?"),
        Question("Wat heb je nodig", "- Spullen, toegang, hulp van wie?"),
        Question("Stappen", "1. Begin elke stap met een werkwoord."),
        Question("Waar let je op", "Wat gaat vaak mis, en hoe zie je dat?"),
    ),
    "en": (
        Question("When to use this", "In which situation does this help? And when does it not?"),
        Question("What you need", "- Things, access, help from whom?"),
        Question("Steps", "1. Begin every step with a verb."),
        Question("What to watch for", "What often goes wrong, and how do you notice?"),
    ),
}
_POSTMORTEM = {
    "nl": (
        Question("Samenvatting", "Drie zinnen: wat viel uit, hoe lang, wie merkte het. Zonder schuldvraag."),
        Question("Gevolgen", "Wie had er last van, en hoeveel?"),
        Question("Tijdlijn", "- 09.00 uur: wat zagen we?"),
        Question(
            "Oorzaken", "Waarom kon dit gebeuren? Vraag door tot je bij het werk zelf bent, niet bij een persoon."
        ),
        Question("Wat ging goed", "Wat hielp om het klein te houden?"),
        Question("Wat kon beter", "Wat kostte tijd of maakte het groter?"),
        Question("Waar we geluk hadden", "Wat liep goed af zonder dat wij daar iets voor deden?"),
        Question("Acties", "- [ ] Wat, wie, wanneer"),
    ),
    "en": (
        Question("Summary", "Three sentences: what failed, how long, who noticed. Without blame."),
        Question("Impact", "Who was affected, and how much?"),
        Question("Timeline", "- 09:00: what did we see?"),
        Question("Causes", "Why could this happen? Keep asking until you reach the work itself, not a person."),
        Question("What went well", "What helped to keep it small?"),
        Question("What could be better", "What cost time, or made it bigger?"),
        Question("Where we were lucky", "What ended well without us doing anything for it?"),
        Question("Actions", "- [ ] What, who, when"),
    ),
}
_DECISION = {
    "nl": (
        Question("Aanleiding", "Waarom moest er nu iets besloten worden?"),
        Question("Wat we kozen", "Eén zin die iedereen kan navertellen. Daarna de uitleg."),
        Question("Wat we niet kozen", "- Wat kon ook, en waarom deden we dat niet?"),
        Question("Gevolgen", "Wat verandert er, voor wie, vanaf wanneer? En wanneer kijken we terug?"),
    ),
    "en": (
        Question("Reason", "Why did something have to be decided now?"),
        Question("What we chose", "One sentence that everyone can repeat. Then the explanation."),
        Question("What we did not choose", "- What else was possible, and why did we not do it?"),
        Question("Consequences", "What changes, for whom, from when? And when do we look back?"),
    ),
}
_STORY = {
    "nl": (
        Question(
            "Wat maakte je mee", "Begin er middenin: waar was je, en met wie? Geen namen van patiënten of klanten."
        ),
        Question("Wat deed je", "Wat dacht je, wat deed je, en hoe liep het af? Schrijf zoals je praat."),
        Question("Wat geef je door", "Wat wil je dat een collega hiervan onthoudt?"),
    ),
    "en": (
        Question(
            "What you went through",
            "Begin in the middle of it: where were you, and with whom? No names of patients or customers.",
        ),
        Question("What you did", "What did you think, what did you do, and how did it end? Write as you speak."),
        Question("What you pass on", "What do you want a colleague to remember of this?"),
    ),
}
_PAGE = {
    "nl": (
        Question("In het kort", "Waar gaat dit over, en voor wie is het? Eén of twee zinnen."),
        Question("Wat je moet weten", "Wat vragen collega’s hierover het vaakst?"),
        Question("Meer weten", "- Waar staat er meer, of wie weet het?"),
    ),
    "en": (
        Question("In short", "What is this about, and for whom? One or two sentences."),
        Question("What you need to know", "What do colleagues ask about this most?"),
        Question("Find out more", "- Where is there more, or who knows?"),
    ),
}
_QUESTIONS: Mapping[str, Mapping[str, Sequence[Question]]] = {
    "page": _PAGE,
    "lesson": _LESSON,
    "howto": _HOWTO,
    "postmortem": _POSTMORTEM,
    "story": _STORY,
    "decision": _DECISION,
}


def questions(kind: str, language: str) -> Sequence[Question]:
    """What this kind asks, in this language."""
    return _QUESTIONS.get(kind, {}).get(language, ())


def beginning(kind: str, language: str) -> str:
    """The text that a writer of this kind begins with: the questions as headings, with room below each."""
    return "".join(f"## {question.heading}\n\n\n\n" for question in questions(kind, language)).rstrip("\n") + "\n" * 2


def headings_of(kind: str) -> frozenset[str]:
    """All that this kind asks, in every language."""
    return frozenset(question.heading for asked in _QUESTIONS.get(kind, {}).values() for question in asked)


def without_empty_parts(text: str, kind: str) -> str:
    """The text without the questions that stayed unanswered."""
    asked = headings_of(kind)
    parts: list[list[str]] = [[]]
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.startswith(("```", "~~~"))
        if line.startswith("## ") and not fenced and parts[-1]:
            parts.append([])
        parts[-1].append(line)
    return "\n".join("\n".join(part) for part in parts if not _is_unanswered(part, asked))


def _is_unanswered(part: list[str], asked: frozenset[str]) -> bool:
    return part[0].removeprefix("## ").strip() in asked and not any(line.strip() for line in part[1:])
