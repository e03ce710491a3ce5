"""Each number of people, curfew, service and place of a text, and what became of it."""

from dataclasses import replace
from typing import Any

import pandas as pd

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.standing.judging import Judged, judge, standing
from geo.standing.known import Known
from geo.standing.matching import Held, say_same
from geo.standing.mentions import Mention, mentions, reader
from geo.standing.verdicts import Outcome, Verdict
from geo.standing.vocabulary import CURFEW, DEPLOYED, PLACE
from geo.view import View

# Bytes of a text: a long report has a tenth of them.
LARGEST = 100_000


class TooLarge(ValueError):
    """A text of more than LARGEST bytes."""


def stands(
    dataset: Dataset, text: str, as_of: pd.Timestamp, known_on: pd.Timestamp | None = None
) -> tuple[Verdict, ...]:
    """What became by ``known_on`` of what a text of ``as_of`` says, in the order of the text.

    Moments are UTC; without ``known_on`` everything counts that is known. Each part is held against
    the claims that were known at ``as_of``, those that stood then first; a number against those on
    its place and group alone, without a place against those on a country. Numbers that count no
    people have no verdict. Raises TooLarge, and ValueError where ``known_on`` is before ``as_of``.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise TooLarge(f"The text has more than {LARGEST:,} bytes. Check it in parts.")
    last = known_on or max(as_of, dataset.claims.reported_at.max())
    if last < as_of:
        raise ValueError("The text is of a later moment than the one at which it is looked at.")
    then = Held(View(dataset, Selection(as_of)))
    known = Known(View(dataset, Selection(last)), as_of)
    told: dict[Mention, Verdict] = {}
    found = []
    for mention in mentions(text, reader(dataset)):
        same = mention._replace(text="", start=0)
        if same not in told:
            told[same] = _verdict(mention, then, known)
        found.append(replace(told[same], text=mention.text, start=mention.start))
    return tuple(found)


def _verdict(mention: Mention, then: Held, known: Known) -> Verdict:
    if mention.measure == PLACE:
        return _place(mention, then)
    same = say_same(mention, then)
    if not same:
        return _tell(mention, _place_id(mention), _unknown(mention, known), ())
    claim = same[0]
    judged = judge(claim, mention, known)
    return _tell(mention, claim.place_id, judged, (claim.entry_id,), claim)


def _unknown(mention: Mention, known: Known) -> Judged:
    """Nobody had said so: what is known of the same instead."""
    if mention.measure == CURFEW:
        return Judged(Outcome.NOT_FOUND)
    places = [mention.places[0]] if mention.places[:1] != ("",) and mention.places else []
    countries = known.view.dataset.places
    places = places or list(countries.index[countries.kind == "country"])
    told = (standing(mention, place_id, known) for place_id in places)
    return Judged(Outcome.NOT_FOUND, "; ".join(filter(None, told)))


def _place_id(mention: Mention) -> str:
    return mention.places[0] if mention.places else ""


def _place(mention: Mention, then: Held) -> Verdict:
    """A place of which nothing else is said: whether anything was known of it."""
    place_id = _place_id(mention)
    about = then.current.get(place_id)
    ids = (about,) if about else ()
    judged = Judged(Outcome.STANDS if ids else Outcome.NOT_FOUND)
    return _tell(mention, place_id, judged, ids)


def _group(mention: Mention, claim: Any) -> str:
    """Whom the claim counts, else whom the text does; "" of what counts nobody."""
    if mention.measure in (CURFEW, PLACE, DEPLOYED) or mention.state:
        return ""
    return str(claim.group) if claim else mention.groups[0]


def _tell(
    mention: Mention, place_id: str, judged: Judged, ids: tuple[str, ...], claim: Any = None
) -> Verdict:
    return Verdict(
        text=mention.text,
        start=mention.start,
        measure=mention.measure,
        verdict=judged.outcome,
        number=mention.number,
        group=_group(mention, claim),
        place_id=place_id,
        now=judged.now,
        when=judged.when,
        by=judged.by,
        after=judged.after,
        entry_ids=tuple(dict.fromkeys((*ids, *judged.behind))),
    )
