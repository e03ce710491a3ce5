"""Who published what the map rests on: shares by kind, and every source with its claims."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geo.subjects import sources as sourcing
from geo.times import is_day
from geo.view import View
from geo.words import moments, numbers, terms
from geo.words.countries import country_name
from pages.drawing import charts, columns, markup, templates
from pages.frame import current, paged, session


@dataclass(frozen=True)
class Kinds:
    """How much rests on each kind of publisher: in a sentence, for bars, and as tables."""

    sentence: str
    bars: pd.DataFrame
    shares: pd.DataFrame
    publishers: pd.DataFrame


def prepare(view: View) -> Kinds:
    """Counts the claims that the filters leave by the source that each relies on first."""
    claims, sources = view.claims, view.dataset.sources
    table = sourcing.shares(claims, sources)
    told = [f"{share(row.share)} on {_plural(row.kind)}" for row in table.itertuples()]
    several = sourcing.shared_by_several(claims, sources)
    text = f"Of {numbers.count(len(claims), 'claim')}, by the source relied on first: "
    text += f"{numbers.listed(told, 8)}. {several:,} are carried by two publishers or more."
    names = [terms.source_kind(kind) for kind in table.kind]
    rows = pd.DataFrame({"name": names, "number": table.claims, "rest": False})
    percent = [share(one) for one in table.share]
    shown = pd.DataFrame({"Source": names, "Claims": table.claims, "Share": percent})
    found = sourcing.publishers(claims, sources)
    publishers = pd.DataFrame(
        {
            "Publisher": columns.texts(found.publisher),
            "Kind": [terms.source_kind(kind) for kind in found.kind],
            "Claims that rely on it first": found.claims,
        }
    )
    return Kinds(text, rows, shown, publishers)


def kinds(view: View) -> None:
    """How much of the map rests on each kind of publisher, in words and as bars."""
    found = current.once(prepare, view)
    st.text(found.sentence)
    values = charts.bars_values(found.bars, "Claims that rely on it first")
    templates.draw(charts.bars(), values, {"rows": found.bars},
                 session.CHART("kinds"), found.sentence)  # fmt: skip
    with st.expander("The numbers as a table, and the publishers", on_change="rerun",
                     key=session.OPENED("kinds")) as box:  # fmt: skip
        if box.open:
            st.dataframe(found.shares, hide_index=True, key=session.TABLE("kinds"), placeholder="")
            current.download(view, found.shares, "the shares", "kinds")
            st.dataframe(
                found.publishers, hide_index=True, key=session.TABLE("publishers"), placeholder=""
            )
            current.download(view, found.publishers, "the publishers", "publishers")


def share(part: float) -> str:
    """A share of 1 in percent; what is above zero is never written as 0 %."""
    percent = round(part * 100)
    return f"{percent} %" if percent or not part else "less than 1 %"


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, terms.plain(kind))


_PLURALS = {
    "wire": "news agencies",
    "independent_media": "independent media",
    "state_media": "state media",
    "government": "governments",
    "intergovernmental": "intergovernmental bodies",
    "ngo": "NGOs",
    "academic": "academic work",
    "social_media": "social media",
}


def every_source(view: View) -> None:
    """All sources, the most used first; the claims of the one that is chosen."""
    used, shown = current.once(_usage, view)
    part = paged.part(len(shown), "every-source")
    event = st.dataframe(
        shown.iloc[part],
        key=session.TABLE("every-source"),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Address": st.column_config.LinkColumn(display_text="open", width="small"),
            "What it is about": st.column_config.TextColumn(width="large"),
            "Claims": st.column_config.NumberColumn(help="Known claims that name this source"),
            "First": st.column_config.NumberColumn(help="Of them, those that rely on it first"),
        },
        alt=f"{numbers.count(len(shown), 'source')}, one a row, the most used first",
        placeholder="",
    )
    current.download(view, shown, "the sources", "sources")
    rows, on_page = event.selection.rows, used.iloc[part]
    if not rows or rows[0] >= len(on_page):
        st.caption("Choose a row to see the claims that rest on the source.")
        return
    source = on_page.iloc[rows[0]]
    claims = view.claims[view.claims.entry_id.isin(source.entry_ids)]
    head = markup.Markup("<h3>{}: {}</h3>").format(
        markup.text(source.publisher), markup.text(source.title)
    )
    markup.show(head + markup.claim_list(view.dataset, claims.itertuples()))
    if claims.empty:
        st.text("No claim that is known at this moment under these filters rests on it.")


def _usage(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    used = sourcing.usage(view.claims, view.dataset.sources)
    return used, _columns(used)


def _columns(used: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Publisher": columns.texts(used.publisher),
            "Kind": used.kind.map(terms.source_kind).array,
            "Country": [country_name(code) for code in used.country],
            "What it is about": columns.texts(used.title, 200),
            "Published": [published(text) for text in used.published_at],
            "Read on": [moments.local(text) for text in used.accessed_on],
            "Language": used.language.array,
            "Claims": used.claims.array,
            "First": used["first"].array,
            "Address": used.url.replace("", None).array,
            "Id": used.index,
        }
    )


def published(text: str) -> str:
    """The day or month that a source shows, or that it shows none."""
    if is_day(text):
        return moments.local(text)
    return text or "shows no date"
