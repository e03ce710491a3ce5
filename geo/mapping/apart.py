"""A state of the map that is too large to be sent with the page: it stands at an address.

The browser fetches it compressed, and keeps it. The address is that of a feed: a moment and
filters.
"""

from geo.mapping.component import TO_ROOT
from geo.mapping.states import to_json
from geo.mapping.themes import state
from geo.view import View, keeping
from geo.view.address import to_query, with_query
from geo.view.events import SPAN
from geo.view.parameters import DATASET

PATH = "/state.json"
# Bytes of JSON that go with the page; and characters of an address, as long as servers take it.
MOST_BYTES, LONGEST = 60_000, 4_000
# Parameters beside those of a view: how long before the moment events were, and whose version the
# browser may keep.
LAST, VERSION = "last", "v"


def body(view: View, span: str = SPAN) -> bytes:
    """The state as it is served."""
    return to_json(keeping.once(state, view, span))


def sent(view: View, span: str = SPAN, dataset_name: str = "") -> dict[str, object]:
    """What is sent to the frame of the map: ``state``, or ``from``, the address of a large one."""
    if len(keeping.once(body, view, span)) > MOST_BYTES:
        found = address(view, span, dataset_name)
        if len(found) <= LONGEST:
            return {"from": found}
    return {"state": keeping.once(state, view, span)}


def address(view: View, span: str = SPAN, dataset_name: str = "") -> str:
    """Where the frame of the map finds the state."""
    pairs = [(DATASET, dataset_name)] if dataset_name else []
    pairs += to_query(view.selection, view.dataset)
    pairs += [(LAST, span), (VERSION, view.dataset.short_version)]
    return with_query(TO_ROOT + PATH.removeprefix("/"), pairs)
