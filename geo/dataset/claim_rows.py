"""Every claim as a plain row, made when somebody asks for one near it: most are never asked for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain
from typing import Any

import pandas as pd

from geo.rows import read_rows

# Rows that are made at once: of a frame many cost little more than one.
BLOCK = 256


class ClaimRows(Mapping[str, Any]):
    """By entry_id the rows of several frames, each with all columns of its frame."""

    def __init__(self, frames: Iterable[pd.DataFrame]) -> None:
        self._frames = [frame for frame in frames if len(frame)]
        self._begins = list(accumulate(map(len, self._frames), initial=0))
        ids = chain.from_iterable(frame.entry_id.tolist() for frame in self._frames)
        self._numbers = {entry_id: number for number, entry_id in enumerate(ids)}
        self._made: dict[tuple[int, int], list[Any]] = {}

    def __getitem__(self, entry_id: str) -> Any:
        number = self._numbers[entry_id]
        frame = bisect_right(self._begins, number) - 1
        block, row = divmod(number - self._begins[frame], BLOCK)
        rows = self._made.get((frame, block)) or self._make(frame, block)
        return rows[row]

    def _make(self, frame: int, block: int) -> list[Any]:
        whole = self._frames[frame]
        part = whole.iloc[block * BLOCK : (block + 1) * BLOCK]
        # Where another thread made them meanwhile, all have the same.
        return self._made.setdefault((frame, block), read_rows(part, list(whole.columns)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
