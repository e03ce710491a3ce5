"""What differs between two moments.

>>> from pathlib import Path
>>> import pandas as pd
>>> from geo.dataset import load_dataset
>>> from geo.ledger import Selection
>>> from geo.view import View
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> view = View(dataset, Selection(known_on=pd.Timestamp("2022-01-08T12:00Z"), places=("taraz",)))
>>> told = changes(view.earlier(pd.Timedelta(days=3)), view)
>>> sorted(set(told.columns) & {"sentence", "entry_ids"})
['entry_ids', 'sentence']
"""

from geo.changes.comparing import COLUMNS, changes, compare, tell
from geo.changes.gathering import ToldChange, gather
from geo.changes.steps import Change

__all__ = ["COLUMNS", "Change", "ToldChange", "changes", "compare", "gather", "tell"]
