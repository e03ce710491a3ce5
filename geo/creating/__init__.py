"""A dataset for a crisis that nobody has described yet: its descriptor, its tables, its regions."""
