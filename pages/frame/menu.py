"""The pages: the one list that the navigation draws and the server's gate lets through."""

from typing import NamedTuple

from geo.dataset import Dataset
from geo.mapping import themes
from geo.view.parameters import CLAIM


class Entry(NamedTuple):
    """A page: its folder below pages/, which is its address too, and what the menu shows.

    ``table`` is the ledger table without whose claims it would have nothing to say; "" for none.
    ``theme`` is what its map opens with. A page that ``is_found_by_link`` stands in no menu.
    """

    folder: str
    title: str
    icon: str
    table: str = ""
    theme: str = themes.FIRST
    is_found_by_link: bool = False


# In the order of the menu. The first page stands at the dashboard's own address.
MENU = (
    Entry("map", "Map", ":material/map:"),
    Entry("timeline", "Timeline", ":material/history:"),
    Entry("events", "Events", ":material/crisis_alert:", "incidents", themes.EVENTS),
    Entry("curfews", "Curfews", ":material/lock_clock:", "restrictions", "curfew"),
    Entry("casualties", "Casualties", ":material/personal_injury:", "casualties", "killed"),
    Entry("peacekeepers", "Peacekeepers", ":material/military_tech:", "deployments", "forces"),
    Entry("diplomacy", "Diplomacy", ":material/handshake:", "contacts"),
    Entry("corrections", "Corrections", ":material/rule:"),
    Entry("sources", "Sources", ":material/menu_book:"),
    Entry(CLAIM, "Claim", ":material/format_quote:", is_found_by_link=True),
)


def shown(dataset: Dataset) -> tuple[Entry, ...]:
    """The pages whose subject the dataset has; a link to another finds it, and that it is empty."""
    return tuple(one for one in MENU if not one.is_found_by_link and _has(dataset, one.table))


def _has(dataset: Dataset, table: str) -> bool:
    return not table or not dataset.ledger[table].empty


def path(entry: Entry) -> str:
    """Where the page is, below the dashboard's address: "" or a word such as curfews."""
    return "" if entry is MENU[0] else entry.folder
