"""The sidebar: the filters, and three panels that follow them."""

from collections.abc import Sequence

import streamlit as st

from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY
from geo.ledger import NATIONAL, UNLOCATED
from geo.subjects import catalogue
from geo.view import View
from geo.words import numbers, terms
from pages.frame import session

MOST = 16


def draw_controls(dataset: Dataset) -> None:
    """The filters, which every page needs before it can begin."""
    with st.sidebar:
        _filters(dataset)
    session.DRAWN.set(True)


def _filters(dataset: Dataset) -> None:
    active = sum(map(_is_used, session.FILTERS)) + _is_used(session.WORDS)
    label = f"Filters: {active} set" if active else "Filters"
    # Closed and without effect they are not drawn: six lists would weigh on every run.
    box = st.expander(label, expanded=active > 0, icon=":material/filter_list:",
                      key=session.OPENED("filters"), on_change="rerun")  # fmt: skip
    if box.open or active:
        with box:
            _draw_all(dataset)


def _draw_all(dataset: Dataset) -> None:
    # Above what changes its height when a reader leaves it, and would move it from the click.
    st.button("Reset filters", on_click=_reset, icon=":material/filter_list_off:")
    st.text_input("Words", max_chars=200, **session.WORDS.bound,
                  placeholder="airport, Interior Ministry…",
                  help="Claims that hold every word, in any order, or one of that meaning; "
                       "a place by any of its names.")  # fmt: skip
    _choice("Region", session.REGION, _regions(dataset))
    _choice("Severity", session.SEVERITY, SEVERITY, "Places by their status, a judgement.")
    _choice("Kind of claim", session.KIND, [table.name for table in LEDGER])
    _choice("Certainty", session.CERTAINTY, CERTAINTY, "Which claims count at all (CAP).")
    present = set(dataset.sources.kind)
    kinds = [kind for kind in dataset.terms("source_kind") if kind in present]
    _choice("Kind of source", session.SOURCE, kinds)


def _is_used(control: session.Control) -> bool:
    """Before the first run has drawn the filters, they stand only in the address."""
    return bool(control.get() if control.is_set else st.query_params.get(control))


def _choice(
    label: str, control: session.Control[list[str]], options: Sequence[str], tip: str = ""
) -> None:
    # Without format_func: the address then holds the very terms of the vocabulary, as feeds do.
    st.multiselect(
        label,
        list(options),
        placeholder="All",
        help=tip or None,
        **control.bound,
    )


def _regions(dataset: Dataset) -> list[str]:
    regions = sorted({name for name in dataset.places.admin1 if name})
    unlocated = [UNLOCATED] if (dataset.claims.place_id == "").any() else []
    return [*regions, NATIONAL, *unlocated]


def _reset() -> None:
    for control in session.FILTERS:
        control.set([])
    session.WORDS.set("")


def describe_filters(view: View) -> str:
    """The filters in words, or '' when there is none."""
    chosen = view.selection
    labels = catalogue.labels()
    parts = ["reports with a known hour"] if chosen.hours == "known" else []
    parts += [*chosen.regions, *chosen.severities, *(labels[name] for name in chosen.tables)]
    parts += [*chosen.certainties, *map(terms.source_kind, chosen.source_kinds)]
    parts += [f'"{shorten(chosen.text, 40)}"'] if chosen.text else []
    return numbers.listed(parts, most=8)
