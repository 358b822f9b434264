"""The registry as a web site: Datasette with the site's files, whatever the registry's file is called."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any

from extract.resources import folder

DATABASE = "registry"
"""The database's name in web addresses and in the site's metadata."""


class ServeError(Exception):
    """A site that cannot be published; the message is one line with the remedy."""


def site(registry: Path) -> Any:
    """A Datasette application that shows this registry by the site's metadata, templates and plugins."""
    from datasette.app import Datasette
    from datasette.database import Database
    from datasette.utils import parse_metadata

    files = folder("site")
    application = Datasette(
        [str(registry)],
        metadata=parse_metadata((files / "metadata.yaml").read_text("utf-8")),
        settings=json.loads((files / "settings.json").read_text("utf-8")),
        plugins_dir=str(files / "plugins"),
        template_dir=str(files / "templates"),
        static_mounts=[("static", str(files / "static"))],
    )
    if DATABASE not in application.databases:
        application.remove_database(next(name for name in application.databases if not name.startswith("_")))
        application.add_database(Database(application, path=str(registry), is_mutable=True), name=DATABASE)
    return application


def run(registry: Path, host: str, port: int) -> None:
    """Publishes a registry until interrupted. Raises ServeError where the address cannot be listened on."""
    import uvicorn

    listening = _listen(host, port)
    application = site(registry)
    asyncio.run(application.invoke_startup())
    host, port = listening.getsockname()[:2]
    print(f"the registry is at http://{f'[{host}]' if ':' in host else host}:{port}/  (stop with Ctrl-C)", flush=True)
    server = uvicorn.Server(uvicorn.Config(application.app(), log_level="warning", lifespan="on"))
    server.run(sockets=[listening])


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
