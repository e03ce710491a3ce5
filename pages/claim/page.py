"""Claim: one claim at an address of its own, told in full, and what became of it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.dataset.issues import shorten
from geo.ledger import Selection
from geo.standing import fates
from geo.standing.known import Known
from geo.standing.verdicts import Outcome
from geo.view import View
from geo.view.address import at_dataset
from geo.words import moments, terms
from pages.claim import telling
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import current, datasets, session

view = current.view()
data = view.dataset


def tell(entry_id: str) -> None:
    """The claim, by everything that is known; and what was known of it at the moment shown."""
    shown = data.rows[entry_id]
    last = max(view.at, data.claims.reported_at.max())
    now, then = found_at(entry_id, last), found_at(entry_id, view.at)
    is_over = now.outcome in (Outcome.REVISED, Outcome.WITHDRAWN)
    markup.show(telling.claim(shown, is_over))
    left, right = st.columns(2, gap="large")
    with left:
        st.header("What became of it", anchor=False)
        markup.show(telling.became(data, now))
        if then.outcome != now.outcome:
            at = moments.as_known(view.at, data.about.zone)
            st.caption(f"{terms.heading(at)}: {telling.outcome(then).rstrip(':.')}.")
    with right:
        st.header("What it says", anchor=False)
        markup.show(telling.facts(telling.about(data, shown, datasets.named())))
    current.cite(view, data.claims[data.claims.entry_id == entry_id])


def found_at(entry_id: str, at: pd.Timestamp) -> fates.Fate:
    """What had become of it at a moment, whatever the filters."""
    selection = replace(Selection(at), hours=view.selection.hours)
    return fates.fate(data.rows[entry_id], Known(current.share(View(data, selection)), at))


def tell_unknown(asked: str) -> None:
    """That there is no such claim here, and where claims are found."""
    st.info(
        "This dataset has no claim of that id." if asked else "No claim was asked for.",
        icon=":material/search_off:",
    )
    if asked:
        markup.show(Markup("<p>{}</p>").format(markup.text(shorten(asked))))
    way_on = Markup(
        "<p>In a list, each claim leads to its page by “in full”. Find it by a word of it, which "
        'the sidebar asks for, or on <a href="{}">the map</a>, where each place has its own.</p>'
    )
    markup.show(way_on.format(at_dataset("./", datasets.named())))


asked = session.CLAIM.get() or ""
if asked in data.rows:
    tell(asked)
else:
    tell_unknown(asked)
