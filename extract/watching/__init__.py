"""Folders that are watched: files are read as they arrive, once they are complete."""
