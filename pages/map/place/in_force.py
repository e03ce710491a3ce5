"""What holds at a place now, what does later or earlier today, and what nobody reports any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import RESTRICTION
from geo.subjects import curfew_question, curfews
from geo.subjects.curfew_question import Said
from geo.subjects.curfews import Held, Lapsed
from geo.view import View
from geo.view.keeping import once
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.map.place.section import Section, nothing

DIFFER = terms.VERDICTS[curfew_question.CONTRADICTORY]
# Where nothing follows; naive, as all local times are.
NEVER = datetime.max  # noqa: DTZ901


def section(here: View, table: str) -> Section:
    """What holds now, and later or earlier today, for the place, its region and its country."""
    found = once(find, here, table)
    unknown = sum(row.begin_unknown for row in found.held)
    more = f"; {unknown} {moments.FROM_UNKNOWN}" if unknown else ""
    more += f"; {len(found.others)} more at other hours of the day" if found.others else ""
    more += f"; {len(found.lapsed)} no longer reported" if found.lapsed else ""
    above = f"At {moments.clock(found.local)} local time{more}"
    sure = sum(not row.begin_unknown for row in found.held)
    return Section("In force", sure, tell, table, above)


class Found(NamedTuple):
    """The restrictions at a place at a local time, by what they are then."""

    local: datetime
    held: list[Held]
    others: list[Said]
    lapsed: list[Lapsed]


def find(here: View, table: str) -> Found:
    """What holds at the moment, at other hours of the day, and what nobody reports any more."""
    place_id, places = here.selection.places[0], here.dataset.places
    local = curfews.local_time(here.at, places.timezone[place_id])
    claims = here.standing(table)
    return Found(
        local,
        list(curfews.in_force(claims, place_id, places, local).itertuples()),
        at_other_hours(claims, place_id, places, local),
        list(curfews.no_longer_reported(claims, place_id, places, local).itertuples()),
    )


def tell(here: View, table: str) -> Markup:
    """Each with its hours and its claims."""
    found = once(find, here, table)
    told: list[tuple[Held | Said, str]] = [(row, _until(row)) for row in found.held]
    told += [(row, _next(row)) for row in found.others]
    # As the vocabulary has them: curfews, the state of emergency and the threat level come first.
    told.sort(key=lambda one: rank(RESTRICTION, one[0].kind))
    differ = _hours_differ(row for row, _ in told)
    body = markup.join(_restriction(row, when, differ, here.dataset) for row, when in told)
    body = body or nothing("No restriction was known to be in force.")
    return body + _lapsed(found.lapsed, here)


def _lapsed(claims: Sequence[Lapsed], here: View) -> Markup:
    """What was last reported too long ago to count as in force."""
    rows = [
        _restriction(row, f"no longer counted: {last_reported(row.reported_at, here)}", False,
                     here.dataset)
        for row in sorted(claims, key=lambda row: rank(RESTRICTION, row.kind))
    ]  # fmt: skip
    return Markup('<div class="cm-stale">{}</div>').format(markup.join(rows)) if rows else Markup()


def last_reported(at: pd.Timestamp, here: View) -> str:
    """'last reported on 7 Jan 2022, 3 days ago'."""
    zone = here.dataset.about.zone
    days = (here.at.tz_convert(zone).date() - at.tz_convert(zone).date()).days
    return f"last reported on {moments.day(at.tz_convert(zone))}, {numbers.count(days, 'day')} ago"


def at_other_hours(
    claims: pd.DataFrame, place_id: str, places: pd.DataFrame, at: datetime
) -> list[Said]:
    """The claims on a place with daily hours that run on the local date but not at the hour.

    The first to come into force is first. Each has what ``curfew_question.answer`` adds.
    """
    daily = claims[claims.daily_from != ""]
    asked = (
        curfew_question.answer(daily, place_id, places, at, kind) for kind in daily.kind.unique()
    )
    rows: Iterable[Said] = (row for one in asked for row in one.claims.itertuples())
    paused = [row for row in rows if _pauses_today(row, at)]
    return sorted(paused, key=lambda row: row.next_turn or NEVER)


def _pauses_today(row: Said, at: datetime) -> bool:
    if row.says == curfew_question.AHEAD:
        return row.next_turn is not None and row.next_turn.date() == at.date()
    return row.says == curfew_question.PAUSES


def _hours_differ(rows: Iterable[Held | Said]) -> bool:
    return len({moments.daily_hours(row) for row in rows if row.kind == "curfew"}) > 1


def _until(row: Held) -> str:
    if row.begin_unknown:
        day = moments.short_day(datetime.fromisoformat(row.occurred_from))
        ends = f" until {_clock(row.until)}" if row.until else ", no end given"
        return f"on {day} {moments.FROM_UNKNOWN}{ends}"
    return f"now until {_clock(row.until)}" if row.until else "no end given"


def _next(row: Said) -> str:
    return "not now; " + (f"next from {_clock(row.next_turn)}" if row.next_turn else "not again")


def _clock(local: datetime) -> str:
    return f"{moments.clock(local)} on {moments.short_day(local)}"


def _restriction(row: Held | Said | Lapsed, when: str, differ: bool, dataset: Dataset) -> Markup:
    hours = f" {moments.daily_hours(row)} local time" if row.daily_from else ""
    name = terms.heading(terms.restriction(row.kind)) + (f" ({row.level})" if row.level else "")
    title = Markup("<p><strong>{}{}</strong>, {} · {} · for {} ({}) {}</p>").format(
        markup.text(name), hours, when, row.basis, markup.text(row.place), terms.scope(row.scope),
        markup.tag(DIFFER) if differ and row.kind == "curfew" else "",
    )  # fmt: skip
    return title + markup.claim_list(dataset, [row])
