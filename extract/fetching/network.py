"""Connections to public machines only, to the very address that was checked, within a time.

A name is resolved once; where any of its addresses is private, loopback, link-local or otherwise none of the
public network, nothing is connected to. What is connected to is an address that was checked, so that a name
which answers differently the second time (DNS rebinding) gains nothing. Names that the source allows by
itself may be private.
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from extract.fetching.errors import FetchError, Refused
from extract.public_network import is_public

Resolve = Callable[[str, int], list[str]]
LOOKUP_SECONDS = 20.0
"""How long a name is looked up where no other time is said: the system's own limit may be minutes."""


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a name, each once. Raises FetchError where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(f"the name {host} is not known ({reason})", unreachable=True) from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def looked_up(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """What `resolve` gives, waited for no longer than this. Raises FetchError behind it, and what `resolve` raises.

    The system's look-up cannot be broken off: it goes on in a thread that does not keep the program from ending.
    """
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve(host, port))
        except BaseException as error:  # raised where the answer is waited for
            answers.put(error)

    threading.Thread(target=look_up, name=f"look-up of {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise FetchError(f"the name {host} was not found within {seconds:.3g} s", unreachable=True) from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


class _Timed(httpcore.NetworkStream):
    """A connection all of whose waiting ends at its backend's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections; `private` are the names that may be private, `deadline` is one of `time.monotonic`."""

    def __init__(self, private: frozenset[str] = frozenset(), resolve: Resolve = resolved) -> None:
        self.private = private
        self.deadline: float | None = None
        self._resolve = resolve
        self._inner = httpcore.SyncBackend()

    def left(self, timeout: float | None) -> float | None:
        """A time to wait, cut at the deadline. Raises httpcore.ReadTimeout behind it."""
        if self.deadline is None:
            return timeout
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's checked addresses. Raises Refused for a host that is not public."""
        failure: Exception | None = None
        for address in self.checked(host, port, timeout):
            try:
                stream = self._inner.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or FetchError(f"the name {host} has no address", unreachable=True)

    def checked(self, host: str, port: int, timeout: float | None = None) -> list[str]:
        """The addresses of a host that may be connected to. Raises Refused where any of them is not public."""
        seconds = self.left(LOOKUP_SECONDS if timeout is None else timeout)
        addresses = looked_up(self._resolve, host, port, seconds or LOOKUP_SECONDS)
        if host.lower() not in self.private:
            for address in addresses:
                if not is_public(address):
                    raise Refused(
                        f"{host} is at {address}, no public address; a source says allow_private = true "
                        "where its own machine is one"
                    )
        return addresses


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close is not None:
            close()


class CheckedTransport(httpx.BaseTransport):
    """HTTP/1.1 over checked connections, without proxies."""

    def __init__(self, backend: CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=15,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request. Raises httpcore's errors, FetchError or Refused."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        assert isinstance(request.stream, Iterable)
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = self._pool.handle_request(asked)
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()
