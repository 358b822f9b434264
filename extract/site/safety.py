"""What every answer of the site carries, and what is not answered: headers, and limits on what is asked.

The policy lets a page run the site's own scripts and, of what stands in a page, only what Datasette's own templates
print: those are named by their hashes, which are taken from the Datasette that is installed. Styles come from files
alone (`stock.py` takes the others out of Datasette's templates).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from extract.resources import folder

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

LONGEST_ADDRESS = 8192
"""The most bytes that a path and its query have together: as much as nginx takes by itself."""
MOST_PARAMETERS = 100
"""The most parameters of a query."""
MOST_FACETS = 6
"""The most facets that a query may add to those of a table; each may take `facet_time_limit_ms`."""

_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": _FEATURES,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""The headers of every answer besides the policy, where the answer does not set them itself."""

_INLINE = re.compile(r"<(script|style)(?: type=\"text/css\")?>(.*?)</\1>", re.DOTALL)
_EITHER = ("{{ datasette_allow_facet }}", ("true", "false"))


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy of a page in which these scripts and style sheets may stand."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(_hash(script) for script in scripts)],
        "style-src": ["'self'", *(_hash(style) for style in styles)],
        # Datasette's style sheet holds two small pictures as data: addresses.
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline(templates: Path, replaced: Path) -> tuple[list[str], list[str]]:
    """The scripts and style sheets that stand in a folder's templates and never change.

    What a template fills in is not among them, except Datasette's one setting that is true or false; nor are those
    of templates that another folder replaces.
    """
    found: dict[str, dict[str, None]] = {"script": {}, "style": {}}
    for template in sorted(templates.glob("*.html")):
        other = replaced / template.name
        if other.is_file() and f'"default:{template.name}"' not in other.read_text("utf-8"):
            continue
        for kind, text in _INLINE.findall(template.read_text("utf-8")):
            if not text:
                continue
            setting, values = _EITHER
            for value in values if setting in text else ("",):
                filled = text.replace(setting, value)
                if "{{" not in filled and "{%" not in filled:
                    found[kind][filled] = None
    return list(found["script"]), list(found["style"])


@cache
def page_policy() -> str:
    """The policy of the site's pages, with what the installed Datasette prints into its own."""
    import datasette

    return policy(*inline(Path(datasette.__file__).parent / "templates", folder("site") / "templates"))


def refused(path: bytes, query: bytes) -> int | None:
    """The status with which an address is refused for being too much to ask; None where it is answered."""
    if len(path) + len(query) > LONGEST_ADDRESS:
        return 414
    names = [item.partition(b"=")[0] for item in query.split(b"&") if item]
    if len(names) > MOST_PARAMETERS or sum(name.startswith(b"_facet") for name in names) > MOST_FACETS:
        return 400
    return None


def guarded(app: App, refuse: Callable[[dict[str, Any], Any, Any, int], Awaitable[None]]) -> App:
    """An application that answers what may be asked, with the headers; `refuse` answers what is too much to ask."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        status = refused(scope.get("raw_path") or scope["path"].encode(), scope.get("query_string", b""))
        if status is None:
            await app(scope, receive, send)
        else:
            await refuse(scope, receive, send, status)

    return headed(answer)


def headed(app: App) -> App:
    """An application whose answers all carry the headers; one that sets a header itself keeps its own."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = dict(message, headers=with_headers(message.get("headers", ())))
            await send(message)

        await app(scope, receive, send_with_headers)

    return answer


def with_headers(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """An answer's headers with those that it lacks."""
    headers = list(given)
    own = {name.lower() for name, _ in headers}
    wanted = {"content-security-policy": page_policy(), **HEADERS}
    return headers + [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in own]
