"""A file's warnings as reasons for the one who checks: the same thing said in a Chinese sentence."""

from __future__ import annotations

from extract.doubts.doubt import kinds, rule

_CODES = ("warning.timeout", "warning.scanned", "warning.textless", "warning.font", "warning.embedded")


def reason_of_warning(warning: str) -> tuple[str | None, str]:
    """The code and reason of a warning; no code and the warning itself where it is of no known kind."""
    for code in _CODES:
        if (match := rule(code).fullmatch(warning)) is not None:
            reason = kinds()[code].reason
            for name, word in match.groupdict().items():
                reason = reason.replace(f"{{{name}}}", word)
            return code, reason
    return None, warning
