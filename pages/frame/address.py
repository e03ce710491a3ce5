"""What a link asks for, made into what the controls can read; what they cannot is told."""

from collections.abc import Mapping
from contextlib import suppress

from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.view import address, values
from geo.view.period import bounds, default_moment
from pages.drawing import insides
from pages.frame import session


def read_address(dataset: Dataset) -> None:
    """Takes a link in each form that feeds take; to be called before the controls are drawn.

    A widget alone would drop what it does not know and show another moment without a word.
    """
    if session.MOMENT_NOTICE.is_set:
        return
    session.MOMENT_NOTICE.set((None, ""))
    pairs = insides.read_query()
    query = dict(pairs)
    unknown = address.unknown_values(pairs, dataset)
    session.LINK_NOTICE.set([f"{name}: {shorten(value)!r}" for name, value in unknown])
    given: dict[str, str] = {name: query[name] for name in ("at", "place") if name in query}
    read = given | _read_moment(dataset, given) | _read_place(dataset, given)
    if unknown or read != given:
        others = [pair for pair in pairs if pair not in unknown and pair[0] not in read]
        insides.write_query([*others, *read.items()])


def _read_moment(dataset: Dataset, given: Mapping[str, str]) -> dict[str, str]:
    if "at" not in given:
        return {}
    earliest, latest = bounds(dataset)
    shown = default_moment(dataset)
    notice = "The moment in the link could not be read."
    with suppress(ValueError):
        local = values.read_at(given["at"], dataset).tz_convert(dataset.about.zone)
        wanted = local.tz_localize(None).floor("min").to_pydatetime(warn=False)
        shown = min(max(wanted, earliest), latest)
        notice = "The moment in the link is outside the reports." if shown != wanted else ""
    session.MOMENT_NOTICE.set((shown, notice))
    return {"at": f"{shown:%Y-%m-%dT%H:%M}"}


def _read_place(dataset: Dataset, given: Mapping[str, str]) -> dict[str, str]:
    place_id = dataset.find_place(given.get("place", ""))
    return {"place": dataset.labels[place_id]} if place_id else {}


def keep_place() -> None:
    """Lets the chosen place outlive the list that it was chosen from, which another page replaces.

    Streamlit forgets the value of a widget with the widget, but not what a script has set.
    """
    if place := session.PLACE.get():
        session.PLACE.set(place)
