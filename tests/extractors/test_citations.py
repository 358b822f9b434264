"""Documents that a notice names; titles and numbers here are invented."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors import citations  # noqa: F401  registers the extractor
from extract.facts import Citation
from extract.notice import Part
from tests.extractors.citation_rows import cited, facts
from tests.extractors.factory import notice, run


def test_a_title_with_its_number_is_one_document() -> None:
    assert cited("根据《关于做好助农采购的通知》（青总工〔2024〕18号）要求，") == [
        ("关于做好助农采购的通知", "青总工〔2024〕18号")
    ]


def test_a_number_before_its_title_belongs_to_it() -> None:
    assert cited("按青总工〔2024〕18号《关于做好助农采购的通知》执行。") == [
        ("关于做好助农采购的通知", "青总工〔2024〕18号")
    ]


def test_a_number_alone_is_a_document() -> None:
    assert cited("具体办法详见青财〔2023〕9号文件。") == [(None, "青财〔2023〕9号")]


def test_a_column_of_numbers_or_days_gives_the_numbers() -> None:
    table = [
        ["序号", "文件名称", "文号或日期"],
        ["1", "关于核定食堂采购比例的通知", "青工发〔2021〕17号"],
        ["2", "帮扶产品采购使用指引", "青工指引〔2022〕2号"],
    ]
    found = [fact for fact in run("citations", notice(table)) if isinstance(fact, Citation)]
    assert [(fact.title, fact.doc_number) for fact in found] == [
        ("关于核定食堂采购比例的通知", "青工发〔2021〕17号"),
        ("帮扶产品采购使用指引", "青工指引〔2022〕2号"),
    ]


def test_a_title_alone_is_a_document() -> None:
    assert cited("依据《基层工会经费收支管理办法（试行）》有关规定。") == [("基层工会经费收支管理办法（试行）", None)]


def test_a_title_broken_over_a_line_is_whole() -> None:
    assert cited("根据《关于做好助农\n采购的通知》精神。") == [("关于做好助农采购的通知", None)]


def test_a_title_within_a_title_stays_in_it() -> None:
    assert cited("根据《关于印发《助农方案》的通知》（青总工〔2024〕5号）。") == [
        ("关于印发《助农方案》的通知", "青总工〔2024〕5号")
    ]


def test_a_title_without_marks_before_its_number_is_read() -> None:
    assert cited("按照县总工会关于做好助农采购的通知（青总工〔2024〕18号）要求。") == [
        ("关于做好助农采购的通知", "青总工〔2024〕18号")
    ]


def test_a_certificate_is_no_document() -> None:
    assert cited("供应商应提供《营业执照》《食品经营许可证》。") == []


def test_one_document_named_twice_is_one_row_at_its_first_mention() -> None:
    found = facts(
        "落实《县总工会关于助农采购的若干措施》。",
        "依据《关于助农采购的若干措施》无须再报。",
        "《县总工会关于助农采购的若干措施》（青总工〔2022〕3号）规定。",
    )
    assert [(fact.title, fact.doc_number) for fact in found] == [
        ("县总工会关于助农采购的若干措施", "青总工〔2022〕3号")
    ]
    assert found[0].evidence.start < 10


def test_the_notice_s_own_number_is_not_cited() -> None:
    given = notice("青总工〔2024〕18号", "现通知如下。")
    given = replace(given, doc_number=Part("青总工〔2024〕18号", 0, 12))
    assert run("citations", given) == []


def test_the_plan_that_a_notice_issues_is_its_own() -> None:
    given = notice("关于印发《助农采购方案》的通知", "现将《助农采购方案》印发给你们。")
    given = replace(given, title=Part("关于印发《助农采购方案》的通知", 0, 15))
    assert run("citations", given) == []


def test_relations_come_from_the_sentence_and_not_from_the_title() -> None:
    found = facts(
        "根据《甲办法》制定本办法。",
        "《乙办法》（青总工〔2019〕1号）同时废止。",
        "《丙方案》（青总工〔2020〕2号）有效期延长至2027年12月31日。",
        "现将《丁通知》（省工〔2024〕4号）转发给你们。",
        "将《戊办法》（青总工〔2021〕6号）第三条修改为：略。",
    )
    assert [fact.relation for fact in found] == ["basis", "repeals", "extends", "forwards", "amends"]


def test_what_a_document_is_called_for_short_is_no_other_document() -> None:
    assert cited("严格执行《关于做好助农采购的通知》（以下简称《通知》）。") == [("关于做好助农采购的通知", None)]


def test_an_annex_of_the_notice_is_no_other_document() -> None:
    assert run("citations", notice("对照《产品目录》选购。", "附件1", "产品目录")) == []


def test_the_notice_s_own_plan_is_known_with_other_marks_and_without_的() -> None:
    title = "关于印发《青田县“秋季助农”行动实施方案》的通知"
    given = notice(title, "《青田县秋季助农行动的实施方案》已经县政府同意，现印发给你们。")
    given = replace(given, title=Part(title, 0, len(title)))
    assert run("citations", given) == []


def test_a_plan_that_stands_below_under_its_title_is_the_notice_s_own() -> None:
    title = "关于印发若干助农政策措施的通知"
    own = "关于保障食堂农产品供应的若干措施"
    given = notice(title, f"现将《{own}》印发给你们。", "示例县人民政府", own, "一、扩大采购。")
    given = replace(given, title=Part(title, 0, len(title)))
    assert run("citations", given) == []
    assert cited(f"现将县委办《{own}》印发给你们。") == [(own, None)]


def test_a_number_behind_the_notice_that_issued_a_document_is_its_number() -> None:
    assert cited("为落实省总工会《助农采购若干措施》的通知（示工发〔2023〕6号）精神，") == [
        ("助农采购若干措施", "示工发〔2023〕6号")
    ]
    assert cited("根据转发《助农采购若干措施》的通知（示工发〔2023〕6号）精神，") == [
        ("助农采购若干措施", None),
        (None, "示工发〔2023〕6号"),
    ]


def test_a_plan_s_title_may_stand_below_on_two_lines() -> None:
    title = "关于印发食堂助农采购办法的通知"
    given = notice(
        title,
        "现将《示例县机关食堂助农采购实施办法（试行）》印发给你们。",
        "示例县机关食堂",
        "助农采购实施办法（试行）",
    )
    given = replace(given, title=Part(title, 0, len(title)))
    assert run("citations", given) == []


def test_a_document_of_the_notice_s_own_title_and_another_number_is_another() -> None:
    title = "关于持续开展助农采购的通知"
    given = notice(title, f"根据省总工会《{title}》（示工总〔2023〕22号）要求，")
    given = replace(given, title=Part(title, 0, len(title)))
    found = [fact for fact in run("citations", given) if isinstance(fact, Citation)]
    assert [(fact.title, fact.doc_number) for fact in found] == [(title, "示工总〔2023〕22号")]


def test_the_notice_s_own_method_may_be_named_with_its_place_and_edition() -> None:
    title = "关于印发《助农专项资金管理办法》通知"
    given = notice(title, "我们制定了《示例市助农专项资金管理办法（修订）》，现印发给你们。")
    given = replace(given, title=Part(title, 0, len(title)))
    assert run("citations", given) == []


def test_a_law_named_with_and_without_the_state_is_one() -> None:
    assert cited("根据《中华人民共和国示例保障法》制定。", "全面落实《示例保障法》。") == [
        ("中华人民共和国示例保障法", None)
    ]


def test_the_plan_of_a_higher_body_that_is_called_alike_is_another_document() -> None:
    title = "关于印发《助农采购实施方案》的通知"
    given = notice(title, "根据省政府印发的《示例省助农采购实施方案》，结合实际，制定本方案。")
    given = replace(given, title=Part(title, 0, len(title)))
    found = [fact for fact in run("citations", given) if isinstance(fact, Citation)]
    assert [fact.title for fact in found] == ["示例省助农采购实施方案"]


def test_a_policy_of_so_many_points_is_a_document() -> None:
    assert cited("根据《青木县助农政策二十条》和《青木县消费“30条”》要求。") == [
        ("青木县助农政策二十条", None),
        ("青木县消费“30条”", None),
    ]
    assert cited("签订《采购合同》三条。") == []


def test_words_that_say_what_a_figure_is_outside_of_are_no_part_of_a_number() -> None:
    assert cited(
        "这笔支出也不计入示工发〔2018〕7号文规定的基数，除示财〔2021〕5号文另有规定外，不得突破示财〔2020〕3号限额。"
    ) == [
        (None, "示工发〔2018〕7号"),
        (None, "示财〔2021〕5号"),
        (None, "示财〔2020〕3号"),
    ]


def test_an_explanation_about_something_is_a_document_and_one_of_a_product_is_none() -> None:
    assert cited(
        "《示例市总工会关于慰问支出有关口径的说明》与本通知不一致的，以本通知为准；领用时请阅读《产品使用说明》。"
    ) == [("示例市总工会关于慰问支出有关口径的说明", None)]
