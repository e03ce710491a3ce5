"""Curfew tonight: the places with the same hours in one line, the cities folded into regions."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import streamlit as st

from geo.ledger import breadth
from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.view.credit import briefly, credit
from geo.view.weights import begins
from geo.words import moments, numbers, terms
from pages.curfews.tables import _at, tonight_in_words
from pages.drawing import elements, markup
from pages.drawing.markup import Markup
from pages.frame import current, nothing, session

_REGION = breadth("region")


class Window(NamedTuple):
    """The places that have a curfew at the same hours tonight, by the same claims.

    ``hours``: '23:00-07:00', or '19:00 or 23:00' where claims differ; ``told`` then says by whom.
    """

    hours: str
    told: str
    contested: bool
    place_ids: tuple[str, ...]
    entry_ids: tuple[str, ...]


def windows(view: View) -> tuple[Window, ...]:
    """All of tonight, the hours of most places first."""
    alike: dict[tuple[str, bool], list[Tonight]] = {}
    for night in read_rows(view.tonight, Tonight):
        alike.setdefault((night.hours, night.contested), []).append(night)
    found = (_window(view, nights) for nights in alike.values())
    return tuple(sorted(found, key=lambda one: -len(one.place_ids)))


def _window(view: View, nights: Sequence[Tonight]) -> Window:
    first = nights[0]
    return Window(
        " or ".join(begins(first, view)) if first.contested else first.hours,
        first.hours if first.contested else "",
        first.contested,
        tuple(night.place_id for night in nights),
        tuple(dict.fromkeys(chain.from_iterable(night.entry_ids for night in nights))),
    )


def summary(view: View) -> str:
    """'33 places 23:00-07:00; Taraz 19:00 or 23:00', '' for none."""
    names = view.dataset.labels
    return "; ".join(
        f"{_places([names[one] for one in window.place_ids])} {window.hours}"
        for window in current.once(windows, view)
    )


def _places(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else numbers.count(len(names), "place")


def folded(view: View, place_ids: Sequence[str]) -> Iterator[str]:
    """The places in words: a region for all that is shown in it, 'Jambyl Region without Taraz'."""
    labels, inside = view.dataset.labels, current.once(_inside, view)
    regions = [one for one in place_ids if one in inside]
    covered = set(chain.from_iterable(inside[one] for one in regions))
    for region in sorted(regions, key=lambda one: labels[one]):
        others = sorted(labels[one] for one in inside[region] if one not in place_ids)
        yield labels[region] + (f" without {numbers.listed(others)}" if others else "")
    yield from sorted(labels[one] for one in {*place_ids} - covered - {*regions})


def _inside(view: View) -> dict[str, tuple[str, ...]]:
    """By region the local places of it that are shown."""
    places = view.dataset.places[view.dataset.places.index.isin(view.shown)]
    wide = places.kind.map(breadth)
    local = places[wide > _REGION].groupby(["country", "admin1"]).groups
    return {
        region: tuple(local.get((row.country, row.admin1), ()))
        for region, row in places[wide == _REGION].iterrows()
    }


def lines(view: View) -> None:
    """What stands in place of an answer while no place is chosen."""
    found = current.once(windows, view)
    if not found:
        st.caption(f"{_none(view)} Choose a place above to ask about another night.")
        return
    st.caption("Choose a place above or on the map. Tonight:")
    single = [one for one in found if len(one.place_ids) == 1]
    several = [one for one in found if one not in single]
    if several:
        markup.show(markup.join(_several(view, one) for one in several))
    if single:
        own = [_single(view, one) for one in single]
        key = session.TABLE("other-hours")
        elements.choices(own, key, session.PLACE.set, "Places with hours of their own")


def _several(view: View, window: Window) -> Markup:
    html = (
        '<div class="cm-window"><p class="cm-choice-head"><b>{}</b>{}'
        '<b class="cm-choice-number">{}</b></p><p class="cm-meta">{}</p></div>'
    )
    mark = Markup(" ") + markup.tag(terms.CONTESTED) if window.contested else ""
    places = numbers.count(len(window.place_ids), "place")
    by = briefly(view.dataset, window.entry_ids, view.at)
    return Markup(html).format(places, mark, markup.text(window.hours), markup.text(by))


def _single(view: View, window: Window) -> elements.Line:
    place_id, by = window.place_ids[0], briefly(view.dataset, window.entry_ids, view.at)
    return elements.Line(
        place_id,
        visible(view.dataset.labels[place_id], 80),
        number=visible(window.hours, 80),
        mark="≠" if window.contested else "",
        words=terms.CONTESTED if window.contested else "",
        detail=visible(window.told, 300),
        meta="" if window.contested else by,
    )


def by_region(view: View) -> None:
    """The hours of tonight with the places that have them, then place by place."""
    found = current.once(windows, view)
    if not found:
        st.info(f"{_none(view)} Choose another day on the strip.", icon=":material/lock_open:")
        return
    now, every = int(view.tonight.is_now.sum()), len(view.tonight)
    unknown = sum(night.begin_unknown for night in read_rows(view.tonight, Tonight))
    told = f"{summary(view)}. In force on {_at(view)}: {now or 'none'} of {every:,}"
    told += f"; {moments.FROM_UNKNOWN}: {unknown:,}." if unknown else "."
    st.text(told)
    markup.show(markup.join(_line(view, one) for one in found))
    with st.expander("Place by place", on_change="rerun", key=session.OPENED("tonight")) as box:
        if box.open:
            shown = current.once(tonight_in_words, view)
            pinned = {"Place": st.column_config.TextColumn(pinned=True)}
            key = session.TABLE("tonight")
            st.dataframe(
                shown, hide_index=True, key=key, alt=told, column_config=pinned, placeholder=""
            )
            current.download(view, shown, "places with a curfew tonight", "curfew-tonight")


def _line(view: View, window: Window) -> Markup:
    html = '<div class="cm-window"><p><b>{}</b>{}</p><p>{}</p><p class="cm-meta">{}</p></div>'
    mark = Markup(" ") + markup.tag(terms.CONTESTED) if window.contested else ""
    where = markup.join(map(markup.text, folded(view, window.place_ids)), "; ")
    return Markup(html).format(
        markup.text(window.told or window.hours), mark, where,
        markup.text(credit(view.dataset, window.entry_ids)),
    )  # fmt: skip


def _none(view: View) -> str:
    return f"No curfew was known for this evening or night{nothing.under(view)}."
