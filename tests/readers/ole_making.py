"""Small OLE2 compound files ([MS-CFB] version 3) for tests: streams by name, each in whole sectors."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams by name, each filled up to the 4096 bytes of a large one."""
    contents = {name: data.ljust(4096, b"\x00") for name, data in streams.items()}
    directory_sectors = -(-(len(contents) + 1) // 4)
    chains = [_FAT, *range(2, directory_sectors + 1), _END]
    body = b""
    entries = [_entry("Root Entry", 5, child=1 if contents else _FREE)]
    for number, (name, data) in enumerate(contents.items(), 1):
        start = len(chains)
        sectors = -(-len(data) // _SECTOR)
        chains += [*range(start + 1, start + sectors), _END]
        body += data.ljust(sectors * _SECTOR, b"\x00")
        right = number + 1 if number < len(contents) else _FREE
        entries.append(_entry(name, 2, right=right, start=start, size=len(data)))
    assert len(chains) <= _SECTOR // 4
    table = struct.pack("<128I", *chains, *([_FREE] * (128 - len(chains))))
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\x00")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *([_FREE] * 108))
    return header + table + directory + body


def _entry(name: str, kind: int, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    head = struct.pack("<64sHBBIII", encoded, len(encoded), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
