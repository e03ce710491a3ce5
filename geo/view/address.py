"""The address of a view: a Selection as query parameters, for page links, feeds and citations.

The address of every page, feed and citation has the same parameters; PARAMETERS lists them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from geo import times
from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY, SOURCE_KIND
from geo.ledger import NATIONAL, UNLOCATED, Selection

LONGEST_TEXT = 200
# More than every value of every vocabulary at once.
LARGEST_QUERY = 200

# Of these three centuries, so that every moment can be written in every zone.
_DAY = (
    r"((19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|(19|20|21)([02468][048]|[13579][26])-02-29)"
)
_HOUR = r"([01][0-9]|2[0-3]):[0-5][0-9]"
AT = rf"{_DAY}(T{_HOUR}(:[0-5][0-9](\.[0-9]{{1,6}})?)?(Z|[+-]{_HOUR})?)?"
_AT = re.compile(AT)
_MINUTE = re.compile(r".{16}(Z|[+-].{5})?")
_LAST_SECOND = pd.Timedelta(seconds=59)

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Parameter:
    """One query parameter: the field of Selection that it sets, and what may stand in it."""

    name: str
    field: str
    meaning: str
    repeats: bool = True


PARAMETERS = {
    parameter.name: parameter
    for parameter in (
        Parameter("at", "known_on", "as known on this moment: a local ISO 8601 date (its end) or "
                  "datetime in the dataset's time zone, or one with a UTC offset", repeats=False),
        Parameter("region", "regions", f"first-level region, or {NATIONAL} or {UNLOCATED}"),
        Parameter("severity", "severities", "CAP severity of the place"),
        Parameter("kind", "tables", "kind of claim: a ledger table"),
        Parameter("certainty", "certainties", "CAP certainty of the claim"),
        Parameter("source", "source_kinds", "kind of source that carries the claim"),
        Parameter("q", "text", "words that the claim holds", repeats=False),
        Parameter("place", "places", "one place, by its name or place_id", repeats=False),
    )
}  # fmt: skip


def choices(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """The values that each parameter takes in this dataset, but for those of free form."""
    regions = sorted({name for name in dataset.places.admin1 if name})
    return {
        "region": (*regions, NATIONAL, UNLOCATED),
        "severity": SEVERITY,
        "kind": tuple(table.name for table in LEDGER),
        "certainty": CERTAINTY,
        "source": SOURCE_KIND,
        "place": tuple(dataset.labels.values()),
    }


def from_query(pairs: Pairs, dataset: Dataset, default: pd.Timestamp | None = None) -> Selection:
    """The Selection that query parameters ask for; without ``at`` as known on ``default``.

    ``pairs`` are decoded names and values, ``default`` is UTC, by itself the dataset's default
    moment. Values may come in any order. Raises ValueError with one sentence for a reader: unknown
    parameter or value, a second value for a single one, a value given twice, too long a text.
    """
    values = _gather(pairs)
    allowed = choices(dataset)
    fields: dict[str, object] = {"known_on": default or dataset.about.default_moment}
    for name, given in values.items():
        parameter = PARAMETERS[name]
        if name == "at":
            fields["known_on"] = read_at(given[0], dataset)
        elif name == "q":
            fields["text"] = _check_text(given[0])
        elif name == "place":
            place_id = dataset.find_place(given[0])
            label = [dataset.labels[place_id]] if place_id else given
            _choose(name, label, allowed[name])
            fields["places"] = (place_id,)
        else:
            fields[parameter.field] = _choose(name, given, allowed[name])
    return Selection(**fields)


def unknown_values(pairs: Pairs, dataset: Dataset) -> list[tuple[str, str]]:
    """What of a link names nothing in this dataset, such as a region of another one."""
    allowed = choices(dataset)
    return [
        (name, value)
        for name, value in pairs
        if name in allowed and value not in allowed[name]
        if name != "place" or not dataset.find_place(value)
    ]


def to_query(selection: Selection, dataset: Dataset) -> list[tuple[str, str]]:
    """The parameters of a Selection, always with ``at``; ``from_query`` gives it back.

    Raises ValueError for a selection of more than one place, which no address can name.
    """
    if len(selection.places) > 1:
        raise ValueError("place: an address names one place, this selection has more.")
    pairs = [("at", write_at(selection.known_on, dataset))]
    allowed = choices(dataset)
    for name, parameter in PARAMETERS.items():
        if name in allowed:
            chosen = getattr(selection, parameter.field)
            if name == "place":
                chosen = [dataset.labels.get(place_id, place_id) for place_id in chosen]
            pairs += [(name, value) for value in _in_order(chosen, allowed[name])]
    return pairs + ([("q", selection.text)] if selection.text else [])


def query_string(selection: Selection, dataset: Dataset) -> str:
    """``to_query`` as it stands behind the question mark of an address."""
    return urlencode(to_query(selection, dataset), safe=":")


def permalink(selection: Selection, dataset: Dataset, address: str = "") -> str:
    """The address that recreates a view; without the dashboard's ``address`` only its query."""
    return f"{address.split('?')[0]}?{query_string(selection, dataset)}"


def read_at(text: str, dataset: Dataset) -> pd.Timestamp:
    """The UTC moment of ``at``. Raises ValueError with a sentence for a reader.

    A minute, like a day, counts to its last second: what was reported at 23:59 is known at 23:59.
    """
    try:
        if not _AT.fullmatch(text):
            raise ValueError("no moment in any of the forms above")
        moment = times.read_moment(text, dataset.about.zone)
        return moment + _LAST_SECOND if _MINUTE.fullmatch(text) else moment
    except ValueError as error:
        example = "2022-01-07 or 2022-01-07T18:30"
        raise ValueError(f"at: {shorten(text)!r} is not a moment. Write {example}.") from error


def write_at(moment: pd.Timestamp, dataset: Dataset) -> str:
    """The shortest datetime that ``read_at`` reads as this moment."""
    local = moment.tz_convert(dataset.about.zone)
    naive = local.tz_localize(None)
    whole = naive.isoformat()
    # To the minute where that will do, since that is how the page's own widget writes it.
    same = (text for text in (f"{naive:%Y-%m-%dT%H:%M}", whole) if read_at(text, dataset) == moment)
    # Where clocks go back a local time comes twice; the offset tells which of the two.
    return next(same, local.isoformat())


def _gather(pairs: Pairs) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for count, (name, value) in enumerate(pairs):
        if count >= LARGEST_QUERY:
            raise ValueError(f"There are more than {LARGEST_QUERY} parameters.")
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise ValueError(f"{shorten(name)!r} is not a parameter. There are: {known}.")
        values.setdefault(name, []).append(value)
    for name, given in values.items():
        if len(given) > 1 and not PARAMETERS[name].repeats:
            raise ValueError(f"{name}: is given {len(given)} times; give it once.")
    return values


def _check_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        problem = f"the text has {len(text):,} characters; at most {LONGEST_TEXT} are allowed"
        raise ValueError(f"q: {problem}.")
    return text


def _choose(name: str, given: list[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    for value in given:
        if value not in allowed:
            words = shorten(", ".join(allowed), 600)
            raise ValueError(f"{name}: {shorten(value)!r} is not known here. Use: {words}.")
        if given.count(value) > 1:
            raise ValueError(f"{name}: {value!r} is given twice; give it once.")
    return _in_order(given, allowed)


def _in_order(chosen: Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(chosen)
    return tuple(value for value in allowed if value in wanted)
