"""Colours of type: which of them is the red of an issuer's header (GB/T 9704-2012, 7.2.4)."""

from __future__ import annotations


def is_red(color: str) -> bool:
    """Whether a six-digit colour is the red of issuer headers or close to it."""
    try:
        red, green, blue = (int(color.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50
