"""Everything that is said in words: terms, numbers, moments, countries."""
