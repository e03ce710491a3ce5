"""A file into a dataset: read, mapped, planned, written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from geo.dataset import outlines
from geo.geocoding.regions import Region
from geo.importing import storing
from geo.importing.held import Held, read_held
from geo.importing.mapping import Setting, map_rows
from geo.importing.own import OwnRows
from geo.importing.places import gazetteer_of
from geo.importing.planning import Plan, Release, make_plan, places_to_add
from geo.importing.profile import Profile
from geo.importing.reading import read_sheet
from geo.importing.regions import Regions
from geo.importing.sheet import Sheet
from geo.importing.tables import Tables, read_tables

# What is being done, for those who wait.
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What to import, and how.

    ``collection`` is the database with its edition, ``released`` the day of that edition.
    """

    file: Path
    profile: Profile
    directory: Path
    collection: str = ""
    released: str = ""
    encoding: str = ""
    sheet: str = ""
    withdraws: bool = False


def run(order: Order, *, writes: bool, progress: Progress = lambda step: None) -> Plan:
    """What the import does, or would do; raises NotImportableError where it can do nothing."""
    today = datetime.now(UTC).date()
    progress("Reading the file")
    read = _read(order)
    with storing.locked(order.directory):
        progress("Reading the dataset")
        held = read_held(order.directory)
        plan = read(held, today, progress)
        progress("Writing")
        files = storing.new_files(plan, held.files)
        if writes and files:
            storing.check_unchanged(order.directory, held.files)
            storing.write_files(order.directory, files)
    return plan


def _read(order: Order) -> "_Planned":
    """The file, read, as what is to be held against a dataset."""
    if order.profile.is_own:
        return partial(_plan_own, order, read_tables(order.file, order.encoding))
    sheet = read_sheet(order.file, encoding=order.encoding, sheet=order.sheet)
    return partial(_plan, order, sheet)


_Planned = Callable[[Held, date, Progress], Plan]


def _plan_own(order: Order, tables: Tables, held: Held, today: date, progress: Progress) -> Plan:
    rows = OwnRows(tables.sheets, held, today)
    progress("Reading the rows")
    mapped = rows.mapped()
    mine = replace(held, versions=rows.versions(mapped.claims))
    release = _release(order, today)
    plan = make_plan(mapped, mine, order.profile, release)
    plan.added["sources"] = [dict(row) for row in rows.sources.values()]
    plan.added["places"] = [dict(row) for row in rows.places.values()]
    plan.notes += [*tables.notes, *rows.notes]
    for name, content in tables.outlines.items():
        if name not in held.files:
            plan.outlines[name] = content
        elif content != held.files[name]:
            plan.notes.append(f"The dataset has another {name}, which was left as it is.")
    return plan


def _release(order: Order, today: date) -> Release:
    return Release(
        order.collection or order.profile.collection or order.profile.title or order.file.name,
        order.released or today.isoformat(),
        "published" if order.released else "carried",
    )


def _plan(order: Order, sheet: Sheet, held: Held, today: date, progress: Progress) -> Plan:
    profile, about = order.profile, held.about
    collection = order.collection or profile.collection
    release = _release(order, today)
    rows = held.places.to_dict("records")
    regions = Regions(rows, list(_outlines(about.countries, held)))
    credit = collection or profile.name
    gazetteer = gazetteer_of(held.places, about.zone.key, credit, today.isoformat(), regions)
    setting = Setting(gazetteer, about.country, about.vocabularies, today, order.collection)
    progress("Reading the rows")
    mapped = map_rows(profile, sheet, setting)
    progress("Comparing with what is there")
    plan = make_plan(mapped, held, profile, release, withdraws=order.withdraws)
    places_to_add(plan, gazetteer.new_rows())
    return plan


def _outlines(countries: tuple[str, ...], held: Held) -> Iterator[Region]:
    """The outlines of the dataset's regions, by which names are told that no list has."""
    own, _ = outlines.read_own(held.files)
    known = outlines.regions_of(held.places)
    rows = zip(held.places.place_id, held.places.admin1, held.places.name, strict=True)
    names = {place_id: admin1 or name for place_id, admin1, name in rows}
    for country in countries:
        for one in outlines.regions(country, own, known):
            if one.place_id in names:
                polygons = tuple(one.polygons)
                yield Region(names[one.place_id], frozenset(), country, one.place_id, polygons)
