"""The map: outlines that need no network, and layers that run none of the text they show."""
