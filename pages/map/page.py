"""The situation map: key figures, the map, the place in detail, the tables behind them."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.ledger import RETRACTED
from geo.view.key_figure import KeyFigure, change
from geo.view.key_figures import key_figures
from geo.words import key_figures as said
from geo.words import moments, numbers
from pages.drawing import markup
from pages.frame import controls, current, firstsight, session
from pages.map import detail, mapview, tables

DAY = pd.Timedelta(hours=24)

view = current.view()
situation = current.situation(view)
dataset = view.dataset


def choose(place_id: str | None) -> None:
    """Makes a place, or none, the one that is shown in detail, wherever it was chosen."""
    session.PLACE.set(place_id)
    session.TABLE_TURN.set((session.TABLE_TURN.get() or 0) + 1)


def head() -> None:
    """What this is, the moment, and how much is known."""
    parts = [
        numbers.count(len(situation), "place"),
        numbers.count(len(view.claims), "claim"),
        numbers.count(int(situation.contested.sum()), "contested figure"),
        numbers.count(int((view.claims.standing == RETRACTED).sum()), "retracted claim"),
    ]
    filters = controls.describe_filters(view)
    lead = ", ".join(parts) + (f". Filtered by {filters}" if filters else "") + "."
    current.heading(dataset.about.title, lead)


def show_key_figures() -> None:
    """The figures at a glance, each with its change and the claims behind it."""
    figures = current.once(key_figures, view)
    before = current.once(key_figures, current.share(view.earlier(DAY)))
    with st.container(horizontal=True, gap="xsmall", key=session.KEY_FIGURES):
        for figure, earlier in zip(figures, before, strict=True):
            with st.container(border=True, gap=None, key=session.KEY_FIGURE(figure.label)):
                since = said.change(change(figure, earlier), earlier)
                markup.show(_key_figure(figure, since))
                _claims_behind(figure)


def _key_figure(figure: KeyFigure, since: str) -> markup.Markup:
    contested = markup.Markup(" {}").format(markup.tag("contested")) if figure.contested else ""
    words = said.value(figure)
    length = "cm-long" if len(words) > 14 else ""
    value = markup.Markup('<p><strong class="{}">{}</strong>{}</p>').format(
        length, markup.text(words), contested
    )
    line = markup.Markup('<p class="cm-meta">{}</p>')
    below = [one for one in (said.scope(figure), figure.credit, since) if one]
    lines = markup.join(line.format(markup.text(one)) for one in below)
    return markup.Markup('<div class="cm-figure">{}{}{}</div>').format(
        line.format(said.label(figure)), value, lines
    )


def _claims_behind(figure: KeyFigure) -> None:
    if not figure.entry_ids:
        return
    with st.popover(numbers.count(len(figure.entry_ids), "claim"),
                    key=session.OPENED(f"figure-{figure.label}"), on_change="rerun",
                    type="tertiary") as why:  # fmt: skip
        if why.open:
            # A figure of places may rest on a claim about their region, which filters leave out.
            rows = view.evidence[view.evidence.entry_id.isin(figure.entry_ids)]
            markup.show(markup.claim_list(dataset, rows.itertuples()))


def map_and_detail() -> None:
    """The map beside the place that was chosen on it, in the table or from the list."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        sizes, field = st.container(), st.container()
    if asked := firstsight.asked(dataset):
        draw_map(field, asked.place, asked.size if asked.size in mapview.SIZES else mapview.SAME)
        return
    with right:
        # Before the map, since a reader who clicked a place waits for what is told of it.
        place = detail.pick(view)
        detail.draw(view, place)
    with sizes:
        size = st.segmented_control(
            "Size of the markers",
            list(mapview.SIZES),
            default=session.SIZE.default,
            required=True,
            **session.SIZE.bound,
        )
    draw_map(field, place, size or mapview.SAME)
    with left:
        mapview.legend(size or mapview.SAME)
        mapview.tiles_option()


def draw_map(field: DeltaGenerator, place: str | None, size: str) -> None:
    """The map where it belongs on the page."""
    with field:
        mapview.draw(dataset, situation, place, size, "map", choose)


def figures_or_nothing() -> None:
    """The key figures, or why there is nothing to show."""
    if dataset.claims.empty:
        st.info("This dataset holds no claims yet.", icon=":material/inbox:")
        return
    show_key_figures()
    if view.claims.empty:
        nothing_to_show()


def nothing_to_show() -> None:
    """Why the map is empty, and what to do."""
    if view.known.empty:
        first = dataset.claims.reported_at.min()
        st.info(
            "Nothing had been reported yet at this moment. The first report is of "
            f"{moments.moment(first, dataset.about.zone)}: move 'As known on' forward.",
            icon=":material/hourglass_empty:",
        )
    else:
        st.info(
            "No claim matches these filters at this moment. Take a filter away, or reset them all "
            "in the sidebar.",
            icon=":material/filter_list_off:",
        )


def tables_and_sources() -> None:
    """Everything below the map."""
    if dataset.claims.empty:
        return
    tables.situation_table(view, situation, choose)
    tables.all_claims(view)
    current.cite(view, view.claims)
    markup.show(markup.Markup('<p class="cm-meta">{}</p>').format(dataset.about.boundaries))


above = st.container()
if not dataset.claims.empty:
    # A reader who clicked or filtered waits for the place and the map: they are sent first.
    map_and_detail()
if not firstsight.asked(dataset):
    with above:
        head()
        figures_or_nothing()
    tables_and_sources()
