"""Every key of a reader's session, once: what stands under it, and of what type.

Streamlit keeps what widgets hold and what scripts remember in one dictionary for each reader, under
plain strings that all pages share. Pages name them by this module only.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Generic, Literal, Self, TypedDict, TypeVar, cast
from weakref import ref

import streamlit as st

from geo.serving.editions import Edition
from geo.serving.library import Reader
from geo.view.parameters import PARAMETERS
from pages.drawing import insides
from pages.frame.menu import Entry

T = TypeVar("T")
Pairs = list[tuple[str, str]]


class Key(str, Generic[T]):
    """The name of a value in the session, which is of type ``T``, and what it means."""

    meaning: str

    def __new__(cls, name: str, meaning: str = "") -> Self:
        key = super().__new__(cls, name)
        key.meaning = meaning
        return key

    @property
    def is_set(self) -> bool:
        """Whether anything stands there: a widget's value only does once it was drawn."""
        return self in st.session_state

    def get(self) -> T | None:
        """What stands there, or None."""
        return st.session_state.get(self)

    def set(self, value: T) -> None:
        """Puts a value there; Streamlit refuses it after the widget of that key was drawn."""
        st.session_state[self] = value

    def keep(self) -> None:
        """Lets what stands there outlive its widget, which a closed tab does not draw."""
        if self.is_set:
            st.session_state[self] = st.session_state[self]

    def pop(self) -> T | None:
        """What stood there, and takes it away."""
        return st.session_state.pop(self, None)


class Bound(TypedDict):
    """What ties a widget to its key and to the query parameter of that name."""

    key: str
    bind: Literal["query-params"]


class Control(Key[T]):
    """The value of a control that stands in the address, too, under the same name."""

    def __new__(cls, name: str) -> Self:
        return super().__new__(cls, name, PARAMETERS[name].meaning)

    @property
    def default(self) -> T:
        """What the control shows by itself, where that does not come from the dataset."""
        return cast("T", PARAMETERS[self].default)

    @property
    def bound(self) -> Bound:
        """The arguments of the widget: `st.selectbox("Place", places, **session.PLACE.bound)`."""
        return {"key": self, "bind": insides.BIND}


class Family(Key[Any]):
    """Keys of one kind, one for each name: `session.TABLE("pairs")`."""

    def __call__(self, name: str) -> Key[Any]:
        return Key(f"{self}-{name}", self.meaning)


# The moment and the filters, on every page.
AT: Control[datetime] = Control("at")  # local, to the minute
HOURS: Control[str] = Control("hours")
REGION: Control[list[str]] = Control("region")
SEVERITY: Control[list[str]] = Control("severity")
KIND: Control[list[str]] = Control("kind")
CERTAINTY: Control[list[str]] = Control("certainty")
SOURCE: Control[list[str]] = Control("source")
WORDS: Control[str] = Control("q")
FILTERS = (REGION, SEVERITY, KIND, CERTAINTY, SOURCE)

# The controls of single pages; PLACE is that of several.
PLACE: Control[str | None] = Control("place")  # a place_id
SINCE: Control[str] = Control("since")
FROM: Control[datetime] = Control("from")
DAY: Control[date] = Control("day")
CLOCK: Control[str] = Control("hour")  # 20:00
CHANGES: Control[list[str]] = Control("changes")  # facts of geo.subjects.catalogue
ONLY: Control[bool] = Control("only")
ZONE: Control[str] = Control("zone")
RESTRICTION: Control[list[str]] = Control("restriction")
MEASURE: Control[str] = Control("measure")
GROUP: Control[str] = Control("group")
PARTS: Control[bool] = Control("parts")
AXIS: Control[str] = Control("axis")
SPAN_OF_EVENTS: Control[str] = Control("last")
ROWS: Control[Sequence[str]] = Control("rows")  # of each table its name and the part: claims:2
EVENTS: Control[Sequence[str]] = Control("event")  # keys of those shown with their claims
WRITTEN: Control[datetime | None] = Control("written")  # local, to the minute
CLAIM: Control[str | None] = Control("id")  # an entry_id
WHO: Control[list[str]] = Control("who")
FIRST_DAY: Control[date] = Control("first-day")
LAST_DAY: Control[date] = Control("last-day")
TAB: Control[str | None] = Control("tab")  # the id of a tab, None for the first
ABOUT: Control[str | None] = Control("about")  # the same, of what is told of a place

# What the map itself shows, which no script needs to know.
THEME: Control[str] = Control("theme")
MAP_VIEW: Control[str] = Control("map")
BY_MAP = (THEME, MAP_VIEW)

# By the name of their parameter.
CONTROLS: dict[str, Control[Any]] = {
    key: key for key in tuple(globals().values()) if isinstance(key, Control)
}

# Those without a widget, or with one that shows words that change, which no address can hold:
# elements/address.js keeps these.
KEPT: tuple[Control[Any], ...] = (FROM, CHANGES, TAB, ABOUT, EVENTS, ROWS, CLAIM)

# What scripts remember.
SEEN: Key[str] = Key("seen", "the moment that stood in the address when it was last looked at")
SHOWN: Key[str] = Key("shown", "the query of the browser's address, when it was last told")
ON_MAP: Key[Pairs] = Key("on-map", "what the map itself shows, as the browser's address has it")
DRAWN: Key[bool] = Key("is-drawn", "whether the controls were ever drawn")
PAGE: Key[Entry] = Key("page", "the page that this run shows")
EDITION: Key[ref[Edition]] = Key(
    "edition", "what this run shows; the run holds it, not the session"
)
TABS_OF: Key[str] = Key("tabs-of", "the folder of the page whose tab is open")
DATASET: Key[str] = Key("shown-dataset", "the name of the dataset that the session is about")
UNKNOWN: Key[str] = Key("unknown-dataset", "what the link asked for that is no dataset here")
READER: Key[Reader] = Key("reader", "keeps the dataset in memory as long as the session is there")
BEGUN: Key[bool] = Key("is-begun", "whether the first run of the session was made")
ASKED: Key[Pairs] = Key("asked", "what the link asks for, until it is known what is shown of it")
NOTICES: Key[list[str]] = Key("notices", "what of the link is not shown; set once it was read")
NOTICED: Key[str] = Key("noticed", "the link of the page that the notices stand on")
TURN: Family = Family("turn", "how often a table let go of the cell chosen in it")
SHOWS: Key[int] = Key("shows", "how often a table below a map has chosen a place to be shown")
FOLLOW: Key[int] = Key("follow", "where in the menu the page is that a chosen place is shown on")
ITSELF: Family = Family("by-itself", "what a control last showed that nobody had chosen")
LEFT: Key[datetime] = Key("left", "the moment that the way to the last report began at")
TOLD_OF: Key[tuple[str | None, tuple[str, ...]]] = Key(
    "told-of", "of which place, and of which events, the panel beside the map tells"
)
HEARD: Family = Family("heard", "when a map's last click was made")

# Widgets that no address holds.
TEXT: Key[str] = Key("text", "what the reader wrote, which is held against the claims")
CHECK: Key[bool] = Key("check", "the button that holds it against them")
TILES: Key[bool] = Key("tiles", "whether the reader wants the street map from the internet")
PICTURE: Key[str] = Key("picture", "the kind of picture that the reader wants")
FORMAT: Key[str] = Key("format", "the file format that the reader wants")
SINCE_DAY: Key[datetime] = Key("since-day", "the day since whose end changes are told")
KINDS: Key[list[str]] = Key("kinds", "the kinds of change that are listed")
HOUR: Key[str] = Key("hour-of-moment", "the hour of the chosen day")
KEY_FIGURES: Key[Any] = Key("key-figures", "the line of figures: the one that was opened on it")
FIGURE: Key[str] = Key("figure", "the name of the figure that was opened last")
STRIP: Key[Any] = Key("strip", "the time strip: the day that was chosen on it")
LINK: Key[Any] = Key("link", "the button that copies the link")
LET_GO: Key[bool] = Key("let-go", "the button that goes back from a place to all places")
TO_LAST: Key[bool] = Key("to-last", "the button that moves on to the last report")
DOWNLOAD: Family = Family("download", "a button that saves a file")
OPENED: Family = Family("open", "whether what stands behind a line or button is open")
PART: Family = Family("part", "which part of a long table is shown")
TABLE: Family = Family("table", "the cells chosen in a table")
LINES: Family = Family("lines", "the line chosen in a panel")
CHART: Family = Family("chart", "the mark picked in a chart")
MAP: Family = Family("drawn-map", "what a map says of itself: its last click")

# Containers that have a style of their own (pages/frame/style.py).
PAGES: Key[None] = Key("pages", "the pages, where the navigation is behind a button")
DATASETS: Key[None] = Key("datasets", "the way to other datasets")
HEADER: Key[None] = Key("header", "title, moment, and what to take along")
STRIP_PLACE: Key[None] = Key("strip-place", "where the time strip is")
FIGURES_PLACE: Key[None] = Key("figures-place", "where the line of figures is")
STRIP_ROW: Key[None] = Key("strip-row", "the time strip and the hour")
STRIP_DAYS: Key[None] = Key("strip-days", "the days of the time strip")
MAP_PLACE: Family = Family("map-place", "where a map is")
PANEL: Key[None] = Key("panel", "what stands beside the map, and scrolls in itself")
SIDE_PANEL: Family = Family("side-panel", "a panel of the sidebar")
PANEL_HEAD: Key[None] = Key("panel-head", "title and list of places beside a map")
SPAN: Key[None] = Key("span", "where the span of the changes is chosen")
