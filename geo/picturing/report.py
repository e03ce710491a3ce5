"""A view on a page: figures, the map, the gravest places, what changed in a day, its sources."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from geo.changes import ToldChange, gather, tell
from geo.mapping.inert import isolated, visible
from geo.picturing import credits
from geo.picturing.told import Told
from geo.rows import read_rows
from geo.view import View, keeping
from geo.view.figures_line import line_of_figures
from geo.view.glance import glance
from geo.view.gravest import basis, gravest, when
from geo.words import figures_line as said
from geo.words import numbers

DAY = pd.Timedelta(hours=24)
MOST_CHANGES, MOST_SOURCES, LONGEST = 8, 24, 600
Part = dict[str, Any]


def content(told: Told) -> dict[str, Any]:
    """The texts of the page, as files/report.typ reads them."""
    view = told.around
    return {
        "title": _shown(told.title),
        "authors": list(map(_shown, told.view.dataset.about.contributors)),
        "subtitle": _shown(told.subtitle),
        "alt": _shown(f"Map of {told.title}. {told.subtitle}"),
        "figures": list(_figures(view)),
        "place": list(_place(told)),
        "columns": [_gravest(view), _changes(view)],
        "small": [_shown(one, 3_000) for one in _small(told)],
        "footer": _shown(f"{told.title}, as known {told.cited.moment}"),
    }


def _shown(text: str, longest: int = LONGEST) -> str:
    return isolated(visible(text, longest))


def _figures(view: View) -> Iterator[Part]:
    """The line of figures, as above every page of the dashboard."""
    for entry in line_of_figures(view):
        phase, line = said.phase(entry), said.line(entry)
        lines = "" if phase in line else phase, line, said.mark(entry)
        yield {
            "label": said.label(entry),
            "number": _shown(said.number(entry)),
            "lines": [_shown(one) for one in lines if one],
        }


def _place(told: Told) -> Iterator[Part]:
    """What is known of the place that is chosen."""
    if told.chosen:
        here = keeping.share(told.around).about_place(told.chosen)
        name = told.view.dataset.places.name[told.chosen]
        lines = [_line(fact.label, fact.words, "; ".join(filter(None, (fact.by, fact.note))))
                 for fact in glance(here)]  # fmt: skip
        yield {"title": _shown(name), "lines": lines}


def _line(head: str, words: str, small: str = "") -> tuple[str, str, str]:
    return _shown(head), _shown(words), _shown(small)


def _gravest(view: View) -> Part:
    found = gravest(view)
    lines = [
        _line(place.name, _ended(f"{place.state}. {place.detail}"), place.meta) for place in found
    ]
    more = basis(found) or "Nothing is known of any place."
    return {"title": f"{when(view)}: the gravest places", "lines": lines, "more": more}


def _ended(words: str) -> str:
    told = words.rstrip(". ")
    return told if told.endswith("…") else f"{told}."


def _changes(view: View) -> Part:
    """What changed in what was known in a day, the gravest first."""
    rows = tell(keeping.share(view.earlier(DAY)), view)
    found = sorted(gather(read_rows(rows, ToldChange)), key=lambda one: one.gravity)
    left = len(found) - MOST_CHANGES
    more = f"and {numbers.count(left, 'more change')}" if left > 0 else ""
    return {
        "title": "What changed in 24 hours",
        "lines": [_line(one.name, _sentence(one)) for one in found[:MOST_CHANGES]],
        "more": more if found else "Nothing changed in what was known.",
    }


def _sentence(one: ToldChange) -> str:
    return f"{one.words}{' (hour unknown)' if one.hour_unknown else ''}."


def _small(told: Told) -> Iterable[str]:
    cited = told.cited
    yield credits.sources(told.around, MOST_SOURCES)
    yield credits.data(cited)
    yield cited.boundaries
    yield credits.link(cited)
