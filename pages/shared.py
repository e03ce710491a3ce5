"""What every page needs: the dataset, the view, tables of claims, downloads and citations."""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from geo import situation as situations
from geo.dataset import Dataset, DatasetError, file_state, load_dataset
from geo.ledger import Selection
from geo.locating import locate_places
from geo.mapping.inert import visible
from geo.schema import Issue
from geo.view import View
from pages import markup, words

ROOT = Path(__file__).resolve().parent.parent


def directory() -> Path:
    """The dataset's directory: CRISIS_MAP_DATASET, or the one that comes with the map."""
    return Path(os.environ.get("CRISIS_MAP_DATASET") or ROOT / "data" / "kazakhstan-2022")


@st.cache_resource(max_entries=2, show_spinner="Reading the dataset…")
def _load(path: Path, state: tuple) -> Dataset:
    return load_dataset(path, locate_places)


@st.cache_resource
def _last_good() -> dict[Path, Dataset]:
    return {}


def load() -> tuple[Dataset, tuple[Issue, ...]]:
    """The dataset, and the errors of its files where those stay behind what is shown.

    While the app runs, files with an error leave the last good dataset on screen. Without one, the
    rows that can be used are shown. Raises DatasetError where there is nothing to show.
    """
    path, good = directory(), _last_good()
    try:
        dataset = _load(path, file_state(path))
    except DatasetError as error:
        if path not in good:
            raise
        return good[path], (Issue("error", "dataset", 0, "", "", str(error), ""),)
    if dataset.errors and path in good:
        return good[path], dataset.errors
    if not dataset.errors:
        good[path] = dataset
    return dataset, dataset.errors


def dataset() -> Dataset:
    """The dataset that is shown."""
    return load()[0]


def _view_key(view: View) -> tuple[str, str]:
    return view.dataset.version, repr(view.selection)


# A View computes each of its parts once. Sharing the last few makes a rerun, and stepping back to a
# moment, cost next to nothing; the bound keeps memory flat.
@st.cache_resource(max_entries=48, show_spinner=False, hash_funcs={View: _view_key})
def _shared(view: View) -> View:
    return view


@st.cache_resource(max_entries=48, show_spinner=False, hash_funcs={View: _view_key})
def situation(view: View) -> pd.DataFrame:
    """One row per place; see ``geo.situation``. Not to be changed."""
    return situations.situation(view)


def share(view: View) -> View:
    """The same view, from among the last few if it is there."""
    return _shared(view)


def view() -> View:
    """What the sidebar asks for."""
    return share(View(dataset(), selection(dataset())))


def selection(data: Dataset) -> Selection:
    """The sidebar's moment and filters; a moment shown to the minute includes that minute."""
    state = st.session_state
    at = state.get("at")
    known_on = data.about.default_moment
    if at is not None:
        known_on = pd.Timestamp(at).tz_localize(data.about.zone).tz_convert("UTC")
        known_on += pd.Timedelta(seconds=59)
    return Selection(
        known_on=known_on,
        regions=tuple(state.get("region", ())),
        severities=tuple(state.get("severity", ())),
        tables=tuple(state.get("kind", ())),
        certainties=tuple(state.get("certainty", ())),
        source_kinds=tuple(state.get("source", ())),
        text=state.get("q") or "",
    )


def heading(title: str, lead: str = "") -> None:
    """The page's title and the moment that everything on it is known on."""
    current = view()
    st.title(title, anchor=False)
    known = f"As known on {words.moment(current.at, current.dataset.about.zone)}"
    markup.show(
        markup.Markup('<p class="cm-lead"><strong>{}</strong>{}</p>').format(
            known, f". {lead}" if lead else ""
        )
    )


def claims_table(current: View, claims: pd.DataFrame, key: str) -> None:
    """Claims as a sortable table: what, where, when, known since when, by whom, and its standing."""
    data, zone = current.dataset, current.dataset.about.zone
    first = claims.source_id.str.partition("|")[0] if len(claims) else claims.source_id
    table = pd.DataFrame(
        {
            "Reported": [row.tz_convert(zone).tz_localize(None) for row in claims.reported_at],
            "Place": [visible(name, 80) for name in claims.place],
            "Kind": claims.table.map(words.KINDS).to_numpy(),
            "Claim": [visible(summary, 400) for summary in claims.summary],
            "About": [words.occurred(claim) for claim in claims.itertuples()],
            "According to": [visible(name, 80) for name in claims.authority],
            "Certainty": claims.certainty.to_numpy(),
            "Standing": claims.standing.map(words.STANDING).to_numpy(),
            "Source": [data.sources.url[one] or None for one in first],
            "Publisher": [visible(name, 80) for name in claims.publisher],
            "Id": claims.entry_id.to_numpy(),
        }
    )
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        column_config={
            "Reported": st.column_config.DatetimeColumn(
                f"Reported ({zone.key})", format="D MMM YYYY, HH:mm", width="small"
            ),
            "Claim": st.column_config.TextColumn(width="large"),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
        },
        alt=f"{words.count(len(table), 'claim')}, one a row, in order of reporting",
    )


def download(current: View, frame: pd.DataFrame, what: str, key: str) -> None:
    """A button that saves exactly this table as CSV, made when it is asked for."""
    st.download_button(
        f"Download {what} (CSV, {words.count(len(frame), 'row')})",
        data=lambda: frame.to_csv(index=False).encode("utf-8-sig"),
        file_name=f"{current.dataset.about.name}-{key}.csv",
        mime="text/csv",
        key=f"download-{key}",
        on_click="ignore",
        disabled=frame.empty,
        icon=":material/download:",
    )


def cite(current: View, claims: pd.DataFrame) -> None:
    """The sources that these claims rest on."""
    ids = list(dict.fromkeys(one for cell in claims.source_id for one in cell.split("|")))
    with st.expander(f"Sources of this page ({len(ids)})", icon=":material/menu_book:"):
        if not ids:
            st.write("Nothing on this page rests on a source: no claim matches.")
            return
        rows = (_source_line(current.dataset, one) for one in ids)
        markup.show(markup.bullets(rows))


def _source_line(data: Dataset, source_id: str) -> markup.Markup:
    source = data.sources.loc[source_id]
    shown = words.local(source.published_on) if len(source.published_on) == 10 else "undated"
    kind = words.SOURCE_KINDS.get(source.kind, source.kind)
    return markup.Markup("{}: {} ({}, {})").format(
        markup.source_links(data, source_id), markup.text(source.title), kind, shown
    )
