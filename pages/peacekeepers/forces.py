"""What the peacekeepers' page shows of each question: frames for charts, and tables."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from geo.dataset.vocabulary import PHASE
from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects import contingents, deployments
from geo.view import View
from geo.words import moments, terms
from geo.words.countries import country_name
from geo.words.deployments import strength as strength_in_words
from geo.words.numbers import count
from pages.drawing import charts, columns, timeaxis
from pages.peacekeepers.charts import beside_values, lanes_values

WHOLE = "Whole force"
NUMBERS = {"Low": "personnel_low", "Best": "personnel_best", "High": "personnel_high"}
_WAYS = {"in_transit": "on the way in", "withdrawn": "withdrawal"}


@dataclass(frozen=True)
class Part:
    """One part of the page: a sentence, the claims, what a chart needs, and what its question adds
    to the table of the claims.
    """

    view: View
    sentence: str
    claims: pd.DataFrame
    added: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    frame: pd.DataFrame | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """The claims as a reader's table, after the columns that the question adds."""
        rows = self.claims
        return pd.DataFrame(
            {
                **self.added,
                "Contingent": [lane(code) for code in rows.contributor],
                "Place": columns.texts(rows.place),
                "Phase": stages(rows),
                "People": contingents.people_in_words(rows),
                **{head: rows[name].array for head, name in NUMBERS.items()},
                "Claim": columns.texts(rows.summary, 400),
                "According to": columns.texts(rows.authority),
                "Reported": columns.reported(self.view, rows),
                "Standing": columns.standing(rows),
                "Source": columns.addresses(self.view, rows),
                "Id": rows.entry_id.array,
            }
        )


def lane(code: str) -> str:
    """What a contingent is called."""
    return country_name(code) if code else WHOLE


def stages(claims: pd.DataFrame) -> list[str]:
    """The phase of each claim in words."""
    return [deployments.stage(claim) for claim in read_rows(claims, _STAGE)]


_STAGE = ["phase", "begins", "ends", "reported_at"]


def strengths(view: View) -> pd.DataFrame:
    """One row per force and contingent, one column per phase, each cell a range in words.

    A contingent stands in the column of its latest phase, the whole force in each of its own.
    """
    rows: dict[tuple, dict] = {}
    ids: dict[tuple, list[str]] = {}
    for one in read_rows(view.strengths, deployments.Strength):
        key = (one.force, one.contributor)
        cells = rows.setdefault(key, dict.fromkeys(map(terms.plain, PHASE), ""))
        ids.setdefault(key, []).extend(one.entry_ids)
        cells[terms.plain(one.phase)] = visible(
            strength_in_words(
                one,
                rivals=deployments.rivals(one, view.dataset.rows),
                wholes=deployments.wholes(one, view.dataset.rows),
            ),
            300,
        )
    return pd.DataFrame(
        [{"Contingent": lane(code)} | cells
         | {"Force": visible(force, 60), "Claims": ", ".join(ids[force, code])}
         for (force, code), cells in rows.items()]
    )  # fmt: skip


def over_time(view: View, mode: str) -> Part:
    """Every claim on a contingent as one mark."""
    marks = contingents.marks(view.history("deployments"))
    zone = view.dataset.about.zone
    axis = timeaxis.lay_out([*marks.reported_at, view.at], zone, mode)
    frame = pd.DataFrame(
        {
            "entry_id": marks.entry_id,
            "x": axis.place(marks.reported_at),
            "lane": [lane(code) for code in marks.contributor],
            "phase": stages(marks),
            "label": marks.words,
            "who": columns.texts(marks.authority),
            "reported": columns.reported(view, marks),
            "told": columns.standing(marks),
            "stands": marks.standing == "current",
        }
    )
    frame = frame.assign(is_part=marks.contributor != "").sort_values(["is_part", "lane"])
    frame = _apart(frame.drop(columns="is_part"))
    told = count(frame.lane.nunique(), "contingent")
    text = f"{count(len(frame), 'claim')} on {told}, each at the day it was reported."
    values = charts.dates_values(axis.labels, timeaxis.title(zone, mode))
    values |= lanes_values(frame)
    low, high = values["x_domain"]
    values["x_domain"] = [low, high + 0.12 * (high - low)]
    return Part(view, text, marks, values=values, frame=frame)


def _apart(frame: pd.DataFrame) -> pd.DataFrame:
    """Claims of one contingent, moment and phase side by side; their number, after the last."""
    spots: dict[tuple, list[int]] = {}
    for i, spot in enumerate(zip(frame.lane, frame.x, frame.phase, strict=True)):
        spots.setdefault(spot, []).append(i)
    width = 0.016 * (frame.x.max() - frame.x.min() + 1)
    x, labels, beside = frame.x.tolist(), frame.label.tolist(), [""] * len(frame)
    for rows in spots.values():
        said = list(dict.fromkeys(labels[i] for i in rows if labels[i]))
        beside[rows[-1]] = f"{len(said)} numbers" if len(said) > 1 else "".join(said)
        for turn, i in enumerate(rows):
            x[i] += turn * width
    return frame.assign(x=x, beside=beside)


def rivals(view: View) -> Part:
    """What different authorities gave as the strength of the whole force."""
    rows = contingents.rivals(view.history("deployments"))
    zone = view.dataset.about.zone
    days = [timeaxis.label(moment, zone) for moment in rows.reported_at]
    numbers = rows[["personnel_low", "personnel_high", "people"]]
    frame = _beside(rows, days, numbers.set_axis(["low", "high", "number"], axis=1))
    told = "; ".join(f"{one.claim.strip()}, {one.phase}: {one.label}" for one in frame.itertuples())
    values = beside_values(frame, "People, by one claim each")
    return Part(view, f"{told}.", rows, values=values, frame=frame)


def airlift(view: View) -> Part:
    """The planes by day and claim; the table holds the claims without a number too."""
    rows = contingents.airlift(view.history("deployments"))
    counted = rows[rows.aircraft.notna()]
    counted = counted.assign(words=[f"{number:,}" for number in counted.aircraft])
    numbers = counted[["aircraft"] * 3].set_axis(["low", "high", "number"], axis=1)
    frame = _beside(counted, [moments.local(day) for day in counted.day], numbers)
    told = f"{count(len(frame), 'claim')} that count planes, by the day of the flights. "
    told += "Each counts its own flights; they are not added."
    values = beside_values(frame, "Planes, by one claim each")
    return Part(view, told, rows, {"Planes": rows.aircraft.array}, values, frame)


def _beside(rows: pd.DataFrame, days: list[str], numbers: pd.DataFrame) -> pd.DataFrame:
    """One line for each claim: whose it is and of what day, its range, its words."""
    names = [f"{visible(who, 40)}, {day}" for who, day in zip(rows.authority, days, strict=True)]
    return pd.DataFrame(
        {
            # Trailing blanks keep two claims of one authority and day apart.
            "claim": [name + " " * names[:i].count(name) for i, name in enumerate(names)],
            "phase": stages(rows),
            **columns.numbers(numbers, "low", "high", "number"),
            "label": rows.words.tolist(),
        }
    )


def guarded(view: View) -> Part:
    """What the troops guard, by place."""
    rows = contingents.guarded(view.table("deployments"))
    return Part(view, "", rows, {"Task": columns.texts(rows.task, 120)})


def movements(view: View) -> Part:
    """Arrivals and withdrawals by the day they happened, or were to happen."""
    rows = contingents.movements(view.history("deployments"))
    told = [
        _WAYS[phase] + (" (announced before)" if planned else "")
        for phase, planned in zip(rows.phase, rows.planned, strict=True)
    ]
    return Part(view, "", rows, {"Day": [moments.local(day) for day in rows.day], "Movement": told})
