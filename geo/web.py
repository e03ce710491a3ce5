"""What an error in a page tells its reader and the operator."""

import logging
import secrets
from collections.abc import Callable

from geo.serving.files import Health, routes
from geo.serving.settings import Settings, settings

__all__ = ["Health", "Settings", "error_reporter", "routes", "settings"]

logger = logging.getLogger(__name__)


def error_reporter(
    tell: Callable[[str], object], reference: Callable[[], str] = lambda: secrets.token_hex(4)
) -> Callable[[Exception], bool]:
    """A handler that logs an error under a short reference and tells the reader only that.

    It returns True, by which Streamlit shows nothing of its own.
    """

    def report(error: Exception) -> bool:
        number = reference()
        logger.error("Error %s in a page", number, exc_info=error)
        tell(number)
        return True

    return report
