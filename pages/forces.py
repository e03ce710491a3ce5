"""What the peacekeepers' page shows of each question: frames for charts, tables, downloads."""

import pandas as pd
import streamlit as st

from geo import contingents, deployments
from geo.casualties import range_in_words
from geo.countries import country_name
from geo.mapping.inert import visible
from geo.schema import PHASE
from geo.view import View
from pages import charts, drawing, forcecharts, markup, shared, timeaxis, words
from pages.mapview import is_dark

WHOLE = "Whole force"


def lane(code: str) -> str:
    """What a contingent is called."""
    return country_name(code) if code else WHOLE


def matrix(strengths: pd.DataFrame) -> pd.DataFrame:
    """One row per force and contingent, one column per phase, each cell a range in words."""
    rows: dict[tuple, dict] = {}
    for one in strengths.itertuples():
        key = (one.force, one.contributor)
        cells = rows.setdefault(key, dict.fromkeys(map(words.plain, PHASE), ""))
        people = range_in_words(one.low, one.best, one.high)
        cells[words.plain(one.phase)] = people + (" (contested)" if one.contested else "")
    return pd.DataFrame(
        [{"Contingent": lane(code)} | cells | {"Force": visible(force, 60)}
         for (force, code), cells in rows.items()]
    )  # fmt: skip


def strength_table(view: View, current: pd.DataFrame) -> None:
    """How strong each contingent was said to be, by phase."""
    table = matrix(deployments.strengths(current))
    if table.empty:
        st.text("No contingent was known at this moment under these filters.")
        return
    st.dataframe(table, hide_index=True, key="strengths",
                 column_config={
                     "Contingent": st.column_config.TextColumn(pinned=True),
                     **{words.plain(one): st.column_config.TextColumn(width=170) for one in PHASE},
                 },
                 alt="People by contingent and phase, as ranges in words")  # fmt: skip
    shared.download(view, table, "the strengths", "strengths")


def over_time(view: View, history: pd.DataFrame, mode: str) -> None:
    """Every claim on a contingent as one mark, and the one that was picked."""
    marks = contingents.marks(history)
    zone = view.dataset.about.zone
    axis = timeaxis.lay_out([*marks.reported_at, view.at], zone, mode)
    frame = pd.DataFrame(
        {
            "entry_id": marks.entry_id,
            "x": axis.place(marks.reported_at),
            "lane": [lane(code) for code in marks.contributor],
            "phase": marks.phase.map(words.plain),
            "label": marks.words,
            "who": [visible(name, 80) for name in marks.authority],
            "reported": [words.reported(claim, zone) for claim in marks.itertuples()],
            "told": marks.standing.map(words.STANDING),
            "stands": marks.standing == "current",
        }
    ).sort_values("lane", key=lambda lanes: lanes.map(lambda one: (one != WHOLE, one)))
    # What several claims say at one spot is written once, beside the first of them.
    spot = ["lane", "x", "phase"]
    joined = frame.groupby(spot).label.transform(
        lambda labels: " / ".join(dict.fromkeys(filter(None, labels)))
    )
    frame["beside"] = joined.mask(frame.duplicated(spot), "")
    text = (
        f"{words.count(len(frame), 'claim')} on {words.count(frame.lane.nunique(), 'contingent')}"
    )
    text += ", each at the day it was reported."
    st.text(text)
    title = f"When it was reported ({zone.key})"
    title += "" if mode == timeaxis.SCALE else ", not to scale"
    values = charts.dates_values(axis.labels, title) | forcecharts.lanes_values(frame)
    values["ink"] = charts.ink(is_dark())
    picked = drawing.draw(
        forcecharts.over_time(), values, {"marks": frame}, "contingents", text, pick=True
    )
    st.caption("A filled mark stands; an outlined one was superseded or retracted since.")
    found = marks[marks.entry_id == picked]
    if found.empty:
        st.caption("Choose a mark to see its claim and source, or open the table below.")
    else:
        markup.show(markup.claim_list(view.dataset, found.itertuples()))
    listed(view, marks, "The claims of the chart", "contingent-claims")


def rivals(view: View, history: pd.DataFrame) -> None:
    """What different authorities gave as the strength of the whole force."""
    rows = contingents.rivals(history)
    if rows.empty:
        st.text("No number for the whole force was known at this moment under these filters.")
        return
    zone = view.dataset.about.zone
    days = [timeaxis.label(moment, zone) for moment in rows.reported_at]
    numbers = rows[["personnel_low", "personnel_high", "people"]]
    frame = _claims_beside(rows, days, numbers.set_axis(["low", "high", "number"], axis=1))
    text = "; ".join(f"{one.claim.strip()}, {one.phase}: {one.label}" for one in frame.itertuples())
    st.text(f"{text}.")
    _side_by_side(frame, "People, each as one authority gave it; not added", "rivals", text)
    listed(view, rows, "These claims", "rival-claims")


def _side_by_side(frame: pd.DataFrame, unit: str, key: str, text: str) -> None:
    values = forcecharts.beside_values(frame, unit) | {"ink": charts.ink(is_dark())}
    drawing.draw(forcecharts.side_by_side(), values, {"rows": frame}, key, text)


def _claims_beside(rows: pd.DataFrame, days: list[str], numbers: pd.DataFrame) -> pd.DataFrame:
    """One line for each claim: whose it is and of what day, its range, its words."""
    names = [f"{visible(who, 40)}, {day}" for who, day in zip(rows.authority, days, strict=True)]
    values = numbers.astype("Float64").astype(object)
    return pd.DataFrame(
        {
            # Trailing blanks keep two claims of one authority and day apart.
            "claim": [name + " " * names[:i].count(name) for i, name in enumerate(names)],
            "phase": rows.phase.map(words.plain),
            **{name: values[name].where(values[name].notna(), None) for name in values},
            "label": rows.words,
        }
    )


def airlift(view: View, history: pd.DataFrame) -> None:
    """The planes: by day and claim, with the claims that give no number."""
    rows = contingents.airlift(history)
    if rows.empty:
        st.text("No claim on planes was known at this moment under these filters.")
        return
    counted = rows[rows.aircraft.notna()]
    if not counted.empty:
        days = [words.local(day) for day in counted.day]
        told = counted.assign(words=[f"{number:,}" for number in counted.aircraft])
        numbers = counted[["aircraft"] * 3].set_axis(["low", "high", "number"], axis=1)
        frame = _claims_beside(told, days, numbers)
        text = f"{words.count(len(frame), 'claim')} that count planes, by the day of the flights. "
        text += "Each counts its own flights; they are not added."
        st.text(text)
        _side_by_side(frame, "Planes, by one claim each", "planes", text)
    listed(view, rows, "The claims on planes", "airlift", {"Planes": rows.aircraft.array})


def guarded(view: View, current: pd.DataFrame) -> None:
    """What the troops guarded, by place."""
    rows = contingents.guarded(current)
    if rows.empty:
        st.text("No task was known to be under way at this moment under these filters.")
        return
    tasks = {"Task": [visible(task, 120) for task in rows.task]}
    listed(view, rows, "", "guarded", tasks)


def movements(view: View, history: pd.DataFrame) -> None:
    """Arrivals and withdrawals by the day they happened, or were to happen."""
    rows = contingents.movements(history)
    if rows.empty:
        st.text("No arrival and no withdrawal was known at this moment under these filters.")
        return
    way = {"in_transit": "arrival", "withdrawn": "withdrawal"}
    told = [
        way[row.phase] + (" (announced before)" if row.planned else "") for row in rows.itertuples()
    ]
    extra = {"Day": [words.local(day) for day in rows.day], "Movement": told}
    listed(view, rows, "", "movements", extra)


def listed(view: View, rows: pd.DataFrame, title: str, key: str, extra: dict | None = None) -> None:
    """Claims as a table with a download, in an expander where it has a title."""
    zone = view.dataset.about.zone
    first = rows.source_id.str.split("|").str[0]
    table = pd.DataFrame(
        {
            **(extra or {}),
            "Contingent": [lane(code) for code in rows.contributor],
            "Place": [visible(name, 80) for name in rows.place],
            "Phase": rows.phase.map(words.plain).array,
            "People": contingents.marks(rows).set_index("entry_id").words.reindex(rows.entry_id)
            .fillna("").array,
            **{bound: rows[f"personnel_{bound.lower()}"].array for bound in _BOUNDS},
            "Claim": [visible(summary, 400) for summary in rows.summary],
            "According to": [visible(name, 80) for name in rows.authority],
            "Reported": [words.reported(claim, zone) for claim in rows.itertuples()],
            "Standing": rows.standing.map(words.STANDING).array,
            "Source": view.dataset.sources.url.reindex(first).replace("", None).array,
            "Id": rows.entry_id.array,
        }
    )  # fmt: skip
    box = st.expander(title) if title else st.container()
    with box:
        st.dataframe(
            table,
            key=key,
            hide_index=True,
            column_order=[name for name in table.columns if name not in _BOUNDS],
            column_config={
                "Claim": st.column_config.TextColumn(width="large"),
                "Source": st.column_config.LinkColumn(display_text="open", width="small"),
            },
            alt=f"{words.count(len(table), 'claim')}, one a row",
        )
        shared.download(view, table, "these claims", key)


_BOUNDS = ("Low", "Best", "High")
