"""Sources: what the map rests on, what is to be mended, and how to read it all."""

import streamlit as st

from pages.drawing import markup
from pages.frame import current, nothing, session
from pages.sources import mending, method, publishers

view = current.view()
about = view.dataset.about

st.header("What the map rests on", anchor="kinds", divider="gray")
if view.claims.empty:
    nothing.tell(view, "claim")
else:
    publishers.kinds(view)
st.header("Every source", anchor="sources", divider="gray")
publishers.every_source(view)

st.header("What is to be mended", anchor="issues", divider="gray")
mending.draw(view)

st.header("How to read this map", anchor="method", divider="gray")
st.subheader("Two clocks", anchor=False)
st.markdown(method.CLOCKS)
st.subheader("Figures", anchor=False)
st.markdown(method.RANGES)
st.subheader("Scope", anchor=False)
st.markdown(method.SCOPE)
st.subheader("Severity and certainty", anchor=False)
st.markdown(method.JUDGEMENT)
st.table(method.definitions(method.SEVERITIES, "Severity").set_index("Severity"))
st.markdown(method.DERIVED)
st.markdown(method.AGE.format(hours=round(about.stale_after.total_seconds() / 3600)))
st.markdown("**Certainty** says how sure a claim is, in the terms of CAP:")
st.table(method.definitions(method.CERTAINTIES, "Certainty").set_index("Certainty"))

st.header("Vocabularies", anchor="vocabularies", divider="gray")
terms = method.vocabularies()
st.caption("Severity, certainty and message are those of CAP 1.2, events of ACLED, ranges of UCDP.")
st.dataframe(
    terms, hide_index=True, key=session.TABLE("terms"), alt="The terms that each column may hold"
)
current.download(view, terms, "the vocabularies", "vocabularies")
with st.expander(
    "Every column of every table", on_change="rerun", key=session.OPENED("columns")
) as box:
    if box.open:
        columns = method.columns()
        st.dataframe(
            columns, hide_index=True, key=session.TABLE("columns"), alt="The data dictionary"
        )
        current.download(view, columns, "the data dictionary", "columns")

st.header("Licence and boundaries", anchor="licence", divider="gray")
licence = markup.text(about.licence or "No licence is given")
if about.licence_url.startswith("https://"):
    link = markup.Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
    licence = link.format(about.licence_url, licence)
markup.show(
    markup.bullets(
        [
            markup.Markup("The dataset: {}.").format(licence),
            markup.Markup("By {}.").format(
                markup.text(", ".join(about.contributors) or "nobody named")
            ),
            markup.text(about.boundaries),
            "Outlines: Natural Earth (public domain). Places: GeoNames (CC BY 4.0).",
            f"Version of the files shown: {view.dataset.short_version}.",
        ]
    )
)
