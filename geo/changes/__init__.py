"""What differs between two moments."""

from geo.changes.comparing import COLUMNS, changes

__all__ = ["COLUMNS", "changes"]
