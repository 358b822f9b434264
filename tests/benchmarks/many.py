"""A registry of a size that no corpus has: 100,000 notices with 1,000,000 lines of supplier lists, all invented.

Rows are written as the store would leave them, by the schema itself; only the reading of files is left out. The
same `seed` makes the same registry.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from extract.registry import search
from extract.registry.store import open_registry

GOODS = (
    *("木耳", "香菇", "苹果", "核桃", "蜂蜜", "大米", "茶叶", "腊肉", "花椒", "土豆"),
    *("荞麦", "枸杞", "红枣", "菜籽油", "羊肉", "小米", "银耳", "天麻", "辣椒", "粉条"),
)
_NAMES = (
    *("云岭", "青川", "山里红", "康源", "绿野", "高原", "丰禾", "惠民", "众合"),
    *("福泽", "金穗", "百味", "源生", "兴农", "瑞雪", "同心", "朝阳", "东篱"),
)
_FORMS = ["有限公司", "有限责任公司", "农民专业合作社", "商贸有限公司", "食品厂", "供应链有限公司"]
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_OWNERSHIP = ("民营", "国有", "集体", "合作社", "个体工商户", None, None)
_TOPICS = (
    ("assistance", "cap", "CNY", "person-year", None, "每人每年不超过{}元"),
    ("holiday_gifts", "floor", "percent", None, "节日慰问品总额", "不低于节日慰问品总额的{}%"),
    ("canteen", "floor", "percent", None, "食堂采购总额", "不低于食堂采购总额的{}%"),
    ("purchase", "target", "CNY", "year", None, "全年采购{}元"),
)
_PLATFORMS = tuple(f"{name}优选商城" for name in _NAMES)


@dataclass(frozen=True)
class Size:
    """How much is made."""

    notices: int = 100_000
    listings: int = 1_000_000
    suppliers: int = 200_000


def make(path: Path, size: Size | None = None, seed: int = 20260101) -> None:
    """Writes a registry of this size; the file must not exist."""
    size = size or Size()
    chance = random.Random(seed)
    with closing(open_registry(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for statement in search.removals(search.SEARCHED):
            db.execute(statement)
        counties = [tuple(row) for row in db.execute("SELECT adcode, full_name FROM regions WHERE level <> 'province'")]
        with db.atomic():
            _fill(db, "sources", _sources(size))
            names = _names(size, chance)
            _fill(db, "suppliers", _suppliers(names))
            for table, rows in _notices(size, chance, counties, names):
                _fill(db, table, rows)
        with db.atomic():
            for statement in search.definitions():
                db.execute(statement)
        db.execute("ANALYZE")


def _fill(db: Database, table: str, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"
    db.conn.execute(sql, tuple(first.values()))
    db.conn.executemany(sql, (tuple(row.values()) for row in rows))


def _sources(size: Size) -> Iterator[dict[str, Any]]:
    for number in range(size.notices):
        yield {
            "sha256": f"{number:064x}", "filename": f"{number}.docx", "origin": f"{number}.docx",
            "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "bytes": 20_000, "pages": None, "status": "ok", "reader_version": "2", "rules_version": "benchmark",
            "ingested_at": "2026-01-01T00:00:00+00:00",
        }  # fmt: skip


def _names(size: Size, chance: random.Random) -> list[str]:
    """The suppliers' names, in the order of their numbers."""
    return [
        f"{chance.choice(_NAMES)}{chance.choice(GOODS)}{number}号{chance.choice(_FORMS)}"
        for number in range(size.suppliers)
    ]


def _suppliers(names: list[str]) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(names, 1):
        yield {"id": number, "name": name, "normalized_name": name}


def _notices(
    size: Size, chance: random.Random, counties: list[tuple[str, str]], names: list[str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    lines = sorted(chance.randrange(size.notices) for _ in range(size.listings))
    cuts = [0] * (size.notices + 1)
    for notice in lines:
        cuts[notice + 1] += 1
    for place in range(size.notices):
        cuts[place + 1] += cuts[place]
    batch: dict[str, list[dict[str, Any]]] = {}
    for number, (low, high) in enumerate(pairwise(cuts)):
        for table, rows in _notice(number, range(low, high), chance, counties, names).items():
            batch.setdefault(table, []).extend(rows)
        if number % 2000 == 1999 or number == size.notices - 1:
            yield from ((table, batch[table]) for table in sorted(batch, key=lambda table: table != "notices"))
            batch = {}


class _Text:
    """A notice's text as it grows, with the place of each sentence."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, sentence: str) -> dict[str, Any]:
        """The evidence of a sentence that is put at the end."""
        start = len(self.text)
        self.text += sentence + "\n"
        return {
            "page": None, "quote": sentence, "start": start, "end": start + len(sentence), "rule": "benchmark",
            "confidence": 0.95,
        }  # fmt: skip


def _notice(
    number: int, lines: range, chance: random.Random, counties: list[tuple[str, str]], names: list[str]
) -> dict[str, list[dict[str, Any]]]:
    adcode, place = chance.choice(counties)
    helped, helped_name = chance.choice(counties)
    year = chance.randrange(2016, 2027)
    day = f"{year}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
    notice = number + 1
    valid_to = f"{year + chance.randrange(1, 4)}-12-31" if chance.random() < 0.5 else None
    title = f"{place}总工会关于做好{year}年消费帮扶工作的通知"
    text = _Text()
    text.add(title)
    rows: dict[str, list[dict[str, Any]]] = {"terms": [], "dates": [], "listings": [], "platforms": []}
    for topic, kind, unit, per, base, words in chance.sample(_TOPICS, 3):
        amount = chance.randrange(3, 21) * (100 if unit == "CNY" else 2)
        evidence = text.add(f"各级工会购买{helped_name}{chance.choice(GOODS)}等产品，{words.format(amount)}。")
        rows["terms"].append(
            {"notice_id": notice, "kind": kind, "amount": amount, "unit": unit, "per": per, "base": base,
             "subject": "各级工会", "topic": topic, **evidence}
        )  # fmt: skip
    rows["dates"].append(
        {"notice_id": notice, "kind": "report_due", "starts_on": None, "ends_on": f"{year}-11-30", "recurs": "yearly",
         "rrule": "FREQ=YEARLY", "action": "报送完成情况", **text.add("每年11月30日前报送完成情况。")}
    )  # fmt: skip
    rows["notice_regions"] = [
        {"notice_id": notice, "name": place, "adcode": adcode, "role": "issuer", **text.add(f"{place}总工会")},
        {"notice_id": notice, "name": helped_name, "adcode": helped, "role": "beneficiary",
         **text.add(f"对口帮扶{helped_name}。")},
    ]  # fmt: skip
    channel = chance.choice(_PLATFORMS)
    rows["platforms"].append({"notice_id": notice, "name": channel, "url": "https://example.org/", **text.add(channel)})
    rows["citations"] = [
        {"notice_id": notice, "title": "关于继续做好消费帮扶工作的意见", "doc_number": f"工发〔{year}〕8号",
         "relation": "basis", **text.add(f"根据《关于继续做好消费帮扶工作的意见》（工发〔{year}〕8号）")}
    ]  # fmt: skip
    for row, line in enumerate(lines):
        supplier = chance.randrange(len(names))
        goods, family = chance.choice(GOODS), chance.choice(_FAMILY)
        phone = f"139{line % 100_000_000:08d}"
        evidence = text.add(f"{row + 1} {names[supplier]} {goods} {family}明 {phone}")
        rows["listings"].append(
            {"notice_id": notice, "supplier_id": supplier + 1, "annex": "供应商名单", "row_no": row + 1,
             "name": names[supplier], "address": f"{helped_name}工业路{line % 900}号", "contact": f"{family}明",
             "phone": phone, "ownership": chance.choice(_OWNERSHIP), "region": helped_name, "region_adcode": helped,
             "extra": f'{{"主营产品": "{goods}"}}', **evidence}
        )  # fmt: skip
    rows["contacts"] = [
        {"notice_id": notice, "organization": f"{place}总工会", "person": f"{chance.choice(_FAMILY)}宁",
         "phone": f"0571-5550{number % 10000:04d}", "role": "notice", **text.add("联系电话")}
    ]  # fmt: skip
    rows["notices"] = [
        {"id": notice, "source_sha256": f"{number:064x}", "title": title,
         "doc_number": f"工办〔{year}〕{number % 400}号", "doc_type": "通知", "issuer": f"{place}总工会",
         "issued_on": day, "valid_to": valid_to, "adcode": adcode, "text": text.text}
    ]  # fmt: skip
    return rows
