"""What an online service answered, reduced to what can be trusted, and what it makes of a name."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from geo.geocoding.gazetteer.matching import LONGEST_NAME, fold, resemblance, split_query
from geo.geocoding.gazetteer.ranking import ALIAS, EXACT, FUZZY, NONE, SAME_PLACE_KM, distance_km

_ALIKE = 0.85
_CLEARLY_AHEAD = 0.15
_SCORES = {EXACT: 0.9, ALIAS: 0.85, FUZZY: 0.7}


@dataclass(frozen=True)
class Answer:
    """One place as the service names it. `importance` is Nominatim's, 0 where there is none."""

    name: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    importance: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_nominatim(raw: Any) -> Answer | None:
    """An entry of Nominatim's jsonv1; None when it is not what that format says."""
    if not isinstance(raw, Mapping):
        return None
    address, details = _member(raw, "address"), _member(raw, "namedetails")
    first = str(raw.get("display_name") or "").split(",")[0]
    name = _text(raw.get("name")) or _text(first)
    others = [part for text in details.values() for part in str(text)[:1000].split(";")]
    importance = _number(raw.get("importance"), 0.0, 1.0) or 0.0
    return _answer(
        name,
        others,
        raw.get("lat"),
        raw.get("lon"),
        address.get("country_code"),
        address.get("state"),
        importance,
    )


def _member(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    member = raw.get(name)
    return member if isinstance(member, Mapping) else {}


def read_photon(raw: Any) -> Answer | None:
    """A GeoJSON feature of Photon; None when it is not what that format says."""
    properties = raw.get("properties") if isinstance(raw, Mapping) else None
    geometry = raw.get("geometry") if isinstance(raw, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(geometry, Mapping):
        return None
    point = geometry.get("coordinates")
    if not isinstance(point, Sequence) or isinstance(point, str) or len(point) < 2:
        return None
    name = _text(properties.get("name"))
    country, state = properties.get("countrycode"), properties.get("state")
    return _answer(name, [], point[1], point[0], country, state, 0.0)


def read_stored(raw: Any) -> Answer | None:
    """An answer from the cache; None when it is not one."""
    if not isinstance(raw, Mapping) or raw.keys() != Answer.__dataclass_fields__.keys():
        return None
    names = raw["names"] if isinstance(raw["names"], list) else []
    place = (raw["latitude"], raw["longitude"], raw["country"], raw["admin1"])
    return _answer(_text(raw["name"]), names, *place, _number(raw["importance"], 0, 1) or 0.0)


def _answer(
    name: str | None,
    names: Iterable[Any],
    latitude: Any,
    longitude: Any,
    country: Any,
    admin1: Any,
    importance: float,
) -> Answer | None:
    north, east = _number(latitude, -90, 90), _number(longitude, -180, 180)
    if name is None or north is None or east is None or (north == 0 and east == 0):
        return None
    code = str(country or "").upper()
    return Answer(
        name=name,
        names=tuple(text for text in map(_text, names) if text)[:100],
        latitude=north,
        longitude=east,
        country=code if re.fullmatch("[A-Z]{2}", code) else None,
        admin1=_text(admin1),
        importance=importance,
    )


def _number(value: Any, low: float, high: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and low <= number <= high else None


def _text(value: Any) -> str | None:
    """One line of readable text: no controls, no marks that turn the direction of writing."""
    if not isinstance(value, str):
        return None
    readable = "".join(
        " " if unicodedata.category(letter)[0] in "CZ" else letter
        for letter in value[:LONGEST_NAME]
    )
    return " ".join(readable.split()) or None


@dataclass(frozen=True)
class Verdict:
    """The answers that bear the name asked for, the first as `match` and `score` say."""

    match: str
    score: float
    ambiguous: bool
    answers: tuple[Answer, ...]


def judge(query: str, answers: Iterable[Answer], country: str | None) -> Verdict:
    """Which answers are places of the name that was asked for, in the country asked for.

    Services answer with something rather than nothing; a place of another name is no answer.
    """
    name, _ = split_query(query)
    matched = [
        (how, answer)
        for answer in answers
        if country is None or answer.country in (None, country)
        if (how := _how(name, answer)) != NONE
    ]
    if not matched:
        return Verdict(NONE, 0.0, ambiguous=False, answers=())
    how, best = min(matched, key=lambda entry: (-_SCORES[entry[0]], -entry[1].importance))
    rivals = [answer for kind, answer in matched if kind == how and _rivals(answer, best)]
    ordered = (best, *rivals)
    return Verdict(how, _SCORES[how] / len(ordered), ambiguous=bool(rivals), answers=ordered)


def _how(name: str, answer: Answer) -> str:
    key = fold(name)
    if key == fold(answer.name):
        return EXACT
    if key in map(fold, answer.names):
        return ALIAS
    return FUZZY if resemblance(name, answer.name) >= _ALIKE else NONE


def _rivals(answer: Answer, best: Answer) -> bool:
    apart = distance_km((answer.latitude, answer.longitude), (best.latitude, best.longitude))
    return apart > SAME_PLACE_KM and answer.importance > best.importance - _CLEARLY_AHEAD
