"""Errors as pages in the site's frame: what happened and where to go on, in the interface's words, no insides."""

from __future__ import annotations

import logging
from typing import Any

from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from extract.interface import interface
from extract.site.words import say

_LOG = logging.getLogger("notices.site")
_PLAIN = '<!DOCTYPE html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{text}</p>'


def told(exception: BaseException) -> tuple[int, str]:
    """The status that an error is answered with, and what it says of itself to a visitor.

    Datasette marks some faults of what was asked (a column that is not there) as the server's own: they are 400 here.
    An error that nobody foresaw says nothing of itself: its message may hold what is none of a visitor's business.
    """
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0]) if exception.args else ""
    if isinstance(exception, DatasetteError):
        return (
            400 if exception.status == 500 else exception.status,
            "" if exception.message_is_html else exception.message,
        )
    return 500, ""


def log(exception: BaseException) -> None:
    """Writes an error that nobody foresaw into the server's log, with its trace."""
    _LOG.error("a page failed", exc_info=exception)


async def answered(datasette: Any, request: Any, status: int, said: str = "") -> Response:
    """The answer to a request that failed: a page, or for addresses that end in `.json` Datasette's own JSON form."""
    title, text = words(status)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": said or text, "status": status, "title": title}, status=status)
    model = {"status": status, "error": said, "here": ""}
    try:
        return Response.html(await datasette.render_template(["error.html"], model, request=request), status=status)
    except Exception:
        # The frame itself may be what failed.
        return Response.html(_PLAIN.format(title=title, text=text), status=status)


def words(status: int) -> tuple[str, str]:
    """The heading and the explanation of an error with this status; other statuses speak as 400 or 500 do."""
    known = interface()["pages"]["error"]
    key = str(status) if str(status) in known else "500" if status >= 500 else "400"
    return say(f"error.{key}.title"), say(f"error.{key}.text")


async def refuse(datasette: Any, scope: dict[str, Any], receive: Any, send: Any, status: int) -> None:
    """Answers a request that is too much to ask."""
    # Refused before Datasette has looked at it, so that no form of the frame has its token yet.
    request = Request({**scope, "csrftoken": lambda: ""}, receive)
    response = await answered(datasette, request, status)
    await response.asgi_send(send)
