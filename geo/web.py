"""What the dashboard takes from the server beside its pages."""

from geo.serving.errors import error_reporter
from geo.serving.files import Health, routes
from geo.serving.settings import Settings, settings

__all__ = ["Health", "Settings", "error_reporter", "routes", "settings"]
