"""A web site on this machine, shaped like those of Chinese authorities; every word on it is invented."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.samples import notice_text

Headers = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Page:
    """What an address answers: `body` in bytes, headers by name (as bytes where they are no Latin-1)."""

    body: bytes = b""
    headers: Headers = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Asked:
    """A request that came: its path with the query, its headers in lower case, and when it began and ended."""

    path: str
    headers: dict[str, str]
    began: float


Answerer = Callable[["Handler"], None]


@dataclass
class Site:
    """The site's pages by path (with the query), and what was asked of it."""

    pages: dict[str, Page | Answerer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    at_once: int = 0
    most_at_once: int = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def count(self, path: str) -> int:
        return self.paths().count(path)


class Handler(BaseHTTPRequestHandler):
    """Answers with the site's page, with 304 where its ETag or date is known already."""

    protocol_version = "HTTP/1.1"
    site: Site
    counted = False

    def do_GET(self) -> None:
        site = self.site
        site.asked.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
        site.at_once += 1
        self.counted = True
        site.most_at_once = max(site.most_at_once, site.at_once)
        try:
            page = site.pages.get(self.path, site.pages.get(urlsplit(self.path).path, Page(status=404)))
            if isinstance(page, Page):
                self.answer(page)
            else:
                page(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.done()

    def done(self) -> None:
        """Counts the request as answered: before its answer goes out, for then the client may ask the next."""
        if self.counted:
            self.counted = False
            self.site.at_once -= 1

    def answer(self, page: Page) -> None:
        etag, day = page.headers.get("ETag"), page.headers.get("Last-Modified")
        unchanged = (etag and self.headers.get("If-None-Match") == etag) or (
            day and self.headers.get("If-Modified-Since") == day
        )
        status, body = (304, b"") if unchanged else (page.status, page.body)
        self.send_response_only(status)
        for name, value in page.headers.items():
            raw = value if isinstance(value, bytes) else value.encode("latin-1")
            self._headers_buffer.append(name.encode() + b": " + raw + b"\r\n")  # type: ignore[attr-defined]
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.done()
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what many of these tests are about."""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serves a site on a port of its own while the context is open."""
    handler = type("OneSite", (Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


# ---------------------------------------------------------------- pages

HTML = {"Content-Type": "text/html; charset=utf-8"}


def html(body: str, charset: str = "utf-8", stated: str | None = None, **headers: str) -> Page:
    """A page in an encoding, which it may state wrongly."""
    head = f'<meta charset="{stated or charset}"><title>青禾市</title>'
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return Page(
        text.encode(charset), {"Content-Type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
    )


def article(number: int, links: str = "", day: str = "2030-03-05", **more: Any) -> Page:
    """A notice's page: navigation, the path to it, the notice, its files, a footer."""
    lines = [line for line in notice_text(number).splitlines() if line][2:]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines[1:])
    return html(
        '<div class="header"><a href="/files/手册.pdf">使用手册.pdf</a></div>'
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>'
        f'<div class="article"><h1>{lines[0]}</h1><div class="info">发布时间：{day} 来源：市总工会</div>'
        f'<div class="TRS_Editor">{paragraphs}</div><div class="fj">{links}</div></div>'
        '<div class="footer"><a href="/files/标识.pdf">网站标识码</a></div>',
        **more,
    )


def row(href: str, title: str, day: str = "2030-03-05", stated: str | None = None) -> str:
    """A line of a list."""
    named = f' title="{stated}"' if stated else ""
    return f'<li><a href="{href}"{named} target="_blank">{title}</a><span>{day}</span></li>'


def plain_list(*rows: str, more: str = "", **headers: Any) -> Page:
    """A list with navigation beside it."""
    return html(
        '<div class="nav"><a href="/bszn/t20300101_1.html">办事指南</a></div>'
        f'<ul class="list">{"".join(rows)}</ul>{more}',
        **headers,
    )


def template_list(*rows: str, static: str = "") -> Page:
    """A list that a script would draw from the rows in it, with some of them written out for those without scripts."""
    records = "".join(f"<record><![CDATA[{one}]]></record>" for one in rows)
    return html(
        '<div id="185"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/dataproxy.jsp?page=2"></a>]]>'
        f"</nextgroup><recordset>{records}</recordset></datastore></script>"
        f"<noscript><ul class='list'>{static}</ul></noscript></div>"
    )


def robots(text: str) -> Page:
    return Page(text.encode(), {"Content-Type": "text/plain"})


def redirect(target: str, status: int = 302) -> Page:
    return Page(b"", {"Location": target}, status)


def gzipped(data: bytes, **headers: str) -> Page:
    return Page(gzip.compress(data), {"Content-Encoding": "gzip", **headers})


CSV = {"Content-Type": "application/octet-stream"}
SUPPLIERS = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n甜园合作社,白某,0990-5550002\n".encode()
"""A file of a notice: its suppliers."""
