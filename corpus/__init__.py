"""Notices of our own writing: readable sources, their labels, and what builds files from them."""
