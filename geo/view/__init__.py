"""What one reader sees: a dataset through a Selection, at a moment.

>>> from pathlib import Path
>>> from geo.dataset import load_dataset
>>> from geo.ledger import Selection
>>> from geo.view.situation import situation
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> evening = dataset.about.default_moment
>>> view = View(dataset, Selection(known_on=evening, places=("taraz",)))
>>> bool((view.claims.reported_at <= evening).all())
True
>>> situation(view).name.tolist()
['Taraz']
"""

from geo.view.view import View

__all__ = ["View"]
