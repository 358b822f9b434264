"""The one error that readers raise for a file they cannot read."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read: `reason` says what is wrong with it, `remedy` what its owner can do.

    The message is both in one line (`reason; remedy`), without the file's name, which the caller adds.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        """Rebuilt from both parts, so that the error survives the way back from a worker process."""
        return type(self), (self.reason, self.remedy)
