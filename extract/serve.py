"""The registry as a web site: the full one to its owner on this machine, a published folder to anybody.

The full registry is shown on a loopback address only. What is shown elsewhere is a folder that `notices publish`
has written; it is followed while it is served (see `serve_public`).
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import os
import secrets
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from extract.resources import folder

DATABASE = "registry"
"""The database's name in web addresses and in the site's metadata."""
_PASSWORDS = "datasette-auth-passwords"
_ATTEMPTS = 5


class ServeError(Exception):
    """A site that cannot be served; the message is one line with the remedy."""


def site(registry: Path, passwords: dict[str, str] | None = None) -> Any:
    """A Datasette application that shows this registry by the site's metadata, templates and plugins."""
    from datasette.app import Datasette
    from datasette.database import Database

    application = Datasette([str(registry)], **_configuration(passwords))
    if DATABASE not in application.databases:
        application.remove_database(next(name for name in application.databases if not name.startswith("_")))
        application.add_database(Database(application, path=str(registry), is_mutable=True), name=DATABASE)
    return application


def public_site(out: Path, passwords: dict[str, str] | None = None, secret: str | None = None) -> tuple[Any, Any]:
    """A Datasette application for a published folder, and what keeps it at the version that is shown.

    Raises ServeError where nothing is published there.
    """
    from extract.publishing.allowed import allowed
    from extract.publishing.errors import PublishError
    from extract.serve_public import Following, PublicDatasette

    configuration = _configuration(passwords)
    configuration["settings"] |= allowed().settings
    application = PublicDatasette(memory=True, secret=secret, **configuration)
    application.remove_database("_memory")
    following = Following(application, out, DATABASE)
    for left in reversed(range(_ATTEMPTS)):
        try:
            following.take_up()
            break
        except PublishError as error:
            raise ServeError(str(error)) from error
        except (OSError, sqlite3.Error) as error:
            # A version may be replaced just while it is taken up.
            if not left:
                raise ServeError(f"{out}: cannot be read ({error}); publish anew") from error
            time.sleep(0.3)
    return application, following


def _configuration(passwords: dict[str, str] | None) -> dict[str, Any]:
    from datasette.utils import parse_metadata

    from extract.site.metadata import joined

    files = folder("site")
    metadata = joined(parse_metadata((files / "metadata.yaml").read_text("utf-8")))
    _use_passwords(bool(passwords))
    if passwords:
        accounts = {f"{name}_password_hash": hashed for name, hashed in passwords.items()}
        metadata.setdefault("plugins", {})[_PASSWORDS] = accounts
        metadata["allow"] = {"id": sorted(passwords)}
    return {
        "metadata": metadata,
        "settings": json.loads((files / "settings.json").read_text("utf-8")),
        "plugins_dir": str(files / "plugins"),
        "template_dir": str(files / "templates"),
        "static_mounts": [("static", str(files / "static"))],
    }


def _use_passwords(wanted: bool) -> None:
    """Has the plugin in Datasette's list only where it is used: it would offer signing in everywhere."""
    from datasette.plugins import pm

    try:
        import datasette_auth_passwords as plugin
    except ImportError as error:
        if not wanted:
            return
        raise ServeError(
            "passwords need the package datasette-auth-passwords; install it with notice-registry[password]"
        ) from error
    if pm.is_registered(plugin) and not wanted:
        pm.unregister(plugin)
    elif wanted and not pm.is_registered(plugin):
        pm.register(plugin, _PASSWORDS)


def read_passwords(path: Path) -> dict[str, str]:
    """The accounts of a password file: `HASH` (of the account admin) or `NAME:HASH` a line.

    Raises ServeError naming the file, the line and the remedy.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ServeError(f"{path}: cannot be read ({error}); check the path given to --password-file") from error
    accounts: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        name, _, hashed = entry.rpartition(":")
        parts = hashed.split("$")
        if len(parts) != 4 or parts[0] != "pbkdf2_sha256" or not parts[1].isdecimal() or not name.isascii():
            raise ServeError(f"{path}, line {number}: no password's hash; make one with datasette hash-password")
        accounts[name or "admin"] = hashed
    if not accounts:
        raise ServeError(f"{path}: holds no password's hash; make one with datasette hash-password")
    return accounts


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone, in all its addresses."""
    if not host:
        return False
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(_is_loopback_address(str(address)) for address in found)


def _is_loopback_address(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)


def run(registry: Path, host: str, port: int, passwords: dict[str, str] | None = None) -> None:
    """Serves the full registry on this machine until interrupted.

    Raises ServeError for an address that others can reach, or that cannot be listened on.
    """
    if not is_loopback(host):
        raise ServeError(
            f"{host}: the full registry holds what is not for the public and is shown on this machine only; "
            f"run notices publish OUT, then notices serve OUT --host {host}"
        )
    listening = _listen(host, port)
    asyncio.run(_serve_full(registry, listening, host, passwords))


async def _serve_full(registry: Path, listening: socket.socket, host: str, passwords: dict[str, str] | None) -> None:
    from extract.serve_guards import only_the_owner, signed_in

    application = site(registry, passwords)
    await application.invoke_startup()
    app = application.app()
    if passwords:
        app = signed_in(app, application)
    names = frozenset(("localhost", "127.0.0.1", "::1", host.lower(), str(listening.getsockname()[0])))
    await _answer(only_the_owner(app, names), listening, "the registry")


def run_published(out: Path, host: str, port: int, passwords: dict[str, str] | None = None, processes: int = 1) -> None:
    """Serves a published folder until interrupted, always the version that is shown, in so many processes.

    Raises ServeError.
    """
    listening = _listen(host, port)
    # What signs cookies and tells answers of this program from those of an earlier one is the same in all processes.
    secret = secrets.token_hex(32)

    def serve(first: bool) -> None:
        asyncio.run(_serve_published(out, listening, passwords, secret, first))

    with _beside(processes - 1, lambda: serve(first=False)):
        serve(first=True)


@contextmanager
def _beside(number: int, serve: Callable[[], None]) -> Iterator[None]:
    """Has so many more processes serve the same address while this context is open; they end with this one."""
    parent = os.getpid()
    children = []
    for _ in range(number):
        child = os.fork()
        if child == 0:
            threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
            try:
                serve()
            except (ServeError, KeyboardInterrupt):
                pass  # told by the first process
            finally:
                os._exit(0)
        children.append(child)
    try:
        yield
    finally:
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
            with suppress(ChildProcessError):
                os.waitpid(child, 0)


def _end_with(parent: int) -> None:
    """Ends this process once its parent is gone, however that ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


async def _serve_published(
    out: Path, listening: socket.socket, passwords: dict[str, str] | None, secret: str, first: bool
) -> None:
    from extract.serve_guards import fresh, no_internals, signed_in

    application, following = public_site(out, passwords, secret)
    await application.invoke_startup()
    app = no_internals(application.app(), signing_in=bool(passwords))
    if passwords:
        app = signed_in(app, application)
    else:
        app = fresh(app, lambda: application.shown.served.version.name, secret[:8])
    tasks = [asyncio.create_task(following.follow()), asyncio.create_task(following.warm())]
    try:
        await _answer(following.pinning(app), listening, "the published registry" if first else None)
    finally:
        for task in tasks:
            task.cancel()


async def _answer(app: Any, listening: socket.socket, what: str | None) -> None:
    import uvicorn

    from extract.site.safety import headed

    host, port = listening.getsockname()[:2]
    if what is not None:
        print(f"{what} is at http://{f'[{host}]' if ':' in host else host}:{port}/  (stop with Ctrl-C)", flush=True)
    server = uvicorn.Server(uvicorn.Config(headed(app), log_level="warning", lifespan="on", server_header=False))
    await server.serve(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket at this address, taken before anything else is loaded so that a taken port is told at once."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ServeError(
            f"{host}:{port}: cannot listen there ({error.strerror or error}); choose another with --host or --port"
        ) from error
    return listening
