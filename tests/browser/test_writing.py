"""Writing together in real browsers: what goes wrong with servers, lines and machines loses no words."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, Route, expect
from playwright.sync_api import Page as Tab

from tests.browser.visit import ARGUMENTS, CHROMIUM, wait_until
from tests.installation import Installation, free_port, fresh_installation, wait_for_line

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: not written in"),
    pytest.mark.skipif(not (ROOT / "zwerm/ui/static/built/manifest.json").exists(), reason="the islands are not built"),
]
MAKE = (ROOT / "tests/browser/writers.py").read_text("utf-8")
TEXT = "## Wat gebeurde er\n\nDe pomp viel uit.\n\n* ster\n* ster\n"
PATIENCE = 30_000
NONE_KEPT = "async () => !(await indexedDB.databases()).some(({ name }) => name.startsWith('zwerm-room:'))"
CHOSEN = """async (words) => {
  const { state } = document.querySelector('.writing').writing.editor;
  return state.doc.textBetween(state.selection.from, state.selection.to) === words;
}"""
# Until all that was asked of the device's database before is done.
WRITTEN = """() => new Promise((done) => {
  const { kept } = document.querySelector('.writing').writing;
  kept.db.transaction('updates', 'readwrite').oncomplete = () => done();
})"""


@dataclass
class Site:
    installation: Installation
    port: int
    known: dict[str, Any]
    stack: ExitStack = field(default_factory=ExitStack)
    server: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.server = self.stack.enter_context(self.installation.started("run", "--port", str(self.port), worker="no"))
        wait_for_line(self.server, "ready")

    def kill(self) -> None:
        assert self.server
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def item(self) -> str:
        """A new item with TEXT."""
        return self.told(f"print(keep_item(person('fatima'), team, 'lesson', 'De pomp', {TEXT!r}).id)")

    def version(self, item: str) -> dict[str, Any]:
        return json.loads(
            self.told(
                f"v = Item.objects.get(id='{item}').version\n"
                "print(json.dumps({'number': v.number, 'title': v.title, 'text': v.text, 'names': v.names}))"
            )
        )

    def told(self, code: str) -> str:
        ready = (
            "import json\nfrom zwerm.library.actions import keep_item\nfrom zwerm.library.models import Item\n"
            "from zwerm.people.models import Person, Space\nteam = Space.objects.get(slug='seh')\n"
            "person = lambda name: Person.objects.get(email__startswith=name)\n"
        )
        done = self.installation.python(ready + code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def site(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with fresh_installation(tmp_path_factory.mktemp("writing"), migrated) as installation, ExitStack() as stack:
        world = installation.python(MAKE)
        assert world.returncode == 0, world.stderr
        site = Site(installation, free_port(), json.loads(world.stdout), stack)
        site.start()
        yield site


class Writer:
    """Somebody at the page."""

    def __init__(self, site: Site, context: BrowserContext, who: str, path: str, tab: Tab | None = None) -> None:
        context.add_cookies(
            [
                {"name": "sessionid", "value": site.known[who], "url": site.address},
                {"name": "django_language", "value": "en", "url": site.address},
            ]
        )
        self.context = context
        self.tab: Tab = tab or (context.pages[0] if context.pages else context.new_page())
        self.tab.set_default_timeout(PATIENCE)
        self.said: list[str] = []
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.goto(f"{site.address}{path}")
        expect(self.tab.locator(".writing[data-state='ready']")).to_be_attached(timeout=PATIENCE)

    @property
    def text(self) -> str:
        """Without the names at others' cursors."""
        return self.tab.evaluate("document.querySelector('.writing').writing.editor.getText()")

    def types(self, words: str) -> None:
        """A new paragraph at the end."""
        text = self.tab.locator(".writing__text")
        text.evaluate("text => text.closest('.writing').writing.editor.commands.focus('end')")
        expect(text).to_be_focused()
        self.tab.keyboard.press("Control+End")
        self.tab.keyboard.press("Enter")
        self.tab.keyboard.press("Enter")
        self.tab.keyboard.type(words)

    def pastes(self, kind: str, words: str) -> None:
        """Where the cursor stands."""
        self.tab.locator(".writing__text").evaluate(
            """(text, [kind, words]) => {
              const data = new DataTransfer();
              data.setData(kind, words);
              text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            [kind, words],
        )

    def state(self, word: str) -> None:
        """What the line says; that all is saved it still says while what was just written is on its way (status.ts)."""
        if word == "saved":
            self.tab.wait_for_function(
                "() => { const connection = document.querySelector('.writing')?.writing?.connection;"
                " return connection?.state.saved && !connection.dirty && connection.sent > 0; }"
            )
        expect(self.tab.locator("[data-part='status']")).to_have_attribute("data-word", word, timeout=PATIENCE)

    def has_saved(self, words: str) -> None:
        """That all was saved may be told of before these words, which are on their way from the keyboard to the text."""
        self.sees(words)
        self.state("saved")

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.tab.locator(".writing__text")).to_contain_text(one, timeout=PATIENCE)

    def goes_offline(self) -> None:
        self.context.set_offline(True)
        # Chromium's offline leaves sockets that are open already.
        self.tab.evaluate("document.querySelector('.writing').writing.connection.disconnect()")

    def comes_back(self) -> None:
        self.context.set_offline(False)
        self.tab.evaluate("document.querySelector('.writing').writing.connection.connect()")


@pytest.fixture
def writes(site: Site, windows: Browser) -> Callable[[str, str], Writer]:
    def enter(who: str, path: str) -> Writer:
        return Writer(site, windows.new_context(viewport={"width": 1200, "height": 800}), who, path)

    return enter


def test_two_who_write_at_once_see_the_same_and_both_are_named_as_authors(site: Site, writes: Any) -> None:
    item = site.item()
    fatima, kees = writes("fatima", f"/knowledge/{item}/editing/"), writes("kees", f"/knowledge/{item}/editing/")
    fatima.types("Van Fatima.")
    kees.types("Van Kees.")
    fatima.sees("Van Fatima.", "Van Kees.")
    kees.sees("Van Fatima.", "Van Kees.")
    expect(kees.tab.locator("[data-part='present']")).to_contain_text("Fatima El Amrani")
    fatima.state("saved")
    kees.state("saved")
    fatima.tab.get_by_label("Title").fill("De pomp en de zuil")
    expect(kees.tab.get_by_label("Title")).to_have_value("De pomp en de zuil", timeout=PATIENCE)
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    version = site.version(item)
    assert (version["number"], version["title"]) == (2, "De pomp en de zuil")
    assert version["text"].startswith(TEXT.removesuffix("* ster\n"))
    assert version["text"].count("Van Fatima.") == version["text"].count("Van Kees.") == 1
    assert set(version["names"].split(", ")) == {"Fatima El Amrani", "Kees Mulder"}
    assert fatima.said == kees.said == []
    kees.tab.goto(f"{site.address}/knowledge/{item}/")
    wait_until(kees.tab, NONE_KEPT)


def test_a_text_that_is_still_on_its_way_is_not_typed_in(site: Site, windows: Browser) -> None:
    context = windows.new_context()
    held: list[Any] = []
    # The first line answers nothing, as a very slow one; the second is the server's.
    context.route_web_socket("**", lambda line: line.connect_to_server() if held else held.append(line))
    context.add_cookies([{"name": "sessionid", "value": site.known["fatima"], "url": site.address}])
    tab = context.new_page()
    tab.goto(f"{site.address}/knowledge/{site.item()}/editing/")
    expect(tab.locator(".writing__text")).to_have_attribute("contenteditable", "false", timeout=PATIENCE)
    expect(tab.locator("[data-part='loading']")).to_be_visible()
    while not held:
        tab.wait_for_timeout(50)
    held[0].close()
    expect(tab.locator(".writing__text")).to_have_attribute("contenteditable", "true", timeout=PATIENCE)
    expect(tab.locator(".writing__text")).to_contain_text("De pomp viel uit.")
    expect(tab.locator("[data-part='loading']")).to_be_hidden()


def test_words_on_a_line_that_died_without_a_word_go_along_on_a_new_one(site: Site, windows: Browser) -> None:
    item = site.item()
    context = windows.new_context()
    lines: list[Any] = []
    dead: list[Any] = []

    def through(line: Any) -> None:
        server = line.connect_to_server()
        lines.append(line)
        line.on_message(lambda message: None if line in dead else server.send(message))
        server.on_message(lambda message: None if line in dead else line.send(message))

    context.route_web_socket("**", through)
    fatima = Writer(site, context, "fatima", f"/knowledge/{item}/editing/")
    fatima.state("saved")
    dead.append(lines[0])
    fatima.types("Niemand hoort dit.")
    fatima.state("saving")
    fatima.state("saved")
    assert len(lines) > 1
    site.told(f"from zwerm.library.actions.editing import keep_session\nkeep_session('{item}')")
    assert site.version(item)["text"].count("Niemand hoort dit.") == 1


def test_looking_changes_nothing(site: Site, writes: Any) -> None:
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.sees("De pomp viel uit.")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    assert site.version(item)["number"] == 1


def test_a_killed_server_and_two_who_go_on_writing_lose_nothing(site: Site, writes: Any) -> None:
    item = site.item()
    fatima, kees = writes("fatima", f"/knowledge/{item}/editing/"), writes("kees", f"/knowledge/{item}/editing/")
    fatima.types("Voor de klap.")
    kees.sees("Voor de klap.")
    kees.types("Op het laatste moment.")
    site.kill()
    fatima.state("here")
    fatima.types("Terwijl hij weg was, door Fatima.")
    kees.types("Terwijl hij weg was, door Kees.")
    site.start()
    wanted = ("Voor de klap.", "Op het laatste moment.", "weg was, door Fatima.", "weg was, door Kees.")
    fatima.sees(*wanted)
    kees.sees(*wanted)
    fatima.state("saved")
    kees.state("saved")
    assert fatima.text == kees.text
    site.kill()
    site.start()
    late = writes("kees", f"/knowledge/{item}/editing/")
    late.sees(*wanted)
    assert all(late.text.count(words) == 1 for words in wanted)


def test_one_who_was_away_for_long_while_versions_were_made_brings_everything_along(site: Site, writes: Any) -> None:
    item = site.item()
    fatima, kees = writes("fatima", f"/knowledge/{item}/editing/"), writes("kees", f"/knowledge/{item}/editing/")
    kees.sees("De pomp viel uit.")
    kees.goes_offline()
    kees.state("here")
    for number in range(3):
        kees.types(f"Onderweg {number}.")
        fatima.types(f"Thuis {number}.")
        fatima.state("saved")
        site.told(f"from zwerm.library.actions.editing import keep_session\nkeep_session('{item}')")
    site.told(
        "from zwerm.library.actions import revise_item\n"
        f"item = Item.objects.get(id='{item}')\n"
        "revise_item(person('sanne'), item, item.title, item.version.text + '\\nUit een import.\\n')"
    )
    kees.comes_back()
    wanted = [
        *(f"Onderweg {number}." for number in range(3)),
        *(f"Thuis {number}." for number in range(3)),
        "Uit een import.",
    ]
    kees.sees(*wanted)
    fatima.sees(*wanted)
    kees.state("saved")
    site.told(f"from zwerm.library.actions.editing import keep_session\nkeep_session('{item}')")
    text = site.version(item)["text"]
    assert all(text.count(words) == 1 for words in [*wanted, "De pomp viel uit."])


def test_a_text_that_was_begun_anew_is_not_doubled_by_who_comes_back_and_shows_them_what_only_they_have(
    site: Site, writes: Any
) -> None:
    item = site.item()
    path = f"/knowledge/{item}/editing/"
    fatima, kees = writes("fatima", path), writes("kees", path)
    kees.sees("De pomp viel uit.")
    kees.state("saved")
    kees.goes_offline()
    kees.state("here")
    kees.types("Alleen hier.")
    fatima.types("Voor het wissen.")
    fatima.has_saved("Voor het wissen.")
    site.told(
        "from zwerm.library.actions.forgetting import follow_versions\n"
        f"follow_versions([Item.objects.get(id='{item}').current_id])"
    )
    for one in (fatima, kees):
        if one is kees:
            one.comes_back()
        one.state("anew")
        expect(one.tab.locator("[data-part='ended']")).to_be_hidden()
        expect(one.tab.locator("[data-part='anew']")).to_contain_text("This text was begun anew")
    # Who had everything saved has nothing to copy.
    expect(fatima.tab.locator("[data-anew='words']")).to_be_hidden()
    expect(fatima.tab.get_by_role("button", name="Copy these words")).to_be_hidden()
    fatima.tab.get_by_role("link", name="Open the text as it is now").click()
    fatima.state("saved")
    expect(kees.tab.locator("[data-anew='words']")).to_have_text("Alleen hier.")
    kees.tab.get_by_role("link", name="Open the text as it is now").click()
    kees.state("saved")
    expect(kees.tab.locator("[data-anew='words']")).to_have_text("Alleen hier.")
    expect(kees.tab.get_by_role("link", name="Open the text as it is now")).to_be_hidden()
    kees.types("En verder.")
    kees.state("saved")
    fatima.sees("En verder.")
    for one in (fatima, kees):
        counts = [one.text.count(words) for words in ("De pomp viel uit.", "Voor het wissen.", "Alleen hier.")]
        assert counts == [1, 1, 0]
    kees.tab.get_by_role("button", name="Remove it from this device").click()
    expect(kees.tab.locator("[data-anew='words']")).to_be_hidden()
    kees.tab.get_by_role("button", name="Done").click()
    kees.tab.wait_for_url(f"**/knowledge/{item}/")
    wait_until(kees.tab, NONE_KEPT)
    assert fatima.said == kees.said == []


def test_two_tabs_of_one_browser_on_one_text_keep_it_for_each_other_until_the_last_one_is_done(
    site: Site, writes: Any
) -> None:
    item = site.item()
    path = f"/knowledge/{item}/editing/"
    one, kees = writes("fatima", path), writes("kees", path)
    other = Writer(site, one.context, "fatima", path, one.context.new_page())
    third = Writer(site, one.context, "fatima", path, one.context.new_page())
    one.types("In de eerste.")
    other.sees("In de eerste.")
    third.sees("In de eerste.")
    for tab in (one, other, third):
        tab.state("saved")
    one.tab.goto(f"{site.address}/knowledge/{item}/")
    other.types("In de tweede.")
    kees.sees("In de tweede.")
    other.state("saved")
    third.sees("In de tweede.")
    third.state("saved")
    third.tab.get_by_role("button", name="Done").click()
    third.tab.wait_for_url(f"**/knowledge/{item}/")
    other.goes_offline()
    other.types("Zonder lijn.")
    other.state("here")
    other.tab.evaluate(WRITTEN)
    other.context.set_offline(False)
    other.tab.reload()
    expect(other.tab.locator(".writing[data-state='ready']")).to_be_attached(timeout=PATIENCE)
    kees.sees("Zonder lijn.")
    other.state("saved")
    other.tab.get_by_role("button", name="Done").click()
    other.tab.wait_for_url(f"**/knowledge/{item}/")
    text = site.version(item)["text"]
    assert [text.count(words) for words in ("In de eerste.", "In de tweede.", "Zonder lijn.")] == [1, 1, 1]
    assert one.said == other.said == third.said == kees.said == []
    wait_until(other.tab, NONE_KEPT)


def test_a_device_that_keeps_nothing_sends_all_the_same_and_says_so_without_a_line(site: Site, writes: Any) -> None:
    item = site.item()
    fatima, kees = writes("fatima", f"/knowledge/{item}/editing/"), writes("kees", f"/knowledge/{item}/editing/")
    fatima.state("saved")
    fatima.tab.evaluate(
        """() => {
          const { kept } = document.querySelector('.writing').writing;
          indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError'); };
          kept.db.close();
        }"""
    )
    fatima.types("Nergens anders.")
    kees.sees("Nergens anders.")
    fatima.state("saved")
    fatima.goes_offline()
    fatima.state("loose")
    expect(fatima.tab.locator("[data-part='status']")).to_contain_text("not kept on this device")
    fatima.types("Ook dit niet.")
    fatima.comes_back()
    kees.sees("Ook dit niet.")
    fatima.state("saved")
    assert fatima.said == []


def test_a_crashed_browser_has_what_was_typed_without_a_connection(
    site: Site, playwright: Playwright, tmp_path: Path, writes: Any
) -> None:
    item = site.item()

    def opened() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(str(tmp_path), executable_path=CHROMIUM, args=ARGUMENTS)

    kees = Writer(site, opened(), "kees", f"/knowledge/{item}/editing/")
    kees.state("saved")
    kees.goes_offline()
    kees.types("Alleen hier.")
    kees.tab.wait_for_timeout(1500)
    _kill(tmp_path)
    again = Writer(site, opened(), "kees", f"/knowledge/{item}/editing/")
    again.sees("Alleen hier.")
    again.state("saved")
    again.context.close()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.sees("Alleen hier.", "De pomp viel uit.")
    assert fatima.text.count("De pomp viel uit.") == 1


def test_files_on_their_way_in_a_browser_that_is_killed_are_kept_told_and_sent_when_the_text_is_opened_again(
    site: Site, playwright: Playwright, tmp_path: Path
) -> None:
    item = site.item()

    def opened() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(str(tmp_path), executable_path=CHROMIUM, args=ARGUMENTS)

    kees = Writer(site, opened(), "kees", f"/knowledge/{item}/editing/")
    kees.state("saved")
    kees.types("Hierna")
    kees.has_saved("Hierna")
    held: list[Route] = []
    kees.context.route("**/editing/files/", lambda route: held.append(route))
    kees.tab.locator("[data-part='files']").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": words.encode()}
            for name, words in (("een.txt", "Eerst."), ("twee.txt", "Daarna."))
        ]
    )
    while not held:
        kees.tab.wait_for_timeout(50)
    wait_until(kees.tab, NUMBER_KEPT, [item, 2])
    _kill(tmp_path)
    context = opened()
    context.add_cookies([{"name": "sessionid", "value": site.known["kees"], "url": site.address}])
    device = context.pages[0]
    device.goto(f"{site.address}/device/")
    row = device.locator("[data-left] li")
    expect(row.locator("[data-part='names']")).to_have_text("een.txt, twee.txt")
    expect(row.get_by_role("link")).to_have_attribute("href", f"/knowledge/{item}/editing/")
    again = Writer(site, context, "kees", f"/knowledge/{item}/editing/")
    expect(again.tab.locator("[data-part='news']")).to_contain_text("stands in the text now")
    again.has_saved("twee.txt")
    wait_until(again.tab, NUMBER_KEPT, [item, 0])
    site.told(f"from zwerm.library.actions.editing import keep_session\nkeep_session('{item}')")
    text = site.version(item)["text"]
    assert re.search(r"Hierna\[een\.txt\]\(attachment:\w+\.txt\) *\[twee\.txt\]\(attachment:\w+\.txt\)", text), text
    again.tab.reload()
    expect(again.tab.locator(".writing[data-state='ready']")).to_be_attached(timeout=PATIENCE)
    again.sees("een.txt")
    again.state("saved")
    assert again.text.count("een.txt") == again.text.count("twee.txt") == 1
    again.tab.goto(f"{site.address}/device/")
    expect(again.tab.locator("[data-part='none']")).to_be_visible()
    assert again.said == []
    again.context.close()


# How many files of a text this device keeps; none: not even a database for them.
NUMBER_KEPT = """async ([item, number]) => {
  const known = (await indexedDB.databases()).find(({ name }) => name.startsWith("zwerm-files:") && name.endsWith(item));
  if (!known) return number === 0;
  const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const database = await asked(indexedDB.open(known.name));
  const count = await asked(database.transaction("files").objectStore("files").count());
  database.close();
  return count === number;
}"""


def _kill(profile: Path) -> None:
    """Every process of the browser with this profile, at once."""
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and str(profile) in _command_of(process):
            os.kill(int(process.name), signal.SIGKILL)
    (profile / "SingletonLock").unlink(missing_ok=True)


def _command_of(process: Path) -> str:
    try:
        return (process / "cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def test_a_new_lesson_is_a_draft_from_its_first_word_and_is_shared_without_unanswered_questions(
    site: Site, writes: Any
) -> None:
    fatima = writes("fatima", "/knowledge/write/lesson/editing/")
    fatima.state("new")
    fatima.tab.get_by_label("Title").fill("De pomp")
    fatima.tab.wait_for_url("**/knowledge/*-*-*-*-*/editing/")
    first = fatima.tab.locator(".writing__text p").first
    expect(first).to_have_attribute(
        "data-placeholder", "Tell it briefly, in the order it went. No names of patients or customers."
    )
    first.click()
    fatima.tab.keyboard.type("Hij viel uit.")
    fatima.state("saved")
    fatima.tab.reload()
    fatima.sees("What happened", "Hij viel uit.")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Share").click()
    fatima.tab.wait_for_url(lambda url: "editing" not in url)
    version = site.version(fatima.tab.url.rstrip("/").rpartition("/")[2])
    assert (version["title"], version["text"].strip()) == ("De pomp", "## What happened\n\nHij viel uit.")
    item = fatima.tab.url.rstrip("/").rpartition("/")[2]
    later = writes("fatima", f"/knowledge/{item}/editing/")
    later.state("saved")
    assert "What we learned" not in later.text
    later.types("Weer.")
    later.state("saved")
    later.tab.get_by_role("button", name="Done").click()
    later.tab.wait_for_url(f"**/knowledge/{item}/")
    assert site.version(item)["text"].strip() == "## What happened\n\nHij viel uit.\n\nWeer."


@pytest.mark.parametrize("width", [390, 1200])
def test_who_goes_on_from_the_title_by_keys_writes_below_the_first_heading(
    site: Site, windows: Browser, width: int
) -> None:
    context = windows.new_context(viewport={"width": width, "height": 800})
    new = Writer(site, context, "fatima", "/knowledge/write/lesson/editing/")
    for key, word in (("Enter", "Met Enter."), ("Tab", "Met Tab.")):
        new.tab.get_by_label("Title", exact=True).fill(f"De pomp {word}")
        new.tab.wait_for_url("**/knowledge/*-*-*-*-*/editing/")
        _goes_on_to_the_text(new.tab, key)
        new.tab.keyboard.type(word)
        expect(new.tab.locator(".writing__text h2 + p").first).to_have_text(word)
        new.state("saved")
        new.tab.goto(f"{site.address}/knowledge/write/lesson/editing/")
        expect(new.tab.locator(".writing[data-state='ready']")).to_be_attached()
    for key, word in (("Enter", "Met Enter."), ("Tab", "Met Tab.")):
        there = Writer(site, context, "fatima", f"/knowledge/{site.item()}/editing/")
        there.state("saved")
        there.tab.get_by_label("Title", exact=True).focus()
        _goes_on_to_the_text(there.tab, key)
        there.tab.keyboard.type(word)
        expect(there.tab.locator(".writing__text h2 + p").first).to_have_text(f"{word}De pomp viel uit.")
        expect(there.tab.locator(".writing__text h2").first).to_have_text("Wat gebeurde er")
        there.state("saved")


def test_who_shares_without_a_title_comes_back_in_its_empty_field_with_the_reason_beside_it(
    site: Site, writes: Any
) -> None:
    fatima = writes("fatima", "/knowledge/write/lesson/editing/")
    title = fatima.tab.get_by_label("Title", exact=True)
    title.press("Enter")
    expect(fatima.tab.locator(".writing__text")).to_be_focused()
    fatima.tab.keyboard.type("De pomp viel uit.")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Share").click()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_be_focused()
    expect(title).to_have_value("")
    expect(title).to_have_accessible_description(
        "Give it a title first, so that colleagues find it. Your text is kept."
    )
    fatima.tab.keyboard.type("De pomp")
    expect(title).to_have_accessible_description("")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    fatima.sees("De pomp viel uit.")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Share").click()
    fatima.tab.wait_for_url(lambda url: "editing" not in url)
    version = site.version(fatima.tab.url.rstrip("/").rpartition("/")[2])
    assert (version["title"], version["text"].strip()) == ("De pomp", "## What happened\n\nDe pomp viel uit.")
    assert fatima.said == []


def _goes_on_to_the_text(tab: Tab, key: str) -> None:
    """With the Tab key past the buttons between them."""
    text = tab.locator(".writing__text")
    for _ in range(1 if key == "Enter" else 12):
        tab.keyboard.press(key)
        if text.evaluate("text => document.activeElement === text"):
            return
    expect(text).to_be_focused()


def test_a_new_text_that_cannot_be_begun_asks_a_few_times_keeps_every_letter_and_goes_along_by_itself(
    site: Site, windows: Browser
) -> None:
    # What a service worker sends goes past the refusal below.
    context = windows.new_context(viewport={"width": 1200, "height": 800}, service_workers="block")
    fatima = Writer(site, context, "fatima", "/knowledge/write/story/editing/")
    asked: list[Route] = []
    address = "**/write/story/drafts/"
    fatima.context.route(address, lambda route: (asked.append(route), route.fulfill(status=503)))
    fatima.state("new")
    letters = "abcdefghij" * 40
    fatima.types(letters)
    fatima.state("here")
    assert 0 < len(asked) < 40
    fatima.context.unroute(address)
    fatima.tab.wait_for_url("**/knowledge/*-*-*-*-*/editing/")
    fatima.state("saved")
    fatima.tab.reload()
    fatima.sees(letters)
    assert fatima.said == []


@pytest.mark.parametrize("size", [(390, 780), (1440, 900)], ids=["phone", "desktop"])
def test_who_writes_far_below_still_sees_that_nothing_is_saved_beside_the_words(
    site: Site, windows: Browser, size: tuple[int, int]
) -> None:
    item = site.told(
        f"print(keep_item(person('fatima'), team, 'page', 'Lang', {'Een alinea.' + chr(10) * 2!r} * 80).id)"
    )
    context = windows.new_context(viewport={"width": size[0], "height": size[1]})
    fatima = Writer(site, context, "fatima", f"/knowledge/{item}/editing/")
    fatima.state("saved")
    fatima.goes_offline()
    fatima.types("Helemaal onderaan.")
    fatima.state("here")
    status = fatima.tab.locator("[data-part='status']")
    expect(status).to_be_in_viewport(ratio=1)
    covered = """() => {
      const { editor } = document.querySelector('.writing').writing;
      const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from);
      return !document.elementFromPoint(left - 4, (top + bottom) / 2)?.closest('.writing__text');
    }"""
    assert fatima.tab.evaluate(covered) is False
    fatima.comes_back()
    fatima.state("saved")


def test_in_a_table_a_slash_offers_what_a_cell_can_hold_and_arrows_lead_out_of_it_below(
    site: Site, writes: Any
) -> None:
    fatima = writes("fatima", f"/knowledge/{site.item()}/editing/")
    keys, options = fatima.tab.keyboard, fatima.tab.locator("[role=listbox] [role=option]")
    fatima.types("/table")
    keys.press("Enter")
    keys.type("/")
    expect(options.filter(has_text="Row below")).to_be_visible()
    expect(options.filter(has_text="Name a colleague")).to_have_count(1)
    for name in ("Heading", "To-do list", "Quote", "Line across", "Callout"):
        expect(options.filter(has_text=name)).to_have_count(0)
    keys.press("Escape")
    fatima.tab.evaluate(
        """() => {
          const { editor } = document.querySelector('.writing').writing;
          const last = editor.state.doc.lastChild;
          if (last.type.name !== 'table') {
            const end = editor.state.doc.content.size;
            editor.view.dispatch(editor.state.tr.delete(end - last.nodeSize, end));
          }
          editor.commands.setTextSelection(editor.state.doc.content.size - 4);
          editor.commands.focus();
        }"""
    )
    for _ in range(2):
        keys.press("ArrowDown")
    keys.press("ArrowRight")
    keys.type("Erna")
    fatima.sees("Erna")
    assert fatima.said == []


def test_lists_tables_links_and_pictures_come_in_by_typing_pasting_and_choosing(
    site: Site, writes: Any, tmp_path: Path
) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30), "teal").save(tmp_path / "pomp_op_zaal.png")
    other = site.told("print(keep_item(person('kees'), team, 'page', 'Sleutelkluis', 'Achter de balie.').id)")
    site.told("from zwerm.search.actions import renew_index\nrenew_index()")
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    keys = fatima.tab.keyboard
    fatima.types("Zie [[Sleutel")
    fatima.tab.get_by_role("option", name="Sleutelkluis").wait_for()
    keys.press("Enter")
    keys.type("en vraag @Kees")
    fatima.tab.get_by_role("option", name="Kees Mulder").wait_for()
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Alt+F10")
    expect(fatima.tab.get_by_role("button", name="Bold")).to_be_focused()
    keys.press("ArrowRight")
    expect(fatima.tab.get_by_role("button", name="Italic")).to_be_focused()
    keys.press("Shift+Tab")
    expect(fatima.tab.get_by_label("Kind of paragraph")).to_be_focused()
    keys.press("Escape")
    expect(fatima.tab.locator(".writing__text")).to_be_focused()
    keys.press("Control+k")
    expect(fatima.tab.get_by_label("Address")).to_be_focused()
    keys.type("zwerm.example")
    keys.press("Enter")
    # The browser gives the text its cursor back a moment before the page hears that the dialog closed.
    expect(fatima.tab.locator(".writing__text a[href='https://zwerm.example']")).to_be_visible()
    expect(fatima.tab.locator(".writing__text")).to_be_focused()
    keys.press("Enter")
    keys.type("/to-do")
    fatima.tab.get_by_role("option", name="To-do list").wait_for()
    keys.press("Enter")
    keys.type("Bellen")
    keys.press("Enter")
    keys.type("Noteren")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("/table")
    keys.press("Enter")
    keys.type("Wie")
    fatima.tab.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text/html', '<p class=MsoNormal style="color:red"><b>Uit Word</b><o:p></o:p></p><script>x</script>');
          const { editor } = document.querySelector('.writing').writing;
          editor.commands.focus('end');
          editor.view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    fatima.sees("Uit Word")
    fatima.tab.locator("[data-part='files']").set_input_files(tmp_path / "pomp_op_zaal.png")
    fatima.tab.locator(".writing__text img[src]").wait_for()
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    text = site.version(item)["text"]
    assert f"Zie [Sleutelkluis](item:{other}) en vraag [@Kees Mulder](/people/" in text
    assert "[zwerm.example](https://zwerm.example)" in text
    assert "- [ ] Bellen\n- [ ] Noteren\n" in text
    assert "| Wie |  |  |\n| --- | --- | --- |\n" in text
    assert "**Uit Word**" in text
    assert "![pomp op zaal](picture:" in text
    assert fatima.said == []


def test_words_get_a_link_and_lose_it_by_keys_alone(site: Site, writes: Any) -> None:
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    keys = fatima.tab.keyboard
    fatima.types("Kijk hier")
    for _ in "hier":
        keys.press("Shift+ArrowLeft")
    # The browser tells the editor what is chosen a moment after the keys.
    wait_until(fatima.tab, CHOSEN, "hier")
    field, link = fatima.tab.get_by_label("Address"), fatima.tab.locator(".writing__text a")
    keys.press("Control+k")
    expect(field).to_be_focused()
    keys.type("zwerm.example/x")
    keys.press("Enter")
    expect(link).to_have_attribute("href", "https://zwerm.example/x")
    expect(link).to_have_text("hier")
    keys.press("Control+k")
    expect(field).to_be_focused()
    expect(field).to_have_value("https://zwerm.example/x")
    keys.press("Control+a")
    keys.press("Delete")
    keys.press("Enter")
    expect(link).to_have_count(0)
    fatima.sees("Kijk hier")
    assert fatima.said == []


def test_what_a_picture_shows_is_said_by_keys_and_by_pressing_it(site: Site, writes: Any, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30), "teal").save(tmp_path / "IMG_2041.png")
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.types("Zo: ")
    fatima.tab.locator("[data-part='files']").set_input_files(tmp_path / "IMG_2041.png")
    picture, field = (
        fatima.tab.locator(".writing__text img[src]"),
        fatima.tab.get_by_label("What does this picture show?"),
    )
    picture.wait_for()
    expect(picture).to_have_attribute("alt", "")
    expect(fatima.tab.locator(".writing__text")).to_be_focused()
    keys = fatima.tab.keyboard
    keys.press("Control+End")
    keys.press("ArrowLeft")
    expect(fatima.tab.locator(".writing__text img.ProseMirror-selectednode")).to_be_visible()
    keys.press("Enter")
    expect(field).to_be_focused()
    keys.type("De pomp")
    keys.press("Enter")
    expect(picture).to_have_attribute("alt", "De pomp")
    expect(fatima.tab.locator(".writing__text")).to_be_focused()
    picture.click()
    expect(field).to_be_focused()
    expect(field).to_have_value("De pomp")
    field.fill("De [oude] pomp staat uit")
    fatima.tab.get_by_role("button", name="Keep", exact=True).click()
    expect(picture).to_have_attribute("alt", "De [oude] pomp staat uit")
    picture.click()
    expect(field).to_be_focused()
    keys.type("toch niet")
    keys.press("Escape")
    expect(field).to_be_hidden()
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    shown = fatima.tab.get_by_role("img", name="De [oude] pomp staat uit")
    expect(shown).to_be_visible()
    assert "staat uit](picture:" in site.version(item)["text"]
    assert fatima.said == []


def test_who_is_thrown_out_of_a_text_that_is_merged_is_led_to_where_it_went(site: Site, writes: Any) -> None:
    item, other = site.item(), site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.sees("De pomp viel uit.")
    fatima.state("saved")
    site.told(
        "from zwerm.library.actions.merge import merge_items\n"
        f"gone, kept = Item.objects.get(id='{item}'), Item.objects.get(id='{other}')\n"
        f"merge_items(person('fatima'), kept, gone, 'Pompen', {TEXT!r})"
    )
    expect(fatima.tab.locator("[data-part='status']")).to_have_text("This text became part of another one.")
    link = fatima.tab.locator("[data-ended-merged] a")
    expect(link).to_have_text("Pompen")
    link.click()
    fatima.tab.wait_for_url(f"**/knowledge/{other}/")


GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">
<span style="font-weight:400;font-style:normal">Bel </span><span style="font-weight:700;font-style:normal">altijd</span><span style="font-weight:400"> </span>
<span style="font-weight:400;font-style:italic">de arts</span><span style="font-weight:400"> en </span>
<span style="font-weight:400;text-decoration:line-through">niemand</span></p></b>""".replace("\n", "")


def test_words_from_google_docs_are_bold_italic_and_struck_where_they_were_and_nowhere_else(
    site: Site, writes: Any
) -> None:
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.types("")
    fatima.pastes("text/html", GOOGLE)
    fatima.sees("Bel altijd")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    assert "Bel **altijd** *de arts* en ~~niemand~~\n" in site.version(item)["text"]
    assert fatima.said == []


def test_markdown_that_is_pasted_as_plain_words_is_stored_as_it_was(site: Site, writes: Any) -> None:
    markdown = (
        "### Stappen\n\n1. Zet de pomp uit.\n2. Pak de [nieuwe](https://zwerm.example/p).\n\n- [ ] Bel\n- [x] Noteer\n\n"
        "| Wie | Wat |\n| --- | --: |\n| Kees | **5** |\n"
    )
    item = site.item()
    fatima = writes("fatima", f"/knowledge/{item}/editing/")
    fatima.types("Daarna:")
    fatima.tab.keyboard.press("Enter")
    fatima.pastes("text/plain", markdown)
    fatima.sees("Zet de pomp uit.")
    fatima.state("saved")
    fatima.tab.get_by_role("button", name="Done").click()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    assert site.version(item)["text"].endswith(f"Daarna:\n\n{markdown}")
    assert fatima.said == []


def test_who_ends_or_leaves_while_pictures_are_on_their_way_keeps_them_where_they_were_dropped(
    site: Site, writes: Any
) -> None:
    item = site.item()
    fatima, kees = writes("fatima", f"/knowledge/{item}/editing/"), writes("kees", f"/knowledge/{item}/editing/")
    fatima.sees("De pomp viel uit.")
    held: list[Route] = []
    fatima.context.route("**/editing/files/", lambda route: held.append(route))
    fatima.tab.evaluate(
        """async () => {
          const { editor } = document.querySelector('.writing').writing;
          const data = new DataTransfer();
          for (const [name, colour] of [['een.png', 'red'], ['twee.png', 'green'], ['drie.png', 'blue']]) {
            const canvas = new OffscreenCanvas(30, 20);
            const pen = canvas.getContext('2d');
            pen.fillStyle = colour;
            pen.fillRect(0, 0, 30, 20);
            data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }));
          }
          let place = 0;
          editor.state.doc.descendants((node, at) => {
            if (node.text?.startsWith('De pomp viel')) place = at + 'De pomp'.length;
          });
          const { left: clientX, top } = editor.view.coordsAtPos(place);
          const about = { clientX, clientY: top + 4, dataTransfer: data, bubbles: true, cancelable: true };
          editor.view.dom.dispatchEvent(new DragEvent('drop', about));
        }"""
    )

    def goes_on(answers: int) -> Route:
        """The next file that the page sends, held until now."""
        while len(held) < answers:
            fatima.tab.wait_for_timeout(50)
        return held[answers - 1]

    goes_on(1)
    kees.tab.evaluate(
        "document.querySelector('.writing').writing.editor.commands.insertContentAt(0, '<p>Kees eerst.</p>')"
    )
    fatima.sees("Kees eerst.")
    fatima.types("Zij schrijft door")
    goes_on(1).continue_()
    goes_on(2).continue_()
    goes_on(3)
    fatima.tab.keyboard.type(" en door.")
    asked: list[str] = []
    fatima.tab.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    fatima.tab.close(run_before_unload=True)
    while not asked:
        fatima.tab.wait_for_timeout(50)
    assert asked == ["beforeunload"]
    fatima.tab.get_by_role("button", name="Done").click()
    expect(fatima.tab.locator("[data-part='news']")).to_contain_text("A file is still on its way.")
    goes_on(3).fulfill(status=422, json={"reason": "Too many pixels."})
    expect(fatima.tab.locator("[data-part='news']")).to_have_text("drie.png: Too many pixels.")
    fatima.tab.locator("[data-part='files']").set_input_files(
        {"name": "vier.txt", "mimeType": "text/plain", "buffer": b"Nog een."}
    )
    goes_on(4)
    fatima.tab.get_by_role("button", name="Done").click()
    goes_on(4).continue_()
    fatima.tab.wait_for_url(f"**/knowledge/{item}/")
    text = site.version(item)["text"]
    assert re.fullmatch(
        r"Kees eerst\.\n\n## Wat gebeurde er\n\nDe pomp!\[een\]\(picture:\w+\)!\[twee\]\(picture:\w+\) viel uit\.\n\n"
        r"\* ster\n\* ster\n\nZij schrijft door en door\.\[vier\.txt\]\(attachment:\w+\.txt\)\n",
        text,
    ), text
    assert fatima.said == kees.said == []


def test_words_of_a_colleague_never_stand_among_those_that_did_not_arrive(site: Site, writes: Any) -> None:
    item = site.item()
    path = f"/knowledge/{item}/editing/"
    sanne, fatima = writes("sanne", path), writes("fatima", path)
    sanne.types("Van Sanne, bewaard.")
    sanne.state("saved")
    fatima.sees("Van Sanne, bewaard.")
    fatima.types("Geheim van Fatima.")
    fatima.state("saved")
    sanne.sees("Geheim van Fatima.")
    # What comes in while words from here are on their way is a colleague's too.
    sanne.tab.evaluate("document.querySelector('.writing').writing.connection.send = () => undefined")
    sanne.types("Alleen bij Sanne.")
    fatima.types("Nog een geheim.")
    fatima.state("saved")
    sanne.sees("Nog een geheim.")
    sanne.goes_offline()
    sanne.tab.evaluate(WRITTEN)
    next_tab = sanne.context.new_page()
    sanne.tab.close()
    sanne.context.set_offline(False)
    site.told(
        "from zwerm.library.actions.move import move_item\n"
        f"move_item(person('fatima'), Item.objects.get(id='{item}'), Space.objects.get(slug='or'))"
    )
    next_tab.goto(f"{site.address}/device/")
    words = next_tab.locator("[data-left] li [data-part='words']")
    expect(words).to_have_text("Alleen bij Sanne.")
    assert sanne.said == fatima.said == []


def test_words_of_a_text_that_moved_out_of_sight_stand_on_the_page_of_the_device_and_only_those(
    site: Site, writes: Any
) -> None:
    moved, still = site.item(), site.item()
    sanne = writes("sanne", f"/knowledge/{moved}/editing/")
    for item, words in ((moved, "Alleen hier."), (still, "Ook nog niet weg.")):
        sanne.tab.goto(f"{site.address}/knowledge/{item}/editing/")
        expect(sanne.tab.locator(".writing[data-state='ready']")).to_be_attached(timeout=PATIENCE)
        sanne.state("saved")
        sanne.goes_offline()
        sanne.types(words)
        sanne.tab.evaluate(WRITTEN)
        next_tab = sanne.context.new_page()
        sanne.tab.close()
        sanne.tab = next_tab
        sanne.tab.set_default_timeout(PATIENCE)
        sanne.context.set_offline(False)
    site.told(
        "from zwerm.library.actions.move import move_item\n"
        f"move_item(person('fatima'), Item.objects.get(id='{moved}'), Space.objects.get(slug='or'))"
    )
    tab, rows = sanne.tab, sanne.tab.locator("[data-left] li")

    def signed_in(who: str) -> None:
        sanne.context.add_cookies([{"name": "sessionid", "value": site.known[who], "url": site.address}])
        tab.goto(f"{site.address}/device/")

    signed_in("kees")
    expect(tab.locator("[data-part='none']")).to_be_visible()
    expect(rows).to_have_count(0)
    signed_in("sanne")
    expect(rows).to_have_count(2)
    expect(tab.locator("[data-part='none']")).to_be_hidden()
    gone = rows.filter(has_text="Alleen hier.")
    expect(gone.locator("[data-part='words']")).to_have_text("Alleen hier.")
    expect(gone).to_contain_text("You can no longer write there.")
    expect(gone.get_by_role("link")).to_have_count(0)
    expect(gone).not_to_contain_text("De pomp viel uit")
    gone.get_by_role("button", name="Throw away").click()
    tab.get_by_role("dialog").get_by_role("button", name="Throw away").click()
    expect(rows).to_have_count(1)
    wait_until(tab, f"async () => !(await indexedDB.databases()).some(({{ name }}) => name.endsWith('{moved}'))")
    rows.get_by_role("link", name="Open it").click()
    expect(tab.locator(".writing[data-state='ready']")).to_be_attached(timeout=PATIENCE)
    sanne.sees("Ook nog niet weg.")
    sanne.state("saved")
    tab.goto(f"{site.address}/device/")
    expect(tab.locator("[data-part='none']")).to_be_visible()
    expect(rows).to_have_count(0)
