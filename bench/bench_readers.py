"""Many readers at once: each opens a page for the first time, at a moment of its own.

A reader is a websocket that speaks Streamlit's own protocol; what a browser adds (files, drawing)
is in bench_dashboard. Everything goes to a server of this machine, and ends by itself.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from tests.support.serving import serve

READERS = 60
ROUNDS = 5
PAGES = ("", "timeline", "events", "curfews", "casualties", "peacekeepers", "diplomacy", "sources")
BEGIN = datetime(2022, 1, 4)  # noqa: DTZ001 - a local time
STREAMLIT = Subprotocol("streamlit")
LONGEST = 180.0  # seconds until a reader gives up


@dataclass(frozen=True)
class Visit:
    """One first run: seconds from the click to each part, and what came."""

    page: str
    moment: datetime
    connected: float
    first: float
    finished: float
    said: str
    failed: bool

    @property
    def is_its_own(self) -> bool:
        """Whether the page says this reader's moment."""
        return f"{self.moment:%H:%M}" in self.said


async def visit(address: str, page: str, moment: datetime) -> Visit:
    """Opens a page as a browser's tab does and reads until its first run is over."""
    begun = time.monotonic()
    url = f"ws{address.removeprefix('http')}/_stcore/stream"
    async with connect(
        url, subprotocols=[STREAMLIT], max_size=None, origin=Origin(address)
    ) as socket:
        connected = time.monotonic() - begun
        ask = BackMsg()
        ask.rerun_script.query_string = urlencode({"at": f"{moment:%Y-%m-%dT%H:%M}"})
        ask.rerun_script.page_name = page
        ask.rerun_script.context_info.url = f"{address}/{page}"
        await socket.send(ask.SerializeToString())
        first, said, failed = 0.0, [], False
        while True:
            message = ForwardMsg()
            message.ParseFromString(await asyncio.wait_for(socket.recv(), LONGEST))
            if message.WhichOneof("type") == "delta":
                first = first or time.monotonic() - begun
                element = message.delta.new_element
                said.append(str(element))
                failed |= element.WhichOneof("type") == "exception"
            # The first run of a map asks for a second one, which tells the rest.
            if message.WhichOneof("type") == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                break
        return Visit(page, moment, connected, first, time.monotonic() - begun,
                     "".join(said), failed)  # fmt: skip


async def readers(address: str, number: int, rounds: int, dice: random.Random) -> list[Visit]:
    """So many readers side by side, each of them opening pages one after the other."""
    minutes = iter(dice.sample(range(14 * 24 * 60), number * rounds))

    async def read() -> list[Visit]:
        return [
            await visit(address, dice.choice(PAGES), BEGIN + timedelta(minutes=next(minutes)))
            for _ in range(rounds)
        ]

    found = await asyncio.gather(*(read() for _ in range(number)))
    return [one for visits in found for one in visits]


def process_seconds(pid: int) -> float:
    """Processor time of a process until now (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def quantile(values: list[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def show(title: str, visits: list[Visit], wall: float, work: float) -> None:
    """The figures of one crowd of readers."""
    parts = {
        "connected": [one.connected for one in visits],
        "first of the page": [one.first for one in visits],
        "whole page": [one.finished for one in visits],
    }
    mixed = sum(not one.is_its_own for one in visits)
    failed = sum(one.failed for one in visits)
    print(f"{title}: {len(visits)} first visits in {wall:.1f} s, {work / len(visits):.3f} s of "
          f"processor time each; mixed up {mixed}, failed {failed}")  # fmt: skip
    for name, values in parts.items():
        print(
            f"  {name}: p50 {statistics.median(values):.2f} s, p95 {quantile(values, 0.95):.2f} s"
        )


@contextmanager
def server() -> Iterator[tuple[str, int]]:
    """A dashboard of its own, and the number of its process."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log.txt") as address:
        port = int(address.rpartition(":")[2])
        yield address, listener(port)


def listener(port: int) -> int:
    """The process that was started to serve on a port."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue
            if "streamlit" in words and str(port) in words:
                return int(folder.name)
    raise LookupError(port)


def main() -> None:
    """Prints what one reader, and many readers at once, wait for."""
    dice = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    with server() as (address, pid):
        asyncio.run(readers(address, 1, 7, dice))  # warms the server, and does not count
        for title, number, rounds in (
            ("one reader", 1, 20),
            (f"{READERS} readers", READERS, ROUNDS),
        ):
            begun, before = time.monotonic(), process_seconds(pid)
            visits = asyncio.run(readers(address, number, rounds, dice))
            work = process_seconds(pid) - before
            show(title, visits, time.monotonic() - begun, work)


if __name__ == "__main__":
    main()
