"""Restrictions as charts and tables: who is under curfew, hours of a day, spans, endings."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from geo.dataset.vocabulary import RESTRICTION
from geo.mapping.inert import visible
from geo.subjects import curfew_question, curfew_spans
from geo.subjects.curfews import local_time
from geo.view import View
from geo.words import moments as words
from geo.words import numbers, terms
from pages import curfewcharts, drawing, shared

# For the names of a chart's lines, where every letter counts on a phone.
SHORT = {
    "curfew": "curfew",
    "state_of_emergency": "emergency",
    "threat_level": "threat level",
    "checkpoint": "checkpoints",
    "movement": "entry and exit",
    "assembly": "gatherings",
    "trade": "sales",
    "security": "security",
}
_DAY = timedelta(days=1)


def under_curfew(view: View) -> None:
    """The places under curfew at the moment of the view."""
    shown = shared.once(_under, view)
    if shown.empty:
        st.info("No curfew was known to be in force at this moment under these filters. Move "
                "'As known on' to a night, or ask about another hour above.",
                icon=":material/lock_open:")  # fmt: skip
        return
    differ = int((shown.Curfew == curfewcharts.VERDICTS[1]).sum())
    told = f"{numbers.count(len(shown), 'place')} under curfew at {_at(view)}"
    st.text(f"{told}; at {differ} of them the claims differ." if differ else f"{told}.")
    st.dataframe(shown, hide_index=True, key="under", alt=told,
                 column_config={"Place": st.column_config.TextColumn(pinned=True)})  # fmt: skip
    shared.download(view, shown, "places under curfew", "under-curfew")


def _under(view: View) -> pd.DataFrame:
    table = curfew_question.in_force_by_place(
        view.table("restrictions"), view.dataset.places, view.at
    )
    rows, labels = view.dataset.rows, view.dataset.labels
    return pd.DataFrame(
        {
            "Place": [visible(labels.get(one, one), 80) for one in table.place_id],
            "Local time": [f"{local:%a %H:%M}" for local in table.local],
            "Curfew": _verdicts(table.verdict),
            "Daily hours, local": table.hours,
            "Until, local": ["" if end is None else f"{end:%a %H:%M}" for end in table.until],
            "According to": [_authorities(rows, ids) for ids in table.holding],
            "Not in force, according to": [_authorities(rows, ids) for ids in table.denying],
            "Claims": [", ".join(ids) for ids in table.holding + table.denying],
        }
    ).sort_values("Place")


def _verdicts(verdicts: pd.Series) -> list[str]:
    in_force, differ = curfewcharts.VERDICTS
    return [in_force if one == curfew_question.YES else differ for one in verdicts]


def _authorities(rows: Mapping[str, Any], entry_ids: list[str]) -> str:
    return ", ".join(dict.fromkeys(visible(rows[one].authority, 80) for one in entry_ids))


def _at(view: View) -> str:
    return words.moment(view.at, view.dataset.about.zone)


def day(view: View) -> None:
    """The hours of the view's local day in which a curfew was in force, place by place."""
    today = _today(view)
    words_of_day = f"{today.day} {today:%B %Y}"
    shown = shared.once(_day_hours, view)
    if shown.empty:
        st.info(f"No curfew was known for {words_of_day} under these filters.",
                icon=":material/lock_open:")  # fmt: skip
        return
    differ = shown[shown.verdict == curfewcharts.VERDICTS[1]].place.unique()
    told = (
        f"On {words_of_day} a curfew was known at {numbers.count(shown.place.nunique(), 'place')}"
    )
    told += f"; claims on the hours differ at {numbers.listed(differ)}." if len(differ) else "."
    st.text(told)
    st.caption(curfewcharts.HOUR_SIGNS)
    values = curfewcharts.hour_values(shown)
    drawing.draw(curfewcharts.hours(), values, {"rows": shown}, "day-chart", told)
    with st.expander("The hours as a table", on_change="rerun", key="day-table") as box:
        if box.open:
            named = shown.rename(columns={"place": "Place", "verdict": "Curfew", "label": "Hours"})
            named = named[["Place", "Hours", "Curfew", "Claims"]]
            st.dataframe(named, hide_index=True, key="day-hours", alt=told)
            shared.download(view, named, f"curfew hours of {words_of_day}", "curfew-hours")


def _today(view: View) -> date:
    return local_time(view.at, view.dataset.about.zone.key).date()


def _day_hours(view: View) -> pd.DataFrame:
    labels = view.dataset.labels
    table = curfew_spans.day_hours(view.table("restrictions"), view.dataset.places, _today(view))
    return pd.DataFrame(
        {
            "place": [visible(labels[one], 60) for one in table.place_id],
            "begin": table.begin,
            "end": table.end,
            "verdict": _verdicts(table.verdict),
            "label": [_hours(*pair) for pair in zip(table.begin, table.end, strict=True)],
            "Claims": [", ".join(ids) for ids in table.holding + table.denying],
        }
    ).sort_values(["place", "begin"])


def _hours(begin: float, end: float) -> str:
    return f"{_clock(begin)}-{_clock(end)}"


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def timeline(view: View) -> None:
    """All restrictions on an axis of days, by place and kind."""
    kinds = st.pills("Kinds", RESTRICTION, selection_mode="multi", key="restriction",
                     default=["curfew"], bind="query-params",
                     format_func=lambda kind: terms.RESTRICTIONS[kind])  # fmt: skip
    claims = view.table("restrictions")
    claims = claims[claims.kind.isin(kinds)]
    if claims.empty:
        st.info("No restriction of these kinds was known at this moment under these filters. "
                "Choose other kinds, or move 'As known on' forward.",
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
    st.caption(curfewcharts.SPAN_SIGNS)
    now = (local_time(view.at, view.dataset.about.zone.key) - left) / _DAY
    values = curfewcharts.span_values(shown, _labels(left, right), "Local date")
    frames = {"rows": shown, "now": pd.DataFrame({"x": [now]})}
    drawing.draw(curfewcharts.spans(), values, frames, "span-chart", told)
    with st.expander("The spans as a table", on_change="rerun", key="span-table") as box:
        if box.open:
            _span_table(view, claims, told)


def _bounds(view: View, claims: pd.DataFrame) -> tuple[datetime, datetime]:
    """From the day before the first begin to two days after the last end, or the moment."""
    zone = view.dataset.about.zone.key
    moments = [*claims.begins.dropna(), *claims.ends.dropna(), view.at]
    first, last = (local_time(moment, zone) for moment in (min(moments), max(moments)))
    midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}
    return first.replace(**midnight), last.replace(**midnight) + 2 * _DAY


def _bars(view: View, rows: pd.DataFrame, left: datetime, claims: pd.DataFrame) -> pd.DataFrame:
    by_id = claims.set_index("entry_id").loc[rows.entry_id]
    several = rows.kind.nunique() > 1
    kinds = rows.kind.map(terms.RESTRICTIONS)
    places = pd.Series([visible(name, 40) for name in rows.place], index=rows.index)
    bars = pd.DataFrame(
        {
            "entry_id": rows.entry_id,
            "name": places + ", " + rows.kind.map(SHORT) if several else places,
            "x": (rows.begin - left) / _DAY,
            "x_end": (rows.end - left) / _DAY,
            "basis": rows.basis,
            "open_end": rows.open_end,
            "label": [f"{basis} {visible(level, 20) or hours}".strip() for basis, level, hours
                      in zip(rows.basis, rows.level, rows.hours, strict=True)],
            "what": [f"{kind} {visible(level, 40)} {hours}".strip() for kind, level, hours
                     in zip(kinds, rows.level, rows.hours, strict=True)],
            "begins": [words.local(text) or "not given" for text in by_id.occurred_from],
            "ends": [words.local(text) or "not given" for text in by_id.occurred_to],
            "who": [visible(name, 80) for name in by_id.authority],
        }
    )  # fmt: skip
    return _rows(bars.sort_values(["name", "x", "entry_id"], ignore_index=True))


def _rows(bars: pd.DataFrame) -> pd.DataFrame:
    """Bars that cover each other go to lines of their own, of which the first bears the name."""
    room = 0.15 * (bars.x_end.max() - bars.x.min())
    ends: list[tuple[str, float]] = []
    rows, names = [], []
    for name, x, x_end in zip(bars.name, bars.x, bars.x_end, strict=True):
        mine = [i for i, (other, _) in enumerate(ends) if other == name]
        row = next((i for i in mine if ends[i][1] <= x), len(ends))
        names.append("" if mine and row != mine[0] else name)
        # A bar shorter than its label takes the room of the label.
        ends[row : row + 1] = [(name, max(x_end, x + room))]
        rows.append(row)
    return bars.assign(row=rows, name=names)


def _labels(left: datetime, right: datetime) -> dict[float, str]:
    days = (right - left).days
    step = max(1, -(-days // 14))
    return {
        float(day): f"{at.day} {at:%b}"
        for day in range(0, days + 1, step)
        for at in [left + day * _DAY]
    }


def _span_table(view: View, claims: pd.DataFrame, told: str) -> None:
    table = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in claims.place],
            "What": claims.kind.map(terms.RESTRICTIONS),
            "Level": [visible(text, 40) for text in claims.level],
            "Daily hours": [curfew_question.daily_hours(row) for row in claims.itertuples()],
            "Basis": claims.basis,
            "From (local)": claims.occurred_from,
            "To (local)": claims.occurred_to,
            "According to": [visible(name, 80) for name in claims.authority],
            "Claim": claims.entry_id,
        }
    )
    st.dataframe(table, hide_index=True, key="spans", alt=told)
    shared.download(view, table, "restrictions", "restrictions")


def lifted(view: View) -> None:
    """What was announced as lifted, or confirmed to end, and when that was known."""
    rows = shared.once(curfew_spans.endings, view)
    if rows.empty:
        st.info("No end of a restriction had been announced by this moment under these filters.",
                icon=":material/hourglass_empty:")  # fmt: skip
        return
    zone = view.dataset.about.zone
    late = int(rows.is_late.sum())
    told = f"{numbers.count(len(rows), 'end')} of restrictions had been announced by {_at(view)}"
    st.text(f"{told}; {late} of them became known only afterwards." if late else f"{told}.")
    table = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in rows.place],
            "What": [
                f"{terms.RESTRICTIONS[kind]} {visible(level, 40) or hours}".strip()
                for kind, level, hours in zip(rows.kind, rows.level, rows.hours, strict=True)
            ],
            "Ended (local)": [words.local(text) for text in rows.occurred_to],
            "Known since": rows.known_at.dt.tz_convert(zone).dt.tz_localize(None).array,
            "Notice": [_notice(*pair) for pair in zip(rows.notice, rows.notice_unit, strict=True)],
            "Before, it was to end": [_earlier(text) for text in rows.was_to_end],
            "According to": [visible(name, 80) for name in rows.authority],
            "Claim": rows.entry_id,
        }
    )  # fmt: skip
    st.dataframe(table, hide_index=True, key="lifted", alt=told, column_config={
        "Place": st.column_config.TextColumn(pinned=True),
        "Known since": st.column_config.DatetimeColumn(f"Known since ({zone.key})",
                                                       format="D MMM YYYY, HH:mm"),
    })  # fmt: skip
    # On screen the moment has no zone, by which a file would not say when it was.
    dated = table.assign(**{"Known since": rows.known_at.array})
    shared.download(view, dated, "announced ends", "announced-ends")


def _notice(number: int, unit: str) -> str:
    if number == 0:
        return f"the same {unit}"
    return numbers.count(abs(number), unit) + (" ahead" if number > 0 else " after it ended")


def _earlier(text: str | None) -> str:
    if text is None:
        return "not reported before"
    return words.local(text) or "no end given"
