"""Files made wrong at random: no traceback reaches the user, and no registry is damaged.

`NOTICES_FUZZ_SECONDS` says for how long, `NOTICES_FUZZ_SEED` which ones. For long by hand:

    NOTICES_FUZZ_SECONDS=3600 NOTICES_FUZZ_SEED=7 .venv/bin/python -m pytest tests/fuzz -s
"""

from __future__ import annotations

import io
import os
import random
import time
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

from extract import limits
from extract.ingest import ingest
from extract.limits import Limits
from extract.registry.store import open_registry
from tests.bundles.samples import mail_of, rar_of, zip_of
from tests.conftest import ROOT
from tests.fuzz.mutations import mutated
from tests.readers.ofd_making import from_pdf
from tests.readers.ole_making import compound
from tests.samples import notice_text

SECONDS = float(os.environ.get("NOTICES_FUZZ_SECONDS", "120" if os.environ.get("CI") else "15"))
SEED = int(os.environ.get("NOTICES_FUZZ_SEED", "1"))
_BATCH = 24
_LARGEST = 400_000


def seeds() -> dict[str, bytes]:
    """Good files of every kind, by name."""
    corpus = sorted((ROOT / "corpus" / "notices").iterdir())
    found = {path.name: path.read_bytes() for path in corpus if path.stat().st_size <= _LARGEST}
    notice = notice_text(1).encode()
    found["bundle.zip"] = zip_of({"通知.txt": notice, "附件1.csv": "名称,电话\n甲公司,0990-5550001\n".encode()})
    found["bundle.rar"] = rar_of({"通知.txt": notice})
    found["letter.eml"] = mail_of("请查收", {"通知.txt": notice})
    book, sheet = Workbook(), io.BytesIO()
    book.active.append(["单位名称", "联系人", "电话"])
    book.active.append(["青禾食品有限公司", "季某", "0990-5550001"])
    book.save(sheet)
    found["table.xlsx"] = sheet.getvalue()
    found["notice.ofd"] = from_pdf(min((path.read_bytes() for path in corpus if path.suffix == ".pdf"), key=len))
    found["notice.rtf"] = rb"{\rtf1\ansi Notice\par}"
    found["notice.doc"] = compound({"WordDocument": b"\xec\xa5\xc1\x00".ljust(4096, b"\x00"), "1Table": b"\x00" * 4096})
    found["table.csv"] = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n".encode()
    found["page.md"] = "# 通知\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n".encode()
    return found


def test_no_file_however_wrong_harms_the_program_or_the_registry(tmp_path: Path) -> None:
    chance, good = random.Random(SEED), seeds()
    kinds = [[name for name in sorted(good) if name.endswith(kind)] for kind in sorted({Path(n).suffix for n in good})]
    contents = list(good.values())
    registry = tmp_path / "registry.db"
    (tmp_path / "in").mkdir()
    until, count, faults = time.monotonic() + SECONDS, 0, []
    allowed = Limits(seconds=60, memory_mb=1500)
    with closing(open_registry(registry)) as db, limits.using(allowed):
        while time.monotonic() < until:
            files: list[Path] = []
            for number in range(_BATCH):
                name = chance.choice(chance.choice(kinds))
                path = tmp_path / "in" / f"{count + number:06}-{name}"
                path.write_bytes(mutated(good[name], chance, contents))
                files.append(path)
            for path, outcome in zip(files, ingest(db, registry, files, jobs=2), strict=True):
                assert outcome.error is None or "\n" not in outcome.error
                if outcome.error is not None and ("the program failed" in outcome.error or "died" in outcome.error):
                    faults.append(f"{path.name}: {outcome.error}")
                else:
                    path.unlink()
            count += len(files)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM deliveries").fetchone()[0] >= count
    print(f"{count} files made wrong, {len(faults)} faults")
    assert faults == []
