"""Web archives: what is taken out of them, under which names, and which of it is whose annex."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from extract.bundles import bundle_kind, members_of
from extract.fetching.client import Answer
from extract.fetching.keeping import Fetched, web_archive
from extract.limits import Limits, using
from extract.readers.errors import ReadError
from extract.reading import read_bytes
from extract.readings import Reading
from tests.bundles.samples import zip_of
from tests.samples import notice_text

PAGE = "http://www.qinghe.test/tzgg/t1.html"
NAMES = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n甜园合作社,白某,0990-5550002\n".encode()


def fetched(address: str, name: str, data: bytes, kind: str = "text/html", linked: bool = True) -> Fetched:
    answer = Answer(address, 200, (("Content-Type", kind),), data, datetime(2030, 3, 6, 1, 2, 3, tzinfo=UTC))
    return Fetched(address, name, answer, PAGE if linked else None)


def page(text: str) -> Fetched:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    data = f"<html><head><meta charset='utf-8'></head><body><div class='article'>{body}</div></body></html>".encode()
    return fetched(PAGE, "t1.html", data, linked=False)


def archive(*files: Fetched) -> bytes:
    return web_archive(list(files), "Trial/1.0")


def by_path(reading: Reading) -> dict[str, Reading]:
    return {member.path: member.reading for member in reading.members}


NOTICE = "\n".join(line for line in notice_text(1).splitlines() if line)


def test_it_is_known_by_its_content_packed_or_not() -> None:
    data = archive(page(NOTICE))
    assert bundle_kind(data) == bundle_kind(gzip.compress(data)) == "warc"
    assert bundle_kind(gzip.compress(b"text")) is None
    assert bundle_kind(b"\x1f\x8b\x08damaged") is None


def test_files_have_their_addresses_and_bytes() -> None:
    data = archive(page(NOTICE), fetched("http://www.qinghe.test/P1.csv", "附件1：名单.csv", NAMES, "text/csv"))
    found = members_of(data, "warc")
    assert [(one.path, one.origin, one.linked) for one in found] == [
        ("t1.html", PAGE, False),
        ("附件1：名单.csv", "http://www.qinghe.test/P1.csv", True),
    ]
    assert found[1].data == NAMES


def test_files_of_one_name_stay_apart() -> None:
    data = archive(*(fetched(f"http://a.test/{n}", "附件.csv", NAMES + bytes([n]), "text/csv") for n in (65, 66)))
    assert [one.path for one in members_of(data, "warc")] == ["附件 (2).csv", "附件.csv"]


def test_archives_of_other_programs_give_what_a_reader_would_have_seen() -> None:
    def record(kind: str, address: str, block: bytes) -> bytes:
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2030-03-06T00:00:00Z\r\n"
        head += "Content-Type: application/http\r\n"
        return head.encode() + f"Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"

    def answer(status: str, kind: str, body: bytes) -> bytes:
        return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body

    packed = gzip.compress(notice_text(2).encode())
    data = b"".join(
        [
            record("request", "http://a.test/1.html", b"GET /1.html HTTP/1.1\r\n\r\n"),
            record("response", "http://a.test/1.html", answer("200 OK", "text/html", page(NOTICE).answer.data)),
            record("response", "http://a.test/", answer("200 OK", "text/html", b"<html>x</html>")),
            record("response", "http://a.test/a.css", answer("200 OK", "text/css", b"x")),
            record("response", "http://a.test/gone", answer("404 Not Found", "text/html", b"gone")),
            record(
                "response",
                "http://a.test/%E9%80%9A%E7%9F%A5.txt",
                answer("200 OK", "text/plain\r\nContent-Encoding: gzip", packed),
            ),
        ]
    )
    assert [(one.path, one.origin) for one in members_of(data, "warc")] == [
        ("1.html", "http://a.test/1.html"),
        ("index.html", "http://a.test/"),
        ("通知.txt", "http://a.test/%E9%80%9A%E7%9F%A5.txt"),
    ]
    assert [len(one.reading.notices) for one in read_bytes(data, "a.warc").members][2] == 1


def test_one_that_is_cut_short_gives_what_is_whole_or_says_so() -> None:
    data = archive(page(NOTICE), fetched("http://a.test/P1.csv", "附件1.csv", NAMES, "text/csv"))
    whole: set[int] = set()
    refused: list[str] = []
    for end in range(0, len(data), 97):
        try:
            whole.add(len(members_of(data[:end], "warc")))
        except ReadError as error:
            refused.append(str(error))
    assert whole == {0, 1, 2}
    assert refused
    assert all("damaged or cut short" in message for message in refused)


def test_what_unpacks_to_more_than_is_allowed_is_refused() -> None:
    data = gzip.compress(archive(fetched("http://a.test/a.csv", "a.csv", bytes(3 * 2**20), "text/csv")))
    with using(Limits(unpacked_mb=2)), pytest.raises(ReadError, match="more than 2 MB when unpacked"):
        members_of(data, "warc")


# ---------------------------------------------------------------- annexes


def test_a_linked_list_is_the_pages_annex_though_it_calls_itself_none() -> None:
    reading = read_bytes(
        archive(page(NOTICE), fetched("http://a.test/1", "供应商名单.csv", NAMES, "text/csv")), "t1.warc"
    )
    found = by_path(reading)
    (notice,) = found["t1.html"].notices
    assert [fact.values()["name"] for fact in notice.facts["listings"]] == ["青禾食品有限公司", "甜园合作社"]
    assert [annex.sha256 for annex in found["t1.html"].annexes] == [found["供应商名单.csv"].sha256]
    assert found["供应商名单.csv"].notices == ()


def test_a_linked_archive_brings_annexes_too() -> None:
    packed = zip_of({"附件1.供应商名单.csv": NAMES})
    found = by_path(read_bytes(archive(page(NOTICE), fetched("http://a.test/1", "附件.zip", packed)), "t1.warc"))
    assert len(found["t1.html"].notices[0].facts["listings"]) == 2
    assert found["附件.zip/附件1.供应商名单.csv"].notices == ()


def test_a_plan_that_the_page_issues_belongs_to_the_pages_notice() -> None:
    plan = "青禾市职工消费帮扶实施方案\n\n一、标准\n各级工会按照每人每年不超过800元的标准采购帮扶产品。\n".encode()
    found = by_path(
        read_bytes(archive(page(NOTICE), fetched("http://a.test/1", "实施方案.txt", plan, "text/plain")), "t.warc")
    )
    assert found["实施方案.txt"].notices == ()
    amounts = {fact.values()["amount"] for fact in found["t1.html"].notices[0].facts["terms"]}
    assert 800 in amounts


def test_a_plan_with_the_notices_title_in_its_own_is_no_copy_of_it() -> None:
    text = "青禾市总工会关于印发《青禾市职工消费帮扶实施方案》的通知\n各县（市、区）总工会：\n请认真落实。"
    plan = "青禾市职工消费帮扶实施方案\n\n一、标准\n各级工会按照每人每年不超过800元的标准采购帮扶产品。\n".encode()
    for name in ("青禾市职工消费帮扶实施方案.txt", "附件：实施方案.txt"):
        found = by_path(read_bytes(archive(page(text), fetched("http://a.test/1", name, plan, "text/plain")), "t.warc"))
        assert found[name].notices == ()
        assert len(found["t1.html"].notices) == 1
        assert {fact.values()["amount"] for fact in found["t1.html"].notices[0].facts["terms"]} == {800}


def test_a_copy_of_the_notice_that_is_called_an_annex_is_none() -> None:
    copy = fetched("http://a.test/1", "附件：通知.txt", notice_text(1).encode(), "text/plain")
    found = by_path(read_bytes(archive(page(NOTICE), copy), "t1.warc"))
    assert found["t1.html"].annexes == ()


def test_a_linked_copy_of_the_notice_is_a_notice_itself() -> None:
    copy = fetched("http://a.test/1", "通知.txt", notice_text(1).encode(), "text/plain")
    found = by_path(read_bytes(archive(page(NOTICE), copy), "t1.warc"))
    assert len(found["通知.txt"].notices) == len(found["t1.html"].notices) == 1
    assert found["t1.html"].annexes == ()


def test_annexes_go_to_the_linked_notice_where_the_page_only_points_to_it() -> None:
    copy = fetched("http://a.test/1", "通知.txt", notice_text(1).encode(), "text/plain")
    names = fetched("http://a.test/2", "供应商名单.csv", NAMES, "text/csv")
    title = NOTICE.splitlines()[2]
    found = by_path(read_bytes(archive(page(f"{title}\n通知.txt\n供应商名单.csv"), copy, names), "t1.warc"))
    assert found["t1.html"].notices == ()
    (notice,) = found["通知.txt"].notices
    assert len(notice.facts["listings"]) == 2
