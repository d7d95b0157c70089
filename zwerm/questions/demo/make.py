"""What the colleagues of the demo ask one another."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from zwerm.people.models import Person, Space
from zwerm.questions.actions import (
    accept_answer,
    ask_anonymously,
    ask_question,
    comment_on,
    give_answer,
    let_in,
    mix,
    vote_for,
)
from zwerm.questions.actions.wanted import week_now
from zwerm.questions.models import Following, Offer, Question, Waiting, Wanted
from zwerm.skills.models import Skill

FILE = Path(__file__).parent / "questions.toml"
# Their newest news is still to be read.
NEWS = ("karin.lammers", "dewi.suryadi")


@transaction.atomic
def make_questions() -> None:
    """Safe to repeat: when there are questions, they stay as they are."""
    if Question.objects.exists():
        return
    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    spaces = {space.slug: space for space in Space.objects.all()}
    skills = {label.text: skill for skill in Skill.objects.named() for label in skill.labels if label.language == "nl"}
    asked = tomllib.loads(FILE.read_text("utf-8"))
    for told in asked["question"]:
        _ask(told, people, spaces, skills)
    for told in asked["anonymous"]:
        _ask_anonymously(told, people, spaces)
    Wanted.objects.bulk_create(
        Wanted(words=told["words"], week=week_now() - timedelta(weeks=told["weeks"]), people=told["people"])
        for told in asked["wanted"]
    )
    Following.objects.exclude(person__in=[people[name] for name in NEWS]).update(seen=datetime.now(UTC))


def _ask(told: dict[str, Any], people: dict[str, Person], spaces: dict[str, Space], skills: dict[str, Skill]) -> None:
    about = [skills[name] for name in told.get("skills", ()) if name in skills]
    when = _when(told["days"], 8)
    question = ask_question(
        people[told["by"]], spaces[told["space"]], told["title"], told["text"], skills=about, key=_key(told), when=when
    )
    Following.objects.filter(question=question).update(since=when, seen=when)
    for name in told.get("votes", ()):
        vote_for(people[name], question, _when(told["days"], 12))
    _say(told, question, people)
    for one in told.get("offer", ()):
        _offer(one, question, people, skills)


def _offer(told: dict[str, Any], question: Question, people: dict[str, Person], skills: dict[str, Skill]) -> None:
    """Just now, so that it is still there for visitors."""
    now = datetime.now(UTC)
    via = Offer.objects.filter(question=question, person__email__startswith=f"{told.get('via', '-')}@").first()
    skill = skills.get(told.get("because", ""))
    Offer.objects.create(
        question=question,
        person=people[told["to"]],
        at=now,
        because_kind="said" if skill else "",
        because_key=skill.pk if skill else None,
        because_when=now.date() if skill else None,
        said=told.get("said", ""),
        said_at=now if "said" in told else None,
        why=told.get("why", ""),
        passed_to=people.get(told.get("passed_to", "")),
        via=via,
    )


def _ask_anonymously(told: dict[str, Any], people: dict[str, Person], spaces: dict[str, Space]) -> None:
    """What nobody let in yet waits."""
    anybody = next(iter(people.values()))
    ask_anonymously(anybody, spaces[told["space"]], told["title"], told["text"], key=_key(told))
    mix()
    if name := told.get("let_in_by"):
        question = let_in(people[name], Waiting.objects.get(title=told["title"]))
        Question.objects.filter(pk=question.pk).update(asked=_when(told["days"], 9))
        _say(told, question, people)


def _say(told: dict[str, Any], question: Question, people: dict[str, Person]) -> None:
    for hour, entry in enumerate(told.get("answer", ()), 10):
        answer = give_answer(people[entry["by"]], question, entry["text"], when=_when(entry["days"], hour))
        for name in entry.get("votes", ()):
            vote_for(people[name], answer, _when(entry["days"], 15))
        for said in entry.get("comment", ()):
            comment_on(people[said["by"]], question, said["words"], answer=answer, when=_when(said["days"], 17))
        if entry.get("accepted"):
            accept_answer(people[told["by"]], answer, _when(entry["days"], 16))
    for said in told.get("comment", ()):
        comment_on(people[said["by"]], question, said["words"], when=_when(said["days"], 13))


def _key(told: dict[str, Any]) -> UUID:
    return uuid5(NAMESPACE_URL, f"zwerm:demo:question:{told['title']}")


def _when(days: int, hour: int) -> datetime:
    return (datetime.now(UTC) - timedelta(days=days)).replace(
        hour=hour, minute=(11 * days) % 60, second=0, microsecond=0
    )
