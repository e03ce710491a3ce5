"""Sources: what the map rests on, what is to be mended, and how to read it all."""

import streamlit as st

from geo.words import numbers
from pages.drawing import markup
from pages.frame import current, nothing, session
from pages.frame.tabs import Tab, open_tab
from pages.sources import mending, method, publishers

view = current.view()
about = view.dataset.about


def method_of_the_map() -> None:
    """How to read it all: the two clocks, figures, scope, severity, certainty."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Two clocks", anchor=False)
        st.markdown(method.CLOCKS)
        st.header("Figures", anchor=False)
        st.markdown(method.RANGES)
        st.header("Scope", anchor=False)
        st.markdown(method.SCOPE)
    with right:
        st.header("Severity and certainty", anchor=False)
        st.markdown(method.JUDGEMENT)
        st.table(method.definitions(method.SEVERITIES, "Severity").set_index("Severity"))
        st.markdown(method.DERIVED)
        st.markdown(method.AGE.format(hours=round(about.stale_after.total_seconds() / 3600)))
        st.markdown("**Certainty** says how sure a claim is, in the terms of CAP:")
        st.table(method.definitions(method.CERTAINTIES, "Certainty").set_index("Certainty"))


def every_source() -> None:
    """What the map rests on at the moment, by kind, and every source of the dataset."""
    if view.claims.empty:
        nothing.tell(view, "claim")
    else:
        publishers.kinds(view)
    st.header("Every source", anchor="sources")
    publishers.every_source(view)


def vocabularies() -> None:
    """The terms of each column, and the data dictionary."""
    terms = method.vocabularies()
    st.caption(
        "Severity, certainty and message are those of CAP 1.2, events of ACLED, ranges of UCDP."
    )
    st.dataframe(
        terms,
        hide_index=True,
        key=session.TABLE("terms"),
        alt="The terms that each column may hold",
        placeholder="",
    )
    current.download(view, terms, "the vocabularies", "vocabularies")
    with st.expander(
        "Every column of every table", on_change="rerun", key=session.OPENED("columns")
    ) as box:
        if box.open:
            columns = method.columns()
            st.dataframe(
                columns,
                hide_index=True,
                key=session.TABLE("columns"),
                alt="The data dictionary",
                placeholder="",
            )
            current.download(view, columns, "the data dictionary", "columns")


def licence() -> None:
    """Under what terms the dataset and what is drawn of it may be used, and by whom they are."""
    given = markup.text(about.licence or "No licence is given")
    if about.licence_url.startswith("https://"):
        link = markup.Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
        given = link.format(about.licence_url, given)
    markup.show(
        markup.bullets(
            [
                markup.Markup("The dataset: {}.").format(given),
                markup.Markup("By {}.").format(
                    markup.text(", ".join(about.contributors) or "nobody named")
                ),
                markup.text(about.boundaries),
                "Outlines: Natural Earth (public domain). Places: GeoNames (CC BY 4.0).",
                f"Version of the files shown: {view.dataset.short_version}.",
            ]
        )
    )


PARTS = {
    Tab("method", "How to read this map"): method_of_the_map,
    Tab("sources", "Sources"): every_source,
    Tab("errors", "What is to be mended"): lambda: mending.draw(view),
    Tab("terms", "Terms"): vocabularies,
    Tab("licence", "Licence and boundaries"): licence,
}
st.caption(
    f"{numbers.count(len(view.claims), 'claim')} at this moment, from a dataset of "
    f"{numbers.count(len(view.dataset.sources), 'source')}. A claim is one statement by one "
    "authority, with its source."
)
for tab in open_tab(list(PARTS), session.OPENED("method")):
    PARTS[tab]()
