"""What a link asks for, made into what the controls can read; what they cannot show is told.

A widget alone would drop what it does not know and show something else without a word.
"""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl

import streamlit as st

from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.mapping import themes
from geo.view import View, address, events, values
from geo.view.parameters import PARAMETERS, Parameter
from geo.view.period import bounds, default_moment
from geo.words import moments
from pages.drawing import insides, markup
from pages.frame import current, datasets, link, session

MOST = 16
LONGEST = 2_000  # signs of an address that is searched for what the map shows
Texts = Mapping[str, Sequence[str]]


def read_address(dataset: Dataset) -> None:
    """Mends a link so that the controls take it, and notes what of it they cannot take.

    Once a session and before any control is drawn. Where the reader went back to an address, it is
    one that the controls have written.
    """
    _leave_tabs()
    _see_map(dataset)
    if session.NOTICES.is_set:
        _return(dataset)
        return
    given = insides.read_query()
    pairs = address.renew(given)
    others = [pair for pair in pairs if pair[0] not in PARAMETERS]
    notices = datasets.notice()
    mended = [
        (name, text)
        for name, texts in _gather(pairs).items()
        for text in _mend(PARAMETERS[name], texts, dataset, notices)
    ]
    session.NOTICES.set(notices)
    session.ASKED.set(mended)
    _take_kept(_gather(mended), dataset)
    if others + mended != given:
        insides.write_query(others + mended)


def _leave_tabs() -> None:
    """Another page begins with its first tab, and with the first part of each table."""
    page = session.PAGE.get()
    folder = page.folder if page else ""
    if session.TABS_OF.is_set and session.TABS_OF.get() != folder:
        session.TAB.pop()
        session.ABOUT.pop()
        session.ROWS.pop()
        session.SHOWN.pop()
    if not session.ROWS.is_set:
        session.ROWS.set(())
    session.TABS_OF.set(folder)


def _see_map(dataset: Dataset) -> None:
    """What the map shows by itself, of which a script hears with a link and when it asks."""
    if insides.went_back() or not session.SHOWN.is_set:
        session.SHOWN.set(insides.browser_query())
    asked = _gather(parse_qsl((session.SHOWN.get() or "").removeprefix("?")[:LONGEST]))
    session.ON_MAP.set(
        [
            (name, text)
            for name in session.BY_MAP
            for text in (_mend(PARAMETERS[name], asked[name], dataset, []) if name in asked else ())
        ]
    )


def _return(dataset: Dataset) -> None:
    """Takes what widgets do not of an address that the reader went back to, and nothing else."""
    if not insides.went_back():
        return
    insides.reread_query()
    page = session.PAGE.get()
    for control in session.KEPT:
        if page and page.folder in PARAMETERS[control].pages:
            control.pop()
    _take_kept(_gather(insides.read_query()), dataset)


def _take_kept(asked: Texts, dataset: Dataset) -> None:
    """What widgets do not read of an address by themselves."""
    for control in session.KEPT:
        if texts := asked.get(control):
            value = address.read(PARAMETERS[control], texts, dataset)
            control.set(list(value) if PARAMETERS[control].repeats else value)


def _gather(pairs: address.Pairs) -> Texts:
    """The texts of each parameter, in the order of the table."""
    found: dict[str, list[str]] = {name: [] for name in PARAMETERS}
    for name, text in pairs:
        if name in found:
            found[name].append(text)
    return {name: texts for name, texts in found.items() if texts}


def _mend(
    parameter: Parameter, texts: Sequence[str], dataset: Dataset, notices: list[str]
) -> list[str]:
    """The texts as a control writes them, without those that it could not read."""
    if not parameter.repeats and len(texts) > 1:
        times = f"{parameter.name} is given {len(texts)} times"
        notices.append(f"{times}; the last one is taken: {shorten(texts[-1])!r}.")
        texts = texts[-1:]
    if parameter.name == "at":
        return _mend_moment(texts[0], dataset, notices)
    if parameter.name == "theme" and texts[0] not in _themes(dataset):
        notices.append(f"theme: {shorten(texts[0])!r} is not known here. Left out.")
        return []
    mended = []
    for text in dict.fromkeys(texts):
        try:
            mended += address.write(parameter, address.read(parameter, [text], dataset), dataset)
        except ValueError as error:
            # Without the list of what there is, which the page shows.
            notices.append(f"{str(error).partition(' Use: ')[0]} Left out.")
    return mended


def _themes(dataset: Dataset) -> list[str]:
    """What the maps of a dataset can show of its places."""
    return [one["id"] for one in themes.options(dataset)]


def _mend_moment(text: str, dataset: Dataset, notices: list[str]) -> list[str]:
    earliest, latest = bounds(dataset)
    try:
        wanted = values.read_minute(text, dataset)
        shown = min(max(wanted, earliest), latest)
        problem = "is outside the reports" if shown != wanted else ""
    except ValueError:
        shown, problem = default_moment(dataset), "could not be read"
    if problem:
        instead = f"{moments.hour(shown)} ({dataset.about.zone.key})"
        said = f"The moment in the link {problem}: {shorten(text)!r}."
        notices.append(f"{said} Shown instead: {instead}.")
    return [values.write_minute(shown, dataset)]


def keep_place(dataset: Dataset) -> None:
    """Lets the chosen place outlive the list that it was chosen from, which another page replaces.

    Streamlit forgets the value of a widget with the widget, but not what a script has set.
    """
    _prefer_click(dataset)
    if place := session.PLACE.get():
        session.PLACE.set(place)


def _prefer_click(dataset: Dataset) -> None:
    """Lets the link name the place that the reader chose on the map that went ahead.

    The list of places, when first drawn, takes the address over what was chosen.
    """
    if session.DRAWN.get() or not session.PLACE.is_set:
        return
    parameter = PARAMETERS[session.PLACE]
    pairs = [pair for pair in insides.read_query() if pair[0] != parameter.name]
    if place := session.PLACE.get():
        pairs += [(parameter.name, text) for text in address.write(parameter, place, dataset)]
    if pairs != insides.read_query():
        insides.write_query(pairs)


def tell_notices(view: View) -> None:
    """What of the link is not shown, until the reader changes what is.

    After the page was drawn: only then is it known what its controls took.
    """
    shown = link.link(view)
    notices = session.NOTICES.get() or []
    if session.ASKED.is_set:
        asked = _gather(session.ASKED.pop() or [])
        notices = [*notices, *_dropped(asked, view.dataset), *_not_drawn(asked, view)][:MOST]
        session.NOTICES.set(notices)
        session.NOTICED.set(shown)
    if not notices or session.NOTICED.get() != shown:
        session.NOTICES.set([])
        return
    st.warning("The link asks for what cannot be shown.", icon=":material/link_off:")
    # Not in the warning, which would read the link's text as Markdown.
    markup.show(markup.bullets(map(markup.text, notices)))
    st.caption(
        "The rest of the link is shown. The moment is chosen on the strip of days, the filters are "
        "in the sidebar: on a narrow screen behind the arrows at the top left."
    )


def _dropped(asked: Texts, dataset: Dataset) -> Iterator[str]:
    """What the controls of this page were asked for and do not offer."""
    for name, texts in asked.items():
        control, parameter = session.CONTROLS[name], PARAMETERS[name]
        if name == "at" or not control.is_set:
            continue
        value = control.get()
        shown = [] if value is None else address.write(parameter, value, dataset)
        instead = "Left out." if parameter.repeats or not shown else f"Shown instead: {shown[0]}."
        yield from (
            f"{name}: {shorten(text)!r} is not offered here. {instead}"
            for text in texts
            if text not in shown
        )


def _not_drawn(asked: Texts, view: View) -> Iterator[str]:
    """What the page has not at this moment: a theme, whose place the page's own takes, an event."""
    page = session.PAGE.get()
    if texts := asked.get(session.EVENTS):
        known = set(current.once(events.events, view).key)
        yield from (
            f"event: {shorten(text)!r} is not known here at this moment. Left out."
            for text in texts
            if text not in known
        )
    if page and page.folder in PARAMETERS[session.THEME].pages:
        shown = current.once(themes.state, view)["themes"]
        yield from (
            f"theme: {shorten(text)!r} has nothing to show at this moment; the map shows another."
            for text in asked.get(session.THEME, ())
            if text not in shown
        )
