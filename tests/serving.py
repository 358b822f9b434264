"""The site of a registry, or of a published folder, served for real by `notices serve`."""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html

from tests import samples

Answer = tuple[int, dict[str, str], bytes]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: object) -> None:  # type: ignore[override]
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def get(address: str, data: bytes | None = None, **headers: str) -> Answer:
    """The status, headers (names in lower case) and body that an address answers with; redirections as they are."""
    request = urllib.request.Request(address, data, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with _opener.open(request, timeout=30) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def text_of(address: str) -> str:
    """The words of the main part of a page that is there, a space between two."""
    status, _, body = get(address)
    assert status == 200, f"{address} answers {status}"
    return " ".join(html.fromstring(body).xpath("string(//main)").split())


@contextmanager
def served(shown: Path, *arguments: str | Path, host: str = "127.0.0.1") -> Iterator[str]:
    """The address of the site of a registry, or of a published folder, while this context is open."""
    with started(shown, *arguments, host=host) as (address, _):
        yield address


@contextmanager
def started(
    shown: Path, *arguments: str | Path, host: str = "127.0.0.1"
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As `served`, with the process that serves; what it has printed is printed at its end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    what = [shown] if shown.is_dir() else ["--registry", shown]
    command = samples.command("serve", *what, *arguments, "--host", host, "--port", str(port))
    # Into a file: a pipe that nobody reads would hold the server up.
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, env=samples.environment())
        try:
            wait_for(address, server)
            yield address, server
        finally:
            if server.poll() is None:
                server.terminate()
            server.wait(10)
            output.seek(0)
            print(output.read().decode("utf-8", "replace"))


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(address: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Waits until a server answers at an address, whatever it says; it must not end before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped before it answered"
        try:
            get(f"{address}/robots.txt")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer in {seconds:g} seconds")


def crawled(address: str, most: int = 250, **headers: str) -> dict[str, Answer]:
    """What the addresses of a site answer, found by following links from the home page; a few queries of each path."""
    waiting, found, queries = ["/"], {}, {}  # type: ignore[var-annotated]
    seen = {"/"}
    while waiting and len(found) < most:
        path = waiting.pop(0)
        answer = get(address + path, **headers)
        found[path] = answer
        if "text/html" not in answer[1].get("content-type", ""):
            continue
        for link in re.findall(rb"""(?:href|src|action|data-src)=["']([^"']*)["']""", answer[2]):
            target = urlsplit(urljoin(address + path, unescape(link.decode("utf-8", "replace"))))
            if f"{target.scheme}://{target.netloc}" != address:
                continue
            where = target.path + (f"?{target.query}" if target.query else "")
            shape = re.sub(r"[0-9a-f]{64}|\d+", "N", target.path)
            if where in seen or queries.get(shape, 0) >= 8:
                continue
            seen.add(where)
            queries[shape] = queries.get(shape, 0) + 1
            waiting.append(where)
    return found
