"""What a dataset says of itself as a whole, in its datapackage.json."""

import json
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from geo import times
from geo.schema import Issue

STALE_AFTER_HOURS = 48.0


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
    # The whole descriptor as it was read, for the package that carries it on.
    descriptor: dict = field(default_factory=dict, repr=False, compare=False)


class _Reader:
    """Takes fields from a JSON object and keeps an Issue for each that is missing or bad."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def report(self, field: str, value: object, problem: str, advice: str) -> None:
        self.issues.append(Issue("error", "datapackage", 0, field, str(value), problem, advice))

    def parse(self, data: bytes | None) -> dict:
        try:
            package = json.loads(data or b"")
        except (ValueError, RecursionError) as error:
            self.report("", "", f"datapackage.json is missing or no JSON ({error}).", "Mend it.")
            return {}
        return package if isinstance(package, dict) else {}

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
            return pd.Timedelta(hours=float(str(value)))
        except (ValueError, OverflowError):
            self.report("crisis.stale_after_hours", value, "is not a number.", "Write 48.")
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
        name=str(package.get("name", "dataset")),
        title=str(package.get("title", "Untitled dataset")),
        description=str(package.get("description", "")),
        licence=str(licence.get("title") or licence.get("name", "")),
        licence_url=str(licence.get("path", "")),
        country=str(crisis.get("country", "")),
        zone=zone,
        default_moment=reader.moment(crisis.get("default_moment", ""), zone),
        period=(str(crisis.get("from", "")), str(crisis.get("to", ""))),
        stale_after=reader.hours(crisis.get("stale_after_hours", STALE_AFTER_HOURS)),
        boundaries=str(crisis.get("boundaries", "")),
        contributors=tuple(str(one.get("title", "")) for one in people),
        descriptor=package,
    )
    return about, reader.issues


def _object(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
