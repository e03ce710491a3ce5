"""What was withdrawn or corrected, as a list and as a table to take along."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import streamlit as st

from geo.ledger import Selection
from geo.rows import read_rows, split
from geo.standing import corrections
from geo.view import View, address
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import current, datasets, lastreport, nothing, paged

# Each kind with its sign, and what it means.
_KINDS = {
    "withdrawn": ("✕", "Somebody took it back: nobody stands by it any more."),
    "corrected": ("↻", "A later message says that it was wrong. Newer counts of a running toll are "
                  "not listed, nor what became of a decree, a force or a service later."),
}  # fmt: skip
_ROW = Markup(
    '<li class="cm-back"><div><p><strong>{place}</strong>{number}</p><p>{claim}</p>'
    '<p class="cm-meta">{who}, {told}; stood for {lasted}</p></div><div>{now}</div></li>'
)
_FEEDS = Markup(
    '<p class="cm-meta">To be told of the next: <a href="{}">feed (Atom)</a>, '
    '<a href="{}">table (CSV)</a>, both {}up to the last report.</p>'
)


def draw(view: View) -> None:
    """The withdrawn first; each message with what it took back and what stands now."""
    table = current.once(corrections.tabulate, view)
    rows = read_rows(table, tuple(corrections.COLUMNS))
    if not rows:
        _tell_none(view)
    for kind, of_kind in groupby(rows[paged.part(len(rows), "corrections")], _kind):
        sign, meaning = _KINDS[kind]
        st.header(f"{sign} {terms.heading(kind)}", anchor=False)
        st.caption(meaning)
        markup.show(markup.join(_of_message(list(of), view) for _, of in groupby(of_kind, _by)))
    current.download(view, table, "what was taken back", "corrections")
    markup.show(feeds(view))


def _kind(row: Any) -> str:
    return str(row.correction)


def _by(row: Any) -> str:
    return str(row.corrected_in)


def _of_message(rows: list[Any], view: View) -> Markup:
    """One message: who took back what, when and why."""
    first = rows[0]
    unknown = markup.tag(moments.HOUR_UNKNOWN) if first.hour_unknown else ""
    when = moments.long_moment(first.corrected_at, view.dataset.about.zone)
    return Markup(
        '<h3 class="cm-panel-title">{} by {}, {} {}</h3><p>{}</p><ul class="cm-claims">{}</ul>'
    ).format(
        terms.heading(first.correction),
        markup.text(first.corrected_by),
        when,
        unknown,
        markup.own_link(first.corrected_in, markup.text(first.why)),
        markup.join(_row(row, view) for row in rows),
    )


def _row(row: Any, view: View) -> Markup:
    said = corrections.number_in_words(view.dataset.rows[row.entry_id])
    number = Markup(", <del>{}</del>").format(markup.text(said)) if said else ""
    return _ROW.format(
        place=markup.text(row.place),
        number=number,
        claim=markup.own_link(row.entry_id, markup.text(row.summary)),
        who=markup.text(row.authority),
        told=moments.long_moment(row.reported_at, view.dataset.about.zone),
        lasted=row.stood_for,
        now=_now(row, view),
    )


def _now(row: Any, view: View) -> Markup:
    """What stands in its place: a number where the claim behind it gives one."""
    names = split(row.instead_ids)
    if not names:
        return Markup("")
    own = corrections.number_in_words(view.dataset.rows[names[0]]) if len(names) == 1 else ""
    words = markup.own_link(names[0], markup.text(own or row.instead))
    return Markup("<p>Now: {}</p>").format(words)


def _tell_none(view: View) -> None:
    later = current.once(corrections.tabulate, _whole(view))
    if not later.empty:
        first = moments.long_moment(later.corrected_at.min(), view.dataset.about.zone)
        st.info(
            f"Nothing was withdrawn or corrected by this moment{nothing.under(view)}. Up to the "
            f"last report: {numbers.listed(_counted(list(later.correction)))}, the first "
            f"{first}. Choose a later day on the strip.",
            icon=":material/hourglass_empty:",
        )
        lastreport.last_report(view.dataset)
        return
    st.info(
        "This dataset has no corrections: no claim of it was withdrawn or corrected.",
        icon=":material/check:",
    )


def _whole(view: View) -> View:
    """All that the dataset has, by its last report."""
    reported = view.dataset.claims.reported_at
    last = max(view.at, reported.max()) if len(reported) else view.at
    return current.share(View(view.dataset, Selection(last)))


def feeds(view: View) -> Markup:
    """The ways to hear of the next corrections under the same filters, whatever the moment."""
    asked = address.to_query(view.selection, view.dataset)
    pairs = [pair for pair in asked if pair[0] != "at"]
    links = (
        address.with_query(address.at_dataset(f"./feeds/{name}", datasets.named()), pairs)
        for name in ("corrections.atom", "corrections.csv")
    )
    return _FEEDS.format(*links, "of these filters, " if view.selection.is_filtered else "")


def sentence(view: View) -> str:
    """How many were taken back, and how; "" where none were."""
    kinds: Iterable[str] = current.once(corrections.tabulate, view).correction
    counted = numbers.listed(_counted(list(kinds)))
    return f"{counted} by this moment." if counted else ""


def _counted(kinds: list[str]) -> Iterator[str]:
    for kind in _KINDS:
        if many := kinds.count(kind):
            yield f"{numbers.count(many, 'claim')} {kind}"
