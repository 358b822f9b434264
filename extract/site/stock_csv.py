"""Datasette's own CSV made fit to be opened in Excel: a byte order mark, and no text that runs as a formula.

Everything else is as Datasette writes it, for the programs that read it; lists to be read by people are the pages'
own downloads (`extract.exports`), which mark what Excel would change besides.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Any

from extract.exports import cells
from extract.site.safety import App

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def marked(field: str) -> str:
    """A field that Excel would run, behind a mark; any other as it is."""
    behind = cells.FORMULA_MARK + field
    return behind if not _NUMBER.fullmatch(field) and cells.for_csv(field) == behind else field


def rewritten(lines: str) -> str:
    """Whole lines of CSV with their fields marked."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(lines, newline="")):
        writer.writerow([marked(field) for field in row])
    return buffer.getvalue()


def openable(app: App, folder: str) -> App:
    """An application whose CSV under a folder of addresses is rewritten as it passes, line by line."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or not (path.startswith(folder) and path.endswith(".csv")):
            await app(scope, receive, send)
            return
        passing = _Passing(send)
        await app(scope, receive, passing.send)

    return answer


class _Passing:
    """What is known of an answer on its way: whether it is CSV, and the line that has not ended yet."""

    def __init__(self, send: Any) -> None:
        self._send = send
        self._is_csv = False
        self._begun = False
        self._rest = b""

    async def send(self, message: dict[str, Any]) -> None:
        """Sends a message on, its part of the file rewritten."""
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message.get("headers", ())]
            kind = dict(headers).get(b"content-type", b"")
            self._is_csv = message["status"] == 200 and kind.startswith((b"text/plain", b"text/csv"))
            if self._is_csv:
                message = dict(message, headers=[header for header in headers if header[0] != b"content-length"])
        elif self._is_csv:
            message = dict(message, body=self._next(message.get("body", b""), last=not message.get("more_body")))
        await self._send(message)

    def _next(self, body: bytes, last: bool) -> bytes:
        self._rest += body
        # A line has ended where all quotation marks are paired.
        if not last and (not self._rest.endswith(b"\n") or self._rest.count(b'"') % 2):
            return b""
        lines, self._rest = self._rest, b""
        mark = b"" if self._begun or not lines else codecs.BOM_UTF8
        self._begun = self._begun or bool(lines)
        return mark + rewritten(lines.decode("utf-8")).encode("utf-8")
