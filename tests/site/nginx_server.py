"""nginx with the sample configuration in front of a site, for tests and benchmarks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import free_port, wait_for

SAMPLE = Path(__file__).resolve().parent.parent.parent / "output" / "nginx.conf"
_WHOLE = """
{user}
worker_processes 1;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  include {place}/registry.conf;
}}
"""
_LIMITS = (("rate=20r/s", "rate=5000r/s"), ("rate=2r/s", "rate=5000r/s"))


@contextmanager
def in_front(nginx: str, behind: str, place: Path, limited: bool = True) -> Iterator[str]:
    """The address of nginx before the site at `behind`, with its files in an empty folder `place`.

    Unlimited, one visitor may ask as fast as many: a benchmark's clients all have one address.
    """
    port = free_port()
    sample = SAMPLE.read_text("utf-8")
    for given, ours in (
        ("/var/cache/nginx/registry", str(place / "cache")),
        ("127.0.0.1:8001;", behind.removeprefix("http://") + ";"),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        *(() if limited else _LIMITS),
    ):
        assert sample.count(given) == 1, given
        sample = sample.replace(given, ours)
    (place / "registry.conf").write_text(sample, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(_WHOLE.format(place=place, user=user), "utf-8")
    command = [nginx, "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    server = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        wait_for(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
