"""What one reader sees: a dataset through a Selection, at a moment."""

from geo.view.view import View

__all__ = ["View"]
