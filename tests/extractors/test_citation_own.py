"""What a notice issues, encloses or puts out for comment is no other document; all invented."""

from __future__ import annotations

import pytest

from tests.extractors.test_citation_titles import under


def named(title: str, *paragraphs: str) -> list[tuple[str | None, str | None]]:
    """Title and relation of what a notice of this title names."""
    return [(found[0], found[2]) for found in under(title, *paragraphs)]


@pytest.mark.parametrize(
    "sentence",
    [
        "为拓宽山货销路，我局制定了《白河县山货展销方案》，现印发给你们，请认真落实。",
        "现将《白河县山货展销方案》印发给你们，请遵照执行。",
        "现将修订后的《白河县山货展销方案（试行）》印发给各乡镇，请抓好落实。",
        "我们会同有关部门编制了《白河县山货展销规划（2024—2028年）》。经县政府同意，现予印发，请贯彻执行。",
        "《白河县山货展销规划》已经县政府同意，现印发给你们，请按照要求执行。",
        "结合我县实际，研究制定了《白河县山货展销方案》和《白河县山货运输方案》，现印发你们。",
        "县供销社、县商务局、县总工会联合编制了《白河县山货展销规划》。经县政府同意，现印发给你们。",
        "我局制定了《白河县山货展销意见》和《白河县山货展销计划》（以下简称《意见》和《计划》）。"
        "现将《意见》和《计划》印发你们，请认真落实。",
        "我会起草了《白河县山货产销政策十条（征求意见稿）》，现面向社会公开征求意见。",
        "现将《中共白河县委白河县人民政府关于扩大山货消费的实施意见》印发给你们，请贯彻落实。",
        "请填写附件2《山货采购方案》，现公布《白河县山货展销办法》，自公布之日起施行。",
        "请填写《山货采购方案》（附件2），遵守《采购管理办法》（详见附件3）。",
    ],
)
def test_what_a_notice_issues_or_encloses_is_not_cited(sentence: str) -> None:
    assert named("关于做好山货展销工作的通知", sentence) == []


def test_the_own_plan_is_known_again_where_it_is_named_later_or_without_its_edition() -> None:
    found = named(
        "关于公开征求山货产销政策意见的公告",
        "我局起草了《白河县山货产销政策十条（征求意见稿）》，现公开征求意见。",
        "请对照《白河县山货产销政策十条》提出意见，并按照《白河县采购条例》办理。",
    )
    assert found == [("白河县采购条例", "basis")]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("2020年，我会制定了《白河县职工慰问办法》并印发各单位，现对该办法第三条作如下修改。", "amends"),
        ("县政府制定了《白河县职工慰问办法》，请认真贯彻执行。", "basis"),
        ("《白河县职工慰问办法》已印发给你们，请按要求落实。", "basis"),
        ("按照《白河县职工慰问办法》（附件1）执行。", "basis"),
        ("《白河县职工慰问办法》提出了要求。现印发实施方案，请执行。", "basis"),
        ("根据省里印发的《白河县职工慰问办法》，现将有关事项通知如下。", "basis"),
    ],
)
def test_what_was_issued_before_or_by_others_is_cited(sentence: str, relation: str | None) -> None:
    assert named("关于做好职工慰问工作的通知", sentence) == [("白河县职工慰问办法", relation)]


def test_a_method_that_the_issuer_made_is_no_ground_of_its_sentence() -> None:
    found = named(
        "关于组织申报的通知", "根据《白河县采购条例》，我会制定了《白河县助农产品认定办法》，请各单位组织申报。"
    )
    assert found == [("白河县采购条例", "basis"), ("白河县助农产品认定办法", None)]


def test_what_is_handed_on_under_a_title_of_forwarding_is_forwarded() -> None:
    found = named(
        "转发县财政局关于冷链资金考评办法的通知", "现将县财政局《白河县冷链资金考评办法》印发给你们，请贯彻落实。"
    )
    assert found == [("白河县冷链资金考评办法", "forwards")]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("现将省商务厅《山货展销办法》印发给你们，请遵照执行。", "山货展销办法"),
        ("现将《国务院办公厅关于促进山货流通的意见》印发给你们，请贯彻落实。", "国务院办公厅关于促进山货流通的意见"),
        ("现将《省政府关于扩大山货消费的意见》印发你们。", "省政府关于扩大山货消费的意见"),
    ],
)
def test_what_a_body_above_made_is_handed_on(sentence: str, title: str) -> None:
    assert named("关于做好山货展销工作的通知", sentence) == [(title, "forwards")]


def test_what_is_enclosed_is_own_under_a_title_of_forwarding_too() -> None:
    found = named("转发县农业农村局关于申报示范村的通知", "请填写《示范村建设方案》（附件3），按要求报送。")
    assert found == []


def test_the_former_edition_of_the_same_name_is_cited() -> None:
    found = named(
        "关于印发慰问办法的通知",
        "现将修订后的《白河县职工慰问办法》印发给你们。",
        "原《白河县职工慰问办法》同时废止。",
    )
    assert found == [("白河县职工慰问办法", "repeals")]


def test_a_document_that_others_made_on_a_ground_has_none_of_the_sentences_words() -> None:
    found = named(
        "关于开展认定的公告", "根据《白河县采购条例》，县助农促进会制定了《助农产品认定办法》，现开展认定工作。"
    )
    assert found == [("白河县采购条例", "basis"), ("助农产品认定办法", None)]
