"""How long until what a colleague says has reached all who look on.

    python bench/tips.py [--lookers 500] [--rate 20] [--seconds 20] [--database URL]

Serves an installation of its own, in a home that is thrown away. All look at one space; sixty colleagues among them say something, by the form
as a browser sends it. A time is from when the form is sent until the last looker has it. Everything, those who look on too, runs on this machine.
The budget: p99 under 60 ms with 500 lookers and 20 messages a second on 2 cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from multiprocessing import Process, SimpleQueue
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from websockets.asyncio.client import connect

from tests.installation import Installation, free_port, wait_for_line

MAKE = """
import json
from zwerm.people.actions import add_person, open_organisation
from zwerm.people.tests.sessions import session_key
space = open_organisation("Lindehof", "lindehof")
people = [add_person(f"p{n}@lindehof.example", f"Collega {n}") for n in range(60)]
print(json.dumps({"space": str(space.pk), "sessions": [session_key(one) for one in people]}))
"""


async def look(port: int, space: str, key: str, heard: dict[str, list[float]], ready: asyncio.Semaphore) -> None:
    headers = {"Cookie": f"sessionid={key}", "Origin": f"http://127.0.0.1:{port}"}
    address = f"ws://127.0.0.1:{port}/live/tips/{space}/?since=0&language=nl"
    async with connect(address, additional_headers=headers, compression=None, open_timeout=120) as socket:
        ready.release()
        async for message in socket:
            now = time.time()
            for tip in json.loads(message)["tips"]:
                heard.setdefault(tip["id"], []).append(now)


def looks(port: int, space: str, keys: list[str], started: Any, stop: Any, told: Any) -> None:
    async def all_of_them() -> None:
        heard: dict[str, list[float]] = {}
        ready = asyncio.Semaphore(0)
        tasks = [asyncio.create_task(look(port, space, key, heard, ready)) for key in keys]
        for _ in tasks:
            await ready.acquire()
        started.put(True)
        await asyncio.to_thread(stop.get)
        for task in tasks:
            task.cancel()
        told.put({id: (len(times), max(times), sorted(times)) for id, times in heard.items()})

    asyncio.run(all_of_them())


def say(port: int, key: str, words: str) -> tuple[str, float]:
    token = "t" * 32
    headers = {
        "Cookie": f"sessionid={key}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
        "zwerm-quietly": "yes",
    }
    body = urlencode({"words": words, "key": str(uuid4())})
    asked = HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.time()
    asked.request("POST", "/questions/tips/of/lindehof/telling/", body, headers)
    answer = asked.getresponse()
    said = json.loads(answer.read())
    asked.close()
    return said["id"], begun


async def talk(port: int, keys: list[str], rate: float, seconds: float) -> dict[str, float]:
    begun = time.time()
    tasks = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0, begun + number / rate - time.time()))
        tasks.append(
            asyncio.create_task(
                asyncio.to_thread(
                    say, port, keys[number % len(keys)], f"De bladderscan {number} doet raar, even uit en weer aan."
                )
            )
        )
    return dict(await asyncio.gather(*tasks))


def processor(pid: int) -> float:
    """Seconds that it used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--lookers", type=int, default=500)
    given.add_argument("--rate", type=float, default=20)
    given.add_argument("--seconds", type=float, default=20)
    given.add_argument("--database", default="", help="Of PostgreSQL; empty. Default: SQLite.")
    asked = given.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as place:
        installation = Installation(Path(place) / "home", asked.database)
        assert installation.zwerm("migrate").returncode == 0
        made = json.loads(installation.python(MAKE).stdout)
        keys = made["sessions"]
        with installation.started("run", "--port", str(port), worker="no") as server:
            wait_for_line(server, "ready")
            started, stop, told = SimpleQueue(), SimpleQueue(), SimpleQueue()
            lookers = [keys[number % len(keys)] for number in range(asked.lookers)]
            other = Process(target=looks, args=(port, made["space"], lookers, started, stop, told))
            other.start()
            started.get()
            asyncio.run(talk(port, keys, 5, 5))  # until everything is warm
            time.sleep(5)
            before = processor(server.pid), processor(other.pid or 0)
            sent = asyncio.run(talk(port, keys, asked.rate, asked.seconds))
            time.sleep(2)
            used = [
                after - begun
                for after, begun in zip((processor(server.pid), processor(other.pid or 0)), before, strict=True)
            ]
            stop.put(True)
            heard = told.get()
            other.join()
    missing = sum(heard.get(id, (0,))[0] < asked.lookers for id in sent)
    until_all = sorted((heard[id][1] - begun) * 1000 for id, begun in sent.items() if id in heard)
    each = sorted((one - begun) * 1000 for id, begun in sent.items() if id in heard for one in heard[id][2])
    print(
        f"{asked.lookers} look on, {asked.rate:g} messages a second, {len(sent)} in all; not heard by everyone: {missing}"
    )
    print(
        f"processor time a message: server {used[0] / len(sent) * 1000:.1f} ms, all who look on {used[1] / len(sent) * 1000:.1f} ms"
    )
    print(f"{'ms':<22}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}")
    for name, times in (("until all have it", until_all), ("until one has it", each)):
        cut = statistics.quantiles(times, n=100)
        print(f"{name:<22}{cut[49]:>8.1f}{cut[94]:>8.1f}{cut[98]:>8.1f}{times[-1]:>8.1f}")


if __name__ == "__main__":
    main()
