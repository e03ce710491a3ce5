"""The answer to the question: one sentence, who says so, who says otherwise, what comes next.

All of it is one element of the page, so that no part of it is ever of another hour than the rest.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset import Dataset
from geo.subjects import curfew_question
from geo.subjects.curfew_question import AHEAD, BEGINS, HOLDS, LAPSED, OVER, PAUSES, Said
from geo.subjects.curfews import local_time
from geo.view import View
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.drawing.markup import Markup

# No verdict is green: a curfew is no good news, and none known is not none.
VERDICTS = {
    curfew_question.YES: "curfew in force",
    curfew_question.NO: "no curfew in force",
    curfew_question.CONTRADICTORY: "claims differ",
    curfew_question.HOUR_UNKNOWN: "not known whether it had begun",
    curfew_question.UNKNOWN: "not known",
}
# In the order in which they stand beside each other.
SAYINGS = {
    HOLDS: "in force at this hour",
    BEGINS: "perhaps not begun by then",
    PAUSES: "at other hours of that day",
    AHEAD: "not begun by then",
    OVER: "over by then",
    LAPSED: "no longer reported by then",
}
_CARD = Markup(
    '<div class="cm-card"><p>{says}</p><p><b>{hours}</b> {where}</p><p>{who}, {basis}</p>'
    '<p class="cm-meta">{since}{turn}</p><p class="cm-meta">{sources}, {published}</p></div>'
)


def draw(view: View, place_id: str, asked: datetime, zone: str | None) -> None:
    """The answer for an hour by the clock of a zone, by itself the place's own."""
    own = ZoneInfo(view.dataset.places.timezone[place_id])
    instant = times.to_utc(asked, ZoneInfo(zone) if zone else own)
    local = local_time(instant, own.key)
    found = _ask(view, place_id, local)
    parts = [
        _verdict(view, place_id, local, found),
        _cards(view.dataset, found, local),
        _next(view, place_id, found),
        _moments(view, instant, own, zone),
        _in_full(view.dataset, found),
    ]
    markup.show(
        Markup('<div class="cm-answer cm-says-{}" role="status">{}</div>').format(
            found.verdict.replace(" ", "-"), markup.join(parts)
        )
    )


def _ask(view: View, place_id: str, local: datetime) -> curfew_question.Answer:
    claims = view.standing("restrictions")
    return curfew_question.answer(claims, place_id, view.dataset.places, local)


def _verdict(view: View, place_id: str, local: datetime, found: curfew_question.Answer) -> Markup:
    name = markup.text(view.dataset.places.name[place_id])
    when = f"At {moments.clock(local)} on {local:%a} {_day(local, view)}"
    html = '<p class="cm-verdict"><strong>{} in {}: {}.</strong> {}</p>'
    return Markup(html).format(when, name, VERDICTS[found.verdict], _sentence(found, local))


def _sentence(found: curfew_question.Answer, local: datetime) -> str:
    if found.verdict == curfew_question.UNKNOWN:
        when = "was still reported then" if len(found.claims) else "was known at this moment"
        return (
            f"No claim on a curfew for this place, its region or the country {when}. That does not "
            "mean that there was none."
        )
    if found.verdict == curfew_question.HOUR_UNKNOWN:
        return "A curfew began that day, at an hour that nobody gives."
    said = found.claims.says.value_counts()
    holds, pauses = int(said.get(HOLDS, 0)), int(said.get(PAUSES, 0))
    if found.verdict == curfew_question.CONTRADICTORY:
        have, others = ("has", "have")[holds > 1], ("has", "have")[pauses > 1]
        return (
            f"{numbers.count(holds, 'claim')} {have} a curfew at this hour; "
            f"{numbers.count(pauses, 'other')} {others} it at other hours of that day."
        )
    if not (holds or pauses):
        return "What was known of one was over by then, or had not begun."
    given = _hours(found, HOLDS if holds else PAUSES, local)
    who = numbers.count(holds or pauses, "claim")
    if len(given) == 1:
        return f"By {who} it was {given[0]}."
    return f"By {who}, each with hours of its own: {numbers.listed(given)}."


def _hours(found: curfew_question.Answer, says: str, local: datetime) -> list[str]:
    """The hours of the claims that say this."""
    told = (moments.hours_in_force(one, local.date()) for one in _read(found) if one.says == says)
    return list(dict.fromkeys(told))


def _cards(data: Dataset, found: curfew_question.Answer, local: datetime) -> Markup:
    """Each claim beside its rivals: which hours, for what, by whom, since when."""
    claims = sorted(_read(found), key=lambda one: list(SAYINGS).index(one.says))
    cards = markup.join(_card(data, claim, local) for claim in claims)
    return Markup('<div class="cm-cards">{}</div>').format(cards)


def _read(found: curfew_question.Answer) -> Iterable[Said]:
    return found.claims.itertuples()


def _card(data: Dataset, claim: Said, local: datetime) -> Markup:
    since = moments.occurred(claim)
    return _CARD.format(
        says=markup.tag(SAYINGS[claim.says]),
        hours=moments.hours_in_force(claim, local.date()),
        where=Markup("{} ({})").format(markup.text(claim.place), terms.scope(claim.scope)),
        who=markup.text(claim.authority),
        basis=claim.basis,
        since=f"{since}; " if since else "",
        turn=_turn(claim),
        sources=markup.source_links(data, claim.source_id),
        published=moments.reported(claim, data.about.zone),
    )


def _turn(claim: Said) -> str:
    """When it next comes into force or out of it; of a begin without an hour, its day."""
    if not claim.next_turn:
        return "no end known" if claim.says == HOLDS else "does not come into force again"
    if claim.says == BEGINS:
        return f"had begun by {_latest(claim.next_turn)}"
    if claim.says == AHEAD and claim.begun_by:
        return f"begins on {moments.short_day(claim.next_turn)}, {curfew_question.HOUR_UNKNOWN}"
    return f"{'ends' if claim.says == HOLDS else 'begins'} next {_clock(claim.next_turn)}"


def _latest(local: datetime) -> str:
    """'14:45 on 9 May'; of the last minute of a day 'the end of 9 May'."""
    is_end = moments.clock(local) == "23:59"
    return f"the end of {moments.short_day(local)}" if is_end else _clock(local)


def _next(view: View, place_id: str, found: curfew_question.Answer) -> Markup:
    if found.verdict == curfew_question.UNKNOWN:
        return Markup("")
    if not found.next_change:
        return Markup("<p>No end was known.</p>" if found.verdict == curfew_question.YES else "")
    later = _ask(view, place_id, found.next_change)
    when = _clock(found.next_change)
    if found.verdict == curfew_question.HOUR_UNKNOWN:
        return Markup("<p>By {}: <strong>{}</strong>.</p>").format(
            _latest(found.next_change), VERDICTS[later.verdict]
        )
    if later.verdict == curfew_question.HOUR_UNKNOWN:
        when = moments.short_day(found.next_change)
    return Markup("<p>Next change: {}. Then: <strong>{}</strong>.</p>").format(
        when, VERDICTS[later.verdict]
    )


def _moments(view: View, instant: pd.Timestamp, own: ZoneInfo, zone: str | None) -> Markup:
    """The hour with its zone and in UTC, and as of when that was known."""
    told = f"{moments.moment(instant, own)} there; {_in_utc(instant)} UTC"
    told += f"; {moments.moment(instant, ZoneInfo(zone))} in {zone}" if zone else ""
    known = moments.as_known(view.at, view.dataset.about.zone)
    return Markup('<p class="cm-meta">Asked about {}; {}.</p>').format(told, known)


def _in_utc(instant: pd.Timestamp) -> str:
    return moments.clock(instant.tz_convert("UTC"))


def _in_full(data: Dataset, found: curfew_question.Answer) -> Markup:
    if found.claims.empty:
        return Markup("")
    html = "<details><summary>What was claimed, in full</summary>{}</details>"
    return Markup(html).format(markup.claim_list(data, _read(found)))


def _day(local: datetime, view: View) -> str:
    """'7 Jan'; with the year where it is not that of the moment."""
    is_near = local.year == view.at.tz_convert(view.dataset.about.zone).year
    return moments.short_day(local) if is_near else moments.day(local)


def _clock(local: pd.Timestamp | datetime) -> str:
    return f"{moments.clock(local)} on {moments.short_day(local)}"
