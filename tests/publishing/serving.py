"""A published folder, served for real."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def served(*arguments: str | Path, host: str = "127.0.0.1") -> Iterator[str]:
    """The address of what `notices serve` serves with these arguments, while this context is open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    # Into a file: a pipe that nobody reads would hold the server up.
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(
            samples.command("serve", *arguments, "--host", host, "--port", str(port)),
            stdout=output,
            stderr=output,
            env=samples.environment(),
        )
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(10)
            output.seek(0)
            print(output.read().decode("utf-8", "replace"))


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert server.poll() is None, "the site stopped before it answered"
        try:
            get(f"{address}/robots.txt")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the site did not answer in 30 seconds")


def crawled(address: str, most: int = 250, **headers: str) -> dict[str, Answer]:
    """What the addresses of a site answer, found by following links from the home page; a few queries of each path."""
    import html
    import re
    from urllib.parse import urljoin, urlsplit

    waiting, found, queries = ["/"], {}, {}  # type: ignore[var-annotated]
    seen = {"/"}
    while waiting and len(found) < most:
        path = waiting.pop(0)
        answer = get(address + path, **headers)
        found[path] = answer
        if "text/html" not in answer[1].get("content-type", ""):
            continue
        for link in re.findall(rb"""(?:href|src|action|data-src)=["']([^"']*)["']""", answer[2]):
            target = urlsplit(urljoin(address + path, html.unescape(link.decode("utf-8", "replace"))))
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
