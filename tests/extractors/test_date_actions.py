"""What is due by a date: the words it is given as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.facts import DatedFact
from extract.notice import Part
from tests.extractors.date_rows import ON, facts
from tests.extractors.factory import notice, run


def actions(*lines: str) -> list[str | None]:
    return [fact.action for fact in facts(*lines)]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("每月5日前（遇节假日顺延）报送上月进度。", "报送上月进度"),
        ("6月7日至9日（节前）集中发放。", "集中发放"),
        ("2.6月7日至9日（节前）集中发放。", "集中发放"),
        ("9月10日至14日（中秋前），各工会统一订购慰问品。", "各工会统一订购慰问品"),
    ],
)
def test_a_bracket_of_its_own_is_no_part_of_what_is_due(sentence: str, action: str) -> None:
    assert actions(sentence) == [action]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("原报名截止日期为4月10日，现延长至4月20日。", "报名"),
        ("将总结报送时间由3月31日推迟到4月15日。", "总结报送"),
        ("开幕日期由5月3日提前至5月1日。", "开幕"),
        ("展销会现延期至5月20日举行。", "展销会"),
        ("原定于4月30日截止的农产品供应商征集，延长至5月15日。", "农产品供应商征集"),
        ("原定6月底前完成任务的，统一延期至7月31日。", "完成任务"),
        ("活动工作分三个阶段：动员阶段4月。", "动员阶段"),
        ("活动启动仪式由6月18日改期至6月25日上午9:30。", "活动启动仪式"),
        ("展销会原定6月29日至30日举办，现改为7月6日至7日。", "展销会"),
        ("合同履行期限：自合同签订之日起至2024年12月31日。", "合同履行"),
        ("第三步：总结验收，9月至10月。", "总结验收"),
        ("每月25日前报送进度。", "报送进度"),
        ("县总工会11月中旬组织抽查。", "县总工会组织抽查"),
    ],
)
def test_what_is_due_is_named_by_its_own_label(sentence: str, action: str) -> None:
    assert actions(sentence) == [action]


def test_hours_say_nothing_of_what_is_due() -> None:
    assert actions("比选文件获取时间：8月5日至8月9日，工作日9:00-16:30") == ["比选文件获取"]


def test_a_label_behind_other_labels_takes_none_of_their_words() -> None:
    assert actions("四、统一采购", "责任单位：区商务局 完成时限：6月底前") == ["统一采购"]


def test_a_point_that_holds_the_date_itself_is_no_heading_of_it() -> None:
    sentence = "（一）各单位要在上半年完成过半，第三季度末完成80%，11月20日前全部完成。"
    assert actions(sentence, "（二）各单位要按时报送。") == ["完成过半", "完成80%", "全部完成"]


def test_each_batch_of_a_list_names_itself() -> None:
    assert actions("直播采购分两批：第一批6月1日至10日，第二批11日至20日。") == ["第一批", "第二批"]


def test_who_fetches_something_stands_with_it() -> None:
    assert actions("各单位可于5月10日至15日到库房领取慰问品。") == ["各单位可到库房领取慰问品"]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("各单位于4月15日前，结合工作需要，登录平台报送全年订购计划。", "登录平台报送全年订购计划"),
        ("各学校于4月15日前，按照不低于14%的标准，通过青禾优选平台报送订购计划。", "通过青禾优选平台报送订购计划"),
        ("请于4月10日前，由专人负责，完成账号激活。", "完成账号激活"),
        ("请于4月10日前，以公函形式，将方案报县供销社。", "将方案报县供销社"),
        ("9月底前，按照“先易后难，先急后缓”原则，完成剩余采购任务。", "完成剩余采购任务"),
        ("务必于5月20日前，严格按照要求，对照任务清单，报送采购台账。", "报送采购台账"),
        ("到2027年底前，在总结经验的基础上，各镇建成直销门店。", "各镇建成直销门店"),
        ("6月底前按照统一部署，采取以购代捐方式，采购大米20吨。", "采购大米20吨"),
        ("6月底前，由县供销社牵头，县商务局、县财政局配合，开展两场展销。", "开展两场展销"),
        ("6月30日前，各单位要高度重视、精心组织，完成采购任务。", "完成采购任务"),
        ("10月底前，根据会员人数，编制采购预算。", "编制采购预算"),
        ("10月底前，除特殊情况外，严格执行采购程序，完成验收。", "完成验收"),
        ("9月30日前，凭会员卡，到门店领取慰问品。", "到门店领取慰问品"),
        ("9月30日前，如有异议，以书面形式反馈至县总工会。", "以书面形式反馈至县总工会"),
        ("3月底前，会同县商务局，建立滞销产品台账。", "建立滞销产品台账"),
        ("每月5日前，通过工作群，报送上月采购进度。", "报送上月采购进度"),
    ],
)
def test_a_clause_of_manner_before_what_is_due_is_passed_over(sentence: str, action: str) -> None:
    assert actions(sentence) == [action]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("5月10日前，按要求报送材料。", "按要求报送材料"),
        ("5月10日前，通过系统填报采购意向。", "通过系统填报采购意向"),
        ("5月10日前，结合实际制定采购计划，并做好公示。", "结合实际制定采购计划"),
        ("5月10日前，对照清单逐项销号，并建好台账。", "对照清单逐项销号"),
        ("5月10日前，凭券领取慰问品，数量有限。", "凭券领取慰问品"),
        ("5月10日前，按照附件要求，逾期不予受理。", "按照附件要求"),
    ],
)
def test_a_clause_of_manner_that_does_something_itself_stays(sentence: str, action: str) -> None:
    assert actions(sentence) == [action]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("请于5月22日前填写登记表，加盖公章后报县总工会。", "填写登记表，加盖公章后报县总工会"),
        ("5月22日前将台账打印成册，同时报送电子版至县商务局。", "将台账打印成册，同时报送电子版至县商务局"),
    ],
)
def test_a_report_is_due_up_to_its_handing_in(sentence: str, action: str) -> None:
    assert actions(sentence) == [action]


def test_what_a_line_is_about_stands_before_its_label() -> None:
    assert actions("二、活动时间", "春季登山：6月底之前完成。") == ["春季登山"]


def test_a_heading_that_only_labels_a_time_is_no_action() -> None:
    assert actions("三、推进直采直供", "（一）时限要求：2024年6月底前") == ["推进直采直供"]
    assert actions("一、时间和地点", "（一）时间：6月9日至12日", "（二）地点：青禾县文化广场") == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "展销会将于6月9日至12日在文化广场举办。",
        "展销会定于6月9日至12日举行。",
        "决定将展销会推迟至6月18日至20日举办。",
        "经研究决定，将展销会延期到6月18日至20日。",
    ],
)
def test_a_fair_is_named_without_the_words_that_set_it(sentence: str) -> None:
    assert actions(sentence) == ["展销会"]


def test_who_acts_in_a_time_is_not_what_is_done_in_it() -> None:
    assert actions("各工会5月组织展销活动。") == ["组织展销活动"]
    assert actions("冷链礼包由供货方4月9日至13日分批寄送到户。") == ["分批寄送到户"]


def test_what_is_told_elsewhere_is_nothing_due() -> None:
    assert actions("5月10日之前，具体时间另行通知。") == [None]


def test_a_time_under_nothing_but_a_label_is_of_what_the_title_announces() -> None:
    lines = ("一、时间和地点", "（一）时间：6月9日至12日", "（二）地点：青禾县文化广场")
    titled = replace(notice(*lines), title=Part("关于举办春季农产品展销会的通知", 0, 0))
    found = run("dates", titled, issued_on=ON, year=2024)
    assert [fact.action for fact in found if isinstance(fact, DatedFact)] == ["举办春季农产品展销会"]


def test_a_remark_of_several_clauses_is_no_part_of_what_is_due() -> None:
    assert actions("5月15日前，将汇总表（附件2，加盖公章）报县总工会。") == ["将汇总表报县总工会"]
