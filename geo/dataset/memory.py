"""Memory that nothing holds any more, given back to the system."""

import ctypes
import sys


def give_back() -> None:
    """What reading took for a while; the C library of Linux keeps it unless it is asked for."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:
            trim(0)
