"""Server time and number of queries per page, in a filled installation: 100,000 passages in 25,000 items, 1,000 people.

python bench/pages.py                    in a temporary ZWERM_HOME
python bench/pages.py --items 100000     more
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PEOPLE, TEAMS, COMMUNITIES, CLOSED, TEXTS = 1000, 40, 40, 20, 100
BUDGET_MS, BUDGET_QUERIES = 60, 12
WORDS = "de pomp viel uit alarm kamer zuster keek nacht dienst overdracht patiënt medicatie controle arts balie rooster".split()  # noqa: SIM905


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 16))).capitalize() + "."


def text(chance: random.Random) -> str:
    """A page of four sections, so of four passages."""
    return "\n\n".join(f"## Deel {number}\n\n" + " ".join(sentence(chance) for _ in range(9)) for number in range(1, 5))


def fill(items: int) -> None:
    """Rows straight into the tables, in the shape that the actions would give them."""
    from zwerm.library.models import Credit, Item, Link, Passage, Version
    from zwerm.library.rules.markdown import read_markdown
    from zwerm.people.actions import open_organisation
    from zwerm.people.models import Membership, Person, Space

    chance = random.Random(1)
    open_organisation("Lindehof", "lindehof")
    spaces = [Space(kind="team", slug=f"team-{n}", name=f"Team {n}", open=True) for n in range(TEAMS)]
    spaces += [Space(kind="community", slug=f"kring-{n}", name=f"Kring {n}", open=True) for n in range(COMMUNITIES)]
    spaces += [Space(kind="community", slug=f"dicht-{n}", name=f"Dicht {n}", open=False) for n in range(CLOSED)]
    people = [Person(email=f"p{n}@x.example", name=f"Persoon {n}") for n in range(PEOPLE)]
    own = [Space(kind="private", slug=f"eigen-{n}", name=f"Persoon {n}", open=False) for n in range(PEOPLE)]
    Space.objects.bulk_create([*spaces, *own])
    Person.objects.bulk_create(people)
    belongs = [Membership(space=space, person=person) for space, person in zip(own, people, strict=True)]
    belongs += [Membership(space=space, person=who) for who in people for space in chance.sample(spaces, 4)]
    Membership.objects.bulk_create(belongs, batch_size=2000)
    readings = [read_markdown(text(chance), "nl") for _ in range(TEXTS)]
    htmls = [reading.render({}) for reading in readings]
    start = datetime(2024, 1, 1, tzinfo=UTC)
    made: list[Item] = []
    for first in range(0, items, 2000):
        batch, versions, passages, credits = [], [], [], []
        for number in range(first, min(items, first + 2000)):
            which = number % TEXTS
            who, when = chance.choice(people), start + timedelta(minutes=number * 17)
            item = Item(
                space=chance.choice(spaces), kind=chance.choice(Item.Kind.values), title=f"Stuk {number}: {sentence(chance)}",
                lead=readings[which].lead, language="nl", author=who, created=when, updated=when, published=when,
            )  # fmt: skip
            version = Version(
                item=item, number=1, title=item.title, text=readings[which].text, html=htmls[which], author=who, made=when,
                published=when,
            )  # fmt: skip
            item.current_id = version.id
            batch.append(item)
            versions.append(version)
            credits.append(Credit(item=item, person=who, name=who.name))
            passages += [
                Passage(version=version, position=place, heading=list(span.heading), start=span.start, end=span.end)
                for place, span in enumerate(readings[which].passages)
            ]
        write(batch, versions, passages, credits)
        made += batch
    linked = {(one.id, other.id) for one in made[::3] for other in chance.sample(made, 2) if one is not other}
    Link.objects.bulk_create([Link(origin_id=one, target_id=other) for one, other in linked], batch_size=5000)


TAUGHT = """De pomp is een apparaat dat medicatie op tijd toedient. Een alarm is een signaal dat iemand moet komen kijken.
Controleer de pomp elke 4 uur. De zuster belt de arts als het alarm langer dan 10 minuten duurt.

## Zo wissel je de spuit
1. Zet de pomp op pauze.
2. Sluit de klem.
3. Wissel de spuit.
4. Open de klem en start de pomp.

## Waar je op let
Een knik in de slang geeft een alarm. Een lege batterij geeft een ander alarm, omdat de pomp dan binnen 30 minuten stopt.
Schrijf de wisseling op in het dossier. De nachtdienst leest het dossier bij de overdracht."""
COURSES = 40


def teach() -> None:
    """Through the front door: courses that can be taken, cards that return, an index to search and ask."""
    from zwerm.courses.actions import generate_course, publish_course, start_course
    from zwerm.courses.actions.cards import keep_bite_cards
    from zwerm.library.actions import keep_item
    from zwerm.people.models import Person, Space
    from zwerm.search.actions import rebuild_index

    person, space = Person.objects.get(email="p7@x.example"), Space.objects.get(kind="organisation")
    for number in range(COURSES):
        item = keep_item(person, space, "howto", f"De pomp, deel {number}", TAUGHT)
        course = generate_course(person, space, [item], title=f"De pomp, deel {number}")
        if number:  # the first stays a draft
            publish_course(person, course)
            start_course(person, course)
            for bite in course.bites.all():
                keep_bite_cards(person, bite)
    rebuild_index()


def write(batch: list, versions: list, passages: list, credits: list) -> None:
    from django.db import transaction

    from zwerm.library.models import Credit, Item, Passage, Version

    with transaction.atomic():
        Item.objects.bulk_create(batch)
        Version.objects.bulk_create(versions)
        Passage.objects.bulk_create(passages)
        Credit.objects.bulk_create(credits)


def filled() -> bool:
    from zwerm.library.models import Item

    return Item.objects.exists()


def pages() -> dict[str, str]:
    from zwerm.courses.actions import begin_changes
    from zwerm.courses.models import Course
    from zwerm.library.models import Item
    from zwerm.people.models import Person

    newest = Item.objects.filter(space__open=True).order_by("-updated")
    middle = newest[newest.count() // 2]
    item = middle.get_absolute_url()
    first, second = Course.objects.published().order_by("created")[:2]
    course = first.get_absolute_url()
    changes = begin_changes(second.author, second).get_absolute_url()
    draft = Course.objects.get(published__isnull=True, revises=None).get_absolute_url()
    return {
        "Today": "/",
        "Knowledge": "/knowledge/",
        "Knowledge, halfway": f"/knowledge/?before={middle.updated.isoformat().replace('+', '%2B')}_{middle.id.hex}",
        "Knowledge, one kind": "/knowledge/?kind=lesson",
        "Knowledge, by author": "/knowledge/?author=Persoon+77",
        "Spaces": "/knowledge/spaces/",
        "Space": "/knowledge/spaces/team-3/",
        "Item": item,
        "Item, words marked": f"{item}?from=12&to=400&version=1",
        "Versions": f"{item}versions/",
        "Write": "/knowledge/write/lesson/",
        "Search": "/search/?q=pomp+alarm",
        "Ask": "/ask/?q=hoe+wissel+ik+de+spuit",
        "People": "/people/",
        "Person": Person.objects.get(email="p8@x.example").get_absolute_url(),
        "Communities": "/people/spaces/",
        "Courses": "/learn/",
        "Course": course,
        "Bite": f"{course}1/",
        "Draft of a course": f"{draft}draft/",
        "Draft of changes": f"{changes}draft/",
        "Practice": "/practice/",
        "Practice session": "/practice/session/",
        "Cards": "/practice/cards/",
        "My records": "/records/me/",
    }


def measure(times: int) -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from zwerm.operations.collecting import settle
    from zwerm.people.models import Person

    client = Client(headers={"accept-language": "nl"})
    client.force_login(Person.objects.get(email="p7@x.example"))
    # A session begins with a press of a button.
    client.post("/practice/session/")
    for address in pages().values():
        client.get(address)
    settle()
    print(f"| page | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms | queries |\n|{'---|' * 6}")
    well = True
    for name, address in pages().items():
        response = client.get(address)
        if response.status_code != 200:
            print(f"| {name} | answered {response.status_code} | | |")
            continue
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        queries = len(asked)  # the log is emptied at the next request
        took, worked = [], []
        for _ in range(times):
            began, began_work = time.perf_counter(), time.thread_time()
            client.get(address)
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.thread_time() - began_work) * 1000)
        slow = statistics.quantiles(took, n=20)[-1]
        well = well and slow <= BUDGET_MS and queries <= BUDGET_QUERIES
        told = [statistics.median(took), slow, statistics.median(worked), statistics.quantiles(worked, n=20)[-1]]
        print(f"| {name} | {' | '.join(f'{value:.1f}' for value in told)} | {queries} |", flush=True)
    return well


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--items", type=int, default=25_000)
    given.add_argument("--keep", help="a folder to fill once and measure again")
    given.add_argument("--times", type=int, default=30)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-bench-") as home:
        os.environ |= {"ZWERM_HOME": chosen.keep or home, "DJANGO_SETTINGS_MODULE": "zwerm.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        began = time.perf_counter()
        if not filled():
            fill(chosen.items)
            teach()
        print(f"{chosen.items} items, {PEOPLE} people, filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        return 0 if measure(chosen.times) else 1


if __name__ == "__main__":
    raise SystemExit(main())
