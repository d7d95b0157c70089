"""A time zone of one's own: what one person reads stands in theirs, what is shared or kept stays in that of the organisation."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from zwerm.courses.actions import assign_course, prepare_reminders, tell_reminders
from zwerm.courses.models.learning import Asked
from zwerm.courses.tests.taker import course_in
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Visit
from zwerm.notices.actions import News, deliver, notify
from zwerm.notices.models import Notice, Wishes
from zwerm.operations.days import organisation_day, readers_day
from zwerm.people.actions import write_copy
from zwerm.people.models import Person
from zwerm.people.rules.zones import zone_named, zones_in
from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_by_code, ask_anonymously, ask_question, give_answer, let_in, mix
from zwerm.questions.actions.room import wants_of
from zwerm.questions.actions.tips import as_read, news_of, tell_tip
from zwerm.questions.models import Acceptance, Question, Waiting

SETTINGS = "/account/settings/"
FAR = "Pacific/Auckland"
HERE = "Europe/Amsterdam"
# In the winter of Amsterdam: a Wednesday, late in the evening; in Auckland it is Thursday morning.
EVENING = datetime(2026, 11, 4, 22, 30, tzinfo=UTC)


def moves(world: World, person: Person, zone: str = FAR) -> Person:
    told = {"name": person.name, "function": "", "about": "", "language": "", "time_zone": zone}
    assert world.client(person).post(SETTINGS, told).status_code == 302
    return Person.objects.get(pk=person.pk)


def test_somebody_chooses_a_time_zone_and_what_is_none_is_refused(world: World) -> None:
    page = world.client(world.fatima, "nl").get(SETTINGS).text
    assert "Zoals de organisatie: Amsterdam" in page
    assert re.search(r'<optgroup label="Europa">.*<option value="Europe/Paris">Parijs</option>', page, re.DOTALL)
    assert '<option value="Europe/Paris">Paris</option>' in world.client(world.fatima, "en").get(SETTINGS).text
    fatima = moves(world, world.fatima)
    assert fatima.zone == ZoneInfo(FAR)
    told = {"name": fatima.name, "time_zone": "Middle/Earth"}
    assert world.client(fatima).post(SETTINGS, told).status_code == 422
    assert moves(world, fatima, "").zone == timezone.get_default_timezone()
    # One that was taken out of the database of time zones is that of the organisation.
    assert Person(time_zone="Europe/Atlantis").zone == timezone.get_default_timezone()
    assert zone_named("../../etc/passwd") is None


def test_every_zone_that_can_be_chosen_is_one_and_stands_there_once() -> None:
    names = [name for zones in zones_in("nl").values() for name, _place in zones]
    assert len(names) == len(set(names)) > 300
    assert all(zone_named(name) for name in names)
    assert HERE in names


def test_times_stand_in_the_time_zone_of_who_reads_and_of_nobody_else(world: World) -> None:
    tell_tip(world.kees, world.team.space, "De sleutel hangt links.", when=EVENING)
    item = keep_item(world.kees, world.team.space, "lesson", "Les", "Let op.")
    notify(world.fatima, News("item-talk", item.pk, item.space, when=EVENING))
    fatima = world.client(moves(world, world.fatima))
    address = "/questions/tips/of/seh/"
    for _twice in range(2):
        assert "5 November, 11:30" in fatima.get(address).text
        assert "4 November, 23:30" in world.client(world.sanne).get(address).text
    assert "5 November 11:30" in fatima.get("/notices/?show=all").text
    assert timezone.get_current_timezone() == timezone.get_default_timezone(), "nothing stays behind after a page"


def test_tips_that_come_by_themselves_say_the_times_of_each_who_looks_on(world: World) -> None:
    tell_tip(world.kees, world.team.space, "De sleutel hangt links.", when=EVENING)
    far, near = as_read("nl", moves(world, world.fatima)), as_read("nl", world.sanne)
    news = news_of(world.team.space.pk, 0, {far, near})
    assert news is not None
    assert b"5 november, 11:30" in news.said[far]
    assert b"4 november, 23:30" in news.said[near]


@pytest.mark.parametrize("moved", [True, False])
def test_quiet_hours_and_days_off_are_those_of_ones_own_clock(world: World, moved: bool) -> None:
    fatima = moves(world, world.fatima) if moved else world.fatima
    habits = Wishes.of(fatima).habits()
    assert habits.allows(EVENING) is moved, "morning there, night here"
    assert wants_of([fatima.pk])[fatima.pk].allows(EVENING) is moved
    saturday = datetime(2026, 11, 6, 22, 30, tzinfo=UTC)  # Friday here, by UTC
    assert not habits.allows(saturday)
    assert habits.day_of(EVENING) == (date(2026, 11, 5) if moved else date(2026, 11, 4))


def test_who_chose_hours_has_them_wherever_they_are(world: World) -> None:
    Wishes.objects.create(person=world.fatima, off="")
    fatima = moves(world, world.fatima)
    assert Wishes.of(fatima).habits().zone == ZoneInfo(FAR)
    assert wants_of([fatima.pk])[fatima.pk].allows(EVENING)


def test_what_waits_is_looked_at_anew_when_somebody_moves(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "lesson", "Les", "Let op.")
    notify(world.fatima, News("item-talk", item.pk, item.space))
    later = datetime.now(UTC) + timedelta(days=3)
    Notice.objects.update(look=later)
    moves(world, world.fatima)
    look = Notice.objects.get().look
    assert look is not None
    assert look < later


def test_a_mail_goes_in_their_morning_and_not_in_that_of_the_organisation(world: World, settings: Settings) -> None:
    settings.SENDS_MAIL = True
    question = ask_question(world.kees, world.organisation, "Hoe krijg ik een tolk op zondag?")
    fatima = moves(world, world.fatima)
    for person in (fatima, world.sanne):
        notify(person, News("question-answered", question.pk, question.space, when=EVENING))
    deliver(EVENING)
    assert [one.to for one in mail.outbox] == [[fatima.email]]
    deliver(EVENING + timedelta(hours=9))
    assert [one.to for one in mail.outbox] == [[fatima.email], [world.sanne.email]]


def test_the_day_of_what_is_shared_is_that_of_the_organisation(world: World) -> None:
    """Else it would tell where somebody is, and two colleagues would read another day of the same thing."""
    item = keep_item(world.kees, world.team.space, "lesson", "Les", "Let op.")
    fatima = moves(world, world.fatima)
    with timezone.override(fatima.zone):
        assert organisation_day(EVENING) == date(2026, 11, 4)
        assert readers_day(EVENING) == date(2026, 11, 5)
    world.client(fatima).get(item.get_absolute_url())
    assert Visit.objects.get(person=fatima).last == organisation_day()
    revise_item(world.kees, item, item.title, "Let goed op.")
    assert item.checked == organisation_day()


def test_nothing_of_an_anonymous_question_tells_the_time_zone_of_who_asked(world: World) -> None:
    kees = moves(world, world.kees)
    with timezone.override(kees.zone):
        code = ask_anonymously(kees, world.team.space, "Hoe zeg ik dat ik het niet weet?")
        mix()
        asked = Waiting.objects.get()
        let_in(world.sanne, asked)
        question = Question.objects.get(anonymous=True)
        answer = give_answer(world.fatima, question, "Zeg het gewoon.")
        accept_by_code(code, answer)
    here = timezone.localtime(Acceptance.objects.get().when, ZoneInfo(HERE))
    assert (here.hour, here.minute, here.date()) == (0, 0, organisation_day())


def test_the_days_left_are_counted_by_who_reads_and_the_end_of_the_day_is_theirs(world: World) -> None:
    due = organisation_day() + timedelta(days=20)
    course = course_in(world, world.team.space)
    kees = moves(world, world.kees)
    assign_course(world.sanne, course, spaces=[world.team.space], due=due, words="")
    prepare_reminders()
    tell_reminders()
    ends = {one.person_id: one.before for one in Notice.objects.filter(kind="course-asked")}
    midnight = datetime.combine(due + timedelta(days=1), datetime.min.time())
    assert ends[kees.pk] == midnight.replace(tzinfo=ZoneInfo(FAR))
    assert ends[world.fatima.pk] == midnight.replace(tzinfo=ZoneInfo(HERE))
    with timezone.override(kees.zone):
        assert Asked("", "", due).left == (due - readers_day()).days


def test_a_copy_of_my_data_tells_my_time_zone(world: World) -> None:
    file = io.BytesIO()
    list(write_copy(moves(world, world.fatima), file))
    assert FAR in zipfile.ZipFile(file).read("index.html").decode()


def test_nobody_asks_django_for_a_day_while_the_time_zone_of_a_reader_is_active() -> None:
    """`zwerm/operations/days.py` says which of the two it is; a default of a field is always followed by a day of its own."""
    asked = re.compile(r"timezone\.localdate\(|TruncDate\(|\w__date(__\w+)?=|date\.today\(")
    code = [
        path
        for path in (Path(__file__).parents[1] / "zwerm").rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts)
    ]
    found = [str(path) for path in code if path.name != "days.py" and asked.search(path.read_text("utf-8"))]
    assert found == []
