"""The version of the software (semantic versioning); a dataset has a version of its own."""

VERSION = "0.9.0"
# What files say that made them.
SOFTWARE = f"Crisis Map {VERSION}"
