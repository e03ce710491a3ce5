"""What changed between two moments, told by place, with the counts and the table behind it."""

from collections import Counter

import pandas as pd
import streamlit as st

from geo.changes import changes
from geo.mapping.inert import visible
from geo.view import View
from pages import markup, shared, words
from pages.caching import _view_key
from pages.markup import Markup

MOST = 6
# In the order in which they are told.
KINDS = {
    "severity": "severity",
    "restriction": "restrictions",
    "figure": "figures",
    "service": "services",
    "incident": "incidents",
    "deployment": "peacekeepers",
    "contact": "diplomacy",
}


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={View: _view_key})
def compare(earlier: View, later: View) -> pd.DataFrame:
    """``geo.changes``, kept for a while; not to be changed."""
    return changes(earlier, later)


def sentence(earlier: View, later: View, table: pd.DataFrame) -> str:
    """How much changed, of what kind and which way, in one sentence."""
    zone = later.dataset.about.zone
    span = f"Between {words.moment(earlier.at, zone)} and {words.moment(later.at, zone)}"
    if table.empty:
        return f"{span} nothing changed in what was known."
    kinds = [
        f"{len(rows)} in {KINDS[kind]} ({_directions(rows.direction)})"
        for kind, rows in sorted(table.groupby("kind"), key=lambda one: list(KINDS).index(one[0]))
    ]
    places = words.count(table.name.nunique(), "place")
    return f"{span}: {words.count(len(table), 'change')} at {places}. {'; '.join(kinds)}."


def _directions(directions: pd.Series) -> str:
    return ", ".join(f"{number} {name}" for name, number in Counter(directions).most_common())


def nothing(view: View, earlier: View) -> None:
    """Why there is no change to tell, and what to do."""
    if view.selection.is_filtered:
        why = "No change passes these filters. Take a filter away in the sidebar, or compare with"
    else:
        why = "Nothing new was reported between the two moments. Compare with"
    st.info(f"{why} an earlier moment, or step on.", icon=":material/hourglass_empty:")


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={View: _view_key})
def _by_place(earlier: View, later: View, place_id: str | None) -> Markup:
    table = compare(earlier, later)
    table = table[table.place_id == place_id] if place_id else table
    dataset = later.dataset
    sources = dict(zip(dataset.claims.entry_id, dataset.claims.source_id, strict=True))
    order = {"country": 0, "city": 1, "region": 2}
    rank = table.place_id.map(dataset.places.kind).map(order).fillna(3)
    by_kind = table.kind.map(list(KINDS).index)
    ordered = table.assign(rank=rank, by_kind=by_kind).sort_values(["by_kind", "changed_at"])
    return markup.join(
        _place(name, [_item(row, later, sources) for row in rows.itertuples()])
        for (_, name), rows in ordered.groupby(["rank", "name"])
    )


def _place(name: str, items: list[Markup]) -> Markup:
    """The first changes of a place, the rest behind a line to open."""
    more = Markup("")
    if len(items) > MOST + 2:
        more = Markup(
            '<details><summary>{} more</summary><ul class="cm-claims">{}</ul></details>'
        ).format(len(items) - MOST, markup.join(items[MOST:]))
        items = items[:MOST]
    return Markup(
        '<section class="cm-place"><h3>{}</h3><ul class="cm-claims">{}</ul>{}</section>'
    ).format(markup.text(name), markup.join(items), more)


def _item(row: tuple, later: View, sources: dict[str, str]) -> Markup:
    told = row.sentence.removeprefix(f"{row.name}: ")
    return Markup('<li><p>{} {}</p><p class="cm-meta">{} · {}</p></li>').format(
        markup.tag(row.direction),
        markup.text(told[:1].upper() + told[1:]),
        words.short_moment(row.changed_at, later.dataset.about.zone),
        markup.source_links(later.dataset, sources[row.entry_ids[0]]),
    )


def by_place(earlier: View, later: View, place_id: str | None) -> None:
    """One sentence each, under the name of its place."""
    markup.show(_STYLE)
    markup.show(_by_place(earlier, later, place_id))


_STYLE = Markup("""<style>
.stHtml:has(> .cm-place) {columns: 24rem; column-gap: 2rem}
.cm-place h3 {break-after: avoid; font-size: 1.1rem; margin: 0; padding: .25rem 0 .4rem}
.cm-place li {break-inside: avoid}
.cm-place summary {cursor: pointer; padding: 0 0 .7rem}
</style>""")


def as_table(later: View, table: pd.DataFrame) -> None:
    """The same as a table, with the values before and after, and its download."""
    zone = later.dataset.about.zone
    columns = {
        "Place": [visible(name, 80) for name in table.name],
        "Since": table.changed_at.dt.tz_convert(zone).dt.tz_localize(None).array,
        "Kind": table.kind.map(KINDS).array,
        "Change": table.direction.array,
        "What changed": [visible(text, 400) for text in table.sentence],
        "Before": [visible(text, 200) for text in table.before],
        "After": [visible(text, 200) for text in table.after],
        "Claims": [", ".join(ids) for ids in table.entry_ids],
    }
    st.dataframe(
        pd.DataFrame(columns),
        key="changes",
        hide_index=True,
        column_config={
            "Place": st.column_config.TextColumn(pinned=True),
            "Since": st.column_config.DatetimeColumn(
                f"Since ({zone.key})", format="D MMM YYYY, HH:mm"
            ),
            "What changed": st.column_config.TextColumn(width="large"),
        },
        alt=f"{words.count(len(table), 'change')}, one a row, by place and time",
    )
    joined = table.assign(entry_ids=table.entry_ids.map("|".join))
    shared.download(later, joined, "changes", "changes")
