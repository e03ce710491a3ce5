"""A dataset directory: read, checked, linked, placed.

>>> from pathlib import Path
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> dataset.about.country, dataset.errors
('KZ', ())
>>> dataset.places.name[dataset.find_place("Alma-Ata")]
'Almaty'
"""

from geo.dataset.dataset import Dataset
from geo.dataset.files import DatasetError, read_files
from geo.dataset.loading import load_dataset, read_dataset

__all__ = ["Dataset", "DatasetError", "load_dataset", "read_dataset", "read_files"]
