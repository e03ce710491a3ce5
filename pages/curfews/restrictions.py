"""Restrictions as charts and tables: the hours of a day, spans, endings."""

import pandas as pd
import streamlit as st

from geo.mapping.inert import visible
from geo.subjects import curfew_question, curfew_spans
from geo.subjects.curfews import local_time
from geo.view import View
from geo.words import moments as words
from geo.words import numbers, terms
from pages.curfews import charts
from pages.curfews.tables import (
    _DAY,
    _at,
    _bars,
    _bounds,
    _day_hours,
    _earlier,
    _labels,
    _notice,
    _today,
    alike,
)
from pages.drawing import templates
from pages.frame import claim_ids, current, nothing, paged, session


def day(view: View) -> None:
    """The hours of the view's local day in which a curfew was in force, place by place."""
    today = _today(view)
    words_of_day = words.day(today, full=True)
    shown = current.once(_day_hours, view)
    if shown.empty:
        st.info(f"No curfew was known for {words_of_day}{nothing.under(view)}.",
                icon=":material/lock_open:")  # fmt: skip
        return
    differ = shown[shown.verdict == curfew_question.CONTRADICTORY].place.unique()
    told = (
        f"On {words_of_day} a curfew was known at {numbers.count(shown.place.nunique(), 'place')}"
    )
    told += f"; claims on the hours differ at {numbers.listed(differ)}." if len(differ) else "."
    st.text(told)
    st.caption(charts.HOUR_SIGNS)
    drawn = alike(shown)
    values = charts.hour_values(drawn)
    templates.draw(charts.hours(), values, {"rows": drawn}, session.CHART("curfew-hours"), told)
    with st.expander(
        "The hours as a table", on_change="rerun", key=session.OPENED("curfew-hours")
    ) as box:
        if box.open:
            named = shown.rename(columns={"place": "Place", "curfew": "Curfew", "label": "Hours"})
            named = named[["Place", "Hours", "Curfew", "Claims"]]
            st.dataframe(
                named, hide_index=True, key=session.TABLE("curfew-hours"), alt=told, placeholder=""
            )
            current.download(view, named, f"curfew hours of {words_of_day}", "curfew-hours")


def timeline(view: View) -> None:
    """All restrictions on an axis of days, by place and kind."""
    kinds = {_kind(kind): kind for kind in view.dataset.terms("restriction")}
    chosen = st.pills("Kinds", list(kinds), selection_mode="multi",
                      default=session.RESTRICTION.default,
                      **session.RESTRICTION.bound)  # fmt: skip
    claims = view.table("restrictions")
    claims = claims[claims.kind.isin([kinds[words] for words in chosen])]
    if claims.empty:
        st.info(f"No restriction of these kinds was known at this moment{nothing.under(view)}. "
                "Choose other kinds, or another day on the strip.",
                icon=":material/filter_list_off:")  # fmt: skip
        return
    left, right = _bounds(view, claims)
    rows = curfew_spans.intervals(claims, left, right)
    shown = _bars(view, rows, left, claims)
    told = (
        f"{numbers.count(len(rows), 'claim')} on {numbers.count(rows.place.nunique(), 'place')}: "
        + numbers.listed(f"{number} {basis}" for basis, number in rows.basis.value_counts().items())
        + f". The dashed line is {_at(view)}."
    )
    st.text(told)
    st.caption(charts.SPAN_SIGNS)
    now = (local_time(view.at, view.dataset.about.zone.key) - left) / _DAY
    values = charts.span_values(shown, _labels(left, right), "Local date")
    frames = {"rows": shown, "now": pd.DataFrame({"x": [now]})}
    templates.draw(charts.spans(), values, frames, session.CHART("restrictions"), told)
    with st.expander(
        "The spans as a table", on_change="rerun", key=session.OPENED("restrictions")
    ) as box:
        if box.open:
            _span_table(view, claims, told)


def _kind(kind: str) -> str:
    return terms.heading(terms.restriction(kind))


def _span_table(view: View, claims: pd.DataFrame, told: str) -> None:
    table = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in claims.place],
            "What": claims.kind.map(_kind),
            "Level": [visible(text, 40) for text in claims.level],
            "Daily hours": [words.daily_hours(row, words.ALL_DAY) for row in claims.itertuples()],
            "Basis": claims.basis,
            "From (local)": claims.occurred_from,
            "To (local)": claims.occurred_to,
            "According to": [visible(name, 80) for name in claims.authority],
            "Claim": claims.entry_id,
        }
    )
    part = claim_ids.linked(view, table.iloc[paged.part(len(table), "restrictions")], "Claim")
    st.dataframe(part, hide_index=True, key=session.TABLE("restrictions"), alt=told,
                 column_config={"Claim": claim_ids.column()}, placeholder="")  # fmt: skip
    current.download(view, table, "restrictions", "restrictions")


def _endings(view: View) -> pd.DataFrame:
    return curfew_spans.endings(view.table("restrictions"), view.dataset.claims, view.at)


def lifted(view: View) -> None:
    """What was announced as lifted, or confirmed to end, and when that was known."""
    rows = current.once(_endings, view)
    if rows.empty:
        st.info(f"No end of a restriction had been announced by now{nothing.under(view)}.",
                icon=":material/hourglass_empty:")  # fmt: skip
        return
    zone = view.dataset.about.zone
    late, ahead = int(rows.is_late.sum()), int((~rows.is_over).sum())
    told = f"{numbers.count(len(rows), 'end')} of restrictions had been announced by {_at(view)}"
    told += f"; {ahead} of them were still to come" if ahead else ""
    st.text(f"{told}; {late} became known only afterwards." if late else f"{told}.")
    table = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in rows.place],
            "What": [
                f"{_kind(kind)} {visible(level, 40) or hours}".strip()
                for kind, level, hours in zip(rows.kind, rows.level, rows.hours, strict=True)
            ],
            "End (local)": [words.local(text) for text in rows.occurred_to],
            "By then": ["over" if over else "still to come" for over in rows.is_over],
            "Known since": rows.known_at.dt.tz_convert(zone).dt.tz_localize(None).array,
            "Notice": [_notice(*pair) for pair in zip(rows.notice, rows.notice_unit, strict=True)],
            "Before, it was to end": [_earlier(text) for text in rows.was_to_end],
            "According to": [visible(name, 80) for name in rows.authority],
            "Claim": rows.entry_id,
        }
    )  # fmt: skip
    st.dataframe(claim_ids.linked(view, table, "Claim"), hide_index=True,
                 key=session.TABLE("announced-ends"), alt=told, column_config={
        "Claim": claim_ids.column(),
        "Place": st.column_config.TextColumn(pinned=True),
        "Known since": st.column_config.DatetimeColumn(f"Known since ({zone.key})",
                                                       format="D MMM YYYY, HH:mm"),
    }, placeholder="")  # fmt: skip
    # On screen the moment has no zone, by which a file would not say when it was.
    dated = table.assign(**{"Known since": rows.known_at.array})
    current.download(view, dated, "announced ends", "announced-ends")
