"""Readers: the bytes of a file into a Document."""
