"""Files made wrong on purpose: good ones with bytes, parts or words changed at random, the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

_TELLING = (
    b"\x00",
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"-1",
    b"999999999999",
    b"%s%n",
    b"<",
    b"&x;",
    b"<<",
    b"]]>",
    b"\n",
)


def mutated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A file with something wrong in it: in its bytes, or for a packed one in the bytes of its parts."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        repacked = _with_a_part_changed(data, chance)
        if repacked is not None:
            return repacked
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = chance.choice((_flipped, _flipped, _cut, _repeated, _zeroed, _inserted, _spliced))(data, chance, others)
    return data


def _with_a_part_changed(data: bytes, chance: random.Random) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError):
        return None
    if not parts:
        return None
    name = chance.choice(sorted(parts))
    if chance.random() < 0.1:
        del parts[name]
    else:
        parts[name] = mutated(parts[name], chance, list(parts.values()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def _flipped(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 32))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def _repeated(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 200)]
    return data[:start] + piece * chance.choice((2, 10, 300)) + data[start:]


def _zeroed(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randrange(1, 200)
    return data[:start] + bytes(min(length, len(data) - start)) + data[start + length :]


def _inserted(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(_TELLING) * chance.choice((1, 1, 50)) + data[start:]


def _spliced(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
