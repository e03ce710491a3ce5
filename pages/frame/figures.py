"""The line of figures on every page, one element; each figure opens what it rests on."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.view import View
from geo.view.figures_line import Compared, LineFigure, line_of_figures
from geo.words import figures_line as said
from geo.words import key_figures as in_full
from geo.words import terms
from pages.drawing import elements, markup
from pages.drawing.markup import Markup
from pages.frame import current, session

# What the filters do to a figure is one rule, told wherever a figure is told in full.
PLACES = (
    "Counts the places shown. The filters of region, severity, kind and words choose which these "
    "are, and change nothing in them."
)
NATIONAL = (
    "Of the whole country: the filters of region, severity, kind and words do not change it. Those "
    "of certainty, kind of source and hours do, since they say which claims count at all."
)
CLAIMS = "Claims behind it: a claim is what one source said, at one time."


HEIGHT = 60  # pixels, as in pages/frame/figures_style.py
LABEL = "Figures"


def draw(view: View) -> None:
    """The line of figures that the dataset can have, and behind it the one that is opened."""
    entries: dict[str, LineFigure] = {
        entry.name: entry for entry in current.once(line_of_figures, view)
    }
    opened = entries.get(session.FIGURE.get() or "")
    shown = opened if opened and session.OPENED("figure").get() else None
    elements.figures(
        LABEL, map(_glance, entries.values()), session.KEY_FIGURES, _open, shown and shown.name
    )
    with st.popover(LABEL, key=session.OPENED("figure"), on_change="rerun") as detail:
        if detail.open and opened:
            markup.show(_in_full(opened, view))


def place() -> DeltaGenerator:
    """Room for the line: of a height of its own, since Streamlit sends no container without."""
    return st.container(height=HEIGHT, border=False, key=session.FIGURES_PLACE)


def _glance(entry: LineFigure) -> elements.Glance:
    """What is read at a glance; those who do not see it hear its name with its mark in words."""
    label, number, line = said.label(entry), said.number(entry), said.line(entry)
    words = ", ".join(filter(None, (f"{label} {said.aloud(entry)}", said.mark(entry), line)))
    return elements.Glance(
        entry.name, label, number, "≠" if entry.is_contested else "", line, words
    )


def _open(name: str) -> None:
    """Opens it in place of what is open; a second time it is closed."""
    is_open = session.OPENED("figure").get() and session.FIGURE.get() == name
    session.FIGURE.set(name)
    session.OPENED("figure").set(not is_open)


def _in_full(entry: LineFigure, view: View) -> Markup:
    parts = markup.join(map(_told, entry.told))
    if places := said.differing(entry):
        parts += Markup('<p class="cm-meta">{}.</p>').format(markup.text(places))
    ids = {entry_id for one in entry.told for entry_id in one.now.entry_ids}
    # A figure of places may rest on a claim about their region, which filters leave out.
    claims = view.evidence[view.evidence.entry_id.isin(ids)]
    rule = PLACES if entry.shown.now.scope == "places" else NATIONAL
    heading = Markup('<p class="cm-meta">{}</p>').format(CLAIMS) if ids else Markup("")
    rest = markup.claim_list(view.dataset, claims.itertuples()) if ids else Markup("")
    return parts + Markup('<p class="cm-meta">{}</p>').format(rule) + heading + rest


def _told(compared: Compared) -> Markup:
    """A key figure in full: the number or the rivals, the scope, the source, the day before."""
    figure = compared.now
    tag = Markup(" ") + markup.tag(terms.CONTESTED) if figure.contested else Markup("")
    head = Markup("<p>{}: <strong>{}</strong>{}</p>").format(
        in_full.label(figure), markup.text(in_full.value(figure)), tag
    )
    since = in_full.change(compared.change, compared.before)
    below = [terms.heading(one) for one in (in_full.scope(figure), figure.credit, since) if one]
    line = Markup('<p class="cm-meta">{}</p>')
    return Markup('<div class="cm-told">{}{}</div>').format(
        head, markup.join(line.format(markup.text(one)) for one in below)
    )
