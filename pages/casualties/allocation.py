"""A national figure beside what the same authority has given by place, and the rest of it."""

import pandas as pd
import streamlit as st

from geo.ledger import LOCAL, breadth
from geo.subjects import casualties_in_time
from geo.view import View
from geo.words import figures as words
from geo.words import terms
from pages.casualties import figures
from pages.drawing import charts, columns, markup, templates
from pages.frame import current, paged, session

REST = "Given to no place"


def draw(view: View, measure: str) -> None:
    """For each authority with a national figure: its places, their sum as such, the remainder."""
    st.caption(
        "Only numbers of one authority as of about the same day are added, and the sum is no claim "
        "of anybody: it shows how much of a national figure its own authority has given to a place."
    )
    both, others = current.once(prepare, view, measure)
    for one in both:
        _split(view, one, measure)
    if not both:
        st.text(
            f"At this moment no authority had given a number of people {measure} both for the "
            "country and for places in it."
        )
    if others.empty:
        return
    st.subheader("What others say of places; not added up", anchor=False)
    shown = others.iloc[paged.part(len(others), "split-others")]
    st.dataframe(shown, hide_index=True, key=session.TABLE("split-others"), placeholder="")
    current.download(view, others, "these figures", "split-others")


def prepare(view: View, measure: str) -> tuple[list[dict], pd.DataFrame]:
    """The splits of authorities with numbers of both scopes; the figures by place of others."""
    counts = view.table("casualties")
    counts = counts[(counts.measure == measure) & (counts.group == "all")]
    is_local = counts.scope.map(breadth).isin([breadth("region"), LOCAL])
    national = counts.authority[counts.scope == "country"]
    able = counts[counts.authority.isin({*national} & {*counts.authority[is_local]})]
    found = casualties_in_time.allocations(
        able, view.dataset.places, measure, days=view.dataset.about.comparable_days
    )
    both = [one for one in found if one["national"] is not None and one["by_region"]]
    used = {entry_id for one in both for entry_id in one["entry_ids"]}
    rows = counts[is_local & (counts.subset == "") & ~counts.entry_id.isin(used)]
    return both, pd.DataFrame(
        {
            "Place": columns.texts(rows.place),
            "Scope": rows.scope.map(terms.scope).array,
            "People": figures.people(rows),
            "According to": columns.texts(rows.authority),
            "Reported": columns.reported(view, rows),
            "Id": rows.entry_id.array,
        }
    )


def _split(view: View, split: dict, measure: str) -> None:
    markup.show(markup.Markup("<h3>{}</h3>").format(markup.text(split["authority"])))
    rest = split["remainder"]
    told = f"{split['national']:,} people {measure} in the country, as of "
    told += f"{words.as_of(split['as_of'])}. The places that it has named for about that day "
    told += f"add up to {split['allocated']:,}"
    told += f"; {rest:,} it has given to no place." if rest >= 0 else (
        f", which is {-rest:,} more than its national figure."
    )  # fmt: skip
    st.text(told)
    parts = [*split["by_region"].items(), *([(REST, rest)] if rest > 0 else [])]
    rows = pd.DataFrame(
        {
            "name": columns.texts((name for name, _ in parts), 60),
            "number": [number for _, number in parts],
            "rest": [name == REST for name, _ in parts],
        }
    )
    values = charts.bars_values(rows, f"People {measure}")
    name = f"split-{measure}-{split['entry_ids'][0]}"
    templates.draw(charts.bars(), values, {"rows": rows}, session.CHART(name), told)
    with st.expander("The numbers as a table", on_change="rerun", key=session.OPENED(name)) as box:
        if box.open:
            table = rows.drop(columns="rest").set_axis(["Region", "People"], axis=1)
            table = table.assign(Claims=", ".join(split["entry_ids"]))
            st.dataframe(table, hide_index=True, key=session.TABLE(name), placeholder="")
            current.download(view, table, "this split", name)
