"""Memory of everything that `zwerm run --demo` starts: fresh, after every page was asked for, after searching and asking, after an import and the
making of courses, and idle again.

python bench/memory.py [FOLDER …]

FOLDER: documents of which the first hundred are imported, twice; without it the documentation of this repository is. Courses are made of texts of the demo.
"""

from __future__ import annotations

import http.client
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from serving import ROOT, cpu_seconds, free_port, resident_mb, sign_in, wait_for

sys.path.insert(0, str(ROOT))
from zwerm.operations.collecting import GIVEN_BACK_EVERY_SECONDS

BUDGET = 200
COURSES = 13
MOST_FILES = 100
WORDS = ["incident", "overdracht"]
PAGES = ["/", "/knowledge/", "/learn/", "/practice/", "/search/?q=valpreventie", "/people/", "/records/me/", "/new/"]
QUESTIONS = ["hoe meld ik een incident", "wie belt de leverancier bij een storing", "wat doe je bij een valincident"]


def fetch(port: int, cookie: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def imported(port: int, cookie: str, folders: list[Path]) -> None:
    """One zip of these folders comes in, as someone uploads it."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())[:MOST_FILES]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, path in enumerate(files):
            archive.write(path, f"{number}/{path.name}")
    page = posted(port, cookie, "/knowledge/imports/", {}, {"files": ("all.zip", packed.getvalue())})
    _waited_for(port, cookie, page)


def courses_made(port: int, cookie: str) -> int:
    """Of texts that are found, a course each; the number that was made."""
    found = "".join(page_of(port, cookie, f"/learn/new/?q={word}") for word in WORDS)
    items = list(dict.fromkeys(re.findall(r'name="items" value="([^"]+)"', found)))[:COURSES]
    for item in items:
        _waited_for(port, cookie, posted(port, cookie, f"/learn/new/?item={item}", {"items": item, "title": ""}))
    return len(items)


def posted(port: int, cookie: str, path: str, fields: dict[str, str], files: dict[str, Any] | None = None) -> str:
    """The address that the form at `path` leads to, sent as it stands there but for `fields` and `files`."""
    form = page_of(port, cookie, path)
    space = re.search(r'<option value="([^"]+)" selected', form)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert space, path
    assert token, path
    sent = {"csrfmiddlewaretoken": token[1], "space": space[1], **fields}
    address = f"http://127.0.0.1:{port}"
    answer = httpx.post(address + path, data=sent, files=files, headers={"Cookie": cookie}, timeout=120)
    assert answer.status_code == 302, (path, answer.status_code)
    return answer.headers["location"]


def page_of(port: int, cookie: str, path: str) -> str:
    headers = {"Cookie": cookie}
    return httpx.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=120, follow_redirects=True).text


def _waited_for(port: int, cookie: str, path: str) -> None:
    """Until the page no longer asks how far it is."""
    while 'hx-trigger="every' in page_of(port, cookie, path):
        time.sleep(1)


def main(folders: list[Path]) -> int:
    with tempfile.TemporaryDirectory(prefix="zwerm-memory-") as folder:
        port = free_port()
        environment = {**os.environ, "ZWERM_HOME": folder, "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-m", "zwerm", "run", "--demo", "--port", str(port)]
        # What is told here is not the server's to hold open: who reads it would wait for as long as that goes on.
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen(words, env=environment, start_new_session=True, **quiet)
        # Who is stopped stops it too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        try:
            wait_for(port, server)
            print("| when | MB |\n|---|---|")
            time.sleep(90)  # what starts by itself, such as learning the index, has come and gone
            before = cpu_seconds(server.pid)
            time.sleep(20)
            fresh = resident_mb(server.pid)
            print(f"| fresh and idle ({(cpu_seconds(server.pid) - before) / 0.2:.1f} % of a processor) | {fresh:.0f} |")
            cookie = sign_in(port)
            told = [
                f"{path} {status}" for path in PAGES for _ in range(5) if (status := fetch(port, cookie, path)) != 200
            ]
            print(f"| after {5 * len(PAGES)} pages | {resident_mb(server.pid):.0f} |")
            for question in QUESTIONS * 5:
                fetch(port, cookie, f"/search/?q={quote(question)}")
                fetch(port, cookie, f"/ask/?q={quote(question)}")
            print(f"| after {10 * len(QUESTIONS)} searches and questions | {resident_mb(server.pid):.0f} |")
            imported(port, cookie, folders)
            print(f"| after an import | {resident_mb(server.pid):.0f} |")
            print(f"| after making {courses_made(port, cookie)} courses | {resident_mb(server.pid):.0f} |")
            time.sleep(GIVEN_BACK_EVERY_SECONDS + 10)
            idle = resident_mb(server.pid)
            print(f"| idle again, two minutes later | {idle:.0f} |")
            print("\n".join(sorted(set(told))), file=sys.stderr)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(60)
    return 0 if max(fresh, idle) <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main([Path(one) for one in sys.argv[1:]] or [ROOT / "docs"]))
