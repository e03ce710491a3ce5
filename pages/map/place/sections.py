"""The parts of what is known of a place, in the order in which readers ask."""

from collections.abc import Callable, Iterator, Mapping

from geo.subjects import catalogue
from geo.view import View
from pages.map.place import events, in_force, others, people, services, status
from pages.map.place.section import Section

_SECTIONS: Mapping[catalogue.Section, Callable[[View, str], Section | None]] = {
    catalogue.Section.IN_FORCE: in_force.section,
    catalogue.Section.FIGURES: people.section,
    catalogue.Section.SERVICES: services.section,
    catalogue.Section.EVENTS: events.section,
    catalogue.Section.LISTED: others.listed,
}


def sections(here: View) -> tuple[Section, ...]:
    """All that the dataset of a view of one place can have; what its status rests on comes late,
    as the panel begins with the status.
    """
    return (*_of_tables(here), status.section(here), others.changes(here), others.all_claims(here))


def _of_tables(here: View) -> Iterator[Section]:
    ledger = here.dataset.ledger
    for table, entry in catalogue.entries().items():
        if entry.section in _SECTIONS and not ledger[table].empty:
            section = _SECTIONS[entry.section](here, table)
            if section is not None:
                yield section
