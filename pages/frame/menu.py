"""The pages: the one list that the navigation draws and the server's gate lets through."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A page: its folder below pages/, which is its address too, and what the menu shows."""

    folder: str
    title: str
    icon: str


# In the order of the menu. The first page stands at the dashboard's own address.
MENU = (
    Entry("map", "Map", ":material/map:"),
    Entry("timeline", "Timeline", ":material/history:"),
    Entry("curfews", "Curfews", ":material/lock_clock:"),
    Entry("casualties", "Casualties", ":material/personal_injury:"),
    Entry("peacekeepers", "Peacekeepers", ":material/military_tech:"),
    Entry("diplomacy", "Diplomacy", ":material/handshake:"),
    Entry("sources", "Sources", ":material/menu_book:"),
)


def path(entry: Entry) -> str:
    """Where the page is, below the dashboard's address: "" or a word such as curfews."""
    return "" if entry is MENU[0] else entry.folder
