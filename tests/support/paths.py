"""Where the tests find what they are about."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "kazakhstan-2022"
# The dataset as it was first published. What a test says of single figures and texts it says of
# this copy, which no curator changes; and it is an older dataset, which must go on loading.
JANUARY = ROOT / "tests" / "data" / "january-2022"
# Seconds. It only ends a run of a page that will never end; no test is about time.
LONGEST_RUN = 300
