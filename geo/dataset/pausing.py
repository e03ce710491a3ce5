"""A pause of Python's search for circles of garbage, of which a load makes none."""

import gc
from threading import Lock


class _Pause:
    """Holds while at least one of several overlapping blocks runs; then all is as it was."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._blocks = 0
        self._was_enabled = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._blocks:
                self._was_enabled = gc.isenabled()
                gc.disable()
            self._blocks += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._blocks -= 1
            if not self._blocks and self._was_enabled:
                gc.enable()


# The search walks every object that is there, again and again while millions are made.
collector_paused = _Pause()
