"""What a new dataset is to be about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Wish:
    """A crisis: countries are ISO 3166-1 alpha-2, the first one first; languages ISO 639-1.

    ``first`` and ``last`` are the days that it is about, ``zone`` an IANA time zone, ``today`` the
    day on which its places were looked up.
    """

    name: str
    title: str
    countries: tuple[str, ...]
    first: date
    last: date
    zone: str
    languages: tuple[str, ...]
    today: date
