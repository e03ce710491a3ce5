"""Events as lines, each of which opens for its claims with their sources."""

from collections.abc import Sequence

import pandas as pd

from geo.view import View
from geo.view import events as shown
from geo.view.keeping import once
from geo.words import events as words
from geo.words import terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import session

MOST = 60  # lines: more would weigh on every run that shows them


def chosen(view: View) -> pd.DataFrame | None:
    """The events that the reader chose, on a map or in a list; None where none of them is known."""
    keys = session.EVENTS.get() or ()
    if not keys:
        return None
    found = once(shown.events, view)
    found = found[found.key.isin(keys)]
    return None if found.empty else found


def newest(view: View, found: pd.DataFrame, is_open: bool = False) -> Markup:
    """The newest of these events, the last first; a line says where there are more."""
    rows = found.iloc[::-1].iloc[:MOST]
    claims = shown.claims(view, tuple(rows.key))
    of_event = {key: list(own.itertuples()) for key, own in claims.groupby("key")}
    lines = [_line(view, row, of_event.get(row.key, []), is_open) for row in rows.itertuples()]
    if len(found) > MOST:
        told = f"The newest {MOST} of {len(found):,}. The page Events lists all of them."
        lines.append(Markup('<p class="cm-meta">{}</p>').format(told))
    return markup.join(lines)


def _line(view: View, event: words.Event, claims: Sequence, is_open: bool) -> Markup:
    """'5 Jan 2022 Armed clash, 3 people killed: …'; opened, its claims."""
    killed = words.killed(event)
    contested = markup.tag(f"≠ {terms.CONTESTED}") if event.contested else Markup("")
    return Markup(
        '<details class="cm-line"{}><summary><b>{}</b> {}{}: {} {}</summary>{}</details>'
    ).format(
        Markup(" open") if is_open else Markup(""),
        words.when(event),
        words.name(event),
        f", {killed}" if killed else "",
        markup.text(event.summary),
        contested,
        markup.claim_list(view.dataset, claims),
    )
