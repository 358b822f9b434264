"""What keeps a registry from being published."""

from __future__ import annotations


class PublishError(Exception):
    """The message is one line that names what is wrong and the remedy."""
