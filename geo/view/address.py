"""The address of a view: a Selection as query parameters, for page links, feeds and citations.

``geo.view.parameters`` lists what an address may hold; ``geo.view.values`` writes and reads it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY
from geo.ledger import HOURS, NATIONAL, UNLOCATED, Selection
from geo.view.parameters import CLAIM, DATASET, PARAMETERS, REPLACED, SELECTING, Parameter
from geo.view.values import WRITINGS

# More than every value of every vocabulary at once.
LARGEST_QUERY = 200

Pairs = Iterable[tuple[str, str]]


def choices(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """The values that each parameter takes in this dataset, but for those of free form."""
    regions = sorted({name for name in dataset.places.admin1 if name})
    return {
        "hours": HOURS,
        "region": (*regions, NATIONAL, UNLOCATED),
        "severity": SEVERITY,
        "kind": tuple(table.name for table in LEDGER),
        "certainty": CERTAINTY,
        "source": dataset.terms("source_kind"),
        "place": tuple(dataset.labels.values()),
    }


def from_query(pairs: Pairs, dataset: Dataset, default: pd.Timestamp | None = None) -> Selection:
    """The Selection that query parameters ask for; without ``at`` as known on ``default``.

    ``pairs`` are decoded names and values, ``default`` is UTC, by itself the dataset's default
    moment. Values may come in any order. Raises ValueError with one sentence for a reader: unknown
    parameter or value, a second value for a single one, a value given twice, too long a text.
    """
    fields: dict[str, Any] = {"known_on": default or dataset.about.default_moment}
    for name, given in _gather(pairs).items():
        parameter = SELECTING[name]
        value = read(parameter, given, dataset)
        fields[parameter.field] = (value,) if name == "place" else value
    return Selection(**fields)


def to_query(selection: Selection, dataset: Dataset) -> list[tuple[str, str]]:
    """The parameters of a Selection, always with ``at``; ``from_query`` gives it back.

    Raises ValueError for a selection of more than one place, which no address can name.
    """
    if len(selection.places) > 1:
        raise ValueError("place: an address names one place, this selection has more.")
    values = {name: getattr(selection, one.field) for name, one in SELECTING.items()}
    values["place"] = next(iter(selection.places), None)
    return write_changed(values, dataset)


def at_dataset(address: str, name: str) -> str:
    """The dashboard's address, where it shows the dataset of a name; itself for no name."""
    return with_query(address, [(DATASET, name)] if name else [])


def with_query(address: str, pairs: Pairs) -> str:
    """An address with more parameters than it may have already."""
    query = write_query(pairs)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def dataset_pairs(address: str) -> list[tuple[str, str]]:
    """What an address says of the dataset that it is about: one pair, or none."""
    _, _, query = address.partition("?")
    return [pair for pair in parse_qsl(query) if pair[0] == DATASET][:1]


def renew(pairs: Pairs) -> list[tuple[str, str]]:
    """The pairs of a link of before, in the parameters of today; a moment becomes its parts."""
    return [renewed for pair in pairs for renewed in _renew(*pair)]


def _renew(name: str, text: str) -> list[tuple[str, str]]:
    names = REPLACED.get(name, (name,))
    parts = text[: len("2022-01-07T20:00")].split("T") if len(names) > 1 else [text]
    return list(zip(names, parts, strict=False))


def write_changed(values: Mapping[str, Any], dataset: Dataset) -> list[tuple[str, str]]:
    """The parameters of values that are not what a control shows by itself."""
    return [
        (name, text)
        for name, value in values.items()
        if value != PARAMETERS[name].default
        for text in write(PARAMETERS[name], value, dataset)
    ]


def write(parameter: Parameter, value: Any, dataset: Dataset) -> list[str]:
    """The texts of a value: several where it repeats, and an empty one where it has none."""
    write_one = WRITINGS[parameter.kind].write
    if not parameter.repeats:
        return [write_one(value, dataset)]
    allowed = choices(dataset).get(parameter.name)
    ordered = _in_order(value, allowed) if allowed else value
    return [write_one(one, dataset) for one in ordered] or [""]


def read(parameter: Parameter, given: Sequence[str], dataset: Dataset) -> Any:
    """The value that texts stand for, a tuple where it repeats; ``write`` gives them back.

    Raises ValueError, which begins with the parameter's name, for what cannot be read.
    """
    try:
        if not parameter.repeats:
            return _read_single(parameter, given, dataset)
        read_one = WRITINGS[parameter.kind].read
        values = [read_one(text, dataset) if text else text for text in given]  # "" is of none
        return _choose(values, choices(dataset).get(parameter.name))
    except ValueError as error:
        raise ValueError(f"{parameter.name}: {error}") from error


def _read_single(parameter: Parameter, given: Sequence[str], dataset: Dataset) -> Any:
    if len(given) > 1:
        raise ValueError(f"is given {len(given)} times; give it once.")
    allowed = choices(dataset).get(parameter.name) if parameter.kind == "term" else None
    if allowed and given[0] not in allowed:
        raise ValueError(_not_known(given[0], allowed))
    return WRITINGS[parameter.kind].read(given[0], dataset)


def _not_known(value: str, allowed: Iterable[str]) -> str:
    return f"{shorten(value)!r} is not known here. Use: {shorten(', '.join(allowed), 600)}."


def query_string(selection: Selection, dataset: Dataset) -> str:
    """``to_query`` as it stands behind the question mark of an address."""
    return write_query(to_query(selection, dataset))


def write_query(pairs: Pairs) -> str:
    """Parameters as they stand behind the question mark, with what people read left readable."""
    return urlencode(list(pairs), safe=":,")


def claim_address(entry_id: str, address: str = "") -> str:
    """Where a claim is told in full, beside the page at ``address`` and of the same dataset."""
    pairs = [("id", entry_id), *dataset_pairs(address)]
    return urljoin(address, f"{CLAIM}?{write_query(pairs)}")


def permalink(selection: Selection, dataset: Dataset, address: str = "") -> str:
    """The address that recreates a view; without the dashboard's ``address`` only its query.

    ``address`` may hold which dataset it is about, and what the controls of its page show besides:
    that is kept, and nothing else.
    """
    path, _, besides = address.partition("?")
    pairs = dataset_pairs(address) + to_query(selection, dataset)
    set_already = {name for name, _ in pairs}
    pairs += [
        (name, value)
        for name, value in parse_qsl(besides, keep_blank_values=True)
        if name in PARAMETERS and PARAMETERS[name].pages and name not in set_already
    ]
    return f"{path}?{write_query(pairs)}"


def _gather(pairs: Pairs) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for count, (name, value) in enumerate(pairs):
        if count >= LARGEST_QUERY:
            raise ValueError(f"There are more than {LARGEST_QUERY} parameters.")
        if name not in SELECTING:
            raise ValueError(_refuse(name))
        values.setdefault(name, []).append(value)
    return values


def _refuse(name: str) -> str:
    known = f"There are: {', '.join(SELECTING)}."
    if name in PARAMETERS:
        return f"{name!r} is a control of a page, not a filter. {known}"
    return f"{shorten(name)!r} is not a parameter. {known}"


def _choose(given: Sequence[str], allowed: tuple[str, ...] | None) -> tuple[str, ...]:
    """Several terms, in the order of their vocabulary where one is known here."""
    for value in given:
        if allowed and value not in allowed:
            raise ValueError(_not_known(value, allowed))
        if given.count(value) > 1:
            raise ValueError(f"{shorten(value)!r} is given twice; give it once.")
    return _in_order(given, allowed or tuple(given)) if any(given) else ()


def _in_order(chosen: Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(chosen)
    return tuple(value for value in allowed if value in wanted)
