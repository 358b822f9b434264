"""What stands before the site: who may ask, what is not shown, how long an answer holds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import date
from typing import Any

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

_SHOWN_INTERNALS = ("/-/static/", "/-/static-plugins/")
_SIGNING_IN = ("/-/login", "/-/logout")
_NOWHERE = "/internal"
_FORWARDED = frozenset(
    (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"via")
)
_KEPT_STYLES = (".css", ".js", ".woff2", ".ico", ".svg")
_FRESH = b"public, max-age=0, s-maxage=3, must-revalidate"
_PRIVATE = b"private, no-store"


def only_the_owner(app: App, hosts: frozenset[str]) -> App:
    """The full registry, shown to nobody but a browser on this machine that asks for it by one of these names.

    What a proxy hands on, and what another web site's page asks for under its own name, is refused.
    """

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            if _FORWARDED & headers.keys():
                await _refuse(send, 403, "The full registry is not handed on by a proxy: serve a published folder.")
                return
            if _host(headers.get(b"host", b"")) not in hosts:
                await _refuse(send, 403, "The full registry is shown under the name of this machine only.")
                return
        await app(scope, receive, send)

    return guarded


def _host(value: bytes) -> str:
    name = value.decode("latin-1").strip().lower()
    if name.startswith("["):
        return name.partition("]")[0].lstrip("[")
    return name.rpartition(":")[0] if ":" in name else name


def no_internals(app: App, signing_in: bool) -> App:
    """The public site without Datasette's pages about itself, which name files and settings."""
    open_paths = _SHOWN_INTERNALS + (_SIGNING_IN if signing_in else ())

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        path = str(scope.get("path", ""))
        internal = path.startswith(("/-/", "/_")) or path == "/-"
        if scope["type"] == "http" and internal and not path.startswith(open_paths):
            # Told as any address that is not there, in the site's own frame.
            scope = dict(scope, path=_NOWHERE, raw_path=_NOWHERE.encode(), query_string=b"")
        await app(scope, receive, send)

    return guarded


def fresh(app: App, version: Callable[[], str], started: str) -> App:
    """Answers that a browser asks for again and a proxy keeps for three seconds, and that cost nothing if unchanged.

    An answer follows from the published version, the day and the program: these are its validator (RFC 9110, 8.8).
    `started` stands for the program: the same in all processes that one command has started.
    """

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or path.startswith(_SHOWN_INTERNALS):
            await app(scope, receive, send)
            return
        tag = f'W/"{version()}-{date.today():%Y%m%d}-{started}"'.encode()
        if dict(scope["headers"]).get(b"if-none-match") == tag:
            headers = [(b"etag", tag), (b"cache-control", _FRESH)]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = dict(message, headers=_with_freshness(message, tag))
            await send(message)

        await app(scope, receive, sending)

    return guarded


def _with_freshness(message: dict[str, Any], tag: bytes) -> list[tuple[bytes, bytes]]:
    headers = [(name, value) for name, value in message.get("headers", ()) if name.lower() != b"cache-control"]
    names = {name.lower() for name, _ in headers}
    if message["status"] == 200 and b"etag" not in names and b"set-cookie" not in names:
        headers.append((b"etag", tag))
    headers.append((b"cache-control", _PRIVATE if b"set-cookie" in names else _FRESH))
    return headers


def signed_in(app: App, site: Any) -> App:
    """The site for those who have signed in: every address but the form itself and the styles it is drawn with."""

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = str(scope["path"])
        style = path.startswith(("/static/", "/-/static/")) and path.endswith(_KEPT_STYLES)
        scope, actor = await _actor(site, scope, receive)
        if actor is None and not style and path not in _SIGNING_IN:
            await _ask_to_sign_in(scope, send)
            return

        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = dict(message, headers=_private(message))
            await send(message)

        await app(scope, receive, sending)

    return guarded


async def _actor(site: Any, scope: Scope, receive: Any) -> tuple[Scope, Any]:
    """Who asks, as Datasette's plugins know it; and the request with a cookie in place of a password.

    A password is checked once and beside the loop: that takes a fifth of a second by intent.
    """
    from datasette.plugins import pm
    from datasette.utils import await_me_maybe
    from datasette.utils.asgi import Request

    headers = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    bare = dict(scope, headers=headers)
    for asked in (scope, bare) if len(headers) < len(scope["headers"]) else (bare,):
        request = Request(asked, receive)
        try:
            found = await asyncio.to_thread(pm.hook.actor_from_request, datasette=site, request=request)
            actors = [await await_me_maybe(one) for one in found]
        except ValueError:  # a header that is no header
            continue
        if actor := next(filter(None, actors), None):
            if asked is scope:
                cookie = f"ds_actor={site.sign({'a': actor}, 'actor')}".encode()
                bare = dict(bare, headers=[*(h for h in headers if h[0] != b"cookie"), (b"cookie", cookie)])
            return bare, actor
    return bare, None


async def _ask_to_sign_in(scope: Scope, send: Any) -> None:
    accepted = dict(scope["headers"]).get(b"accept", b"")
    if scope["method"] in ("GET", "HEAD") and b"text/html" in accepted:
        headers = [(b"location", b"/-/login"), (b"cache-control", _PRIVATE)]
        await send({"type": "http.response.start", "status": 302, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    challenge = (b"www-authenticate", b'Basic realm="registry", charset="UTF-8"')
    await _refuse(send, 401, "Sign in at /-/login.", challenge)


def _private(message: dict[str, Any]) -> list[tuple[bytes, bytes]]:
    headers = []
    for name, value in message.get("headers", ()):
        if name.lower() == b"set-cookie" and b"httponly" not in value.lower():
            value += b"; HttpOnly"
        if name.lower() not in (b"cache-control", b"etag"):
            headers.append((name, value))
    return [*headers, (b"cache-control", _PRIVATE)]


async def _refuse(send: Any, status: int, words: str, *more: tuple[bytes, bytes]) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
