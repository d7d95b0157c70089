"""How fairly and how fast questions reach an answer: `python bench/routing.py [--seeds 5] [--people 500] [--weeks 12] [--a-day 25]`.

A made-up organisation, so it says what the rule does and nothing of how people are. People know some of 60 topics, many ask about few of those (Zipf); six of ten
agreed to be asked, a third works part-time. What Zwerm believes that somebody knows is their knowledge with an error. Who is asked answers with a chance of
their knowledge times how willing they are, less the more came to them that week; or says “not me”, or says nothing. No clock of this machine is in it: hours are
hours of work. Four ways: Zwerm's (zwerm/questions/rules), the same for one question after another, always the best expert, and anybody who may know.
All have the same chances, wait equally long for a reaction and ask as many people in all; only Zwerm keeps to what people want in a week.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from zwerm.questions.rules.hours import Hours
from zwerm.questions.rules.routing import AT_ONCE, HALF_LOAD, MOST_ASKED, REACTS, faded, room_left, share, worth

MONDAY = datetime(2026, 3, 2, 8, tzinfo=ZoneInfo("Europe/Amsterdam"))
TOPICS, AGREED, PART_TIME, A_WEEK, LOOKED_AT = 60, 0.6, 0.33, 3, 30
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GIVEN_UP, IN_TIME = 14 * DAY, 16.0
OFFICE = Hours()


@dataclass
class Colleague:
    name: int
    knows: dict[int, float]
    believed: dict[int, float]
    willing: float
    hours: Hours
    came: list[datetime] = field(default_factory=list)

    def days_ago(self, now: datetime) -> list[float]:
        return [days for at in self.came if (days := (now - at) / DAY) < 28]


@dataclass
class Asked:
    number: int
    topic: int
    at: datetime
    tried: set[int] = field(default_factory=set)
    # When each who was asked and is waited for speaks, and what: True for an answer.
    waits: dict[int, tuple[datetime, datetime | None, bool]] = field(default_factory=dict)
    answered: datetime | None = None


Way = Callable[[Sequence[Asked], Sequence[Colleague], datetime, random.Random], list[tuple[Asked, Colleague]]]


def organisation(people: int, chance: random.Random) -> list[Colleague]:
    made = []
    for name in range(people):
        topics = {min(int(chance.paretovariate(0.7)) - 1, TOPICS - 1) for _ in range(1 + int(chance.expovariate(0.5)))}
        knows = {topic: chance.betavariate(2, 2.5) for topic in topics}
        believed = {topic: min(0.98, max(0.02, much + chance.gauss(0, 0.15))) for topic, much in knows.items()}
        free = chance.sample(range(5), chance.choice([1, 2])) if chance.random() < PART_TIME else []
        hours = Hours(days=frozenset(range(5)) - frozenset(free))
        agreed = believed if chance.random() < AGREED else {}
        made.append(Colleague(name, knows, agreed, chance.uniform(0.4, 0.95), hours))
    return made


def demand(weeks: int, a_day: float, chance: random.Random) -> list[Asked]:
    weights = [1 / rank for rank in range(1, TOPICS + 1)]
    asked: list[Asked] = []
    for day in range(7 * weeks):
        if day % 7 < 5:
            number = sum(chance.random() < a_day / 100 for _ in range(100))
            hours = sorted(chance.uniform(0, 9.5) for _ in range(number))
            for hour in hours:
                topic = chance.choices(range(TOPICS), weights)[0]
                asked.append(Asked(len(asked), topic, MONDAY + day * DAY + hour * HOUR))
    return asked


def may_know(one: Asked, people: Sequence[Colleague]) -> list[Colleague]:
    able = [who for who in people if who.believed.get(one.topic, 0) >= 0.1]
    return sorted(able, key=lambda who: (-who.believed[one.topic], who.name))[:LOOKED_AT]


def open_for(one: Asked, people: Sequence[Colleague], now: datetime) -> list[Colleague]:
    return [who for who in people if who.name not in one.tried and who.hours.has(now)]


def wanted(one: Asked) -> int:
    return min(AT_ONCE - len(one.waits), MOST_ASKED - len(one.tried))


def zwerm(
    due: Sequence[Asked], people: Sequence[Colleague], now: datetime, chance: random.Random
) -> list[tuple[Asked, Colleague]]:
    questions, known = {one.number: one for one in due}, {who.name: who for who in people}
    worths, room = {}, {}
    for one in due:
        for who in open_for(one, CANDIDATES[one.topic], now):
            came = who.days_ago(now)
            room[who.name] = room_left(A_WEEK, came)
            worths[one.number, who.name] = worth(who.believed[one.topic], faded(came, HALF_LOAD) / A_WEEK)
    pairs = share({one.number: wanted(one) for one in due}, worths, room)
    return [(questions[number], known[name]) for number, name in pairs]


def one_by_one(
    due: Sequence[Asked], people: Sequence[Colleague], now: datetime, chance: random.Random
) -> list[tuple[Asked, Colleague]]:
    """The same limits and worths; each question takes its best, the oldest first."""
    taken: dict[int, int] = defaultdict(int)
    pairs = []
    for one in due:
        free = []
        for who in open_for(one, CANDIDATES[one.topic], now):
            came = who.days_ago(now)
            if room_left(A_WEEK, came) > taken[who.name]:
                free.append((-worth(who.believed[one.topic], faded(came, HALF_LOAD) / A_WEEK), who.name, who))
        for _worth, _name, who in sorted(free)[: wanted(one)]:
            taken[who.name] += 1
            pairs.append((one, who))
    return pairs


def best_always(
    due: Sequence[Asked], people: Sequence[Colleague], now: datetime, chance: random.Random
) -> list[tuple[Asked, Colleague]]:
    return [(one, who) for one in due for who in open_for(one, CANDIDATES[one.topic], now)[: wanted(one)]]


def anybody(
    due: Sequence[Asked], people: Sequence[Colleague], now: datetime, chance: random.Random
) -> list[tuple[Asked, Colleague]]:
    pairs = []
    for one in due:
        able = open_for(one, CANDIDATES[one.topic], now)
        pairs += [(one, who) for who in chance.sample(able, min(len(able), wanted(one)))]
    return pairs


WAYS: dict[str, Way] = {
    "**Zwerm**": zwerm,
    "Zwerm's rule, one question after another": one_by_one,
    "the best expert, always": best_always,
    "anybody who may know": anybody,
}
CANDIDATES: dict[int, list[Colleague]] = {}


def react(one: Asked, who: Colleague, now: datetime, seed: int) -> None:
    """What they will say and when, in their own time; None: nothing. Drawn for the pair, so that every way has the same luck."""
    own = random.Random(f"{one.number}:{who.name}:{seed}")
    busy = sum(days < 7 for days in who.days_ago(now))
    answers = own.random() < who.knows[one.topic] * who.willing / (1 + 0.5 * max(0, busy - 2))
    speaks = answers or own.random() < 0.35
    after = own.expovariate(1 / 3) if answers else own.expovariate(1.0)
    one.tried.add(who.name)
    who.came.append(now)
    one.waits[who.name] = (now, later(who.hours, now, after) if speaks else None, answers)


def later(hours: Hours, begin: datetime, working: float) -> datetime:
    now = begin
    while working > 0:
        now += HOUR / 2
        working -= 0.5 if hours.has(now) else 0
    return now


def run(way: Way, seed: int, people: int, weeks: int, a_day: float) -> dict[str, float]:
    chance = random.Random(seed)
    colleagues, questions = organisation(people, chance), demand(weeks, a_day, chance)
    chance = random.Random(seed + 1)
    known = {who.name: who for who in colleagues}
    CANDIDATES.clear()
    CANDIDATES.update({topic: may_know(Asked(0, topic, MONDAY), colleagues) for topic in range(TOPICS)})
    standing: list[Asked] = []
    coming = iter(questions)
    following = next(coming, None)
    now, end = MONDAY, MONDAY + (7 * weeks + 14) * DAY
    while now < end:
        while following and following.at <= now:
            standing.append(following)
            following = next(coming, None)
        for one in standing:
            settle(one, known, now)
        standing = [one for one in standing if one.answered is None and now - one.at < GIVEN_UP]
        due = [one for one in standing if wanted(one) > 0]
        for one, who in way(due, colleagues, now, chance) if due and OFFICE.has(now) else ():
            react(one, who, now, seed)
        now += HOUR / 2
    return measures(questions, [who for who in colleagues if any(who in able for able in CANDIDATES.values())])


def settle(one: Asked, known: dict[int, Colleague], now: datetime) -> None:
    for name, (asked, speaks, answers) in sorted(one.waits.items()):
        if speaks and speaks <= now:
            if answers and (one.answered is None or speaks < one.answered):
                one.answered = speaks
            del one.waits[name]
        elif known[name].hours.passed(asked, now, REACTS) and not (speaks and answers):
            del one.waits[name]


def measures(questions: Sequence[Asked], people: Sequence[Colleague]) -> dict[str, float]:
    took = [OFFICE.between(one.at, one.answered) / HOUR for one in questions if one.answered]
    loads = [len(who.came) for who in people]
    weeks = [sum(at <= other < at + 7 * DAY for other in who.came) for who in people for at in who.came]
    return {
        "in time": sum(hours <= IN_TIME for hours in took) / len(questions),
        "answered": len(took) / len(questions),
        "median": statistics.median(took),
        "gini": gini(loads),
        "most": max(weeks, default=0),
        "above": sum(
            max((sum(at <= o < at + 7 * DAY for o in who.came) for at in who.came), default=0) > A_WEEK
            for who in people
        )
        / len(people),
        "offers": sum(loads) / max(1, len(took)),
        "nobody": sum(not one.tried for one in questions) / len(questions),
    }


def gini(loads: Sequence[int]) -> float:
    """0: everybody the same; near 1: all to one."""
    ordered, whole = sorted(loads), sum(loads)
    return sum((2 * place - len(ordered) - 1) * load for place, load in enumerate(ordered, 1)) / (len(ordered) * whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--a-day", type=float, default=25)
    given = parser.parse_args()
    print(
        "| way | answered in 16 working hours | at all | median working hours | Gini of load | most in seven days to one | got more than 3 in seven days | offers per answer | reached nobody |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, way in WAYS.items():
        runs = [run(way, seed, given.people, given.weeks, given.a_day) for seed in range(given.seeds)]
        cells = [told([one[what] for one in runs], form) for what, form in FORMS.items()]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


FORMS = {
    "in time": "{:.0%}",
    "answered": "{:.0%}",
    "median": "{:.1f}",
    "gini": "{:.2f}",
    "most": "{:.0f}",
    "above": "{:.0%}",
    "offers": "{:.1f}",
    "nobody": "{:.1%}",
}


def told(values: Sequence[float], form: str) -> str:
    """The mean, and from the least to the most."""
    mean, low, high = (form.format(value) for value in (statistics.mean(values), min(values), max(values)))
    return mean if low == high else f"{mean} ({low} to {high})"


if __name__ == "__main__":
    main()
