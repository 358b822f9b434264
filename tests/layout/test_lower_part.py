"""Signature, day, attachments and annexes of a notice; all notices here are invented."""

from __future__ import annotations

import pytest

from extract.layout import notices
from extract.notice import Notice
from extract.readers import read_document
from tests.layout.lines import FULL, RED, TITLE, notice


def test_entries_of_the_list_of_attachments_head_no_section() -> None:
    titles = [section.title for section in notice(*FULL).sections]
    assert titles == ["采购标准", "线上采购", "实名登记", "有关要求", "青田甲乙农业有限公司"]


def test_the_list_of_attachments_is_read_in_order() -> None:
    assert [entry.value for entry in notice(*FULL).attachment_list] == ["助农企业名单", "采购情况统计表"]


def test_attachments_listed_in_one_line_are_two() -> None:
    read = notice(("关于报送名单的通知", TITLE), "请按时报送。", "附件：1.企业名单 2.统计表", "2024年5月6日")
    assert [entry.value for entry in read.attachment_list] == ["企业名单", "统计表"]


@pytest.mark.parametrize(
    ("lines", "issuers"),
    [
        (["青田清泉农业有限公司", "青田禾丰种植专业合作社", "青田县总工会"], ["青田县总工会"]),
        (["青田供销集团有限公司", "青田县总工会"], ["青田供销集团有限公司", "青田县总工会"]),
        (["青田县总工会", "青田供销集团有限公司"], ["青田县总工会", "青田供销集团有限公司"]),
        (["青田供销集团有限公司", "青田商贸有限公司"], ["青田供销集团有限公司", "青田商贸有限公司"]),
    ],
)
def test_firms_of_a_list_above_the_signature_do_not_sign(lines: list[str], issuers: list[str]) -> None:
    read = notice(("关于公布名单的通知", TITLE), "现将供应商名单公布如下：", *lines, "2024年5月6日")
    assert [issuer.value for issuer in read.issuers] == issuers


def test_the_date_of_issue_is_iso_and_not_the_imprint_s() -> None:
    lines = [line for line in FULL if line != ("2024年9月3日", {"align": "right"})]
    issued = notice(*FULL).issued
    assert issued is not None
    assert issued.value == "2024-09-03"
    assert notice(*lines).issued is None


def test_annexes_have_label_number_and_title() -> None:
    found = [(annex.label, annex.number, annex.title.value if annex.title else None) for annex in notice(*FULL).annexes]
    assert found == [("附件1", 1, "助农企业名单"), ("附件2", 2, "采购情况统计表")]


def test_the_imprint_is_no_part_of_the_last_annex() -> None:
    read = notice(*FULL)
    assert read.annexes[-1].end == read.imprint[0].start


def test_the_body_lies_between_addressee_and_annexes() -> None:
    read = notice(*FULL)
    assert read.text[read.body[0] :].startswith("现就秋季")
    assert read.body[1] == read.annexes[0].start


def test_a_signature_names_the_issuers_where_no_header_does() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "临夏州总工会 临夏州商务局", "二〇二三年五月六日")
    assert [issuer.value for issuer in read.issuers] == ["临夏州总工会", "临夏州商务局"]


def test_a_signature_of_more_bodies_than_the_header_counts() -> None:
    read = notice(
        ("临夏州总工会文件", RED),
        "临工发〔2023〕7号",
        ("关于开展采购的通知", TITLE),
        "请抓好落实。",
        "临夏州总工会",
        "临夏州商务局",
        "2023年5月6日",
    )
    assert [issuer.value for issuer in read.issuers] == ["临夏州总工会", "临夏州商务局"]


def test_an_annex_handed_in_alone_has_its_own_title() -> None:
    read = notice("附件", ("2024年青田县助农任务分解表", TITLE), "填表说明")
    assert read.title is not None
    assert read.title.value == "2024年青田县助农任务分解表"
    assert read.annexes == ()


def test_signature_and_date_in_one_line_are_both_read() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "青田县总工会 2024年9月3日")
    assert read.issued is not None
    assert (read.issued.value, [name.value for name in read.signatures]) == ("2024-09-03", ["青田县总工会"])


def test_signature_and_date_without_a_space_are_told_apart() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "青田县总工会2024年9月3日")
    assert read.issued is not None
    assert read.issued.value == "2024-09-03"


@pytest.mark.parametrize("label", ["附表", "附", "附录", "附件"])
def test_a_signature_below_the_line_that_names_the_attachment_is_read(label: str) -> None:
    read = notice(
        ("关于报送采购台账的通知", TITLE),
        "请按月报送。",
        f"{label}：采购台账",
        ("青田县总工会", {"align": "right"}),
        ("2024年5月6日", {"align": "right"}),
        label,
        ("采购台账", TITLE),
        "填表人：",
    )
    assert read.issued is not None
    assert (read.issued.value, [issuer.value for issuer in read.issuers]) == ("2024-05-06", ["青田县总工会"])
    assert [annex.title.value for annex in read.annexes if annex.title] == ["采购台账"]


def test_a_label_with_title_right_above_its_content_heads_the_annex() -> None:
    read = notice(
        ("关于报送采购台账的通知", TITLE),
        "请按月报送。",
        ("青田县总工会", {"align": "right"}),
        ("2024年5月6日", {"align": "right"}),
        "附表：采购台账",
        "填表人：",
    )
    assert read.attachment_list == ()
    assert [annex.title.value for annex in read.annexes if annex.title] == ["采购台账"]


def test_a_month_below_the_signature_dates_nothing_but_shows_who_signed() -> None:
    read = notice(("关于开展消费帮扶的通知", TITLE), "各工会：", "请认真执行。", "青田县总工会", "2023年5月")
    assert read.issued is None
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]


def test_a_signature_over_two_lines_is_one_body_s() -> None:
    found = notice(
        ("青田县巩固拓展助农成果同乡村发展", TITLE),
        ("有效衔接工作领导小组办公室", TITLE),
        ("关于开展秋季采购的通知", TITLE),
        "各乡镇：",
        "请认真组织采购。",
        ("青田县巩固拓展助农成果同乡村发展", {"align": "right"}),
        ("有效衔接工作领导小组办公室", {"align": "right"}),
        ("2024年9月3日", {"align": "right"}),
    )
    assert [organ.value for organ in found.issuers] == ["青田县巩固拓展助农成果同乡村发展有效衔接工作领导小组办公室"]


def test_a_sentence_above_a_signature_is_no_part_of_it() -> None:
    found = notice(
        ("关于开展秋季采购的通知", TITLE),
        "各乡镇：",
        "请认真组织采购",
        ("青田县总工会", {"align": "right"}),
        ("2024年9月3日", {"align": "right"}),
    )
    assert [organ.value for organ in found.issuers] == ["青田县总工会"]


@pytest.mark.parametrize("printed", ["二OO九年三月五日", "二〇〇九年三月五日", "二00九年三月五日"])
def test_a_year_s_zeros_may_be_letters_or_digits(printed: str) -> None:
    read = notice("关于开展助农采购的通知", "各乡镇工会：", "现将有关事项通知如下。", "青田县总工会", printed)
    assert read.issued is not None
    assert read.issued.value == "2009-03-05"
    assert [part.value for part in read.signatures] == ["青田县总工会"]


def test_an_annex_s_title_has_the_batch_in_brackets_below_it() -> None:
    found = notice(
        *FULL[:-4],
        "附件3",
        ("助农企业名单", TITLE),
        ("（2024年第一批）", {"align": "center"}),
        "1.青田甲乙农业有限公司",
    )
    assert found.annexes[-1].title is not None
    assert "".join(found.annexes[-1].title.value.split()) == "助农企业名单（2024年第一批）"


def on_a_page(*lines: str, below: tuple[str, ...]) -> Notice:
    """A notice as a web page, a form with two empty rows above the lines `below`."""
    above = "".join(f"<p>{line}</p>" for line in lines)
    form = "<table><tr><th>单位</th><th>金额</th></tr>" + "<tr><td></td><td></td></tr>" * 2 + "</table>"
    page = f"<html><body>{above}{form}{''.join(f'<p>{line}</p>' for line in below)}</body></html>"
    return notices(read_document(page.encode(), "page.html"))[0]


def test_a_signature_below_the_annexed_form_is_the_notice_s() -> None:
    read = on_a_page("关于报送名单的通知", "请按时报送。", "附：统计表", below=("青田县总工会", "2024年9月3日"))
    assert read.issued is not None
    assert read.issued.value == "2024-09-03"
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]


def test_a_signature_below_an_annexed_letter_is_the_letter_s() -> None:
    read = notice(
        ("关于转发倡议的通知", TITLE), "请广泛宣传。", "附件", ("倡议书", TITLE), "全县职工朋友们：",
        "让我们行动起来。", "青田县企业联合会", "2024年9月3日",
    )  # fmt: skip
    assert read.issued is None
    assert not read.issuers


def test_attachments_named_in_one_line_above_the_signature_are_a_list() -> None:
    read = notice(
        ("关于报送名单的通知", TITLE), "请按时报送。", "附表1：企业名单　　附表2：统计表", "青田县总工会",
        "2024年9月3日", "附表1", ("企业名单", TITLE), "1.青田甲乙农业有限公司",
    )  # fmt: skip
    assert [entry.value for entry in read.attachment_list] == ["企业名单", "统计表"]
    assert read.issued is not None
    assert [annex.label for annex in read.annexes] == ["附表1"]


@pytest.mark.parametrize("label", ["附：", "附件：", "附表："])
@pytest.mark.parametrize("number", [("1.", "2."), ("1、", "2、")])
def test_a_list_printed_above_the_signature_is_the_annex_of_its_label(label: str, number: tuple[str, str]) -> None:
    read = notice(
        "关于公布助农企业名单的通知",
        "各乡镇工会：",
        "现将助农企业名单公布如下。",
        f"{label}青田县助农企业名单",
        f"{number[0]}青田甲乙农业有限公司，电话：0578-5550001",
        f"{number[1]}青田丙丁商贸有限公司，电话：0578-5550002",
        "青田县总工会",
        "2024年9月3日",
    )
    assert [annex.title.value for annex in read.annexes if annex.title] == ["青田县助农企业名单"]
    assert read.issued is not None
    assert (read.issued.value, [issuer.value for issuer in read.issuers]) == ("2024-09-03", ["青田县总工会"])


def test_a_table_right_below_its_label_is_the_annex() -> None:
    read = on_a_page("关于报送名单的通知", "请按时报送。", "附件：统计表", below=("青田县总工会", "2024年9月3日"))
    assert [annex.title.value for annex in read.annexes if annex.title] == ["统计表"]
    assert read.issued is not None
    assert read.issued.value == "2024-09-03"


def test_what_is_signed_below_a_promise_to_be_filled_in_is_not_the_notice_s() -> None:
    read = notice(
        "关于申报助农企业的通知",
        "请按时申报。",
        "附：申报承诺书",
        "1.提交材料真实",
        "2.履行供货约定",
        "青田县总工会",
        "2024年9月3日",
    )
    assert read.issued is None
