"""About how many bytes a value keeps in memory: close enough to bound what is kept."""

import sys
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.view.view import View

_CELL = 8  # of a frame's block: a number, a moment, or where a text is
_MOMENT = 200  # of a mapping: a moment as an object of its own
# Of more parts than these so many stand for all: to measure each would take longer than to make it.
_MOST_MEASURED = 100


def size(value: object) -> int:
    """Bytes of a value and all that it holds; nothing for a dataset, which is there anyway."""
    return _size(value, set())


def _size(value: object, seen: set[int]) -> int:
    if id(value) in seen or isinstance(value, Dataset):
        return 0
    seen.add(id(value))
    if isinstance(value, View):
        return size_of_view(value)
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
        usage = value.memory_usage(deep=True)
        return int(usage.sum()) if isinstance(value, pd.DataFrame) else int(usage)
    own = getattr(value, "nbytes", None)  # of NumPy's arrays and Arrow's tables
    if isinstance(own, int):
        return own
    return sys.getsizeof(value) + _size_of(_parts(value), seen)


def _size_of(parts: Sequence[object], seen: set[int]) -> int:
    measured = parts[:: -(-len(parts) // _MOST_MEASURED) or 1]
    found = sum(_size(part, seen) for part in measured)
    return found * len(parts) // max(1, len(measured))


def _parts(value: object) -> Sequence[object]:
    if isinstance(value, str | bytes | type):
        return ()
    if isinstance(value, Mapping):
        return (*value.keys(), *value.values())
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, set | frozenset):
        return tuple(value)
    return list(getattr(value, "__dict__", {}).values())


def size_of_view(view: View) -> int:
    """Bytes of what a view has computed so far. Its texts are the dataset's own."""
    frames = {id(frame): frame for frame in _frames(view)}
    moments = sum(len(part) for part in list(vars(view).values()) if isinstance(part, dict))
    claims = view.dataset.claims
    cells = sum((_own_columns(frame, claims) + 1) * len(frame) for frame in frames.values())
    return cells * _CELL + moments * _MOMENT


def _own_columns(frame: pd.DataFrame, claims: pd.DataFrame) -> int:
    """How many columns are not those of the dataset's claims, of which a view may show a part."""
    if "entry_id" not in frame or not np.may_share_memory(frame.entry_id, claims.entry_id):
        return frame.shape[1]
    return sum(name not in claims for name in frame)


def _frames(view: View) -> Iterable[pd.DataFrame]:
    # As lists: another reader's thread may compute one more part meanwhile.
    for part in list(vars(view).values()):
        if isinstance(part, pd.DataFrame):
            yield part
        elif isinstance(part, dict):
            yield from (one for one in list(part.values()) if isinstance(one, pd.DataFrame))
