"""Whether what somebody wrote still stands: each number, curfew, service and place of a text.

>>> from pathlib import Path
>>> import pandas as pd
>>> from geo.dataset import load_dataset
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> [found] = stands(dataset, "164 people were killed.", pd.Timestamp("2022-01-09T12:00Z"))
>>> found.number, str(found.verdict), found.after
(164, 'withdrawn', 'withdrawn after 7 h')
"""

from geo.standing.stands import LARGEST, TooLarge, stands
from geo.standing.verdicts import Outcome, Verdict

__all__ = ["LARGEST", "Outcome", "TooLarge", "Verdict", "stands"]
