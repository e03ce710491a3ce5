"""The map of the page as a picture to take along."""

from dataclasses import replace

import streamlit as st

from geo.exporting import citation
from geo.exporting.names import file_name
from geo.mapping import themes
from geo.picturing import FORMS, THEMES, Form, picture
from geo.view import View, keeping
from geo.words import moments, terms
from pages.frame import link, session, turns


def save(view: View) -> None:
    """The map in the theme that it shows, in the form that is asked for."""
    theme, framed = shown_theme(view), _framed(view)
    name = st.radio(
        "Picture",
        list(FORMS),
        format_func=lambda one: FORMS[one].label,
        captions=[form.about for form in FORMS.values()],
        key=session.PICTURE,
    )
    form, here = FORMS[name], link.full_address(view.dataset)
    place = "".join(f", {view.dataset.places.name[one]} framed" for one in framed.selection.places)
    known = moments.as_known(view.at, view.dataset.about.zone)
    st.caption("Of the whole map, in light colours.")
    st.download_button(
        f"Save {form.label}: {THEMES[theme].lower()}",
        data=lambda: _make(form, framed, theme, here),
        file_name=file_name(framed, f"{form.name}-{theme}", form.extension),
        mime=form.mime,
        key=session.DOWNLOAD("picture"),
        on_click="ignore",
        help=f"{terms.heading(known)}{place}.",
    )


def shown_theme(view: View) -> str:
    """What the map of the page shows: what its reader chose, else what the page opens with."""
    offered = keeping.once(themes.state, view)["themes"]
    page = session.PAGE.get()
    asked = [text for name, text in session.ON_MAP.get() or [] if name == session.THEME]
    wanted = [*asked, page.theme if page else themes.FIRST]
    return next((one for one in wanted if one in offered), offered[0])


def _framed(view: View) -> View:
    """The view with the place of the page."""
    place = session.PLACE.get()
    if not place or place not in view.dataset.places.index:
        return view
    return replace(view, selection=replace(view.selection, places=(place,)))


def _make(form: Form, view: View, theme: str, address: str) -> bytes:
    """The bytes of a file, in a thread of its own that takes its turn with those of pages."""
    terms.use(view.dataset.own_words)
    with turns.turn():
        return form.make(picture(view, theme, citation.cite(view, address)))
