"""What can go wrong when something is fetched."""

from __future__ import annotations


class FetchError(Exception):
    """An address that could not be fetched; the message is one line. Asked later, it may answer.

    `unreachable` says that there was not even a connection.
    """

    def __init__(self, reason: str, status: int | None = None, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.unreachable = unreachable


class Refused(FetchError):
    """An address that is not asked for, or whose answer is not taken: by a rule, so that asking again is of no use."""


class PutOff(FetchError):
    """A host that is to be left alone until `until` (seconds since the epoch)."""

    def __init__(self, reason: str, host: str, until: float, status: int | None = None) -> None:
        super().__init__(reason, status)
        self.host = host
        self.until = until
