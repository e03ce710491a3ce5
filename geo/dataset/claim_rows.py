"""Every claim as a plain row, made when somebody asks for one near it: most are never asked for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate, chain
from typing import Any

import pandas as pd

from geo.rows import read_rows

# Rows that are made at once: of a frame many cost little more than one.
BLOCK = 256
# So many blocks are kept, those last asked for: all claims of a large dataset take much memory.
MOST_BLOCKS = 128


class ClaimRows(Mapping[str, Any]):
    """By entry_id the rows of several frames, each with all columns of its frame."""

    def __init__(self, frames: Iterable[pd.DataFrame]) -> None:
        kept = [frame for frame in frames if len(frame)]
        self._begins = list(accumulate(map(len, kept), initial=0))
        ids = chain.from_iterable(frame.entry_id.tolist() for frame in kept)
        self._numbers = {entry_id: number for number, entry_id in enumerate(ids)}
        # Not a method of this object, which would be in a circle with it.
        self._block = lru_cache(MOST_BLOCKS)(partial(_make, kept))

    def __getitem__(self, entry_id: str) -> Any:
        number = self._numbers[entry_id]
        frame = bisect_right(self._begins, number) - 1
        block, row = divmod(number - self._begins[frame], BLOCK)
        return self._block(frame, block)[row]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _make(frames: Sequence[pd.DataFrame], frame: int, block: int) -> list[Any]:
    whole = frames[frame]
    part = whole.iloc[block * BLOCK : (block + 1) * BLOCK]
    return read_rows(part, list(whole.columns))
