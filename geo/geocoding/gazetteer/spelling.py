"""Which known names lie within a few typing errors of a query, over a million names in a few ms.

Every name has a 64-bit signature of how often each letter occurs in it. One typing error flips at
most two of the bits, so a scan of the signatures in numpy leaves out nothing that is close enough
and almost everything that is not; the few names left are measured one by one.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters. A shorter name is one error away from too many others."""

_THRICE = [ord(letter) - ord("a") for letter in "aeiounrstlkd"]  # 26 + 26 + 12 bits
_CHUNK = 50_000
_PARTS = {
    "signature": np.uint64,
    "start": np.uint32,
    "city": np.uint32,
    "country": np.uint16,
    "letters": np.uint8,
    "shorter": np.uint32,
}


class Damaged(Exception):
    """The stored arrays are not what was written."""


def country_number(iso: str) -> int:
    """An ISO 3166-1 alpha-2 code as a number, for comparing whole arrays of them."""
    return ord(iso[0]) * 256 + ord(iso[1]) if len(iso) == 2 and iso.isascii() else 0


def _signatures(letters: np.ndarray, start: np.ndarray) -> np.ndarray:
    signatures = np.zeros(len(start) - 1, np.uint64)
    for low in range(0, len(signatures), _CHUNK):
        high = min(low + _CHUNK, len(signatures))
        counts = _letter_counts(letters, start[low : high + 1])
        bits = np.hstack([counts >= 1, counts >= 2, counts[:, _THRICE] >= 3])
        signatures[low:high] = np.packbits(bits, axis=1).view(np.uint64).ravel()
    return signatures


def _letter_counts(letters: np.ndarray, start: np.ndarray) -> np.ndarray:
    """How often each of a to z occurs in each name: an array of names by 26."""
    lengths: np.ndarray = np.diff(start.astype(np.int64))
    names = np.repeat(np.arange(len(start) - 1), lengths)
    codes = letters[start[0] : start[-1]].astype(np.int64) - ord("a")
    known = (codes >= 0) & (codes < 26)
    cells = np.bincount(names[known] * 26 + codes[known], minlength=(len(start) - 1) * 26)
    return cells.reshape(-1, 26)


def encode(
    names: Iterable[tuple[str, int]], countries: Mapping[int, str]
) -> Iterator[tuple[str, int, bytes]]:
    """(part, checksum, bytes) of the arrays over (loosened name, city), ordered by length."""
    ordered = sorted(names, key=lambda entry: len(entry[0]))
    lengths = np.array([len(name) for name, _ in ordered], np.uint32)
    letters = np.frombuffer("".join(name for name, _ in ordered).encode("ascii"), np.uint8)
    start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint32)
    arrays = {
        "signature": _signatures(letters, start),
        "start": start,
        "city": np.array([city for _, city in ordered], np.uint32),
        "country": np.array([country_number(countries[city]) for _, city in ordered], np.uint16),
        "letters": letters,
        "shorter": np.searchsorted(lengths, np.arange(256)).astype(np.uint32),
    }
    for part, array in arrays.items():
        data = array.tobytes()
        yield part, zlib.crc32(data), data


@dataclass(frozen=True)
class Spelling:
    """The arrays of all loosened names. `shorter[n]` is how many have fewer than n letters."""

    signature: np.ndarray
    start: np.ndarray
    city: np.ndarray
    country: np.ndarray
    letters: bytes
    shorter: np.ndarray

    @classmethod
    def decode(cls, rows: Iterable[tuple[str, int, bytes]]) -> "Spelling":
        """From the rows that `encode` gave. Raises Damaged when one is missing or altered."""
        parts: dict[str, np.ndarray] = {}
        for part, checksum, data in rows:
            if zlib.crc32(data) != checksum:
                raise Damaged(part)
            parts[part] = np.frombuffer(data, _PARTS[part])
        if parts.keys() != _PARTS.keys():
            raise Damaged("a part is missing")
        letters = parts.pop("letters").tobytes()
        return cls(letters=letters, **parts)

    def within(self, query: str, edits: int, country: str | None) -> list[tuple[str, int, int]]:
        """(name, city, edits) of all names so close to the loosened `query`, in any order."""
        chosen = self._plausible(query, edits, country)
        names = [self._name(i) for i in chosen.tolist()]
        close = process.extract(
            query, names, scorer=OSA.distance, score_cutoff=edits, limit=None, processor=None
        )
        return [(name, int(self.city[chosen[place]]), int(found)) for name, found, place in close]

    def _plausible(self, query: str, edits: int, country: str | None) -> np.ndarray:
        last = len(self.shorter) - 1
        low = int(self.shorter[min(max(len(query) - edits, 0), last)])
        high = int(self.shorter[min(len(query) + edits + 1, last)])
        wanted = _signatures(
            np.frombuffer(query.encode("ascii"), np.uint8), np.array([0, len(query)], np.uint32)
        )[0]
        near = np.bitwise_count(self.signature[low:high] ^ wanted) <= 2 * edits
        if country:
            near &= self.country[low:high] == country_number(country)
        return np.flatnonzero(near) + low

    def _name(self, entry: int) -> str:
        return self.letters[self.start[entry] : self.start[entry + 1]].decode("ascii")
