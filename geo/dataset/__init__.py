"""A dataset directory: read, checked, linked, placed."""

from geo.dataset.loading import Dataset, DatasetError, file_state, load_dataset

__all__ = ["Dataset", "DatasetError", "file_state", "load_dataset"]
