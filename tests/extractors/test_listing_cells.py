"""What the cells of a supplier list say of its firm: whom to call, where it is, and what stands for nothing."""

from __future__ import annotations

import json

import pytest

from tests.extractors.listing_rows import read


@pytest.mark.parametrize(
    ("heading", "printed", "contact", "phone"),
    [
        ("联系人及电话", "王小明 13800000001", "王小明", "13800000001"),
        ("联系人及电话", "王小明13800000001\n李青13900000002", "王小明、李青", "13800000001、13900000002"),
        ("联系电话", "0571-88880000\n13800000001", None, "0571-88880000、13800000001"),
        ("联系人", "王小明、李青", "王小明、李青", None),
        ("联系人", "李 青（经理）", "李青", None),
        ("联系人", "王小明（理事长）\n李 青（会计）", "王小明、李青", None),
        ("联系人", "王小明（理事长）李青（会计）", "王小明、李青", None),
        ("联系人", "王 明\n李小青", "王明、李小青", None),
        ("联系人", "王\n明", "王明", None),
        ("联系电话", "13800000001转采购部", None, "13800000001"),
        ("联系电话", "13800000001微信同号", None, "13800000001"),
        ("联系电话", "138000\n00001", None, "13800000001"),
        ("联系电话", "/", None, None),
    ],
)
def test_persons_and_numbers(heading: str, printed: str, contact: str | None, phone: str | None) -> None:
    (listing,) = read("附件", "企业名单", [["企业名称", heading], ["青禾食品有限公司", printed]])
    assert (listing.contact, listing.phone) == (contact, phone)


@pytest.mark.parametrize("mark", ["/", "—", "——", "无", "暂无", "-"])
def test_what_stands_for_nothing_is_nothing(mark: str) -> None:
    rows = [["企业名称", "地址", "联系人", "联系电话", "推荐单位"], ["青禾食品有限公司", mark, mark, mark, mark]]
    (listing,) = read("附件", "企业名单", rows)
    assert (listing.address, listing.contact, listing.phone, listing.extra) == (None, None, None, None)


@pytest.mark.parametrize(
    ("printed", "phone"),
    [
        ("1380000000113900000002", "13800000001、13900000002"),
        ("138000000010571-88880000", "13800000001、0571-88880000"),
        ("0571-88880000转8003", "0571-88880000转8003"),
        ("0571-88880000-801、13800000001", "0571-88880000-801、13800000001"),
        ("13800000001/0571-88880000", "13800000001、0571-88880000"),
    ],
)
def test_several_numbers_of_a_cell(printed: str, phone: str) -> None:
    (listing,) = read("附件", "企业名单", [["企业名称", "联系电话"], ["青禾食品有限公司", printed]])
    assert (listing.contact, listing.phone) == (None, phone)


def test_the_legal_representative_stands_in_for_a_contact() -> None:
    rows = [["企业名称", "法定代表人", "联系电话"], ["青禾食品有限公司", "王小明", "13800000001"]]
    (listing,) = read("附件", "企业名单", rows)
    assert (listing.contact, listing.extra) == ("王小明", None)


def test_the_legal_representative_is_kept_beside_a_contact() -> None:
    rows = [
        ["企业名称", "法定代表人", "联系人", "联系电话"],
        ["青禾食品有限公司", "王小明", "李青", "13800000001"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert listing.contact == "李青"
    assert json.loads(listing.extra or "") == {"法定代表人": "王小明"}


def test_a_credit_code_is_kept_as_printed_without_layout_spaces() -> None:
    rows = [["企业名称", "统一社会信用代码", "联系电话"], ["青禾食品有限公司", "9111 0000\n600037341L", "13800000001"]]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"统一社会信用代码": "91110000600037341L"}


@pytest.mark.parametrize(
    ("places", "address", "region"),
    [
        (("甜园县白河镇", "甜园县东关街道"), "甜园县白河镇", None),
        (("临江路12号", "上村3组"), "临江路12号", None),
        (("甜园县", "白河县"), None, "甜园县"),
    ],
)
def test_a_seat_is_an_address_where_it_says_more_than_a_district(
    places: tuple[str, str], address: str | None, region: str | None
) -> None:
    rows = [["店名", "经理", "电话", "所在地"]]
    rows += [["清源茶叶有限公司", "王小明", f"1380000000{at}", place] for at, place in enumerate(places)]
    listing = read("供货名单", rows)[0]
    assert (listing.address, listing.region) == (address, region)


@pytest.mark.parametrize("number", ["13800000001", "0571-88880001"])
def test_a_number_and_the_address_run_into_it_are_parted(number: str) -> None:
    rows = [
        ["店名", "经理", "联系方式 所在地"],
        ["清源茶叶有限公司", "王小明", f"{number}甜园县白河镇"],
        ["甜园蜂蜜合作社", "李青", "13800000002 甜园县东关街道"],
    ]
    listing = read("供货名单", rows)[0]
    assert (listing.contact, listing.phone, listing.address) == ("王小明", number, "甜园县白河镇")


def test_a_person_after_a_number_is_no_address() -> None:
    rows = [["企业名称", "联系电话"], ["王二姐土鸡蛋合作社", "0571-88880001李青（甜园村）"]]
    (listing,) = read("企业名单", rows)
    assert (listing.contact, listing.phone, listing.address) == ("李青", "0571-88880001", None)


@pytest.mark.parametrize(
    ("printed", "phone", "extra"),
    [
        ("96012", "96012", {}),
        ("96012转3", "96012转3", {}),
        ("661234（短号）", "661234（短号）", {}),
        ("12345", "12345", {}),
        ("0571-88880000（转）801", "0571-88880000（转）801", {}),
        ("详见附件2", None, {"电话": "详见附件2"}),
        ("待定", None, {"电话": "待定"}),
    ],
)
def test_what_stands_under_telephone_is_no_person(printed: str, phone: str | None, extra: dict[str, str]) -> None:
    rows = [
        ["企业名称", "联系人", "电话"],
        ["青禾食品有限公司", "王小明", printed],
        ["白河商行", "李青", "13800000001"],
    ]
    first, _ = read("附件", "企业名单", rows)
    assert (first.contact, first.phone, json.loads(first.extra or "{}")) == ("王小明", phone, extra)
