"""A dataset directory: read, checked, linked, placed."""

from geo.dataset.files import DatasetError, read_files
from geo.dataset.loading import Dataset, file_state, load_dataset, read_dataset

__all__ = ["Dataset", "DatasetError", "file_state", "load_dataset", "read_dataset", "read_files"]
