"""The claims known at a moment that say what a text says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.dataset.parts import WIDER
from geo.ledger import RETRACTION
from geo.ranges import UNKNOWN, Range, known
from geo.standing.mentions import Mention
from geo.standing.vocabulary import CURFEW, DEPLOYED
from geo.subjects.casualties import EVENT
from geo.view import View
from geo.words.countries import country_name


@dataclass(frozen=True, eq=False)
class Held:
    """What was known when a text was written, of a view without filters, each part read once."""

    view: View

    @cached_property
    def standing(self) -> frozenset[str]:
        """The claims that stood."""
        return frozenset(self.view.current.entry_id)

    @cached_property
    def current(self) -> Mapping[str, str]:
        """The last claim that stood on each place."""
        claims = self.view.current
        return dict(zip(claims.place_id.tolist(), claims.entry_id.tolist(), strict=True))

    @cached_property
    def forces(self) -> Sequence[Any]:
        """The claims on forces that have a number."""
        return [one for one in self._of("deployments") if personnel_of(one) != UNKNOWN]

    @cached_property
    def curfews(self) -> Sequence[Any]:
        """The claims on curfews."""
        return [one for one in self._of("restrictions") if one.kind == CURFEW]

    @cached_property
    def people(self) -> Mapping[tuple[str, str], Sequence[Any]]:
        """The claims on people by measure and place; "" is any country."""
        return _by_place(self._of("casualties"), "measure")

    @cached_property
    def services(self) -> Mapping[tuple[str, str], Sequence[Any]]:
        """The claims on services by service and place; "" is any country."""
        return _by_place(self._of("services"), "service")

    def _of(self, table: str) -> Iterator[Any]:
        """Every claim of a table that was known, but for what only withdrew another."""
        rows = self.view.evidence
        mine = (rows.table == table).to_numpy() & (rows.standing != RETRACTION).to_numpy()
        return (self.view.dataset.rows[entry_id] for entry_id in rows.entry_id[mine])


def _by_place(claims: Iterator[Any], subject: str) -> Mapping[tuple[str, str], Sequence[Any]]:
    found: dict[tuple[str, str], list[Any]] = {}
    for claim in claims:
        found.setdefault((getattr(claim, subject), claim.place_id), []).append(claim)
        if claim.scope == "country":
            found.setdefault((getattr(claim, subject), ""), []).append(claim)
    return found


def say_same(mention: Mention, held: Held) -> list[Any]:
    """The claims that say the same as a mention and were known when it was written, those that
    stood first; of the likeliest place of which there are any."""
    if mention.measure == DEPLOYED:
        return _ordered(_forces(mention, held), held)
    for place_id in mention.places or ("",):
        found = _ordered(_about(mention, held, place_id), held)
        if found:
            return found
    return []


def _about(mention: Mention, held: Held, place_id: str) -> list[Any]:
    if mention.hours:
        return _curfews(mention, held, place_id)
    if mention.state:
        claims = held.services.get((mention.measure, place_id), ())
        return [claim for claim in claims if claim.state == mention.state]
    return _people(mention, held, place_id)


def is_there(claim: Any, place_id: str) -> bool:
    """Whether a claim is about a place; without one, about a country."""
    if place_id:
        return bool(claim.place_id == place_id)
    return bool(claim.scope == "country")


def _people(mention: Mention, held: Held, place_id: str) -> list[Any]:
    """Claims on the likeliest group of which there are any, or on the one that it is part of."""
    own = [
        claim
        for claim in held.people.get((mention.measure, place_id), ())
        if says(bounds_of(claim), claim.qualifier, mention)
    ]
    for group in mention.groups:
        for one in (group, WIDER.get(group)):
            if found := [claim for claim in own if claim.group == one]:
                return found
    return []


def _forces(mention: Mention, held: Held) -> list[Any]:
    found = [claim for claim in held.forces if says(personnel_of(claim), "", mention)]
    named = [one for one in found if one.contributor and _is_named(one.contributor, mention)]
    return named or found


_LEAST = 5


def _is_named(code: str, mention: Mention) -> bool:
    """Whether a country is named, or its people: 'Russia', 'Russian', 'Tajik'."""
    country = country_name(code)
    return any(
        len(word) >= _LEAST and (word.startswith(country) or country.startswith(word))
        for word in mention.words
    )


def _curfews(mention: Mention, held: Held, place_id: str) -> list[Any]:
    """Curfews of these hours at the place; where there are none, at what it lies in."""
    found = [one for one in held.curfews if (one.daily_from, one.daily_to) == mention.hours]
    own = [one for one in found if is_there(one, place_id)]
    return own or [one for one in found if _is_around(one, place_id, held.view)]


def _is_around(claim: Any, place_id: str, view: View) -> bool:
    """Whether a claim is on the region or the country in which a place lies."""
    places = view.dataset.places
    if not place_id or claim.place_id not in places.index:
        return False
    own, wide = places.loc[place_id], places.loc[claim.place_id]
    if wide.kind == "country":
        return bool(wide.country == own.country)
    return bool(wide.kind == "region" and own.admin1 == wide["name"])


def bounds_of(claim: Any) -> Range:
    """The range of people of a claim on casualties."""
    return known((claim.low, claim.best, claim.high))


def personnel_of(claim: Any) -> Range:
    """The range of people of a claim on a force."""
    return known((claim.personnel_low, claim.personnel_best, claim.personnel_high))


def says(bounds: Range, qualifier: str, mention: Mention) -> bool:
    """Whether a range gives the number of a text, or what a text rounded to it."""
    given = {bound for bound in bounds if bound is not None}
    number = mention.number
    if number is None:
        return bounds == UNKNOWN and bool(qualifier) and qualifier == mention.qualifier
    if not given or number in given:
        return number in given
    low, best, high = mention.bounds
    unit = _unit(number)
    if low is not None and high is None:
        return any(low <= one < low + unit for one in given)
    if low is not None and high is not None:
        return all(low <= one <= high for one in given)
    if best is not None and high is None:
        return any(abs(one - best) * 2 <= unit for one in given)
    return high is not None and low is None and any(high - unit < one <= high for one in given)


def _unit(number: int) -> int:
    """What the last figure of a round number counts: 100 of 5,800, 10 of 160, 1 of 164."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def _ordered(found: list[Any], held: Held) -> list[Any]:
    """Those that stood first, then those on everybody of a toll, then the last reported."""
    rows = sorted(found, key=lambda one: (one.reported_at, one.entry_id), reverse=True)
    return sorted(rows, key=lambda one: (one.entry_id not in held.standing, *_width(one)))


def _width(claim: Any) -> tuple[bool, bool]:
    is_part = bool(getattr(claim, "subset", "") or getattr(claim, "unit", ""))
    return is_part, getattr(claim, "counts", "") == EVENT
