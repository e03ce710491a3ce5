"""The script of a dataset's map: all that runs, the ground, and the places.

It is sent once, and the page around need not send the places whenever something changes.
"""

from geo.dataset import Dataset
from geo.mapping.assets import map_address
from geo.mapping.grounds import ground
from geo.mapping.inert import to_json
from geo.mapping.themes import places
from geo.view.keeping import per_dataset


@per_dataset
def script(dataset: Dataset) -> str:
    """All that runs in the frame of the map after the guard."""
    return f"{ground(dataset).map_script}\ncrisisMap.addPlaces({to_json(places(dataset))});"


@per_dataset
def address(dataset: Dataset) -> str:
    """Where the frame of the map finds the script."""
    return map_address(ground(dataset).name, script(dataset))
