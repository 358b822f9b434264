"""Over TLS a site's certificate is checked by its name, though what is connected to is an address."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from extract.fetching.client import Client
from extract.fetching.errors import FetchError
from tests.fetching.site import Handler, Page, Site


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for www.qinghe.test that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "www.qinghe.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.qinghe.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "site.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """A site over TLS on this machine."""
    site = Site({"/a.html": Page(b"a")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneSite", (Handler,), {"site": site}))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def asking(port: int) -> Callable[[str], bytes]:
    def ask(host: str) -> bytes:
        with Client("Trial/1.0", frozenset({host}), resolve=lambda *_: ["127.0.0.1"]) as client:
            return client.ask(f"https://{host}:{port}/a.html").data

    return ask


def test_a_certificate_that_nobody_vouches_for_is_refused(port: int) -> None:
    with pytest.raises(FetchError, match=r"no connection .*certificate verify failed"):
        asking(port)("www.qinghe.test")


def test_a_sites_name_is_what_its_certificate_is_checked_by(
    port: int, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: trusting)
    assert asking(port)("www.qinghe.test") == b"a"
    with pytest.raises(FetchError, match=r"no connection .*certificate verify failed"):
        asking(port)("www.yunling.test")
