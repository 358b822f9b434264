"""The site over HTTP: search, queries, foreign keys as names, safe headers."""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest


def get(address: str) -> tuple[str, dict[str, str]]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode("utf-8"), {name.lower(): value for name, value in answer.headers.items()}


def rows(site: str, path: str, **query: str) -> list[dict[str, Any]]:
    text, _ = get(f"{site}/registry/{path}.json?{urllib.parse.urlencode({**query, '_shape': 'array'})}")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_the_home_page_is_chinese_and_names_the_uses(site: str) -> None:
    text, _ = get(site)
    assert 'lang="zh-CN"' in text
    assert all(use in text for use in ("找供应商", "比较政策", "核对原文", "接下来到期"))


@pytest.mark.parametrize("length", [1, 2, 3, 4, 6])
def test_a_word_of_any_length_is_found_by_the_search_box(site: str, corpus_registry: Path, length: int) -> None:
    connection = sqlite3.connect(corpus_registry)
    (name,) = connection.execute("select name from suppliers order by length(name) desc, id").fetchone()
    word = name[1 : 1 + length]
    (expected,) = connection.execute("select count(*) from suppliers where instr(name, ?)", (word,)).fetchone()
    assert expected > 0
    assert len(rows(site, "suppliers", _search=word, _size="max")) == expected


def test_an_empty_search_shows_everything(site: str) -> None:
    assert len(rows(site, "suppliers", _search="")) == len(rows(site, "suppliers"))


def test_column_headings_are_chinese(site: str) -> None:
    text, _ = get(f"{site}/registry/terms")
    assert "数值" in text
    assert "原文" in text


def test_foreign_keys_read_as_names(site: str) -> None:
    text, _ = get(f"{site}/registry/listings")
    (first,) = rows(site, "listings", _size="1")
    (supplier,) = rows(site, "suppliers", id=str(first["supplier_id"]))
    assert f">{supplier['name']}</a>" in text


def test_codes_read_as_words(site: str) -> None:
    text, _ = get(f"{site}/registry/terms?kind=cap")
    assert "不超过" in text


@pytest.mark.parametrize("query", ["supplier_lists_in_force", "find_suppliers", "compare_terms", "product_prices"])
def test_a_canned_query_answers_from_the_corpus(site: str, query: str) -> None:
    assert rows(site, query)


def test_a_supplier_is_found_by_a_word_of_its_name_with_its_telephone(site: str, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    name, phone = connection.execute(
        "select listings.name, phone from listings join notices on notices.id = notice_id "
        "where phone is not null and duplicate_of is null limit 1"
    ).fetchone()
    assert (name, phone) in [(row["supplier"], row["phone"]) for row in rows(site, "find_suppliers", keyword=name[2:6])]


def test_terms_are_compared_by_topic_with_their_words(site: str) -> None:
    found = rows(site, "compare_terms", topic_or_all="消费帮扶额度")
    assert found
    assert {row["topic"] for row in found} == {"assistance"}
    assert all(row["quote"] for row in found)


def test_what_is_due_next_is_in_the_future_and_in_order(site: str) -> None:
    days = [row["days_left"] for row in rows(site, "due_next", days="400")]
    assert days == sorted(days)
    assert all(0 <= day <= 400 for day in days)


def test_pages_tell_browsers_not_to_guess_or_frame(site: str) -> None:
    _, headers = get(site)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_inner_tables_are_not_listed(site: str) -> None:
    text, _ = get(f"{site}/registry")
    assert "link_keys" not in text
    assert "_fts" not in text


def test_a_helped_place_finds_the_suppliers_of_its_notices(site: str, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    (place,) = connection.execute(
        "select notice_regions.name from notice_regions join listings using (notice_id) join notices on notices.id = "
        "notice_id where role = 'beneficiary' and duplicate_of is null limit 1"
    ).fetchone()
    assert rows(site, "find_suppliers", keyword=place)


def test_terms_are_compared_by_part_of_a_topic_and_by_place(site: str) -> None:
    everywhere = rows(site, "compare_terms", topic_or_all="食堂", place_or_code="")
    place = everywhere[0]["place"]
    found = rows(site, "compare_terms", topic_or_all="食堂", place_or_code=place)
    assert {row["place"] for row in found} == {place}


def test_an_original_is_served_as_it_was_handed_in(site: str, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    sha256, size = connection.execute("select sha256, bytes from sources where filename like '%.pdf'").fetchone()
    with urllib.request.urlopen(f"{site}/originals/{sha256}", timeout=10) as answer:
        assert len(answer.read()) == size
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-security-policy"] == "sandbox"


def test_a_web_page_handed_in_is_downloaded_and_never_shown(site: str, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    (sha256,) = connection.execute("select sha256 from sources where media_type = 'text/html'").fetchone()
    with urllib.request.urlopen(f"{site}/originals/{sha256}", timeout=10) as answer:
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")


def test_an_unknown_original_is_not_found(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{site}/originals/{'0' * 64}", timeout=10)


def test_a_notice_s_page_shows_its_facts_and_marks_them_in_the_text(site: str, corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    notice, quote = connection.execute(
        "select notice_id, quote from terms where quote not like '%\n%' limit 1"
    ).fetchone()
    text, _ = get(f"{site}/registry/notices/{notice}")
    assert "额度与比例" in text
    assert f">{quote}</mark>" in text or quote in text


def test_a_record_s_page_names_the_notice_it_belongs_to(site: str) -> None:
    (first,) = rows(site, "terms", _size="1")
    (notice,) = rows(site, "notices", id=str(first["notice_id"]))
    text, _ = get(f"{site}/registry/terms/{first['id']}")
    assert f">{notice['title']}</a>" in text


def test_a_doubt_leads_to_the_row_it_is_about(site: str) -> None:
    doubt = rows(site, "review", table_name="terms", row_id__notnull="1", _size="1")[0]
    page, _ = get(f"{site}/registry/review?table_name=terms")
    address = f"/registry/terms/{doubt['row_id']}"
    assert f'href="{address}"' in page
    assert get(f"{site}{address}")[0]
