"""Which machines belong to the public network, by their address or their name alone: nothing is asked of anybody."""

from __future__ import annotations

import ipaddress
import unicodedata

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is given out as public addresses (RFC 4291; IANA's registry)."""
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24"),
    )
)
"""Ways through tunnels (Teredo, 6to4), documentation and protocols, some of which `is_global` takes for public."""
_INNER = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")
"""Ends of names that only a network of one's own resolves: RFC 6761, 6762, 8375, ICANN's `internal`, and habit."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network; those that carry another's are judged by that."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None or ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in _UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NEVER)


def host_key(host: str) -> str:
    """A host's name in the form by which hosts are compared: letters and digits of one form, no dot at the end."""
    return unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".").lower()


def may_be_public(host: str) -> bool:
    """Whether a host, a name or an IP address, may be one of the public network, as far as it says so itself."""
    name = host_key(host).strip("[]")
    if ":" in name or name.rpartition(".")[2].startswith(tuple("0123456789")):
        return is_public(name)  # no top-level domain begins with a digit: an address, in whatever form
    return "." in name and not any(name == end or name.endswith(f".{end}") for end in _INNER)
