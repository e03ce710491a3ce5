"""Which software this is: another version may write the same data in another way."""

from pathlib import Path

import pandas as pd

from geo import version

VERSION = version.VERSION
# Since when (UTC) it is on this machine.
CHANGED_AT = pd.Timestamp(Path(version.__file__).stat().st_mtime_ns, tz="UTC")
