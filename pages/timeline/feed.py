"""What changed, gravest first, as lines to choose from: the panel beside the map."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from geo.changes import ToldChange, gather
from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects import catalogue
from geo.view import View
from geo.words import moments, numbers, terms
from pages.drawing import elements, markup
from pages.frame import current, session
from pages.frame.places import pick_place
from pages.timeline import changelist, spans
from pages.timeline.changelist import Asked

MOST = 12
LONGEST = 240
SUSPENDED = "suspended"
Choose = Callable[[str | None], None]


def draw(view: View, choose: Choose) -> Asked:
    """The choices and the gravest changes; what was chosen."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small",
                      key=session.PANEL_HEAD):  # fmt: skip
        markup.show(markup.Markup('<h2 class="cm-panel-title">What changed</h2>'))
        place = pick_place("Only this place", view.dataset, session.PLACE,
                           label_visibility="collapsed")  # fmt: skip
    with st.container(gap="xsmall", key=session.SPAN):
        every = Asked(spans.choose_earlier(view).at.isoformat(), place or "")
        spans.choose_kinds(Counter(changelist.rows(view, every).kind))
        st.toggle("On the map only what changed", **session.ONLY.bound)
    asked = every._replace(kinds=spans.kinds())
    told = changelist.tell(view, asked)
    st.caption(told.sentence)
    if told.rows.empty:
        changelist.nothing(view)
    else:
        _lines(view, asked, len(told.rows), choose)
    return asked


def _lines(view: View, asked: Asked, number: int, choose: Choose) -> None:
    lines = current.once(gravest, view, *asked)
    elements.choices(lines[:MOST], session.TABLE("feed"), lambda one: choose(one or None),
                     "What changed, gravest first")  # fmt: skip
    if len(lines) > MOST:
        st.caption(f"The gravest {MOST} lines. All {number:,} changes are in the table below.")


def gravest(
    view: View, since: str, place_id: str, kinds: tuple[str, ...]
) -> tuple[elements.Line, ...]:
    """A line for each change, or for what is alike; the gravest first."""
    found = changelist.rows(view, Asked(since, place_id, kinds))
    told = _join_services(gather(read_rows(found, ToldChange)), view)
    names = catalogue.by_fact()
    return tuple(
        elements.Line(
            row.place_id,
            terms.heading(names[row.kind].plural) if place_id else visible(row.name, 80),
            number=moments.shortest_moment(row.changed_at, view.dataset.about.zone),
            detail=visible(f"{terms.heading(row.words)}.", LONGEST),
            meta=moments.HOUR_UNKNOWN if row.hour_unknown else "",
            sign="" if place_id else view.status.severity.get(row.place_id, ""),
        )
        for row in sorted(told, key=lambda row: row.gravity)
    )


def _join_services(told: Iterable[ToldChange], view: View) -> list[ToldChange]:
    """Services of one place that went the same way at once, as one change."""
    groups: dict[tuple, list[ToldChange]] = {}
    alone: list[ToldChange] = []
    for row in told:
        if row.kind == "service" and row.number == 1 and row.after:
            key = row.place_id, row.name, row.direction, row.hour_unknown
            groups.setdefault(key, []).append(row)
        else:
            alone.append(row)
    return alone + [_one(rows, view) for rows in groups.values()]


def _one(rows: Sequence[ToldChange], view: View) -> ToldChange:
    """'fuel and taxi suspended; cash limited (TASS)'."""
    if len(rows) == 1:
        return rows[0]
    states: dict[str, list[str]] = {}
    for row in rows:
        states.setdefault(row.after, []).append(terms.plain(row.subject))
    worst_first = sorted(states.items(), key=lambda one: not one[0].startswith(SUSPENDED))
    words = "; ".join(f"{numbers.listed(names)} {state}" for state, names in worst_first)
    who = dict.fromkeys(view.dataset.rows[row.entry_ids[0]].authority for row in rows)
    return rows[0]._replace(
        words=f"{words} ({numbers.listed(who)})",
        changed_at=max(row.changed_at for row in rows),
        gravity=min(row.gravity for row in rows),
    )
