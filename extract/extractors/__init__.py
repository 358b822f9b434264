"""Extractors: a notice in, the facts of one table out."""
