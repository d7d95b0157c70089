"""Which server answers pages cheapest? One run: the same pages, the same database, one server after the other.

    python bench/serving.py [--seconds 8] [--connections 8] [--rounds 2]

Servers: `zwerm` (as `zwerm run` serves), `a2wsgi` (Django under WSGI in threads behind uvicorn by that library), `asgi` (Django's
own ASGI on uvicorn), and `granian` (WSGI, when that package is installed; it is no dependency).
The demand comes from another process; what a request costs is the server's own CPU time.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SERVERS = ["zwerm", "a2wsgi", "asgi", "granian"]
PAGES = {"health": "/healthy/", "sign in": "/account/login/", "today": "/", "knowledge": "/knowledge/"}
THREADS = 4


def serve(name: str, port: int) -> None:
    """Be one of the servers, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
    import django

    django.setup()
    if name == "zwerm":
        from zwerm.operations.server import listen
        from zwerm.operations.server import serve as serve_zwerm

        return serve_zwerm(listen("127.0.0.1", port), with_worker=False)
    if name == "granian":
        from granian.constants import Interfaces
        from granian.server import Server

        options = {"interface": Interfaces.WSGI, "blocking_threads": THREADS, "workers": 1, "backpressure": 128}
        return Server("zwerm.wsgi:application", port=port, log_enabled=False, **options).serve()
    import uvicorn

    if name == "asgi":
        from django.core.asgi import get_asgi_application

        page: object = get_asgi_application()
    else:
        from a2wsgi import WSGIMiddleware

        from zwerm.wsgi import application

        page = WSGIMiddleware(application, workers=THREADS)
    return uvicorn.run(page, host="127.0.0.1", port=port, log_level="warning", access_log=False, lifespan="off")  # type: ignore[arg-type]


def family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(child for one in children for child in family(int(one)))]


def cpu_seconds(process: int) -> float:
    ticks = 0
    for one in family(process):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_mb(process: int) -> float:
    told = "".join(Path(f"/proc/{one}/status").read_text() for one in family(process))
    return sum(int(size) for size in re.findall(r"VmRSS:\s+(\d+)", told)) / 1024


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        if server.poll() is not None:
            raise SystemExit(f"The server ended before it answered, with status {server.returncode}.")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer.")


def sign_in(port: int) -> str:
    """The cookie of the first demo persona."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/account/login/")
    answer = connection.getresponse()
    page = answer.read().decode()
    token = _cookies(answer)
    form = next(part for part in re.findall(r"<form.*?</form>", page, re.S) if "persona" in part)
    fields = dict(re.findall(r'<(?:input|button)[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form))
    action = re.search(r'action="([^"]+)"', form)
    assert action
    headers = {"Cookie": token, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", action[1], urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, answer.status
    return _cookies(answer)


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")


def exists(port: int, path: str, cookie: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    return connection.getresponse().status == 200


def load(port: int, path: str, cookie: str, seconds: float, connections: int) -> list[float]:
    """Ask for `path` over and over on every connection; answers the seconds that each request took."""
    took: list[float] = []
    until = time.monotonic() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (path, answer.status)
            took.append(time.perf_counter() - began)

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def measure(name: str, home: Path, given: argparse.Namespace) -> dict[str, tuple[float, float, float]]:
    """Per page: requests per CPU second of the server, p95 in ms, and MB in use afterwards."""
    port = free_port()
    environment = {**os.environ, "ZWERM_HOME": str(home), "ZWERM_DEMO": "yes", "ZWERM_THREADS": str(THREADS)}
    words = [sys.executable, __file__, "--serve", name, "--port", str(port)]
    server = subprocess.Popen(words, env=environment, start_new_session=True)
    found = {}
    try:
        wait_for(port, server)
        signed_in = sign_in(port)
        for title, path in PAGES.items():
            if title == "health" and name != "zwerm":
                continue
            cookie = "" if title == "sign in" else signed_in
            if not exists(port, path, cookie):
                continue
            load(port, path, cookie, 1, given.connections)
            before = cpu_seconds(server.pid)
            took = load(port, path, cookie, given.seconds, given.connections)
            spent = cpu_seconds(server.pid) - before
            found[title] = (len(took) / spent, statistics.quantiles(took, n=20)[18] * 1000, resident_mb(server.pid))
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", choices=SERVERS)
    parser.add_argument("--port", type=int)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.port)
    else:
        compare(given)


def compare(given: argparse.Namespace) -> None:
    print("| server | page | requests per CPU second | p95 ms | MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="zwerm-serving-") as folder:
        home = Path(folder)
        environment = {**os.environ, "ZWERM_HOME": str(home)}
        words = [sys.executable, "-m", "zwerm", "prepare", "--demo"]
        subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        names = [name for name in SERVERS if name != "granian" or find_spec("granian")]
        rounds = [{name: measure(name, home, given) for name in names} for _ in range(given.rounds)]
    for title in PAGES:
        for name in names:
            found = [one[name][title] for one in rounds if title in one[name]]
            if found:
                rate, late, size = (statistics.median(column) for column in zip(*found, strict=True))
                print(f"| {name} | {title} | {rate:.0f} | {late:.0f} | {size:.0f} |")


if __name__ == "__main__":
    main()
