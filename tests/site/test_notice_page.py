"""A notice's page: its facts with their words and places, what it has to do with others, its lists, its downloads."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from extract import originals
from extract.doubts import Doubt
from extract.facts import Fact
from extract.parts import PlacedPart
from extract.placing import PlacedBox, Span
from extract.readings import AnnexSource, NoticeReading, Reading
from extract.registry.store import open_registry
from extract.serve import site
from extract.site import page_images
from extract.site.notice_page import COLUMNS
from extract.site.notice_records import LINES
from tests.registry.factories import BODY, citation, contact, listing, notice, reading, store, term
from tests.test_page_pictures import pdf

Ask = Callable[[str], Any]
BOX = (1, 0.1, 0.2, 0.5, 0.25)


@pytest.fixture
def registry(tmp_path: Path) -> Database:
    return open_registry(tmp_path / "registry.db")


@pytest.fixture
def ask(tmp_path: Path, registry: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """What the site answers at an address."""
    monkeypatch.setattr(page_images, "_pictures", page_images.Pictures())
    application: list[Any] = []

    async def get(path: str) -> Any:
        if not application:
            application.append(site(tmp_path / "registry.db"))
            await application[0].invoke_startup()
        return await application[0].client.get(path)

    with asyncio.Runner() as runner:
        yield lambda path: runner.run(get(path))


def address(registry: Database, title: str) -> str:
    """Where the notice with this title is."""
    return f"/notices/{registry.execute('SELECT id FROM notices WHERE title = ?', (title,)).fetchone()[0]}"


def placed(*facts: Fact, **values: Any) -> NoticeReading:
    """A notice with facts that all stand in one box of its first page."""
    own = notice(*facts, title=values.pop("title", "采购通知"), **values)
    places: dict[Span, tuple[PlacedBox, ...]] = {(fact.evidence.start, fact.evidence.end): (BOX,) for fact in facts}
    return replace(own, places=places, parts=(PlacedPart("body", 0, len(BODY)),))


def keep(tmp_path: Path, file: Reading, data: bytes) -> None:
    """Puts a file beside the registry under the hash that its reading has."""
    originals.keep(tmp_path, data, file.sha256, file.filename)


def doubt(fact: Fact, reason: str) -> Doubt:
    place = fact.evidence
    return Doubt("term.no_base", reason, fact.table, place.start, place.end, place.quote, fact)


def test_a_fact_stands_with_its_value_its_words_and_how_firm_it_is(ask: Ask, registry: Database) -> None:
    store(registry, reading(notice(term(per="person-year"), title="采购通知", issuer="甲市总工会")))
    page = ask(address(registry, "采购通知")).text
    start = BODY.index("不超过300元")
    assert "不超过 300 元" in page
    assert re.search(rf'href="#at-{start}" data-from="{start}" data-to="{start + 7}"[^>]*>不超过300元</a>', page)
    assert f'<mark id="at-{start}" class="terms"' in page
    assert "可信度 100%" in page


def test_a_doubtful_fact_says_why_and_a_settled_one_that_it_is(ask: Ask, registry: Database) -> None:
    fact = term()
    store(registry, reading(replace(notice(fact, title="采购通知"), doubts=(doubt(fact, "没有认出基数。"),))))
    assert re.search(r'class="fact is-doubtful".*没有认出基数。', ask(address(registry, "采购通知")).text, re.DOTALL)
    registry.execute("UPDATE review SET status = 'accepted'")
    registry.commit()
    page = ask(address(registry, "采购通知")).text
    assert "人工核定：已认可" in page
    assert "is-doubtful" not in page


def test_what_a_person_corrected_says_so_and_what_had_been_read(ask: Ask, registry: Database) -> None:
    store(registry, reading(notice(term(), title="采购通知")))
    (row, notice_id) = registry.execute("SELECT id, notice_id FROM terms").fetchone()
    registry.execute(
        "INSERT INTO corrections (id, source_sha256, notice_no, table_name, action, value_read, made_by, made_at) "
        "VALUES ('a', 'b', 0, 'terms', 'correct', ?, 'clerk', '2030-01-01')",
        [json.dumps({"kind": "cap", "amount": 30})],
    )
    registry.execute("INSERT INTO corrected VALUES ('terms', ?, ?, 'a')", [row, notice_id])
    registry.commit()
    page = ask(address(registry, "采购通知")).text
    assert "人工更正" in page
    assert "原读作：数值 30" in page


def test_what_was_not_read_is_told_with_its_words(ask: Ask, registry: Database) -> None:
    missing = Doubt("unread.amount", "这里可能有没读出的金额。", "terms", 0, 5, BODY[:5])
    store(registry, reading(replace(notice(title="采购通知"), doubts=(missing,))))
    assert "这里可能有没读出的金额。" in ask(address(registry, "采购通知")).text


def test_a_place_on_a_page_is_marked_on_its_picture(ask: Ask, registry: Database, tmp_path: Path) -> None:
    file = reading(placed(term()), pages=2)
    keep(tmp_path, file, pdf((200, 400), (200, 400)))
    store(registry, file)
    page = ask(address(registry, "采购通知")).text
    (key,) = registry.execute("SELECT 'terms-' || id FROM terms").fetchone()
    assert f'href="#box-{key}"' in page
    assert f'<g id="box-{key}" data-fact="{key}"><rect x="0.0960" y="0.1960"' in page
    assert re.findall(r'src="(/pages/[^"]+)"', page) == [f"/pages/{file.sha256}/{number}.webp" for number in (1, 2)]
    assert "框出了读到内容的 1 处" in page
    picture = ask(f"/pages/{file.sha256}/2.webp")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert picture.content[8:12] == b"WEBP"


def test_pages_of_an_annex_in_a_file_of_its_own_are_that_file_s(ask: Ask, registry: Database) -> None:
    annex = reading(content="annex", filename="附件.pdf", pages=1)
    fact = replace(term(), evidence=replace(term().evidence, page=3))
    own = replace(placed(fact), places={(fact.evidence.start, fact.evidence.end): ((3, 0.1, 0.1, 0.2, 0.2),)})
    store(registry, annex, reading(own, pages=2, annexes=(AnnexSource(annex.sha256, 3),)))
    page = ask(address(registry, "采购通知")).text
    assert "附件第 1 页" in page
    assert f"/pages/{annex.sha256}/1.webp" in page
    assert f'href="/originals/{annex.sha256}"' in page
    assert ">附件.pdf</a>" in page


@pytest.mark.parametrize("bad", ["f" * 64 + "/1", "SHA/3", "SHA/99999"])
def test_there_is_no_picture_of_what_is_not_there(ask: Ask, registry: Database, tmp_path: Path, bad: str) -> None:
    file = reading(placed(term()), pages=2)
    keep(tmp_path, file, pdf((200, 400), (200, 400)))
    store(registry, file)
    assert ask(f"/pages/{bad.replace('SHA', file.sha256)}.webp").status_code == 404


def test_there_is_no_picture_of_other_kinds_of_files_or_damaged_ones(
    ask: Ask, registry: Database, tmp_path: Path
) -> None:
    page = reading(placed(term()), content="web page", media_type="text/html", filename="a.html")
    broken = reading(placed(term()), content="broken", pages=1)
    for file, data in ((page, b"<html>"), (broken, b"%PDF-1.7 broken")):
        keep(tmp_path, file, data)
        store(registry, file)
        assert ask(f"/pages/{file.sha256}/1.webp").status_code == 404


def published(registry: Database, originals: list[str], pages: list[tuple[str, int]]) -> None:
    registry.execute("CREATE TABLE published_originals (sha256 TEXT)")
    registry.execute("CREATE TABLE published_pages (sha256 TEXT, page INTEGER)")
    registry.conn.executemany("INSERT INTO published_originals VALUES (?)", [(sha,) for sha in originals])
    registry.conn.executemany("INSERT INTO published_pages VALUES (?, ?)", pages)
    registry.commit()


def test_a_published_registry_shows_only_the_pages_it_names(ask: Ask, registry: Database, tmp_path: Path) -> None:
    file = reading(placed(term()), pages=2)
    store(registry, file)
    published(registry, [], [(file.sha256, 2)])
    made = tmp_path / "pages" / file.sha256
    made.mkdir(parents=True)
    for number in (1, 2):
        (made / f"{number}.webp").write_bytes(b"RIFF????WEBP")
    assert ask(f"/pages/{file.sha256}/1.webp").status_code == 404
    assert ask(f"/pages/{file.sha256}/2.webp").content == b"RIFF????WEBP"
    page = ask(address(registry, "采购通知")).text
    assert f"/pages/{file.sha256}/2.webp" in page
    assert f"/pages/{file.sha256}/1.webp" not in page
    assert "原件未公开" in page
    assert f"/originals/{file.sha256}" not in page


def test_a_published_original_has_all_its_pages(ask: Ask, registry: Database, tmp_path: Path) -> None:
    file = reading(placed(term()), pages=1)
    keep(tmp_path, file, pdf((200, 400)))
    store(registry, file)
    published(registry, [file.sha256], [])
    assert ask(f"/pages/{file.sha256}/1.webp").status_code == 200
    assert f'href="/originals/{file.sha256}"' in ask(address(registry, "采购通知")).text


def test_notices_that_have_to_do_with_each_other_lead_to_each_other(ask: Ask, registry: Database) -> None:
    old = notice(title="旧采购通知", doc_number="甲工〔2028〕1号")
    text = BODY + "延长《旧采购通知》（甲工〔2028〕1号）有效期。\n"
    cites = citation(text, "《旧采购通知》", title="旧采购通知", doc_number="甲工〔2028〕1号", relation="extends")
    new = notice(cites, text=text, title="新采购通知", doc_number="甲工〔2030〕2号")
    inner = notice(text=BODY + "另一份。\n", title="被转发的通知", doc_number="乙工〔2030〕3号", parent=0)
    store(registry, reading(old, content="old"), reading(new, inner, content="new"))
    links = {title: f'href="{address(registry, title)}"' for title in ("旧采购通知", "新采购通知", "被转发的通知")}
    pages = {title: ask(address(registry, title)).text for title in links}
    assert re.search(rf"<dt>延长了</dt><dd><a {links['旧采购通知']}", pages["新采购通知"])
    assert re.search(rf"<dt>转发了</dt><dd><a {links['被转发的通知']}", pages["新采购通知"])
    assert re.search(rf"<dt>被以下通知延长</dt><dd><a {links['新采购通知']}", pages["旧采购通知"])
    assert re.search(rf"<dt>由以下通知转发</dt><dd><a {links['新采购通知']}", pages["被转发的通知"])


def test_the_same_notice_in_another_file_is_named(ask: Ask, registry: Database) -> None:
    same: dict[str, Any] = {"title": "采购通知", "doc_number": "甲工〔2030〕1号", "issued_on": "2030-01-01"}
    store(registry, *(reading(notice(**same), content=content) for content in ("as pdf", "as docx")))
    (copy,) = registry.execute("SELECT id FROM notices WHERE duplicate_of IS NOT NULL").fetchone()
    page = ask(f"/notices/{copy}").text
    assert "这是同一通知的另一文件" in page
    assert "内容相同，计在" in page


def test_a_long_list_is_shown_from_its_beginning_and_leads_to_the_rest(ask: Ask, registry: Database) -> None:
    names = [f"青禾{number:03}号食品公司" for number in range(LINES + 20)]
    text = BODY + "".join(name + "\n" for name in names)
    store(registry, reading(notice(*(listing(text, name) for name in names), text=text, title="名单通知")))
    page = ask(address(registry, "名单通知")).text
    number = address(registry, "名单通知").rpartition("/")[2]
    assert len(re.findall(r'<tr id="fact-listings-', page)) == LINES
    assert f'href="/suppliers?notice={number}">全部 {LINES + 20} 行</a>' in page
    assert f'href="/suppliers.csv?notice={number}"' in page


def test_a_long_text_is_shown_in_pieces_and_a_fact_leads_to_its_own(ask: Ask, registry: Database) -> None:
    text = BODY + "各单位要认真组织。\n" * 3000 + "最后每人每年不超过980元。\n"
    far = text.index("不超过980元")
    store(registry, reading(notice(term(text, "不超过980元", 980), text=text, title="长通知")))
    where = address(registry, "长通知")
    page = ask(where).text
    assert len(page) < 200_000
    assert f'href="{where}?at={far}#at-{far}"' in page
    assert f'<mark id="at-{far}"' not in page
    assert f'<mark id="at-{far}"' in ask(f"{where}?at={far}").text


@pytest.mark.parametrize("query", ["?at=-5", "?at=999999999999", "?at=x", "?at=%00"])
def test_a_place_that_is_none_gives_a_piece_all_the_same(ask: Ask, registry: Database, query: str) -> None:
    store(registry, reading(notice(title="采购通知")))
    assert ask(address(registry, "采购通知") + query).status_code == 200


def test_what_was_read_is_never_html_nor_a_link_of_its_own(ask: Ask, registry: Database) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    text = BODY + bad + "\n"
    facts = (contact(text, bad, bad), listing(text, bad, contact=bad, phone=bad, address=bad))
    store(registry, reading(notice(*facts, text=text, title=bad, issuer=bad, doc_number=bad), filename=bad))
    page = ask(f"/notices/{registry.execute('SELECT id FROM notices').fetchone()[0]}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)") > 5


def test_an_unknown_notice_is_not_found(ask: Ask, registry: Database) -> None:
    store(registry, reading(notice(title="采购通知")))
    assert ask("/notices/12345").status_code == 404
    assert ask("/notices/12345.json").status_code == 404


def test_all_facts_are_given_as_json(ask: Ask, registry: Database) -> None:
    store(registry, reading(placed(term(), contact(BODY, "各单位", "0571-88880000"))))
    given = json.loads(ask(address(registry, "采购通知") + ".json").text)
    assert [fact["amount"] for fact in given["facts"]["terms"]] == [300]
    assert [fact["person"] for fact in given["facts"]["contacts"]] == ["各单位"]
    assert given["notice"]["text"] == BODY
    assert [part["part"] for part in given["parts"]] == ["body"]
    assert [list(BOX)] in given["places"].values()


def test_all_facts_are_given_as_a_table(ask: Ask, registry: Database) -> None:
    names = [f"青禾{number:03}号食品公司" for number in range(LINES + 20)]
    text = BODY + "".join(name + "\n" for name in names)
    lines = (listing(text, name, phone="0571-88880000") for name in names)
    store(registry, reading(notice(term(text), *lines, text=text, title="名单通知")))
    given = ask(address(registry, "名单通知") + ".csv")
    rows = list(csv.reader(io.StringIO(given.content.decode("utf-8-sig"))))
    assert len(rows[0]) == len(COLUMNS)
    assert len(rows) == 1 + 1 + LINES + 20
    assert rows[1][:2] == ["额度与比例", "不超过 300 元"]
    assert rows[2][:3] == ["供应商名单", names[0], "电话 0571-88880000"]


@pytest.mark.parametrize("table", ["notices", "suppliers"])
def test_datasette_s_row_pages_lead_to_the_site_s(ask: Ask, registry: Database, table: str) -> None:
    store(registry, reading(notice(listing(BODY, "各单位"), title="采购通知")))
    (number,) = registry.execute(f"SELECT id FROM {table}").fetchone()
    answer = ask(f"/registry/{table}/{number}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{table}/{number}")
    assert ask(f"/registry/{table}/{number}.json").json()["rows"][0][0] == number


def test_an_amount_with_a_fraction_is_given_in_full(ask: Ask, registry: Database) -> None:
    fact = replace(term(), amount=Decimal("1234.5"))
    store(registry, reading(notice(fact, title="采购通知")))
    assert "不超过 1,234.5 元" in ask(address(registry, "采购通知")).text
