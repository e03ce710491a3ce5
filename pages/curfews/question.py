"""The question box: was there a curfew here at this hour, by which claims, and until when."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd
import streamlit as st

from geo import times
from geo.mapping.inert import visible
from geo.subjects import curfew_question
from geo.subjects.curfews import local_time
from geo.view import View, period
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import session
from pages.frame.places import pick_place

LOCAL = session.ZONE.default
# No verdict is green: a curfew is no good news, and none known is not none.
_BOXES = {
    curfew_question.YES: (st.warning, "curfew in force", ":material/lock_clock:"),
    curfew_question.NO: (st.info, "no curfew in force", ":material/lock_open:"),
    curfew_question.CONTRADICTORY: (st.warning, "claims differ", ":material/compare_arrows:"),
    curfew_question.UNKNOWN: (st.info, "not known", ":material/question_mark:"),
}
_SAYINGS = {
    curfew_question.HOLDS: "It was in force, by",
    curfew_question.PAUSES: "It ran on that day, but not at this hour, by",
    curfew_question.AHEAD: "It had not begun, by",
    curfew_question.OVER: "It was over, by",
    curfew_question.LAPSED: "It was last reported too long before to count, by",
}


@cache
def zones() -> list[str]:
    """The zones a reader may think in: the place's own, UTC, and those of the IANA database."""
    named = {name for name in available_timezones() if "/" in name and not name.startswith("Etc")}
    return [LOCAL, "UTC", *sorted(named)]


def draw(view: View) -> None:
    """Place, date and hour, in the place's time or the reader's; then the answer."""
    dataset = view.dataset
    first, last = period.bounds(dataset)
    left, middle, right = st.columns([2, 2, 2])
    with left:
        place_id = pick_place("Place", dataset, session.PLACE)
    when = middle.datetime_input("Date and hour", value=period.default_moment(dataset),
                                 min_value=first, max_value=last, step=900, format="YYYY-MM-DD",
                                 required=True, **session.WHEN.bound)  # fmt: skip
    mine = st.context.timezone or "your own"
    zone = right.selectbox("in the time zone", zones(), **session.ZONE.bound,
                           help=f"Your browser's own is {mine}.")  # fmt: skip
    if place_id is None:
        st.caption("Pick a place to have the question answered.")
        return
    _answer(view, place_id, when, zone or LOCAL)


def _answer(view: View, place_id: str, when: datetime, zone: str) -> None:
    places = view.dataset.places
    name, own = places.name[place_id], ZoneInfo(places.timezone[place_id])
    instant = times.to_utc(when, own if zone == LOCAL else ZoneInfo(zone))
    local = local_time(instant, own.key)
    found = curfew_question.answer(view.standing("restrictions"), place_id, places, local)
    box, word, icon = _BOXES[found.verdict]
    asked = f"At {moments.clock(local)} on {local:%a} {moments.day(local)} in"
    box(
        f"**{asked} {markup.in_markdown(visible(name, 80))}: {word}.** {_sentence(found)}",
        icon=icon,
    )
    st.text(
        f"Asked about {visible(name, 80)}, {moments.moment(instant, own)} there; "
        f"{moments.moment(instant, ZoneInfo('UTC'))}"
        + ("" if zone == LOCAL else f"; {moments.moment(instant, ZoneInfo(zone))} in {zone}")
        + f". As known on {moments.moment(view.at, view.dataset.about.zone)}."
    )
    if found.next_change:
        later = curfew_question.answer(
            view.standing("restrictions"), place_id, places, found.next_change
        )
        st.text(f"Next change: {_clock(found.next_change)} local time. Then: {later.verdict}.")
    elif found.verdict != curfew_question.UNKNOWN:
        st.text("No later change was known.")
    if len(found.claims):
        markup.show(_claims(view, found))


def _sentence(found: curfew_question.Answer) -> str:
    said = found.claims.says.value_counts()
    holds, pauses = (
        int(said.get(curfew_question.HOLDS, 0)),
        int(said.get(curfew_question.PAUSES, 0)),
    )
    if found.verdict == curfew_question.UNKNOWN:
        when = "was still reported then" if len(found.claims) else "was known at this moment"
        return (
            f"No claim on a curfew for this place, its region or the country {when}. That does not "
            "mean that there was none."
        )
    if found.verdict == curfew_question.CONTRADICTORY:
        return (
            f"{numbers.count(holds, 'claim')} had a curfew in force at this hour; "
            f"{numbers.count(pauses, 'other')}, in force on the same day, had it at other hours."
        )
    if found.verdict == curfew_question.YES:
        return f"So {numbers.count(holds, 'claim')} had it."
    return "So the claims below have it."


def _claims(view: View, found: curfew_question.Answer) -> Markup:
    parts = []
    for saying, label in _SAYINGS.items():
        rows = found.claims[found.claims.says == saying]
        if len(rows):
            items = [_claim(view, row) for row in rows.itertuples()]
            parts.append(Markup("<p><strong>{}:</strong></p>").format(label) + markup.join(items))
    return markup.join(parts)


def _claim(view: View, claim: curfew_question.Said) -> Markup:
    """The claim with its hours and when it begins or ends next, then as everywhere."""
    hours = moments.daily_hours(claim, "all day")
    turn = "ends" if claim.says == curfew_question.HOLDS else "begins"
    following = (
        f"{turn} next at {_clock(claim.next_turn)}" if claim.next_turn else "no later change"
    )
    scope = terms.scope(claim.scope)
    line = Markup('<p class="cm-meta"><strong>{}</strong> for {} ({}), {}; {}.</p>').format(
        hours, markup.text(claim.place), scope, claim.basis, following
    )
    return line + markup.claim_list(view.dataset, [claim])


def _clock(local: pd.Timestamp | datetime) -> str:
    return f"{moments.clock(local)} on {moments.day(local)}"
