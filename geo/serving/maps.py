"""The script of the map of each dataset that is held, by the name of its ground."""

from collections.abc import Iterable

from geo.dataset import DatasetError
from geo.mapping.grounds import ground
from geo.mapping.scripts import script
from geo.serving.holding import Holding


def find_script(name: str, holdings: Iterable[Holding]) -> str | None:
    """The script for the ground of this name; None where none of the datasets has it.

    A page was made by any process, so one that is still reading its dataset waits for it.
    """
    for holding in holdings:
        try:
            dataset = holding.edition().dataset
        except DatasetError:
            continue
        if ground(dataset).name == name:
            return script(dataset)
    return None
