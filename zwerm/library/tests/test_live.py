"""The socket of a room, in a server of its own: who comes in, what reaches whom, and what a kill leaves."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import pytest
from pycrdt import Doc, XmlElement, XmlText
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.installation import Installation, free_port, fresh_installation, wait_for_line
from zwerm.library.actions.editing.rooms import about_of
from zwerm.library.live.messages import (
    ALIVE,
    AWARENESS,
    SAVED,
    STEP1,
    STEP2,
    TOLD,
    UPDATE,
    NotUnderstood,
    Presence,
    Reader,
    Sync,
    awareness,
    sync,
    understand,
)
from zwerm.library.rules.rich.shared import blocks_in, fragment_of
from zwerm.library.rules.rich.tree import words_of

MAKE = """
import json
from zwerm.people.tests.sessions import session_key
from zwerm.people.tests.world import build_world
from zwerm.library.actions import keep_item
world = build_world()
made = {"item": str(keep_item(world.fatima, world.closed, "page", "Reglement", "# Reglement\\n\\nEen alinea.\\n").id)}
made["other"] = str(keep_item(world.fatima, world.closed, "page", "Regels", "Eerste regel.\\n").id)
made["anew"] = str(keep_item(world.fatima, world.closed, "page", "Rooster", "Eerste regel.\\n").id)
made["draft"] = str(keep_item(world.fatima, world.closed, "page", "Re", "Een begin.\\n", publish=False).id)
for name in ("fatima", "kees", "otto"):
    made[name] = session_key(getattr(world, name))
print(json.dumps(made))
"""
PATIENCE = 30


@dataclass
class Site:
    installation: Installation
    port: int
    known: dict[str, str]
    server: subprocess.Popen[str] | None = None

    def begun(self, who: str, item: str) -> str:
        """As their page has it."""
        found = re.search('data-beginning="([^"]*)"', self.asks(who, f"/knowledge/{item}/editing/"))
        assert found
        return found[1]

    def enter(
        self, who: str, *, origin: str = "", item: str = "", begun: str | None = None, stranger: bool = False
    ) -> ClientConnection:
        cookie = f"sessionid={self.known[who]}" if who in self.known else ""
        item = item or self.known["item"]
        if begun is None:
            begun = "" if stranger else self.begun(who, item)
        return connect(
            f"ws://127.0.0.1:{self.port}/live/items/{item}/?begun={begun}",
            additional_headers={"Cookie": cookie, "Origin": origin or f"http://127.0.0.1:{self.port}"},
            open_timeout=PATIENCE,
        )

    def asks(self, who: str, path: str, *, post: str | None = None) -> str:
        """A page, or the answer to a form."""
        token = "t" * 32
        headers = {"Cookie": f"sessionid={self.known[who]}; csrftoken={token}", "X-CSRFToken": token}
        if post is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as asked:
            asked.request("GET" if post is None else "POST", path, post, headers)
            answer = asked.getresponse()
            assert answer.status in {200, 302}
            return answer.read().decode()


@pytest.fixture(scope="module")
def place(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with fresh_installation(tmp_path_factory.mktemp("live"), migrated) as installation:
        made = installation.python(MAKE)
        assert made.returncode == 0, made.stderr
        yield Site(installation, free_port(), json.loads(made.stdout))


@pytest.fixture
def site(place: Site) -> Iterator[Site]:
    with place.installation.started("run", "--port", str(place.port), worker="no") as server:
        wait_for_line(server, "ready")
        place.server = server
        yield place


class Browser:
    """Speaks what the island speaks."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.doc: Doc[Any] = Doc()
        self.saved = 0
        self.sent = 0
        self.present: dict[int, Presence] = {}
        self.told: list[dict[str, Any]] = []
        socket.send(sync(STEP1, self.doc.get_state()))
        self.hear_until(lambda: bool(self.words))

    @property
    def words(self) -> list[str]:
        return [words_of(one) for one in blocks_in(self.doc)]

    def writes(self, words: str) -> None:
        before = self.doc.get_state()
        fragment_of(self.doc).children.append(XmlElement("paragraph", None, [XmlText(words)]))
        self._sends_since(before)

    def rename(self, title: str) -> None:
        before = self.doc.get_state()
        about_of(self.doc)["title"] = title
        self._sends_since(before)

    def _sends_since(self, before: bytes) -> None:
        self.socket.send(sync(UPDATE, self.doc.get_update(before)))
        self.sent += 1

    def hear_until(self, enough: Any) -> None:
        while not enough():
            message = self.socket.recv(timeout=PATIENCE)
            assert isinstance(message, bytes)
            if message[0] == SAVED:
                self.saved = Reader(message[1:]).number()
                continue
            if message[0] == TOLD:
                self.told.append(json.loads(Reader(message[1:]).bytes()))
                continue
            said = understand(message)
            if isinstance(said, Sync):
                if said.kind == STEP1:
                    self.socket.send(sync(STEP2, self.doc.get_update(said.data)))
                    self.sent += 1
                else:
                    self.doc.apply_update(said.data)
            else:
                self.present |= {one.client: one for one in said}

    def hear_saved(self) -> None:
        self.hear_until(lambda: self.saved >= self.sent)


def closing_code(socket: ClientConnection) -> int | None:
    """What the server closes this socket with."""
    with suppress(ConnectionClosed):
        while True:
            socket.recv(timeout=PATIENCE)
    return socket.close_code


def test_only_who_may_change_the_item_comes_in_and_only_from_our_own_pages(site: Site) -> None:
    for who, origin, item in [
        ("otto", "", ""),
        ("nobody", "", ""),
        ("fatima", "https://elders.example", ""),
        ("fatima", "", "018f0000-0000-7000-8000-000000000000"),
    ]:
        with pytest.raises(InvalidStatus) as refused:
            site.enter(who, origin=origin, item=item, stranger=True)
        assert refused.value.response.status_code == 403
    with site.enter("fatima") as socket:
        assert Browser(socket).words[:2] == ["Reglement", "Een alinea."]


def test_what_one_writes_the_other_sees_and_a_kill_right_after_saved_loses_nothing(site: Site) -> None:
    with site.enter("fatima") as first, site.enter("kees") as second:
        fatima, kees = Browser(first), Browser(second)
        fatima.writes("van Fatima")
        kees.hear_until(lambda: "van Fatima" in kees.words)
        kees.writes("van Kees")
        kees.hear_saved()
        fatima.hear_saved()
        assert site.server is not None
        site.server.send_signal(signal.SIGKILL)
        site.server.wait()
    with site.installation.started("run", "--port", str(site.port), worker="no") as again:
        wait_for_line(again, "ready")
        with site.enter("kees") as socket:
            assert {"van Fatima", "van Kees"} <= set(Browser(socket).words)


def test_lists_call_a_draft_by_its_present_title_while_it_is_being_written(site: Site) -> None:
    with site.enter("fatima", item=site.known["draft"]) as socket:
        fatima = Browser(socket)
        for title in ("Regels", "Regels  voor de <spoed>", "  "):
            fatima.rename(title)
            fatima.hear_saved()
        page = site.asks("fatima", "/knowledge/")
        assert "Regels voor de &lt;spoed&gt;" in page
        assert ">Re<" not in page
    with site.enter("fatima") as socket:
        fatima = Browser(socket)
        fatima.rename("Ander reglement")
        fatima.hear_saved()
        assert "Ander reglement" not in site.asks("fatima", "/knowledge/")  # others read it
        fatima.rename("Reglement")
        fatima.hear_saved()


def test_who_is_writing_is_told_who_put_which_version_back_and_their_own_words_stay_once(site: Site) -> None:
    item = site.known["other"]
    with site.enter("fatima", item=item) as socket:
        fatima = Browser(socket)
        fatima.writes("Foute regel.")
        fatima.hear_saved()
        site.asks("fatima", f"/knowledge/{item}/editing/session/", post="do=done")
        fatima.writes("Nog bezig.")
        fatima.hear_saved()
        assert not fatima.told
        site.asks("kees", f"/knowledge/{item}/versions/1/restoration/", post="based_on=2&told=yes")
        fatima.hear_until(lambda: fatima.told)
        assert fatima.told == [{"who": "Kees Mulder", "back": 1}]
        assert fatima.words == ["Eerste regel.", "Nog bezig."]
        fatima.writes("En verder.")
        fatima.hear_saved()
        site.asks("kees", f"/knowledge/{item}/edit/", post="title=Anders&text=Eerste+regel%2C+anders.&based_on=3")
        fatima.hear_until(lambda: len(fatima.told) > 1)
        assert fatima.told[1] == {"who": "Kees Mulder", "back": None}
        assert fatima.words == ["Eerste regel, anders.", "Nog bezig.", "En verder."]


def test_a_text_that_was_begun_anew_takes_nothing_of_who_knows_the_one_before_and_tells_them_so(site: Site) -> None:
    item = site.known["anew"]
    with site.enter("fatima", item=item) as socket:
        fatima = Browser(socket)
        fatima.writes("Staat er al.")
        fatima.hear_saved()
        before = site.begun("fatima", item)
        anew = site.installation.python(
            "from zwerm.library.actions.forgetting import follow_versions\nfrom zwerm.library.models import Item\n"
            f"follow_versions([Item.objects.get(id='{item}').current_id])"
        )
        assert anew.returncode == 0, anew.stderr
        # Somebody who comes at once need not wait until the others were put out.
        with site.enter("kees", item=item) as another:
            assert Browser(another).words == ["Eerste regel.", "Staat er al."]
        assert closing_code(socket) == 4410
    for _ in range(2):
        with site.enter("fatima", item=item, begun=before) as late, suppress(ConnectionClosed):
            late.send(sync(STEP2, fatima.doc.get_update(b"\0")))
            assert closing_code(late) == 4410
    with site.enter("kees", item=item) as another:
        kees = Browser(another)
        with site.enter("fatima", item=item, begun=before) as late, suppress(ConnectionClosed):
            late.send(sync(STEP2, fatima.doc.get_update(b"\0")))
            assert closing_code(late) == 4410
        kees.writes("En verder.")
        kees.hear_saved()
        assert kees.words == ["Eerste regel.", "Staat er al.", "En verder."]


def test_who_asks_whether_the_line_is_alive_is_answered(site: Site) -> None:
    with site.enter("fatima") as socket:
        fatima = Browser(socket)
        socket.send(bytes([ALIVE]))
        while (message := socket.recv(timeout=PATIENCE)) != bytes([ALIVE]):
            assert message
        fatima.writes("Nog steeds hier.")
        fatima.hear_saved()


def test_hostile_bytes_close_only_the_socket_that_sent_them(site: Site) -> None:
    with site.enter("fatima") as first:
        fatima = Browser(first)
        for bytes_ in [
            b"",
            b"\xff" * 40,
            bytes([0, 2, 200, 1]),
            sync(UPDATE, b"\x01\x01\xff\xff\xff\xff\xff"),
            bytes([7]),
            bytes([1, 9]) + b"\x01" * 9,
        ]:
            with site.enter("kees") as second:
                Browser(second)
                second.send(bytes_)
                assert closing_code(second) == 4400
        fatima.writes("nog hier")
        fatima.hear_saved()


def test_who_sends_faster_than_anyone_types_is_closed(site: Site) -> None:
    with site.enter("kees") as socket:
        kees = Browser(socket)
        with suppress(ConnectionClosed):
            for _ in range(3000):
                kees.socket.send(sync(STEP1, b"\x00"))
        assert closing_code(socket) == 4429


def test_a_cursor_carries_the_name_of_its_person_whatever_the_browser_says_and_goes_with_them(site: Site) -> None:
    with site.enter("fatima") as first:
        fatima = Browser(first)
        with site.enter("kees") as second:
            kees = Browser(second)
            second.send(awareness([Presence(77, 1, {"user": {"name": "De directeur"}, "cursor": {"a": 1}})]))
            fatima.hear_until(lambda: 77 in fatima.present)
            state = fatima.present[77].state
            assert state is not None
            assert state["user"]["name"] == "Kees Mulder"
            assert state["cursor"] == {"a": 1}
            assert kees.words
        fatima.hear_until(lambda: fatima.present[77].state is None)


def test_who_loses_access_is_put_out(site: Site) -> None:
    with site.enter("kees") as socket:
        Browser(socket)
        gone = site.installation.python(
            "from zwerm.people.models import Membership\n"
            "Membership.objects.filter(person__email__startswith='kees', space__slug='or').delete()"
        )
        assert gone.returncode == 0, gone.stderr
        assert closing_code(socket) == 4403
    site.installation.python(
        "from zwerm.people.models import Person, Space\nfrom zwerm.people.actions import join_space\n"
        "join_space(Person.objects.get(email__startswith='kees'), Space.objects.get(slug='or'))"
    )


@pytest.mark.parametrize("message", [b"", bytes([AWARENESS, 3, 1, 1, 50]), bytes([0, 9, 0]), bytes([128] * 20)])
def test_bytes_that_are_no_message_are_not_understood(message: bytes) -> None:
    with pytest.raises(NotUnderstood):
        understand(message)
