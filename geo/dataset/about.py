"""What a dataset says of itself as a whole, in its datapackage.json."""

import json
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from geo import times
from geo.dataset.issues import Issue

STALE_AFTER_HOURS = 48.0
LONGEST_HOURS = 100 * 366 * 24


@dataclass(frozen=True)
class About:
    """The descriptor's fields that the map needs; ``country`` is ISO 3166-1 alpha-2."""

    name: str
    title: str
    description: str
    licence: str
    licence_url: str
    country: str
    zone: ZoneInfo
    default_moment: pd.Timestamp
    period: tuple[str, str]
    stale_after: pd.Timedelta
    boundaries: str
    contributors: tuple[str, ...]
    # The tables that the descriptor lists: one of them that is missing is an error.
    tables: frozenset[str]
    # The whole descriptor as it was read, for the package that carries it on.
    descriptor: dict = field(default_factory=dict, repr=False, compare=False)


class _Reader:
    """Takes fields from a JSON object and keeps an Issue for each that is missing or bad."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def report(self, field: str, value: object, problem: str, advice: str) -> None:
        self.issues.append(Issue("error", "datapackage", 0, field, str(value), problem, advice))

    def parse(self, data: bytes | None) -> dict:
        if data is None:
            advice = "Add it; until then times are read in UTC."
            self.report("", "", "datapackage.json is missing.", advice)
            return {}
        try:
            package = json.loads(data)
        except (ValueError, RecursionError) as error:
            self.report("", "", f"datapackage.json is no JSON ({error}).", "Mend it.")
            return {}
        if not isinstance(package, dict):
            self.report("", "", "datapackage.json holds no JSON object.", "Begin it with {.")
            return {}
        return package

    def zone(self, name: object) -> ZoneInfo:
        try:
            return ZoneInfo(str(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            advice = "Write a name such as Asia/Almaty; until then times are read in UTC."
            self.report("crisis.timezone", name, "is not an IANA time zone.", advice)
            return ZoneInfo("UTC")

    def moment(self, text: object, zone: ZoneInfo) -> pd.Timestamp:
        try:
            return times.read_moment(str(text), zone)
        except ValueError:
            self.report("crisis.default_moment", text, "is not a moment.", "Write 2022-01-07.")
            return pd.Timestamp("1970-01-01", tz="UTC")

    def hours(self, value: object) -> pd.Timedelta:
        try:
            hours = float(str(value))
        except ValueError:
            hours = 0.0
        if 0 < hours <= LONGEST_HOURS:
            return pd.Timedelta(hours=hours)
        self.report("crisis.stale_after_hours", value, "is not a number of hours.", "Write 48.")
        return pd.Timedelta(hours=STALE_AFTER_HOURS)


def read_about(data: bytes | None) -> tuple[About, list[Issue]]:
    """The fields of a datapackage.json, and an Issue with a plain default for each bad one."""
    reader = _Reader()
    package = reader.parse(data)
    crisis = _object(package.get("crisis"))
    licence = _object(next(iter(_list(package.get("licenses"))), {}))
    people = [_object(one) for one in _list(package.get("contributors"))]
    zone = reader.zone(crisis.get("timezone", ""))
    about = About(
        name=_text(package, "name", "dataset"),
        title=_text(package, "title", "Untitled dataset"),
        description=_text(package, "description"),
        licence=_text(licence, "title") or _text(licence, "name"),
        licence_url=_text(licence, "path"),
        country=_text(crisis, "country"),
        zone=zone,
        default_moment=reader.moment(crisis.get("default_moment", ""), zone),
        period=(_text(crisis, "from"), _text(crisis, "to")),
        stale_after=reader.hours(crisis.get("stale_after_hours", STALE_AFTER_HOURS)),
        boundaries=_text(crisis, "boundaries"),
        contributors=tuple(_text(one, "title") for one in people),
        tables=frozenset(str(_object(one).get("name")) for one in _list(package.get("resources"))),
        descriptor=package,
    )
    return about, reader.issues


def _text(values: dict, field: str, default: str = "") -> str:
    """The field as text that can be printed: JSON can hold halves of characters."""
    return str(values.get(field, default)).encode("utf-8", "replace").decode()


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
