"""The script of a dataset's map: its styles, all that runs, the ground, and the places.

It is sent once, and the page around need not send the places whenever something changes.
"""

from geo.dataset import Dataset
from geo.mapping.assets import map_address, style_script
from geo.mapping.grounds import ground
from geo.mapping.inert import to_json
from geo.mapping.themes import places
from geo.view.keeping import per_dataset


@per_dataset
def script(dataset: Dataset) -> str:
    """All that runs in the frame of the map after the guard."""
    names = f"crisisMap.addPlaces({to_json(places(dataset))});"
    return "\n".join((style_script(), ground(dataset).map_script, names))


@per_dataset
def address(dataset: Dataset) -> str:
    """Where the frame of the map finds the script."""
    return map_address(ground(dataset).name, script(dataset))
