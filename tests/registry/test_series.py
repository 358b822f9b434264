"""Issues of one series, and each one's predecessor."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from extract.registry.series import PREDECESSOR, series_key
from tests.registry.factories import BODY, citation, notice, reading, store


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于做好2023年消费帮扶工作的通知", "关于做好2024年消费帮扶工作的通知"),
        ("关于做好2023年度消费帮扶工作的通知", "关于做好消费帮扶工作的通知"),
        ("青川县消费帮扶实施方案（2021—2023年）", "青川县消费帮扶实施方案（2024—2026年）"),
        ("关于公布第一批消费帮扶供应商名单的公告", "关于公布第三批消费帮扶供应商名单的公告"),
        ("职工福利采购管理办法（试行）", "职工福利采购管理办法"),
        ("二〇二三年消费帮扶工作要点通知", "二〇二四年消费帮扶工作要点通知"),
    ],
)
def test_titles_of_one_series(one: str, other: str) -> None:
    assert series_key(one, "510822", None) == series_key(other, "510822", None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("关于做好消费帮扶工作的通知", "510822", None), ("关于做好消费帮扶工作的通知", "510800", None)),
        (("关于做好消费帮扶工作的通知", "510822", None), ("关于做好食堂采购工作的通知", "510822", None)),
        (("关于做好消费帮扶工作的通知", None, "甲公司"), ("关于做好消费帮扶工作的通知", None, "乙公司")),
    ],
)
def test_titles_of_different_series(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert series_key(*one) != series_key(*other)


@pytest.mark.parametrize(
    "values", [(None, "510822", None), ("通知", "510822", None), ("关于做好消费帮扶工作的通知", None, None)]
)
def test_what_does_not_tell_belongs_to_no_series(values: tuple[str | None, ...]) -> None:
    assert series_key(*values) is None


def _predecessors(db: Database) -> dict[str, str | None]:
    sql = f"SELECT issued_on, (SELECT issued_on FROM notices AS n WHERE n.id = ({PREDECESSOR})) FROM notices"
    return dict(db.execute(sql).fetchall())


def test_last_year_s_notice_is_the_predecessor(db: Database) -> None:
    files = [
        reading(
            notice(
                title=f"关于做好{year}年消费帮扶工作的通知",
                issued_on=f"{year}-03-01",
                adcode="510822",
                text=f"{BODY}{year}",
            ),
            content=str(year),
        )
        for year in (2024, 2021, 2023)
    ]
    store(db, *files)
    assert _predecessors(db) == {"2021-03-01": None, "2023-03-01": "2021-03-01", "2024-03-01": "2023-03-01"}


def test_what_a_notice_repeals_goes_before_its_series(db: Database) -> None:
    text = BODY + "《职工福利采购管理规定》同时废止。\n"
    repealed = reading(notice(title="职工福利采购管理规定", issued_on="2020-01-01", adcode="510822"), content="a")
    series = reading(
        notice(title="关于职工采购工作的通知", issued_on="2022-01-01", adcode="510822", text="另" + BODY), content="b"
    )
    last = reading(
        notice(
            citation(text, "《职工福利采购管理规定》", title="职工福利采购管理规定", relation="repeals"),
            title="关于职工采购工作的通知", issued_on="2023-01-01", adcode="510822", text=text,
        ),
        content="c",
    )  # fmt: skip
    store(db, repealed, series, last)
    assert _predecessors(db)["2023-01-01"] == "2020-01-01"
