"""Registries to be published: read from files of our own, and with something planted in every column."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from extract import originals
from extract.publishing.allowed import allowed
from extract.publishing.leave_out import LeftOut
from extract.publishing.publish import Published, publish
from tests import samples
from tests.publishing import originals_making as making
from tests.readers.docx_builder import package, paragraph, row, table

OFFICIAL, UNREAD, SHARED = "13711110001", "13711110002", "13711110003"
"""An official's number; one that stands in a text and was read as nothing; one that a supplier prints too."""
SUPPLIER, PLATFORM, OFFICE = "13911110001", "13911110002", "0990-55500111"

HEADINGS = ("序号", "企业名称", "地址", "联系人", "联系电话", "主营产品")
FIRMS = (
    ("1", "青禾市北郊粮油有限公司", "青禾市北郊镇稻香路18号院", "季小满", SUPPLIER, "大米"),
    ("2", "云溪县百果农民专业合作社", "云溪县百果镇果园村7组12号", "高峰", SHARED, "苹果、核桃"),
    ("3", "青禾市南山茶业有限公司", "青禾市南山镇茶园路3号楼", "闻莺", "0990-5550444", "绿茶"),
)


def notice_docx() -> bytes:
    """A notice with officials' numbers and a list of suppliers, a number deleted in it."""
    body = [
        "青禾市总工会文件",
        "青工发〔2030〕7号",
        "青禾市总工会关于公布2030年消费帮扶产品供应商名单的通知",
        "各县（市、区）总工会：",
        "为做好2030年消费帮扶工作，现将供应商名单予以公布。每人每年采购额度不超过500元。",
        "请于2030年11月20日前将采购情况报市总工会权益部。高峰时段请错峰报送。",
        f"联系人：谷雨晴，电话：{OFFICE}，手机：{OFFICIAL}，邮箱：{OFFICIAL}@139.com。",
        f"值班联系人：宁致远，手机：{SHARED}。",
        f"另可于晚间拨打137 1111 0002咨询。采购平台“青禾惠工商城”，网址www.qhhg.example.com，客服电话{PLATFORM}。",
        "青禾市总工会",
        "2030年3月5日",
        "附件：2030年消费帮扶产品供应商名单",
    ]
    rows = [row(*HEADINGS), *(row(*firm) for firm in FIRMS)]
    content = (
        "".join(map(paragraph, body)) + paragraph("附件") + paragraph("2030年消费帮扶产品供应商名单") + table(*rows)
    )
    return package(content)


def write_files(folder: Path) -> list[Path]:
    """The notice, and originals of each kind, some with an official's number and some without."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "名单.docx": notice_docx(),
        "干净.txt": samples.notice_text(1).encode(),
        "号码.txt": (samples.notice_text(2) + f"\n附注：{UNREAD}\n").encode(),
        **{
            f"a-{name}": data
            for name, data in making.plain_files(OFFICIAL).items()
            if not name.endswith((".csv", ".md"))
        },
    }
    paths = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        paths.append(folder / name)
    return paths


def read_registry(folder: Path) -> Path:
    """A registry of these files, read by the command."""
    paths = write_files(folder / "inbox")
    registry = folder / "registry" / "registry.db"
    done = samples.run("ingest", *paths, "--registry", registry, "--jobs", "1")
    assert registry.exists(), done.stderr
    return registry


def plant(registry: Path) -> dict[str, str]:
    """Writes a number of its own into every column of text that may be published; gives them by table and column.

    The columns that say how a supplier is reached are left alone: what stands there is meant to be public.
    """
    kept = {("listings", "phone"), ("listings", "contact"), ("contacts", "role")}
    planted: dict[str, str] = {}
    with closing(sqlite3.connect(registry)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for one in allowed().tables:
            for _, column, declared, _, _, key in connection.execute(f"PRAGMA table_info({one.name})").fetchall():
                if declared != "TEXT" or key or column in one.plain or (one.name, column) in kept:
                    continue
                if column not in one.columns:
                    continue
                number = f"1361{len(planted):07}"
                planted[f"{one.name}.{column}"] = number
                where = "WHERE role = 'notice'" if one.name == "contacts" else ""
                value = (
                    f'\'{{"栏目": "手机{number}"}}\''
                    if column in one.json
                    else f"coalesce(\"{column}\", '') || ' {number} '"
                )
                if one.name == "regions":
                    where = "WHERE adcode = '110000'"
                connection.execute(f'UPDATE {one.name} SET "{column}" = {value} {where}')
        connection.commit()
    return planted


def keep_original(registry: Path, filename: str, data: bytes, media_type: str) -> str:
    """Keeps a file beside a registry as if it had been read, without notices; gives its hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    originals.keep(registry.parent, data, sha256, filename)
    with closing(sqlite3.connect(registry)) as connection:
        connection.execute(
            "INSERT OR IGNORE INTO sources (sha256, filename, origin, media_type, bytes, status, reader_version, "
            "rules_version, ingested_at) VALUES (?, ?, ?, ?, ?, 'ok', '1', '1', '2030-01-01')",
            (sha256, filename, filename, media_type, len(data)),
        )
        connection.commit()
    return sha256


def published(
    registry: Path, out: Path, contacts: str = "business", *names: str, numbers: tuple[str, ...] = ()
) -> Published:
    """A registry published, those named left out."""
    return publish(registry, out, contacts, LeftOut(names, numbers), patience=0)  # type: ignore[arg-type]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What a query gives on a file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute(sql).fetchall()
