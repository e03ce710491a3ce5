"""What readers notice while a crowd asks for maps that nobody has asked for before.

Each client asks for another /embed, all in the same instant. Beside them four probers ask every
tenth of a second for what costs next to nothing, first alone and then in the crowd. Beside the
seconds that an answer took stand the seconds of processor time that the server used meanwhile: what
it would have taken, about, on a machine where nothing else runs.
"""

import asyncio
import math
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from tests.conftest import serve

CLIENTS = 200
EVERY = 0.1  # seconds between two questions of a prober
QUIET = 3.0  # seconds of probing before the crowd comes
PATIENCE = 120.0  # seconds after which an answer counts as lost
PROBED = {
    "page": "/",
    "health": "/health",
    "script": "/assets/map.js",
    "kept feed": "/feeds/claims.csv",
}
LOST = 0


class Answer(NamedTuple):
    """The status, LOST where none came; whether it says when to come again; what it took."""

    status: int
    says_when: bool
    seconds: float
    processor: float


@dataclass(frozen=True)
class Server:
    """A running dashboard (Linux)."""

    address: str
    process: int

    def memory(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def processor(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ask(server: Server, path: str) -> Answer:
    """One request on a connection of its own, until the last byte."""
    begun, used = time.perf_counter(), server.processor()
    try:
        raw = await asyncio.wait_for(_exchange(urlsplit(server.address), path), PATIENCE)
    except (OSError, TimeoutError):
        raw = b""
    head = (raw or b"HTTP/1.1 0").partition(b"\r\n\r\n")[0].lower()
    return Answer(
        status=int(head.split()[1]),
        says_when=b"\r\nretry-after:" in head,
        seconds=time.perf_counter() - begun,
        processor=server.processor() - used,
    )


async def _exchange(url: SplitResult, path: str) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", url.port)
    lines = [f"GET {path} HTTP/1.1", f"Host: {url.netloc}", "Accept-Encoding: gzip",
             "Connection: close", "", ""]  # fmt: skip
    writer.write("\r\n".join(lines).encode())
    try:
        return await reader.read(-1)
    finally:
        writer.close()


async def probe(server: Server, path: str, until: Callable[[], bool]) -> list[Answer]:
    """Asks again and again, without waiting for the answer before."""
    asked = []
    while not until():
        asked.append(asyncio.create_task(ask(server, path)))
        await asyncio.sleep(EVERY)
    return await asyncio.gather(*asked)


async def probe_all(server: Server, until: Callable[[], bool]) -> dict[str, list[Answer]]:
    """Every prober at once."""
    found = await asyncio.gather(*(probe(server, path, until) for path in PROBED.values()))
    return dict(zip(PROBED, found, strict=True))


async def crowd(server: Server) -> tuple[list[Answer], float]:
    """The answers to all clients, and the most memory that the server held meanwhile."""
    paths = [f"/embed?q=word{number}" for number in range(CLIENTS)]
    asked = asyncio.gather(*(ask(server, path) for path in paths))
    most = server.memory()
    while not asked.done():
        await asyncio.sleep(EVERY / 2)
        most = max(most, server.memory())
    return await asked, most


async def meet(server: Server) -> None:
    """Probes alone, then probes in the crowd; prints both."""
    for path in (*PROBED.values(), "/embed"):
        await ask(server, path)  # so that both times find the same kept
    begun, before = time.perf_counter(), server.memory()
    quiet = await probe_all(server, lambda: time.perf_counter() - begun > QUIET)
    gathered = asyncio.create_task(crowd(server))
    crowded = await probe_all(server, gathered.done)
    clients, most = await gathered
    print_probers(quiet, crowded)
    print_clients(clients)
    print(f"memory: {before:.0f} MB before, {most:.0f} at most, {server.memory():.0f} after: "
          f"{most - before:+.0f} MB (aim: below +100)")  # fmt: skip


def print_probers(quiet: dict[str, list[Answer]], crowded: dict[str, list[Answer]]) -> None:
    """A line for each prober: alone, in the crowd, and how many times that is."""
    print(f"an answer beside {CLIENTS} clients, in seconds (aim: p95 below 0.5)")
    print(f"{'':<10}{'p50':>8}{'p95':>8}{'max':>8}{'to alone':>10}{'processor: p50':>16}"
          f"{'p95':>8}{'max':>8}  statuses")  # fmt: skip
    for name in PROBED:
        alone, beside = (spread(found[name], "seconds") for found in (quiet, crowded))
        processor = spread(crowded[name], "processor")
        seconds = "".join(f"{value:8.3f}" for value in beside)
        statuses = dict(Counter(answer.status for answer in crowded[name]))
        print(f"{name:<10}{seconds}{beside[1] / alone[1]:9.1f}x{processor[0]:16.2f}"
              f"{processor[1]:8.2f}{processor[2]:8.2f}  {statuses}")  # fmt: skip


def spread(answers: list[Answer], what: str) -> tuple[float, float, float]:
    """Median, 95th percentile and the largest."""
    values = sorted(getattr(answer, what) for answer in answers)
    return tuple(values[math.ceil(share * len(values)) - 1] for share in (0.5, 0.95, 1.0))


def print_clients(clients: list[Answer]) -> None:
    """How many were served and how many refused, each with the time that it took."""
    for status in sorted({client.status for client in clients}):
        group = [client for client in clients if client.status == status]
        cells = ", ".join(f"{value:.2f}" for value in spread(group, "seconds"))
        says_when = sum(client.says_when for client in group)
        print(f"clients with {status or 'no answer'}: {len(group)} of {CLIENTS} "
              f"({says_when} with Retry-After), p50, p95, max {cells} s")  # fmt: skip


def child() -> int:
    """The process that this one has started (Linux)."""
    me = os.getpid()
    return int(Path(f"/proc/{me}/task/{me}/children").read_text().split()[-1])


def main() -> None:
    """Prints all figures of the feeds."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log.txt") as address:
        asyncio.run(meet(Server(address, child())))


if __name__ == "__main__":
    main()
