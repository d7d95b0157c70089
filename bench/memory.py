"""Memory of everything that `zwerm run --demo` starts: fresh, after every page was asked for, after searching and asking, and idle again.

python bench/memory.py
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

from serving import ROOT, cpu_seconds, free_port, resident_mb, sign_in, wait_for

sys.path.insert(0, str(ROOT))
from zwerm.operations.collecting import GIVEN_BACK_EVERY_SECONDS

BUDGET = 200
PAGES = ["/", "/knowledge/", "/learn/", "/practice/", "/search/?q=valpreventie", "/people/", "/records/me/", "/new/"]
QUESTIONS = ["hoe meld ik een incident", "wie belt de leverancier bij een storing", "wat doe je bij een valincident"]


def fetch(port: int, cookie: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def main() -> int:
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
            time.sleep(GIVEN_BACK_EVERY_SECONDS + 10)
            idle = resident_mb(server.pid)
            print(f"| idle again, two minutes later | {idle:.0f} |")
            print("\n".join(sorted(set(told))), file=sys.stderr)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(60)
    return 0 if max(fresh, idle) <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
