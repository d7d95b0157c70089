"""From a fresh clone to the first page of the demo organisation: `make run` with empty caches and no Node on the path.

python bench/first_page.py            clones this checkout's HEAD into a temporary folder
python bench/first_page.py --tests    afterwards `make test` and `make check` from that clone as well
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUDGET = 90
ABSENT = re.compile(r"^(node|nodejs|npm|npx|corepack|yarn.*|uv|uvx|cc|gcc.*|g\+\+.*|cargo|rustc|msgfmt|git.*)$")
STEPS = {
    "-m venv": "a virtual environment",
    "uv pip sync": "dependencies",
    "hatch_build.py": "islands",
    "zwerm.translations": "translations",
    "zwerm run": "database and demo",
}


def bare_path(folder: Path) -> str:
    """A search path with the programs of this machine, less everything that only a developer has."""
    folder.mkdir()
    (folder / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    for source in (Path("/usr/local/bin"), Path("/usr/bin"), Path("/bin")):
        for program in source.iterdir() if source.is_dir() else ():
            link = folder / program.name
            if not ABSENT.match(program.name) and not program.name.startswith("python") and not link.exists():
                link.symlink_to(program)
    return str(folder)


def environment(folder: Path, port: int) -> dict[str, str]:
    """As it would be on a new machine; only what it takes to reach the package registries stays."""
    kept = {name: value for name, value in os.environ.items() if re.search(r"CERT|CA_BUNDLE|PROXY|_CA_", name, re.I)}
    (folder / "home").mkdir()
    return {**kept, "HOME": str(folder / "home"), "PATH": bare_path(folder / "bin"), "ZWERM_PORT": str(port)}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def walk_in(address: str) -> str:
    """Sign in as the first persona with one click; answers the title of the page behind it."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(address, timeout=20).read().decode()
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.S) if "persona" in part)
    action = re.search(r'action="([^"]+)"', form)
    fields = dict(re.findall(r'<(?:input|button)[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    assert action, form
    request = urllib.request.Request(address + action[1], urllib.parse.urlencode(fields).encode())
    request.add_header("Referer", address)
    title = re.search(r"<title>(.*?)</title>", browser.open(request, timeout=20).read().decode(), re.S)
    return title[1].strip() if title else "no title"


def measure(clone: Path, env: dict[str, str], port: int) -> float:
    began = time.monotonic()
    log = clone.parent / "log"
    with log.open("w") as out:
        running = subprocess.Popen(
            ["make", "run"], cwd=clone, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    seen: dict[str, float] = {}
    try:
        while not answers(f"http://127.0.0.1:{port}/healthy/"):
            told = log.read_text()
            for sign, step in STEPS.items():
                if sign in told:
                    seen.setdefault(step, time.monotonic() - began)
            if running.poll() is not None:
                raise SystemExit(f"make run ended with {running.returncode}:\n{told[-3000:]}")
            time.sleep(0.1)
        title = walk_in(f"http://127.0.0.1:{port}")
        took = time.monotonic() - began
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(30)
    begins = [*seen.items(), ("", took)]
    for (step, start), (_, end) in itertools.pairwise(begins):
        print(f"| {step} | {end - start:5.1f} s |")
    print(f"| **“{title}” is shown** | **{took:5.1f} s** of {BUDGET} |")
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="run `make test` and `make check` from the clone too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-first-") as name:
        folder = Path(name)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], check=True)
        port = free_port()
        env = environment(folder, port)
        print("| step | time |\n|---|---|")
        took = measure(folder / "clone", env, port)
        for target in ("test", "check") if given.tests else ():
            began = time.monotonic()
            done = subprocess.run(["make", target], cwd=folder / "clone", env=env, capture_output=True, text=True)
            print(f"| make {target} | {time.monotonic() - began:5.1f} s, status {done.returncode} |")
            if done.returncode:
                print(done.stdout[-4000:], done.stderr[-2000:])
    return 0 if took <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
