"""The registry: facts into SQLite."""
