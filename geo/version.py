"""The version of the software (semantic versioning); a dataset has a version of its own."""

VERSION = "0.9.0"
