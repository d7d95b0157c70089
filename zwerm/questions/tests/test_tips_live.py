"""The socket of a conversation, in servers of its own: what is said reaches all who look on, once, also after a kill and from another process."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.installation import Installation, free_port, fresh_installation, wait_for_line

MAKE = """
import json
from zwerm.people.tests.sessions import session_key
from zwerm.people.tests.world import build_world
world = build_world()
made = {"team": str(world.team.space.pk), "closed": str(world.closed.pk)}
made |= {name: session_key(getattr(world, name)) for name in ("fatima", "kees", "otto", "gone")}
print(json.dumps(made))
"""
PATIENCE = 30


@dataclass
class Site:
    installation: Installation
    port: int
    known: dict[str, str]

    @contextmanager
    def look(self, who: str, space: str = "closed", *, since: int = 0, origin: str = "") -> Iterator[Looker]:
        cookie = f"sessionid={self.known[who]}" if who in self.known else ""
        with connect(
            f"ws://127.0.0.1:{self.port}/live/tips/{self.known.get(space, space)}/?since={since}&language=nl",
            additional_headers={"Cookie": cookie, "Origin": origin or f"http://127.0.0.1:{self.port}"},
            open_timeout=PATIENCE,
        ) as socket:
            yield Looker(socket)

    def says(self, who: str, words: str, slug: str = "or", key: str = "") -> int:
        token = "t" * 32
        headers = {
            "Cookie": f"sessionid={self.known[who]}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
            "zwerm-quietly": "yes",
        }
        body = urlencode({"words": words, "key": key or str(uuid4())})
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as asked:
            asked.request("POST", f"/questions/tips/of/{slug}/telling/", body, headers)
            return asked.getresponse().status


@dataclass
class Looker:
    """Keeps what the island keeps."""

    socket: ClientConnection
    tips: dict[str, dict[str, Any]] = field(default_factory=dict)
    upto: int = 0

    def hear_until(self, words: str) -> None:
        while not any(words in tip["html"] for tip in self.tips.values()):
            news = json.loads(self.socket.recv(timeout=PATIENCE))
            for tip in news["tips"]:
                if tip["changed"] >= self.tips.get(tip["id"], tip)["changed"]:
                    self.tips[tip["id"]] = tip
            self.upto = max(self.upto, news["upto"])

    def closed_with(self) -> int | None:
        try:
            while True:
                self.socket.recv(timeout=PATIENCE)
        except ConnectionClosed:
            return self.socket.close_code


@pytest.fixture(scope="module")
def place(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with fresh_installation(tmp_path_factory.mktemp("tips"), migrated) as installation:
        made = installation.python(MAKE)
        assert made.returncode == 0, made.stderr
        yield Site(installation, free_port(), json.loads(made.stdout))


@pytest.fixture
def site(place: Site) -> Iterator[Site]:
    with place.installation.started("run", "--port", str(place.port), worker="no") as server:
        wait_for_line(server, "ready")
        yield place


def test_only_who_sees_the_space_looks_on_and_only_from_our_own_pages(site: Site) -> None:
    for who, space, origin in [
        ("otto", "closed", ""),
        ("gone", "closed", ""),
        ("nobody", "team", ""),
        ("fatima", "closed", "https://elders.example"),
        ("fatima", "018f0000-0000-7000-8000-000000000000", ""),
    ]:
        with pytest.raises(InvalidStatus) as refused, site.look(who, space, origin=origin):
            pass
        assert refused.value.response.status_code == 403
    with site.look("otto", "team") as otto, site.look("fatima", "team") as fatima:
        assert site.says("kees", "Voor iedereen.", "seh") == 200
        otto.hear_until("Voor iedereen.")
        fatima.hear_until("Voor iedereen.")


def test_who_comes_back_hears_what_they_missed_and_a_form_that_comes_again_says_nothing_twice(site: Site) -> None:
    with site.look("fatima") as fatima:
        assert site.says("kees", "De eerste.") == 200
        fatima.hear_until("De eerste.")
    key = str(uuid4())
    assert [site.says("kees", "De tweede.", key=key) for _ in range(3)] == [200, 200, 200]
    with site.look("fatima", since=fatima.upto) as back:
        back.hear_until("De tweede.")
        assert len(back.tips) == 1
        site.says("kees", "De derde.")
        back.hear_until("De derde.")
        assert [tip["number"] for tip in back.tips.values()] == sorted(tip["number"] for tip in back.tips.values())


def test_what_was_answered_before_a_kill_is_heard_after_it(place: Site) -> None:
    with place.installation.started("run", "--port", str(place.port), worker="no") as server:
        wait_for_line(server, "ready")
        with place.look("fatima") as fatima:
            place.says("kees", "Vlak voor het einde 0.")
            fatima.hear_until("Vlak voor het einde 0.")
        said = [n for n in range(1, 6) if place.says("kees", f"Vlak voor het einde {n}.") == 200]
        server.send_signal(signal.SIGKILL)
        server.wait()
    with place.installation.started("run", "--port", str(place.port), worker="no") as server:
        wait_for_line(server, "ready")
        with place.look("fatima", since=fatima.upto) as back:
            for n in said:
                back.hear_until(f"Vlak voor het einde {n}.")
            assert len(back.tips) == len(said) == 5


def test_who_leaves_the_space_is_put_out_and_hears_nothing_more(site: Site) -> None:
    with site.look("kees") as kees:
        left = site.installation.python(
            "from zwerm.people.models import Membership\n"
            "Membership.objects.filter(person__name='Kees Mulder', space__slug='or').delete()\n"
        )
        assert left.returncode == 0
        assert kees.closed_with() == 4403
    back = site.installation.python(
        "from zwerm.people.models import Person, Space\n"
        "from zwerm.people.actions import join_space\n"
        "join_space(Person.objects.get(name='Kees Mulder'), Space.objects.get(slug='or'))\n"
    )
    assert back.returncode == 0


def test_nonsense_hurts_only_its_own_socket_and_a_sign_of_life_is_answered(site: Site) -> None:
    with site.look("fatima") as fatima, site.look("kees") as kees:
        fatima.socket.send("alive")
        while True:
            if json.loads(fatima.socket.recv(timeout=PATIENCE)) == "alive":
                break
        kees.socket.send("{" * 5000)
        assert kees.closed_with() == 4400
        with site.look("kees") as bytes_only:
            bytes_only.socket.send(b"\xff\x00")
            assert bytes_only.closed_with() is not None
        site.says("kees", "Nog steeds hier.")
        fatima.hear_until("Nog steeds hier.")


def test_what_is_said_in_another_process_is_heard_too(site: Site) -> None:
    with site.look("fatima") as fatima:
        said = site.installation.python(
            "from zwerm.people.models import Person, Space\n"
            "from zwerm.questions.actions.tips import tell_tip\n"
            "tell_tip(Person.objects.get(name='Kees Mulder'), Space.objects.get(slug='or'), 'Van elders.')\n"
        )
        assert said.returncode == 0, said.stderr
        fatima.hear_until("Van elders.")


@pytest.mark.skipif(
    not shutil.which("redis-server"), reason="no redis-server: several processes with a broker not tried"
)
def test_with_a_broker_other_processes_are_told_at_once_and_without_it_again_nothing_is_lost(
    place: Site, tmp_path: Path
) -> None:
    port = free_port()
    broker = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(broker, stdout=subprocess.DEVNULL) as redis:
        try:
            url = f"redis://127.0.0.1:{port}/0"
            with place.installation.started("run", "--port", str(place.port), worker="no", cache_url=url) as server:
                wait_for_line(server, "ready")
                with place.look("fatima") as fatima:
                    code = (
                        "from zwerm.people.models import Person, Space\n"
                        "from zwerm.questions.actions.tips import tell_tip\n"
                        "tell_tip(Person.objects.get(name='Kees Mulder'), Space.objects.get(slug='or'), 'Met bode.')\n"
                    )
                    place.installation.environment["ZWERM_CACHE_URL"] = url
                    assert place.installation.python(code).returncode == 0
                    fatima.hear_until("Met bode.")
                    os.kill(redis.pid, signal.SIGKILL)
                    redis.wait()
                    assert place.says("kees", "Zonder bode.") in {200, 500}
                    told = place.installation.python(code.replace("Met bode.", "Toch zonder bode."))
                    assert told.returncode == 0, told.stderr
                    fatima.hear_until("Toch zonder bode.")
        finally:
            place.installation.environment.pop("ZWERM_CACHE_URL", None)
            redis.kill()
