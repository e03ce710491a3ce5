"""The domain of the map: what happened, what was known when, and where."""
