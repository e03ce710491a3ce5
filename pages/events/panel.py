"""The span of the events, what is in it, and the gravest of them, or the chosen ones."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd
import streamlit as st

from geo.mapping.inert import visible
from geo.subjects import events as subject
from geo.view import View
from geo.view import events as shown
from geo.words import events as words
from geo.words import numbers
from pages.drawing import elements, markup
from pages.frame import current, events, session

MOST = 10
LONGEST = 160


def draw(view: View) -> str:
    """The choice of the span and the events; the span."""
    if not session.EVENTS.is_set:
        choose()
    own = events.chosen(view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small",
                      key=session.PANEL_HEAD):  # fmt: skip
        title = "Gravest first" if own is None else numbers.count(len(own), "event")
        markup.show(markup.Markup('<h2 class="cm-panel-title">{}</h2>').format(title))
        if own is not None:
            st.button(
                "All events",
                key=session.LET_GO,
                type="tertiary",
                on_click=choose,
                icon=":material/arrow_back:",
            )
    span = choose_span()
    if own is None:
        _gravest(view, span)
    else:
        markup.show(events.newest(view, own, is_open=len(own) == 1))
    return span


def choose_span() -> str:
    """How long before the moment the events shown were."""
    picked = st.segmented_control("Events of the last", list(shown.SPANS),
                                  default=session.SPAN_OF_EVENTS.default, required=True,
                                  label_visibility="collapsed",
                                  **session.SPAN_OF_EVENTS.bound)  # fmt: skip
    return picked or session.SPAN_OF_EVENTS.default


def nothing(span: str) -> None:
    """Says why no event is shown, and what to do."""
    longer = "Choose a longer span, or another day." if span != "all" else "Choose another day."
    st.info(f"No event is known of these days. {longer}", icon=":material/event_busy:")


def _gravest(view: View, span: str) -> None:
    found = current.once(shown.shown, view, span)
    if found.empty:
        nothing(span)
        return
    st.caption(current.once(sentence, view, span))
    lines = map(_line, subject.gravest_first(found).iloc[:MOST].itertuples())
    elements.choices(lines, session.LINES("events"), choose, "The gravest events")
    if len(found) > MOST:
        st.caption(f"The gravest {MOST}. All {len(found):,} are in the table.")


def choose(*keys: str) -> None:
    """Makes these events, or none, those that are shown with their claims."""
    session.EVENTS.set(keys)


def _line(event: words.Event) -> elements.Line:
    return elements.Line(
        event.key,
        visible(f"{words.name(event)}, {event.place}", 80),
        number=words.when(event),
        detail=visible(event.summary, LONGEST),
        meta=words.killed(event),
        mark="≠" if event.contested else "",
    )


def sentence(view: View, span: str) -> str:
    """'43 events of 14 to 20 Apr 2017: Battles 30…'; how exactly their days are known."""
    found = current.once(shown.shown, view, span)
    first, last = shown.window(view, span)
    days = shown.in_days(first, last)
    kinds = Counter(map(words.kind, found.kind))
    named = numbers.listed(f"{kind} {number:,}" for kind, number in kinds.most_common())
    told = " ".join(_exactness(found))
    return f"{numbers.count(len(found), 'event')} {days}: {named}. {told}".strip()


def _exactness(found: pd.DataFrame) -> Iterator[str]:
    timings = Counter(found.timing)
    if hours := timings.pop(subject.HOUR, 0):
        yield f"Of {hours:,} the hour is known."
    if vague := sum(timings.values()) - timings[subject.DAY]:
        yield f"Of {vague:,} not even the day."
    if not found.deaths.notna().all():
        yield "Where no number of killed is given, it is not known."
