"""One request and its answer: within limits of time and size, unpacked without harm, redirects not followed."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from extract.fetching.errors import FetchError, Refused
from extract.fetching.network import CheckedBackend, CheckedTransport, Resolve, resolved

_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 1 << 16
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """What a site answered to one request: its content unpacked, its headers as they came (bytes as Latin-1).

    `led_on` says that a page led on to it, so that its validators are not those of the address asked for.
    """

    address: str
    status: int
    headers: Headers
    data: bytes
    fetched_at: datetime
    led_on: bool = False

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def media_type(self) -> str:
        """The type that the site gives, without parameters; empty where it gives none."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def redirect(self) -> str | None:
        """The address that the answer leads on to."""
        target = self.header("Location") if self.status in _REDIRECTS else None
        return None if target is None else joined(self.address, _as_text(target))


@dataclass(frozen=True)
class Bounds:
    """What one request may cost: seconds of silence, seconds in all, bytes of content."""

    timeout: float = 20.0
    seconds: float = 180.0
    most_bytes: int = 50 * 2**20


def normal(address: str) -> str:
    """An address as it is asked for: without its fragment. Raises Refused for one that is not of the web."""
    try:
        parts = urlsplit(address.strip())
        url = httpx.URL(address.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Refused(f"not an address of the web ({error})") from error
    if parts.scheme.lower() not in ("http", "https") or not url.host:
        raise Refused("not an address of the web: only http and https are fetched")
    if url.userinfo:
        raise Refused("an address with a user's name or password is not fetched")
    return str(url)


def joined(base: str, target: str) -> str:
    """The address that a link on a page at `base` leads to; one that is none stays as it is, for `normal` to refuse."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


class Client:
    """Asks for addresses, one at a time. `private` are the hosts that may be at private addresses."""

    def __init__(
        self,
        user_agent: str,
        private: frozenset[str] = frozenset(),
        bounds: Bounds | None = None,
        resolve: Resolve = resolved,
    ) -> None:
        self.bounds = bounds or Bounds()
        self._backend = CheckedBackend(private, resolve)
        self._client = httpx.Client(
            transport=CheckedTransport(self._backend),
            headers={
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=httpx.Timeout(self.bounds.timeout),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def ask(
        self, address: str, headers: Mapping[str, str] | None = None, most_bytes: int | None = None, cut: bool = False
    ) -> Answer:
        """The answer to one request; with `cut` no more than the first `most_bytes` of a larger one.

        Raises FetchError for none, Refused for one that is not allowed or too large.
        """
        most = most_bytes or self.bounds.most_bytes
        self._backend.deadline = time.monotonic() + self.bounds.seconds
        with _errors(self.bounds), self._client.stream("GET", normal(address), headers=dict(headers or {})) as response:
            raw = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
            fetched_at = datetime.now(UTC)
            skipped = response.status_code >= 300  # what an error page says is nobody's
            data = b"" if skipped else _content(response, most, cut)
        return Answer(str(response.url), response.status_code, raw, data, fetched_at)


def _content(response: httpx.Response, most: int, cut: bool) -> bytes:
    stated = response.headers.get("Content-Length", "")
    if not cut and stated.isdecimal() and int(stated) > most:
        raise Refused(_too_large(most), response.status_code)
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(response.iter_raw(_PIECE), response.headers.get("Content-Encoding", "identity")):
        size += len(piece)
        if size > most and not cut:
            raise Refused(_too_large(most), response.status_code)
        pieces.append(piece)
        if size >= most and cut:
            return b"".join(pieces)[:most]
    return b"".join(pieces)


def _too_large(most: int) -> str:
    return f"larger than {most / 2**20:.3g} MB, the most that is taken; allow more with most_mb"


def _unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The content in small pieces, however strongly it is packed. Raises FetchError where it is cut short."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"packed in a way that was not asked for ({encoding[:40]})")
    unpacker = None
    for piece in pieces:
        if unpacker is None:
            bare = encoding == "deflate" and piece[:1] and (piece[0] & 0x0F != 8)
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS + 32)
        while piece:
            if unpacker.eof:
                # gzip may come in several members (RFC 1952, 2.2); what else stands behind the end is padding.
                if encoding == "deflate" or not piece.startswith(b"\x1f"):
                    break
                unpacker = zlib.decompressobj(zlib.MAX_WBITS + 32)
            try:
                yield unpacker.decompress(piece, _PIECE)
            except zlib.error as error:
                raise FetchError(f"damaged on its way ({error})") from error
            piece = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise FetchError("cut short on its way")


@contextmanager
def _errors(bounds: Bounds) -> Iterator[None]:
    """What the libraries raise, as FetchError in plain words."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise FetchError(f"no connection within {bounds.timeout:g} s", unreachable=True) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise FetchError(
            f"no answer in time ({bounds.timeout:g} s of silence, or {bounds.seconds:g} s in all)"
        ) from error
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        raise FetchError(f"no connection ({error})", unreachable=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise FetchError(f"the connection broke ({str(error) or type(error).__name__})") from error
    except httpx.InvalidURL as error:
        raise Refused(f"not an address of the web ({error})") from error


def _as_text(header: str) -> str:
    """A header's value that holds an address: sites write it in UTF-8 or GB18030."""
    raw = header.encode("latin-1", "replace")
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return header
