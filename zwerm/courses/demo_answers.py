"""What the authors of the demo ask besides what Zwerm made, and what colleagues answer to the questions of its courses."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from msgspec.structs import replace

from zwerm.courses.actions import add_question, answer_question, judge_answer
from zwerm.courses.actions.keep import rest
from zwerm.courses.generation import draft
from zwerm.courses.models import Answer, Block, Course, Enrolment, Question

# A question to answer in own words: what it asks, and its model answer.
IN_OWN_WORDS = draft.OpenAnswer(
    "Meneer Bakker (81) wijst ’s avonds naar de hoek van zijn kamer: “Haal die kerel daar eens weg.” Wat zeg je en wat doe je?",
    "Je zegt niet dat er niemand is, en ook niet dat je hem weghaalt. Je zegt wat jij ziet en dat je bij hem blijft, bijvoorbeeld: "
    "“Ik zie hem niet, maar ik zie dat u ervan schrikt. Ik blijf even bij u.”\n\n"
    "Je noemt je naam en zegt dat hij in het ziekenhuis is. Je doet het licht aan en kijkt of er een jas of infuuspaal staat die je weg kunt zetten.",
    (),
    (),
)


def _choice(stem: str, right: str, *wrong: str) -> draft.SingleChoice:
    options = [draft.Option(right, True, ()), *(draft.Option(text, False, ()) for text in wrong)]
    return draft.SingleChoice(stem, tuple(sorted(options, key=lambda option: option.text)), (), ())


# In which course and part, the question, and the sentence that it rests on.
ASKED: tuple[tuple[str, int, draft.OpenAnswer | draft.SingleChoice, str], ...] = (
    (
        "Delier en vallen voorkomen",
        0,
        IN_OWN_WORDS,
        'Wel: "Ik zie hem niet, maar ik zie dat u ervan schrikt. Ik blijf even bij u.',
    ),
    (
        "Delier en vallen voorkomen",
        1,
        _choice(
            "Een man van 45 met een onhandig infuus valt makkelijk. Een vrouw van 88 met broze botten en een bloedverdunner valt bijna nooit. Voor wie regel je meer?",
            "Voor de vrouw: als zij valt, is de kans op letsel groot",
            "Voor de man: bij hem is de kans op een val groter",
            "Voor allebei evenveel: elke val telt mee",
        ),
        "Een vrouw van 88 met broze botten en een bloedverdunner die bijna nooit valt, heeft het omgekeerd.",
    ),
    (
        "Triage op de SEH",
        0,
        _choice(
            "Je vindt bij een hertriage dat een patiënt een lagere kleur kan krijgen. Wat doe je?",
            "Je overlegt eerst met de SEH-arts",
            "Je stelt de kleur bij en schrijft op waarom",
            "Je laat de kleur altijd staan",
        ),
        "Omlaag bijstellen doen we niet zonder overleg met de SEH-arts.",
    ),
)
# What colleagues wrote there, and how they judge it themselves.
WRITTEN = (
    ("Ik zeg dat ik niemand zie, maar dat ik wel merk dat hij schrikt. Ik blijf bij hem, doe het licht aan en kijk wat daar in de hoek staat.", Answer.Judged.HAD),
    ("Rustig blijven, mijn naam zeggen en vertellen dat hij in het ziekenhuis is. Daarna het licht aan.", Answer.Judged.PARTLY),
    ("Niet in discussie gaan. Ik zeg dat ik zie dat hij bang is en ga even naast hem zitten. De jas aan de kapstok hang ik weg.", Answer.Judged.HAD),
    ("Ik stel hem gerust en zeg dat er echt niemand staat.", Answer.Judged.NOT_YET),
)  # fmt: skip


def ask_besides(course: Course) -> None:
    """What somebody who knows the work adds: how one would act in a case."""
    for title, part, value, sentence in ASKED:
        if title == course.title:
            _ask(course, part, value, sentence)


def _ask(course: Course, part: int, value: draft.OpenAnswer | draft.SingleChoice, sentence: str) -> None:
    source = next(one for one in course.sources.select_related("item__current") if sentence in one.item.version.text)
    quiz = Block.objects.filter(bite__course=course, bite__position=part, kind=draft.Quiz.kind).first()
    assert course.author is not None, "the demo's courses have one"
    assert quiz is not None, "and questions"
    version = source.item.version
    start = version.text.index(sentence)
    value = replace(value, spans=(draft.Span(str(source.item_id), start, start + len(sentence)),))
    question = add_question(course.author, quiz.bite, value, quiz)
    rest(quiz, value, {str(source.item_id): version.pk}, question)


def give_answer(enrolment: Enrolment, question: Question, knows: bool, when: datetime) -> None:
    key = uuid5(enrolment.pk, str(question.pk))
    if question.is_marked:
        answer_question(enrolment, question, _right(question) if knows else _other(question), key, when)
        return
    words, judged = WRITTEN[len(enrolment.person.name) % len(WRITTEN)]
    answer_question(enrolment, question, [words], key, when)
    judge_answer(enrolment, question, key, judged, when)


def _right(question: Question) -> list[str]:
    match question.value:
        case draft.SingleChoice(options=options) | draft.MultipleChoice(options=options):
            return [str(number) for number, option in enumerate(options) if option.correct]
        case draft.Ordering(items=parts) | draft.Matching(pairs=parts):
            return [str(number) for number in range(len(parts))]
        case draft.Gap(answer=answer):
            return [answer]
        case draft.Numeric(answer=number):
            return [f"{number:g}"]
        case draft.OpenAnswer(model=model):
            return [model]


def _other(question: Question) -> list[str]:
    """A wrong answer."""
    match question.value:
        case draft.SingleChoice(options=options) | draft.MultipleChoice(options=options):
            return [str(next(number for number, option in enumerate(options) if not option.correct))]
        case draft.Ordering(items=parts) | draft.Matching(pairs=parts):
            return [str(number) for number in reversed(range(len(parts)))]
        case draft.Gap(choices=choices, answer=answer):
            return [next((choice for choice in choices if choice != answer), "?")]
        case draft.Numeric(answer=number):
            return [f"{number + 1:g}"]
        case draft.OpenAnswer():
            return ["?"]
