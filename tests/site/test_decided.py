"""What a person has decided is marked wherever it is shown."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from extract import reviewing
from extract.ingest import retry
from extract.registry.store import open_registry
from tests.samples import run
from tests.serving import served, text_of

_TEXT = """<html><body><h1>关于公布青川县消费帮扶供应商名单的通知</h1>
<p>青工发〔2024〕12号</p><p>各基层工会：</p><p>一、每人每年不超过500元，用于采购帮扶产品。</p>
<p>二、供应商名单如下。</p>
<table><tr><th>序号</th><th>企业名称</th><th>联系人</th><th>联系电话</th></tr>
<tr><td>1</td><td>青川云岭山货有限公司</td><td>穆青山</td><td>13900000001</td></tr>
<tr><td>2</td><td>青川绿野茶业有限公司</td><td>周茶香</td><td>13900000002</td></tr></table>
<p>三、请于{day}前报送采购情况。</p><p>青川县总工会</p><p>2024年3月5日</p></body></html>
"""
_SAID = date.today() + timedelta(days=40)
_DAY = (date.today() + timedelta(days=41)).isoformat()


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry in which a cap and a telephone number were mended."""
    folder = tmp_path_factory.mktemp("decided")
    text = _TEXT.replace("{day}", f"{_SAID.year}年{_SAID.month}月{_SAID.day}日")
    (folder / "notice.html").write_text(text, "utf-8")
    path = folder / "registry" / "registry.db"
    assert run("ingest", folder / "notice.html", "--registry", path).returncode == 0
    with closing(open_registry(path)) as db:
        ((cap,),) = db.execute("SELECT id FROM terms").fetchall()
        ((line,),) = db.execute("SELECT id FROM listings WHERE phone = '13900000001'").fetchall()
        reviewing.decide_row(db, "terms", cap, "correct", "李核", {"amount": 600})
        reviewing.decide_row(db, "listings", line, "correct", "李核", {"phone": "13900000009"})
        ((due,),) = db.execute("SELECT id FROM dates WHERE ends_on = ?", (_SAID.isoformat(),)).fetchall()
        reviewing.decide_row(db, "dates", due, "correct", "李核", {"ends_on": _DAY})
        assert [outcome.outcome for outcome in retry(db, path, reviewing.waiting(db, path))] == ["read"]
    return path


@pytest.fixture(scope="module")
def site(registry: Path) -> Iterator[str]:
    with served(registry) as address:
        yield address


def test_the_notice_s_page_says_what_had_been_read(registry: Path, site: str) -> None:
    with closing(open_registry(registry)) as db:
        ((notice,),) = db.execute("SELECT id FROM notices").fetchall()
    text = text_of(f"{site}/notices/{notice}")
    assert "人工更正" in text
    assert "原读作：数值 500" in text


def test_the_list_of_suppliers_marks_the_line(site: str) -> None:
    text = text_of(f"{site}/suppliers")
    assert "13900000009" in text
    assert text.count("人工更正") == 1


def test_the_comparison_marks_the_figure(site: str) -> None:
    text = text_of(f"{site}/compare")
    assert "600" in text
    assert "人工更正" in text


def test_a_search_marks_what_was_decided(site: str) -> None:
    assert "人工更正" in text_of(f"{site}/search?q=%E4%BA%91%E5%B2%AD")
    assert "人工更正" in text_of(f"{site}/search?q=%E6%AF%8F%E4%BA%BA%E6%AF%8F%E5%B9%B4&kind=terms")


def test_the_calendar_marks_a_day_that_was_mended(site: str) -> None:
    assert "人工更正" in text_of(f"{site}/calendar/{_DAY[:7]}")


def test_datasette_s_own_table_marks_the_row(site: str) -> None:
    text = text_of(f"{site}/registry/listings")
    assert text.count("人工更正") == 1


def test_a_download_says_how_a_line_was_decided(site: str) -> None:
    with urllib.request.urlopen(f"{site}/suppliers.csv", timeout=30) as answer:
        lines = answer.read().decode("utf-8-sig").splitlines()
    assert [("correct" in line) for line in lines[1:]] == ["13900000009" in line for line in lines[1:]]


def test_what_is_published_is_marked_too_and_says_no_more(registry: Path, tmp_path: Path) -> None:
    assert run("publish", tmp_path / "out", "--registry", registry).returncode == 0
    with served(tmp_path / "out") as address:
        assert "人工更正" in text_of(f"{address}/suppliers")
        assert "李核" not in text_of(f"{address}/registry/corrections")
