"""The version of the reading, apart from the reading itself, which takes a second to load."""

READER_VERSION = "9"
"""Raised with every change of a reader, the layout or an extractor's code that may change what is read."""
