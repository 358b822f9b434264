"""Each kind of doubt about a fact: the words that raise it, and words that raise none."""

from __future__ import annotations

from typing import Any

import pytest

from extract.facts import Citation, Duty, Form, NoticeRegion, Platform, Task
from tests.doubts.factory import codes, contact, day, fact, listing, term

CLEAN = "各基层工会每人每年不超过500元。"

BARE = {"kind": "target", "rule": "terms.target.goal"}
SHARE = {"kind": "floor", "amount": 30, "unit": "percent", "base": "预算", "subject": "各工会"}
TERMS: list[tuple[str, str, dict[str, Any]]] = [
    ("term.rate_unread", "各工会按每人500元以内掌握。", {"subject": "各工会"}),
    ("term.no_base", "各工会采购比例不低于30%。", {**SHARE, "base": None}),
    ("term.no_subject", "最高不超过500元。", {}),
    ("term.size", "各工会不超过5元。", {"amount": 5, "subject": "各工会"}),
    ("term.size", "各工会不低于130%。", {**SHARE, "amount": 130}),
    ("term.standing", "每人不超过500元的规定停止执行。", {"subject": "各工会", "per": "person"}),
    ("term.standing", "各工会每人不超过500元。", {"subject": "各工会", "per": "person", "standing": "quoted"}),
    ("term.odd_subject", "及时报市总工会不超过500元。", {"subject": "及时报市总工会"}),
    ("term.odd_base", "各工会不低于30%。", {**SHARE, "base": "比不得少于"}),
    ("term.naked_bound", "最高不超过500元。", {}),
    ("term.body_in_clause", "承包企业不低于500元。", {"kind": "floor"}),
    ("term.body_near", "承包企业自愿参加，不低于500元。", {"kind": "floor", "quote": "不低于500元"}),
    ("term.people_near", "发给会员的不超过500元。", {}),
    ("term.subject_far", "不超过500元。", {"subject": "各级工会"}),
    ("term.other_body", "承包企业不超过500元。", {"subject": "各级工会"}),
    ("term.verb_in_subject", "但亏损企业不超过500元。", {"subject": "但亏损企业"}),
    ("term.verb_in_base", "一次性补贴装修费用的30%。", {**SHARE, "base": "一次性补贴装修费用"}),
    ("term.base_near", "食堂经费中不低于30%。", {**SHARE, "base": None}),
    ("term.bound_unread", "在500元的限额以内解决。", {**BARE, "subject": "各工会"}),
    ("term.recalled", "仍按500元执行。", {"subject": "各工会"}),
    ("term.additional", "另增500元。", {"subject": "各工会"}),
    ("term.additional", "各工会不超过500元。", {"subject": "各工会", "additional": 1}),
    ("term.year_unread", "全年不超过500元。", {"subject": "各工会"}),
    ("term.listed", "两家工会分别不超过500元。", {"subject": "两家工会"}),
    ("term.goods", "1 山茶油 250毫升 500元", {"rule": "terms.column.cap"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "values"), TERMS, ids=[f"{code}: {text}" for code, text, _ in TERMS])
def test_an_amount_is_doubted(code: str, text: str, values: dict[str, Any]) -> None:
    told = dict(values)
    assert code in codes(text, term(text, told.pop("quote", text.rstrip("。")), **told))


def test_an_amount_with_bound_rate_and_subject_is_not_doubted() -> None:
    assert codes(CLEAN, term(CLEAN, CLEAN[:-1], subject="各基层工会", per="person-year")) == set()


def test_a_figure_read_as_cap_and_as_floor_is_doubted_at_both() -> None:
    text = "各工会不超过500元。另有各工会不少于500元。"
    first = term(text, "各工会不超过500元", subject="各工会")
    second = term(text, "各工会不少于500元", subject="各工会", kind="floor", rule="terms.bound.floor_before")
    assert "term.two_readings" in codes(text, first, second)


RUN = {"kind": "validity", "starts_on": "2024-05-01"}
DATES: list[tuple[str, str, dict[str, Any]]] = [
    ("date.no_action", "11月30日前。", {"action": None}),
    ("date.kind_mixed", "11月30日前完成采购，并将总结报送区总工会。", {"kind": "report_due"}),
    ("date.past", "截至11月30日共采购三批。", {}),
    ("date.no_limit", "于11月30日开展采购。", {}),
    ("date.relative", "验收后7个工作日内付款。", {"ends_on": None, "rule": "verb.complete"}),
    ("date.recurrence", "每季度首月30日前报送。", {}),
    ("date.year", "次年11月30日前完成采购。", {"ends_on": "2025-11-30"}),
    ("date.reversed", "自12月1日起至11月30日止。", {"starts_on": "2024-12-01"}),
    ("date.far", "2054年11月30日前完成。", {"ends_on": "2054-11-30"}),
    ("date.before_issue", "2023年11月30日前完成。", {"ends_on": "2023-11-30"}),
    ("date.maybe_validity", "名单使用至11月30日。", {}),
    ("date.maybe_report_due", "11月30日前报送总结。", {}),
    ("date.maybe_phase", "11月30日前公示。", {}),
    ("date.use_unsaid", "11月30日前。", {"kind": "report_due"}),
    ("date.recurrence_beside", "次月30日前完成。", {}),
    ("date.end_beside", "自5月1日起施行，有效期至12月。", {**RUN, "ends_on": None, "quote": "自5月1日起施行"}),
    ("date.begun_before", "自5月1日启用，11月30日为止。", {"quote": "11月30日为止"}),
    ("date.listed", "6月30日、11月30日前完成。", {}),
    ("date.no_day", "每半年报告一次。", {"kind": "report_due", "ends_on": None}),
    ("date.next_year", "1月15日前完成。", {"ends_on": "2025-01-15"}),
    ("date.first_time", "每年11月30日前有效。", {**RUN, "recurs": "yearly"}),
    ("date.year_only", "2024年度分两批办理。", {"ends_on": "2024-12-31"}),
    ("date.open_phase", "收尾阶段11月30日前。", {"kind": "phase"}),
    ("date.odd_action", "11月30日前完成。", {"action": "〕"}),
    ("date.range", "采购期为5月至12月。", {"kind": "phase", "starts_on": "2024-05-01", "ends_on": "2024-05-31"}),
    ("date.range", "11月上旬前完成。", {"ends_on": "2024-11-30"}),
    ("date.range", "即日起至2024年11月30日。", {"kind": "validity", "starts_on": "2024-03-01", "ends_on": None}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "values"), DATES, ids=[f"{code}: {text}" for code, text, _ in DATES])
def test_a_date_is_doubted(code: str, text: str, values: dict[str, Any]) -> None:
    told = dict(values)
    assert code in codes(text, day(text, told.pop("quote", text.rstrip("。")), **told))


def test_one_last_day_read_in_two_places_is_doubted_at_both() -> None:
    text = "11月30日前完成采购。三季度末至11月30日前结清。"
    assert codes(text, day(text, "11月30日前完成采购"), day(text, "至11月30日前结清")) >= {"date.twice"}


def test_a_deadline_with_its_task_is_not_doubted() -> None:
    text = "各单位应于2024年11月30日前完成采购。"
    assert codes(text, day(text, text[:-1])) == set()


def test_a_period_read_to_its_printed_end_is_not_doubted() -> None:
    text = "集中采购阶段（5月至12月）。"
    phase = day(text, "5月至12月", kind="phase", starts_on="2024-05-01", ends_on="2024-12-31", rule="phase.before")
    assert codes(text, phase) == set()


def test_the_same_words_as_two_kinds_of_date_are_doubted() -> None:
    text = "有效期至2024年11月30日前。"
    first, second = day(text, "有效期至2024年11月30日", kind="validity", rule="validity.label"), day(text, text[:-1])
    assert "date.two_kinds" in codes(text, first, second)


def test_a_date_without_any_year_is_doubted() -> None:
    text = "11月30日前完成采购。"
    assert codes(text, day(text, text[:-1]), issued=None) == {"date.year"}


PLACES: list[tuple[str, str, str, str | None, str]] = [
    ("place.unknown", "采购义龙新区产品。", "义龙新区", None, "采购义龙新区"),
    ("place.namesake", "采购鼓楼区产品。", "鼓楼区", "320106", "采购鼓楼区"),
    ("place.wide", "采购四川省产品。", "四川省", "510000", "采购四川省"),
    ("place.short_name", "对口合作。", "合作", "623001", "对口合作"),
    ("place.role", "采购东部省份结对的喜德县产品。", "喜德县", "513432", "喜德县"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "name", "adcode", "quote"), PLACES, ids=[place[0] for place in PLACES])
def test_a_place_is_doubted(code: str, text: str, name: str, adcode: str | None, quote: str) -> None:
    assert code in codes(text, fact(NoticeRegion, text, quote, name=name, adcode=adcode, role="beneficiary"))


def test_a_county_named_in_full_is_not_doubted() -> None:
    text = "优先采购凉山州喜德县产品。"
    helped = fact(NoticeRegion, text, "采购凉山州喜德县", name="凉山州喜德县", adcode="513432", role="beneficiary")
    assert codes(text, helped) == set()


CONTACTS: list[tuple[str, str, dict[str, Any]]] = [
    ("contact.person", "甲市总工会 门市部 13800000000", {"person": "门市部"}),
    ("contact.person", "关注“王小明”公众号 13800000000", {}),
    ("contact.no_body", "王小明 13800000000", {"organization": None}),
    ("contact.no_body", "咨询电话：13800000000", {"person": None}),
    ("contact.body", "及时报甲市总工会 王小明 13800000000", {"organization": "及时报甲市总工会"}),
    ("contact.role", "丙丁商行 王小明 13800000000", {"organization": "丙丁商行"}),
    ("contact.far", "甲市总工会（办公室 王小明 13800000000，市场股", {}),
    ("phone.invalid", "甲市总工会 王小明 0571-812300", {"phone": "0571-812300"}),
    ("phone.local", "甲市总工会 王小明 81230000（区号0571）", {"phone": "81230000"}),
    ("contact.shop_line", "专柜客服热线：王小明 13800000000", {}),
    ("contact.other_body", "请找市商务局王小明 13800000000", {}),
    ("contact.word", "王小明 13800000000，王小明牌，王小明店", {}),
    ("contact.body", "残疾人就业单位 王小明 13800000000", {"organization": "残疾人就业单位"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "values"), CONTACTS, ids=[f"{code}: {text}" for code, text, _ in CONTACTS])
def test_a_contact_is_doubted(code: str, text: str, values: dict[str, Any]) -> None:
    assert code in codes(text, contact(text, text, **values))


def test_a_person_of_an_office_with_a_number_is_not_doubted() -> None:
    text = "甲市总工会 王小明 13800000000"
    assert codes(text, contact(text, text)) == set()


def test_three_persons_with_two_numbers_are_doubted() -> None:
    text = "甲市总工会 王小明、李建国、张兰 13800000000、13800000001"
    people = [
        contact(text, text, person=name, phone="13800000000、13800000001") for name in ("王小明", "李建国", "张兰")
    ]
    assert codes(text, *people) == {"contact.shared"}


def test_a_number_given_for_two_persons_in_two_places_is_doubted() -> None:
    text = "甲市总工会 王小明 13800000000\n甲市总工会 李建国 13800000000"
    first, second = (
        contact(text, "甲市总工会 王小明 13800000000"),
        contact(text, "甲市总工会 李建国 13800000000", person="李建国"),
    )
    assert codes(text, first, second) == {"contact.number_twice"}


LISTINGS: list[tuple[str, dict[str, Any]]] = [
    ("listing.name", {"name": "甲乙公司，地址解放路"}),
    ("listing.person", {"contact": "解放路12号"}),
    ("listing.region", {"region": "山里县"}),
    ("listing.gap", {"address": None, "rule": "listings.line"}),
    ("listing.label", {"name": "职工人数（人）"}),
    ("listing.cell", {"address": "解放路12号，王小明，13800000000"}),
    ("listing.number_left", {"phone": None}),
    ("listing.no_firm", {"name": "等次"}),
    ("listing.bare", {"address": None, "contact": None, "phone": None}),
    ("listing.credit_code", {"extra": '{"统一社会信用代码": "91330203MA2AAAAA0X"}'}),
    ("listing.column", {"extra": '{"手机号": "13800000001"}'}),
    ("phone.invalid", {"phone": "0571-812300"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "values"), LISTINGS, ids=[code for code, _ in LISTINGS])
def test_a_listed_firm_is_doubted(code: str, values: dict[str, Any]) -> None:
    text = "1 甲乙粮油有限公司 解放路12号 王小明 13800000000"
    assert code in codes(text, listing(text, text, **values))


def test_a_listed_firm_with_all_its_particulars_is_not_doubted() -> None:
    text = "1 甲乙粮油有限公司 解放路12号 王小明 13800000000"
    assert codes(text, listing(text, text)) == set()


def test_the_row_that_lacks_what_the_others_have_is_doubted() -> None:
    text = "甲粮油公司\n乙粮油公司\n丙粮油公司\n丁粮油公司"
    names = text.split("\n")
    rows = [listing(text, name, name=name, address=None if name == names[3] else "解放路12号") for name in names]
    assert codes(text, *rows) == {"listing.gap"}


PLATFORMS: list[tuple[str, str, dict[str, Any]]] = [
    ("platform.name", "消费帮扶平台", {"name": "消费帮扶平台", "url": "https://example.org"}),
    ("platform.name", "职工可下载品惠APP", {"name": "职工可下载品惠APP"}),
    ("platform.no_way", "“品惠”公众号", {"name": "品惠", "rule": "platforms.bare_account"}),
    ("platform.address", "品惠商城", {"name": "品惠商城", "address": "微信内搜索同名小程序"}),
    ("platform.name", "开设“品惠”商城", {"name": "开设“品惠”商城", "url": "https://example.org"}),
    ("platform.bare", "品惠商城", {"name": "品惠商城"}),
    ("platform.operator", "品惠商城 甲乙科技有限公司", {"name": "品惠商城", "rule": "platforms.table"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "values"), PLATFORMS, ids=[f"{code}: {text}" for code, text, _ in PLATFORMS])
def test_a_channel_is_doubted(code: str, text: str, values: dict[str, Any]) -> None:
    assert code in codes(text, fact(Platform, text, text, **values))


def test_a_channel_with_its_address_is_not_doubted() -> None:
    text = "“品惠”商城：https://example.org"
    assert codes(text, fact(Platform, text, "“品惠”商城", name="“品惠”商城", url="https://example.org")) == set()


UNMARKED = {"title": "采购办法", "doc_number": "甲发〔2021〕3号", "rule": "title_without_marks"}
BLANK = {"columns": ("单位", "金额", "备注")}
OTHERS: list[tuple[str, type, str, dict[str, Any]]] = [
    ("citation.no_marks", Citation, "采购办法（甲发〔2021〕3号）", UNMARKED),
    ("citation.title", Citation, "《幸福生活》", {"title": "幸福生活"}),
    ("citation.number", Citation, "其他仍按甲发〔2021〕3号", {"doc_number": "其他仍按甲发〔2021〕3号"}),
    ("citation.number_beside", Citation, "1 采购办法 甲发〔2021〕3号", {"title": "采购办法"}),
    ("citation.number_cut", Citation, "指引〔2021〕3号", {"doc_number": "引〔2021〕3号", "rule": "number"}),
    ("task.from_content", Task, "1 搭建平台", {"number": "1", "title": "搭建平台", "content": "搭建平台，组织采购。"}),
    ("duty.name", Duty, "第十条 甲市商务局牵头", {"role": "lead", "organization": "第十条甲市商务局"}),
    ("duty.role", Duty, "甲市商务局（配合单位）", {"role": "responsible", "organization": "甲市商务局"}),
    ("task.title", Task, "加强组织，落实责任", {"number": "1", "title": "加强组织，落实责任"}),
    ("duty.body", Duty, "抓好采购落实", {"role": "lead", "organization": "抓好采购落实"}),
    ("form.title", Form, "采购进度", {**BLANK, "title": "采购进度"}),
    ("form.labels", Form, "登记表", {**BLANK, "title": "登记表", "rule": "forms.blank_labels"}),
    ("form.columns", Form, "统计表", {"title": "统计表", "columns": ("单位", "")}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind", "text", "values"), OTHERS, ids=[other[0] for other in OTHERS])
def test_a_citation_task_duty_or_form_is_doubted(code: str, kind: type, text: str, values: dict[str, Any]) -> None:
    quote = text.removeprefix("指")
    assert code in codes(text, fact(kind, text, quote, **values))


def test_two_tasks_with_one_number_are_doubted() -> None:
    text = "1 搭建平台 1 组织采购"
    first = fact(Task, text, "1 搭建平台", number="1", title="搭建平台")
    assert codes(text, first, fact(Task, text, "1 组织采购", number="1", title="组织采购")) == {"task.number"}
