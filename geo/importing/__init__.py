"""Other people's tables to claims of a dataset: read, mapped, held against what is there, written.

A profile, which is data, says what the columns of a file mean; see docs/importing.md.
"""
