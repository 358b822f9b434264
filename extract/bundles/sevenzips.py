"""The files in a 7z archive."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import py7zr
from py7zr.io import Py7zIO, WriterFactory

from extract.bundles.members import LINK, Budget, Member, is_left_behind, safe_path
from extract.readers.errors import ReadError


def members_of_7z(data: bytes, budget: Budget) -> list[Member]:
    """The files in a 7z archive. Raises ReadError for a damaged or locked one, or where the budget is passed."""
    try:
        with py7zr.SevenZipFile(BytesIO(data)) as archive:
            if archive.needs_password():
                raise ReadError("the 7z archive is protected by a password", "hand in a copy without one")
            files = [file for file in archive.files if not file.is_directory]
            links = [safe_path(file.filename) for file in files if file.is_symlink or file.is_junction]
            plain = [file for file in files if not (file.is_symlink or file.is_junction)]
            for _ in files:
                budget.one_more()
            if sum(file.uncompressed or 0 for file in plain) > budget.left:
                budget.spend(budget.left + 1)
            kept = _Kept(budget)
            _extract(archive, [file.filename for file in plain], kept)
    except ReadError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # the library raises what its decoders raise
        raise ReadError("the 7z archive is damaged or cut short", "get it anew from where it came") from error
    found = [Member(path, None, LINK) for path in links]
    found += [Member(safe_path(name), bytes(one.data)) for name, one in kept.products.items()]
    return [member for member in found if not is_left_behind(member.path)]


def _extract(archive: py7zr.SevenZipFile, names: Sequence[str], kept: _Kept) -> None:
    archive.extract(targets=list(names), factory=kept)


class _Kept(WriterFactory):
    """Keeps what is unpacked in memory, within the budget."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.products: dict[str, _Product] = {}

    def create(self, filename: str) -> Py7zIO:
        return self.products.setdefault(filename, _Product(self.budget))


class _Product(Py7zIO):
    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.data = bytearray()

    def write(self, s: bytes | bytearray) -> int:
        self.budget.spend(len(s))
        self.data += s
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return bytes(self.data if size is None else self.data[:size])

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return len(self.data)
