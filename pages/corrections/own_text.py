"""Does my figure still stand? A text that a reader pastes, held against the claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.mapping.inert import visible_once
from geo.standing import Outcome, Verdict, stands
from geo.view import View, period, values
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import lastreport, session

LONGEST = 20_000  # characters: Streamlit cuts off the rest, whatever a browser sends
MOST_CLAIMS = 5
# In the order in which they are summed up. The word tells it, the sign lets it be seen.
SIGNS = {
    Outcome.WITHDRAWN: "✕",
    Outcome.REVISED: "↻",
    Outcome.CONTESTED: "≠",
    Outcome.NOT_FOUND: "?",
    Outcome.STANDS: "✓",
}


def draw(view: View) -> None:
    """The field and when its text was written; then what became of each part, and the text."""
    zone = view.dataset.about.zone
    st.caption(
        "Each number of people, curfew, service and place of a text in English is held against "
        "the claims known when it was written, and told what had become of it "
        f"{moments.as_known(view.at, zone)}. Filters do not apply. The text stands in no address "
        "and no file, and is gone when you leave this page."
    )
    written = _written(view)
    # Streamlit forgets what a closed tab holds, unless it is told to keep it as long as the page.
    text = st.text_area("Your text", key=session.TEXT, max_chars=LONGEST, height=160,
                        placeholder="164 people were killed in Kazakhstan.", persist_state="page"
                        )  # fmt: skip
    # A finger has no Ctrl+Enter: whatever is pressed outside of the field sends it.
    st.button("Check it", key=session.CHECK, icon=":material/rule:")
    if written > view.at:
        st.info("The text is of a later moment than the one that the page shows. Choose a later "
                "day on the strip.", icon=":material/event_busy:")  # fmt: skip
        lastreport.last_report(view.dataset)
    elif not text.strip():
        st.info("Paste or type what you wrote, say when, and check it.", icon=":material/edit:")
    else:
        _tell(text, stands(view.dataset, text, written, view.at), view.dataset)


def _written(view: View) -> pd.Timestamp:
    """When the text was written (UTC): as the reader says, else the moment of the page."""
    first, last = period.bounds(view.dataset)
    local: datetime | None = st.datetime_input(
        f"Written on ({view.dataset.about.zone.key})", None, min_value=first, max_value=last,
        format="YYYY-MM-DD", step=60, width=280,
        help="Empty: the moment that the page shows.", **session.WRITTEN.bound,
    )  # fmt: skip
    if local is None:
        return view.at
    return values.read_at(values.write_minute(local, view.dataset), view.dataset)


def _tell(text: str, found: Sequence[Verdict], dataset: Dataset) -> None:
    if not found:
        st.info("Nothing in it can be held against claims.", icon=":material/search_off:")
        return
    st.header(summary(found), anchor=False)
    items = markup.join(_item(one, dataset) for one in found)
    markup.show(Markup('<ol class="cm-claims">{}</ol>').format(items))
    st.header("The text", anchor=False)
    markup.show(marked(text, found))


def summary(found: Iterable[Verdict]) -> str:
    """'1 withdrawn, 2 not found and 1 stands', the gravest first."""
    counted = Counter(one.verdict for one in found)
    words = {Outcome.STANDS: "stands" if counted[Outcome.STANDS] == 1 else "stand"}
    return numbers.listed(
        f"{counted[one]:,} {words.get(one, str(one))}" for one in SIGNS if counted[one]
    )


def marked(text: str, found: Iterable[Verdict]) -> Markup:
    """The text as it was typed, what was found in it marked, each with the sign of its answer."""
    lines = Markup("").join(_pieces(text, found)).split("\n")
    return Markup('<p class="cm-typed" dir="auto">{}</p>').format(Markup("<br>").join(lines))


def _pieces(text: str, found: Iterable[Verdict]) -> Iterator[Markup]:
    at = 0
    mark = Markup('<mark>{} <span role="img" aria-label="{}" title="{}">{}</span></mark>')
    for one in sorted(found, key=lambda verdict: verdict.start):
        if one.start < at:
            continue
        yield _plain(text[at : one.start])
        at = one.start + len(one.text)
        word = str(one.verdict)
        yield mark.format(_plain(text[one.start : at]), word, word, SIGNS[one.verdict])
    yield _plain(text[at:])


def _plain(text: str) -> Markup:
    """As it was typed; no sign in it acts on what stands around, and no cache holds it."""
    lines = (visible_once(line, LONGEST) for line in text.split("\n"))
    return Markup("\n").join(map(Markup.escape, lines))


def _item(one: Verdict, dataset: Dataset) -> Markup:
    where = dataset.labels.get(one.place_id, "")
    subject = ", ".join(filter(None, (terms.plain(one.measure), where)))
    now = Markup("<p>Now: {}</p>").format(markup.text(one.now)) if one.now else ""
    return Markup('<li><p>{} “<bdi>{}</bdi>” ({}){}</p>{}<p class="cm-meta">{}</p></li>').format(
        markup.tag(f"{SIGNS[one.verdict]} {one.verdict}"),
        _plain(one.text),
        markup.text(subject),
        markup.text(_ground(one, dataset)),
        now,
        _claims(one.entry_ids, dataset),
    )


def _ground(one: Verdict, dataset: Dataset) -> str:
    """': withdrawn after 7 h, Information Ministry, 9 Jan 2022, 21:33 (UTC+6)'."""
    if one.verdict == Outcome.NOT_FOUND:
        return ": no claim known when it was written says so"
    day = "" if one.when is None else moments.long_moment(one.when, dataset.about.zone)
    told = ", ".join(filter(None, (one.after, one.by, day)))
    return f": {told}" if told else ""


def _claims(entry_ids: Sequence[str], dataset: Dataset) -> Markup:
    """The claims behind an answer, each by who said so when; the page and its text stay open."""
    links = [_claim(dataset.rows[name], dataset) for name in entry_ids[:MOST_CLAIMS]]
    more = len(entry_ids) - len(links)
    return markup.join([*links, *([Markup(f"{more:,} more")] if more > 0 else ())], " · ")


def _claim(claim: Any, dataset: Dataset) -> Markup:
    when = moments.long_moment(claim.reported_at, dataset.about.zone)
    return markup.own_link(claim.entry_id, markup.text(f"{claim.authority}, {when}"), apart=True)
