"""What a notice does to the documents that it names; titles and numbers here are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extract.extractors import citations  # noqa: F401  registers the extractor
from extract.facts import Citation
from extract.notice import Part
from tests.extractors.citation_rows import cited, facts
from tests.extractors.factory import Item, notice, run


def said(*items: Item, title: str | None = None, issued: date | None = None) -> list[tuple[str | None, ...]]:
    """Title or number, relation and last day of each document cited."""
    given = notice(*items)
    if title is not None:
        given = replace(given, title=Part(title, 0, 0))
    found = [fact for fact in run("citations", given, issued_on=issued) if isinstance(fact, Citation)]
    return [(fact.title or fact.doc_number, fact.relation, fact.ends_on) for fact in found]


REPEALED = ("职工慰问办法", "repeals", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "《职工慰问办法》（青总工〔2019〕1号）同时废止。",
        "原《职工慰问办法》（青总工〔2019〕1号）即行废止。",
        "《职工慰问办法》（青总工〔2019〕1号）停止执行。",
        "《职工慰问办法》（青总工〔2019〕1号）不再执行。",
        "《职工慰问办法》（青总工〔2019〕1号）自行失效。",
        "经研究，决定废止《职工慰问办法》（青总工〔2019〕1号）。",
        "现决定对《职工慰问办法》（青总工〔2019〕1号）予以废止。",
        "不再执行县总工会《职工慰问办法》（青总工〔2019〕1号）。",
        "本通知代替《职工慰问办法》（青总工〔2019〕1号）。",
        "《职工慰问办法》（青总工〔2019〕1号）与本办法不一致，予以作废。",
    ],
)
def test_the_ways_of_repealing(sentence: str) -> None:
    assert said(sentence) == [REPEALED]


@pytest.mark.parametrize(
    ("sentence", "ends_on", "months"),
    [
        ("《职工慰问办法》（青总工〔2021〕1号）有效期延长至2027年12月31日。", "2027-12-31", None),
        ("《职工慰问办法》（青总工〔2021〕1号）执行期限顺延至2026年底。", "2026-12-31", None),
        ("《职工慰问办法》（青总工〔2021〕1号）继续有效，有效期至2027年6月30日。", "2027-06-30", None),
        ("将《职工慰问办法》（青总工〔2021〕1号）有效期由2023年12月31日延长至2025年12月31日。", "2025-12-31", None),
        ("《职工慰问办法》（青总工〔2021〕1号）到期后继续执行至2028年12月31日。", "2028-12-31", None),
        ("《职工慰问办法》（青总工〔2021〕1号）有效期延长三年。", None, 36),
        ("决定延长《职工慰问办法》（青总工〔2021〕1号）有效期6个月。", None, 6),
        ("《职工慰问办法》（青总工〔2021〕1号）于年底到期，经研究，有效期延长2年。", None, 24),
        ("《职工慰问办法》（青总工〔2021〕1号）有效期届满后继续有效。", None, None),
    ],
)
def test_the_ways_of_extending(sentence: str, ends_on: str | None, months: int | None) -> None:
    (fact,) = facts(sentence)
    assert (fact.relation, fact.ends_on, fact.extended_months) == ("extends", ends_on, months)


@pytest.mark.parametrize(
    "sentence",
    [
        "现对《职工慰问办法》（青总工〔2021〕1号）作如下修改：",
        "《职工慰问办法》（青总工〔2021〕1号）第三条修改为：略。",
        "《职工慰问办法》（青总工〔2021〕1号）第五条第二款同时废止。",
        "《职工慰问办法》（青总工〔2021〕1号）中有关标准的规定停止执行。",
        "现就《职工慰问办法》（青总工〔2021〕1号）有关事项补充通知如下：",
        "决定修改《职工慰问办法》（青总工〔2021〕1号）。",
        "《职工慰问办法》（青总工〔2021〕1号）规定的申报时间延长至2024年6月30日。",
    ],
)
def test_the_ways_of_amending_a_part_included(sentence: str) -> None:
    assert [fact.relation for fact in facts(sentence)] == ["amends"]


@pytest.mark.parametrize(
    "sentence",
    [
        "现将《职工慰问办法》（省工〔2021〕1号）转发给你们。",
        "现转发省总工会《职工慰问办法》（省工〔2021〕1号），请贯彻执行。",
        "现将省总工会《职工慰问办法》（省工〔2021〕1号）转发你们，请认真落实。",
    ],
)
def test_the_ways_of_forwarding(sentence: str) -> None:
    assert [fact.relation for fact in facts(sentence)] == ["forwards"]


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《职工慰问办法》（省工〔2021〕1号）规定，现将本办法有效期延长至2027年12月31日。",
        "按照省总工会《职工慰问办法》（省工〔2021〕1号）要求，我县原标准停止执行。",
        "仍按《职工慰问办法》（省工〔2021〕1号）执行，原规定同时废止。",
        "依据新修订的《职工慰问办法》（省工〔2021〕1号）制定。",
        "《职工慰问办法》（省工〔2021〕1号）未废止前按其规定执行。",
    ],
)
def test_a_ground_stays_one_whatever_is_ended_beside_it(sentence: str) -> None:
    assert [fact.relation for fact in facts(sentence)] == ["basis"]


def test_each_document_of_a_sentence_has_the_words_beside_it() -> None:
    assert said("根据《甲方案》（青总工〔2024〕2号），决定废止《乙办法》（青总工〔2019〕1号）。") == [
        ("甲方案", "basis", None),
        ("乙办法", "repeals", None),
    ]


def test_documents_in_a_row_share_their_words() -> None:
    found = said("《甲办法》（青总工〔2018〕1号）、《乙办法》（青总工〔2019〕2号）和《丙方案》同时废止。")
    assert [relation for _, relation, _ in found] == ["repeals"] * 3


def test_a_repeal_has_the_day_its_sentence_gives() -> None:
    sentence = "本办法自2024年5月1日起施行，《职工慰问办法》（青总工〔2019〕1号）同时废止。"
    assert said(sentence) == [("职工慰问办法", "repeals", "2024-04-30")]


@pytest.mark.parametrize(
    ("lead", "relation", "ends_on"),
    [
        ("决定废止以下文件：", "repeals", None),
        ("下列文件自2024年3月1日起停止执行：", "repeals", "2024-02-29"),
        ("下列文件有效期延长至2026年12月31日：", "extends", "2026-12-31"),
        ("对下列文件作如下修改：", "amends", None),
    ],
)
def test_the_lead_of_a_list_speaks_for_its_lines(lead: str, relation: str, ends_on: str | None) -> None:
    found = said(
        f"经清理，{lead}",
        "一、《甲办法》（青总工〔2018〕1号）；",
        "二、《关于做好慰问工作的通知》（青总工〔2019〕2号）。",
        "特此通知。",
        "根据《丙方案》开展工作。",
    )
    assert found == [
        ("甲办法", relation, ends_on),
        ("关于做好慰问工作的通知", relation, ends_on),
        ("丙方案", "basis", None),
    ]


def test_a_later_sentence_gives_the_day_of_a_list() -> None:
    found = said(
        "决定废止以下文件：",
        "1.《甲办法》（青总工〔2018〕1号）；",
        "2.《乙办法》（青总工〔2019〕2号）。",
        "上述文件自2024年1月1日起停止执行。本通知自2023年12月1日起施行。",
    )
    assert found == [("甲办法", "repeals", "2023-12-31"), ("乙办法", "repeals", "2023-12-31")]


def test_the_next_sentence_may_say_it() -> None:
    assert said("《职工慰问办法》（青总工〔2021〕1号）将于年底到期。经研究，将其有效期延长至2026年12月31日。") == [
        ("职工慰问办法", "extends", "2026-12-31")
    ]


def test_the_notices_own_title_says_it() -> None:
    title = "关于延长《职工慰问办法》有效期的通知"
    found = said("《职工慰问办法》（青总工〔2021〕1号）施行以来效果良好。", title=title)
    assert found == [("职工慰问办法", "extends", None)]


def test_an_annex_of_repealed_documents_in_lines() -> None:
    found = said(
        "现将废止文件目录予以公布。",
        "附件1",
        "废止的规范性文件目录",
        "1.青木县总工会关于印发《慰问品发放办法》的通知（青总工〔2016〕3号）",
        "2.青木县总工会关于规范福利采购的意见（青总工〔2017〕4号）",
    )
    assert found == [
        ("青木县总工会关于印发《慰问品发放办法》的通知", "repeals", None),
        ("青木县总工会关于规范福利采购的意见", "repeals", None),
    ]


DOCUMENTS = [
    ["序号", "文件名称", "文号"],
    ["1", "关于规范福利采购的意见", "青总工〔2017〕 4 号"],
    ["2", "青木县慰问品发放办法（试行）", "青木县人民政府令第12号"],
    ["3", "《关于做好节日慰问的通知》", "青总工〔2018〕5号"],
]


def test_a_table_of_repealed_documents_is_a_citation_a_row() -> None:
    found = [f for f in run("citations", notice("附件", "废止的规范性文件目录", DOCUMENTS)) if isinstance(f, Citation)]
    assert [(fact.title, fact.doc_number, fact.relation) for fact in found] == [
        ("关于规范福利采购的意见", "青总工〔2017〕4号", "repeals"),
        ("青木县慰问品发放办法（试行）", "青木县人民政府令第12号", "repeals"),
        ("关于做好节日慰问的通知", "青总工〔2018〕5号", "repeals"),
    ]
    assert found[0].evidence.quote == "1\t关于规范福利采购的意见\t青总工〔2017〕 4 号"


def test_a_sentence_over_the_table_says_it_too() -> None:
    found = said("下列文件自2024年1月1日起废止：", DOCUMENTS)
    assert [(relation, ends_on) for _, relation, ends_on in found] == [("repeals", "2023-12-31")] * 3


def test_a_column_says_what_becomes_of_each_document() -> None:
    rows = [
        ["序号", "文件名称", "文号", "清理结果"],
        ["1", "关于规范福利采购的意见", "青总工〔2017〕4号", "废止"],
        ["2", "慰问品发放办法", "青总工〔2018〕5号", "继续有效"],
        ["3", "职工疗养办法", "青总工〔2019〕6号", "延长至2026年12月31日"],
    ]
    found = said("附件", "规范性文件清理结果", rows)
    assert [relation for _, relation, _ in found][:2] == ["repeals", "extends"]


def test_a_list_of_firms_is_no_table_of_documents() -> None:
    rows = [["序号", "名称", "备注"], ["1", "青禾食品有限公司", "原名青禾公司"]]
    assert said("附件", "企业名单", rows) == []


def test_several_numbers_of_one_title_are_a_row_each() -> None:
    assert cited("《关于规范福利采购的意见》（青总工〔2017〕4号、青财〔2017〕9号）同时废止。") == [
        ("关于规范福利采购的意见", "青总工〔2017〕4号"),
        ("关于规范福利采购的意见", "青财〔2017〕9号"),
    ]


def test_a_short_name_is_its_document() -> None:
    found = said(
        "《青木县职工慰问品采购管理办法》（青总工〔2019〕1号，以下简称《采购办法》）实施以来成效明显。",
        "自2024年1月1日起，《采购办法》停止执行。",
    )
    assert found == [("青木县职工慰问品采购管理办法", "repeals", "2023-12-31")]


def test_what_is_said_at_a_later_mention_counts() -> None:
    found = said(
        "根据《职工慰问办法》（青总工〔2019〕1号）等规定，制定本办法。",
        "本办法自2024年5月1日起施行，《职工慰问办法》（青总工〔2019〕1号）同时废止。",
    )
    assert found == [("职工慰问办法", "repeals", "2024-04-30")]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("青总工﹝2021﹞64号", "青总工〔2021〕64号"),
        ("青总工[2021]64号", "青总工〔2021〕64号"),
        ("青总工（2021）64号", "青总工〔2021〕64号"),
        ("青总工〔 2021 〕 64 号", "青总工〔2021〕64号"),
        ("青总工〔2021〕 6 4号", "青总工〔2021〕64号"),
        ("青木省人民政府令第301号", "青木省人民政府令第301号"),
    ],
)
def test_numbers_however_they_are_printed(printed: str, number: str) -> None:
    assert cited(f"根据《职工慰问办法》（{printed}）执行。") == [("职工慰问办法", number)]


def test_a_title_in_marks_within_a_bare_title_is_no_document_of_its_own() -> None:
    assert cited("按照关于印发《慰问方案》的通知（青总工〔2021〕6号）执行。") == [
        ("关于印发《慰问方案》的通知", "青总工〔2021〕6号")
    ]


def test_a_short_name_of_a_kind_alone_is_its_document() -> None:
    found = said(
        "《青木县专柜管理办法》（青政办发〔2021〕12号，以下简称《办法》）将于2024年3月31日到期。",
        "《办法》仍需继续执行，现将有效期延长3年，自2024年4月1日起至2027年3月31日止。",
    )
    assert found == [("青木县专柜管理办法", "extends", "2027-03-31")]


def test_the_short_name_of_the_notices_own_plan_is_no_document() -> None:
    given = notice("现将《青木县采购管理办法》（以下简称《采购办法》）印发给你们。", "《采购办法》自印发之日起施行。")
    given = replace(given, title=Part("关于印发《青木县采购管理办法》的通知", 0, 0))
    assert run("citations", given) == []


def test_headings_within_a_list_part_what_is_repealed_from_what_stays() -> None:
    found = said(
        "一、废止下列规范性文件",
        "（一）青木县人民政府关于加强扶贫协作的通知（青政发〔2015〕10号）",
        "二、继续有效的规范性文件",
        "（一）青木县人民政府关于推进东西部协作的意见（青政发〔2021〕3号）",
    )
    assert [relation for _, relation, _ in found] == ["repeals", "extends"]


def test_a_method_issued_by_an_order_on_a_day() -> None:
    sentence = (
        "决定废止《青木县粮食办法》（2005年6月1日青木县人民政府令第12号公布，2010年3月2日青木县人民政府令第30号修订）。"
    )
    assert cited(sentence) == [
        ("青木县粮食办法", "青木县人民政府令第12号"),
        ("青木县粮食办法", "青木县人民政府令第30号"),
    ]
    assert [fact.relation for fact in facts(sentence)] == ["repeals", "repeals"]


def test_the_day_a_document_began_is_not_the_day_it_ends() -> None:
    assert said("自2019年3月1日起实施的《青木县采购办法》（青总工〔2019〕3号）同时废止。") == [
        ("青木县采购办法", "repeals", None)
    ]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("青总工〔2021〕7号文件关于“每人400元”的规定同时停止执行。", "amends"),
        ("《青木县采购办法》（青总工〔2019〕3号）规定的政策继续执行至2024年12月31日。", "extends"),
        ("对《青木县采购办法》（青总工〔2019〕3号）不予废止，继续有效。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）继续有效。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）另有规定的，从其规定。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）与上级规定不符的，从其规定。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）执行期满后废止。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）如无新规定，继续执行。", None),
        ("对《青木县采购办法》（青总工〔2019〕3号）已有明确规定的，从其规定。", None),
        ("《青木县采购办法》（青总工〔2019〕3号）有效期满后自动失效。", None),
    ],
)
def test_parts_denials_and_conditions(sentence: str, relation: str | None) -> None:
    assert [fact.relation for fact in facts(sentence)] == [relation]


def test_a_list_in_one_paragraph_is_led_by_its_first_words() -> None:
    sentence = "决定废止以下两份文件：一、《青木县采购办法》（青总工〔2019〕3号）。二、《青木县慰问办法》。"
    assert [fact.relation for fact in facts(sentence)] == ["repeals", "repeals"]
    named = facts("请阅读以下文件：一、《青木县采购办法》。二、《青木县慰问办法》。")
    assert [fact.relation for fact in named] == [None, None]


def test_what_is_excepted_is_neither_ended_nor_a_ground() -> None:
    sentence = "除《青木县采购办法》（青总工〔2019〕3号）外，此前制发的规定同时停止执行。"
    assert [fact.relation for fact in facts(sentence)] == [None]


def test_what_a_file_says_within_itself_is_a_part_of_it() -> None:
    assert [fact.relation for fact in facts("青总工〔2021〕7号文件中关于慰问标准的规定停止执行。")] == ["amends"]


def test_what_gives_way_where_it_differs_is_no_ground() -> None:
    sentence = "凡与《青木县采购办法》（青总工〔2019〕3号）规定不一致的，以本通知为准。"
    assert [fact.relation for fact in facts(sentence)] == [None]
    assert [fact.relation for fact in facts("本通知与《青木县采购办法》不一致的，按《青木县采购办法》规定执行。")] == [
        "basis"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "提高《职工慰问办法》中节日慰问品标准，由每人每年1200元调至1500元。",
        "将《职工慰问办法》第五条的生日慰问标准提高至350元。",
        "《职工慰问办法》规定的住院慰问标准由每人500元提高到800元。",
        "决定把《职工慰问办法》明确的生日慰问额度从200元调整为300元。",
    ],
)
def test_a_standard_of_a_document_that_is_raised_amends_it(sentence: str) -> None:
    assert said(sentence) == [("职工慰问办法", "amends", None)]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("按照《职工慰问办法》规定，节日慰问标准由1200元提高到1500元。", "basis"),
        ("提高《职工慰问办法》的知晓率。", None),
        ("评选细则（详见《职工慰问办法》）另发。", None),
        ("具体标准参见县总工会《职工慰问办法》。", None),
        ("按要求报送材料（详见《职工慰问办法》）。", None),
    ],
)
def test_a_document_that_only_says_the_standard_or_is_pointed_at(sentence: str, relation: str | None) -> None:
    assert said(sentence) == [("职工慰问办法", relation, None)]


@pytest.mark.parametrize("lead", ["一、政策依据", "二、制定依据", "本办法依据下列文件制定："])
def test_documents_listed_as_grounds(lead: str) -> None:
    found = said(lead, "1.《职工慰问办法》（青总工〔2019〕1号）", "2.《工会经费办法》", "三、标准", "每人每年1200元。")
    assert found == [("职工慰问办法", "basis", None), ("工会经费办法", "basis", None)]
