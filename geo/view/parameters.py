"""Every query parameter of the dashboard, once: what it asks for, who takes it, how it is written.

The controls of a page are bound to parameters of this table, and to no other. Those with a
``field`` make a Selection: every page, feed and export takes them, and feeds refuse all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geo.dataset.vocabulary import MEASURE
from geo.ledger import HOURS, NATIONAL, UNLOCATED
from geo.words import terms

# What stands in a parameter; ``geo.view.values`` writes and reads each.
Kind = Literal[
    "moment",
    "minute",
    "clock",
    "day",
    "weekday",
    "flag",
    "place",
    "term",
    "text",
    "position",
    "part",
]
Default = str | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Parameter:
    """One query parameter.

    ``field`` is what it sets of a Selection. ``pages`` are the folders of the pages with a control
    for it, none for all of them. ``default`` is what the control shows by itself; None where that
    comes from the dataset or is no value at all.
    """

    name: str
    meaning: str
    kind: Kind = "term"
    field: str = ""
    repeats: bool = False
    pages: tuple[str, ...] = ()
    default: Default = None


# Which dataset all the others are about, where the dashboard has several: a name of the server's.
DATASET = "dataset"

# The folder of the page that tells one claim.
CLAIM = "claim"
# The folders of the pages that have a map.
MAPS = ("map", "timeline", "curfews", "casualties", "peacekeepers", "events")
# Those with tabs.
TABS = (*MAPS, "diplomacy", "corrections", "sources")

PARAMETERS: Mapping[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter("at", "as known on this moment: a local ISO 8601 date (its end) or datetime in "
                  "the dataset's time zone, or one with a UTC offset", "moment", "known_on"),
        Parameter("hours", "inside a day: all its reports, those without an hour marked, or only "
                  "those whose hour is known", field="hours", default=HOURS[0]),
        Parameter("region", f"first-level region, or {NATIONAL} or {UNLOCATED}",
                  field="regions", repeats=True, default=()),
        Parameter("severity", "CAP severity of the place",
                  field="severities", repeats=True, default=()),
        Parameter("kind", "kind of claim: a ledger table",
                  field="tables", repeats=True, default=()),
        Parameter("certainty", "CAP certainty of the claim",
                  field="certainties", repeats=True, default=()),
        Parameter("source", "kind of source that carries the claim",
                  field="source_kinds", repeats=True, default=()),
        Parameter("q", "words that the claim holds, or that mean the same, or name its place",
                  "text", "text", default=""),
        Parameter("place", "one place, by its name or place_id", "place", "places",
                  pages=("map", "timeline", "curfews", "casualties", "peacekeepers")),
        Parameter("theme", "what the map shows of each place", pages=MAPS),
        Parameter("map", "the middle and the zoom of the map: latitude,longitude,zoom", "position",
                  pages=MAPS),
        Parameter("about", "the open tab of what is told of the place", pages=("map",)),
        Parameter("tab", "the open tab of the page, below its map", pages=TABS),
        Parameter("rows", "the part of a long table that is shown, with the name of the table",
                  "part", repeats=True, pages=TABS, default=()),
        Parameter("since", "how long before the moment the comparison begins",
                  pages=("timeline",), default="24 hours"),
        Parameter("from", "the moment that the comparison begins at, as local time",
                  "minute", pages=("timeline",)),
        Parameter("day", "the day that the question is about; by itself that of the moment",
                  "weekday", pages=("curfews",)),
        Parameter("hour", "the hour of that day, by the clock of its time zone", "clock",
                  pages=("curfews",)),
        Parameter("changes", "kind of change that is listed",
                  repeats=True, pages=("timeline",), default=()),
        Parameter("only", "whether the map shows only places where something changed",
                  "flag", pages=("timeline",), default=False),
        Parameter("zone", "the time zone of that hour: an IANA name",
                  pages=("curfews",), default="the place's own"),
        Parameter("restriction", "kind of restriction on the axis of days",
                  repeats=True, pages=("curfews",),
                  default=(terms.heading(terms.restriction("curfew")),)),
        Parameter("measure", "what is counted", pages=("casualties",), default=MEASURE[0]),
        Parameter("group", "who is counted", pages=("casualties",), default="every group"),
        Parameter("parts", "whether parts of groups are charted, too",
                  "flag", pages=("casualties",), default=False),
        Parameter("axis", "whether the axis of time is to scale",
                  pages=("casualties", "peacekeepers"), default="to scale"),
        Parameter("last", "how long before the moment the events shown were",
                  pages=("events",), default="week"),
        Parameter("event", "an event that is shown with its claims, by its id",
                  repeats=True, pages=("events",), default=()),
        Parameter("written", "when the reader's own text was written, as local time; by itself the "
                  "moment that the page shows", "minute", pages=("corrections",)),
        Parameter("id", "the claim that is told in full, by its entry_id", "text", pages=(CLAIM,)),
        Parameter("who", "somebody who took part in a contact",
                  repeats=True, pages=("diplomacy",), default=()),
        Parameter("first-day", "the first day of the contacts", "day", pages=("diplomacy",)),
        Parameter("last-day", "the last day of the contacts", "day", pages=("diplomacy",)),
    )
}  # fmt: skip

# Those that feeds, exports and every page take.
SELECTING: Mapping[str, Parameter] = {
    name: parameter for name, parameter in PARAMETERS.items() if parameter.field
}

# What links of before ask for, as the parameters of today that stand for its parts in turn.
REPLACED: Mapping[str, tuple[str, ...]] = {"when": ("day", "hour"), "where": ("place",)}

# Those that say as of when, and filter nothing.
CLOCK = ("at", "hours")


def of_page(folder: str) -> tuple[Parameter, ...]:
    """The parameters of the controls that a page has of its own, the place included."""
    return tuple(parameter for parameter in PARAMETERS.values() if folder in parameter.pages)
