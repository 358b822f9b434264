"""The dates that matter in a notice; every sentence here is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors.dates import validity_of
from extract.facts import DatedFact
from extract.notice import Part
from tests.extractors.factory import Item, notice, run

ON = date(2024, 3, 15)


def facts(*items: Item, on: date | None = ON, year: int | None = 2024) -> list[DatedFact]:
    found = run("dates", notice(*items), issued_on=on, year=year)
    return [fact for fact in found if isinstance(fact, DatedFact)]


def read(*items: Item, on: date | None = ON, year: int | None = 2024) -> list[str]:
    """Each fact as `kind START..END recurs`, an open side left out."""
    return [
        f"{fact.kind} {fact.starts_on or ''}..{fact.ends_on or ''} {fact.recurs or ''}".strip()
        for fact in facts(*items, on=on, year=year)
    ]


DEADLINES = [
    ("12月18日是系统关账的日子，请各单位在此前付清货款。", "deadline ..2024-12-18"),
    ("9月20日为最后期限。", "deadline ..2024-09-20"),
    ("采购进度最迟不得拖到11月底。", "deadline ..2024-11-30"),
    ("票据最迟在2025年1月20日入账。", "deadline ..2025-01-20"),
    ("原定6月底结束的补贴申领，推迟到8月31日。", "deadline ..2024-08-31"),
    ("平台将于12月25日停止下单。", "deadline ..2024-12-25"),
    ("对9月底前下单的单位给予补贴。", "deadline ..2024-09-30"),
    ("第一批专柜应于5月底前开业。", "deadline ..2024-05-31"),
    ("责任单位：县交通局、县邮政公司；完成时限：2024年9月30日。", "deadline ..2024-09-30"),
    ("时间节点：5月底。", "deadline ..2024-05-31"),
    ("最后一批使用截止日为6月20日24时。", "deadline ..2024-06-20"),
    ("5月8日至12日，职工登录平台领取消费券。", "deadline 2024-05-08..2024-05-12"),
    ("学校于次月8日前与供销社结清上月货款。", "deadline ..2024-04-08 monthly"),
    ("第四条“每年12月10日前申报”修改为“每年11月20日前申报”。", "deadline ..2024-11-20 yearly"),
    ("每月申报一次，当月25日之前完成审核。", "deadline ..2024-03-25 monthly"),
    ("自2024年4月1日起三个月内完成整改。", "deadline 2024-04-01..2024-06-30"),
    ("发放时间不得晚于2024年9月15日。", "deadline ..2024-09-15"),
    ("会员须在2024年中秋节前一周领取。", "deadline ..2024-09-10"),
    ("当年未用完的额度可延长至次年3月31日使用。", "deadline ..2025-03-31"),
    ("采购资金于11月30日结账前支付完毕。", "deadline ..2024-11-30"),
    ("请在3月28日前加入工作群。", "deadline ..2024-03-28"),
    ("请各县于文件印发后一个月内制定细则。", "deadline .."),
    ("将申报截止时间由3月31日延长至4月30日。", "deadline ..2024-04-30"),
    ("报名延期至4月30日。", "deadline ..2024-04-30"),
    ("网上申报时间为4月1日9:00至4月15日17:00。", "deadline 2024-04-01..2024-04-15"),
    ("申报单位于4月1日至15日登录系统进行申报。", "deadline 2024-04-01..2024-04-15"),
    ("2024年底实现全覆盖。", "deadline ..2024-12-31"),
    ("要在4月底前进行一次摸底。", "deadline ..2024-04-30"),
    ("各单位原则上于11月30日前用完全年额度。", "deadline ..2024-11-30"),
    ("各基层工会应在6月底前完成采购计划编制。", "deadline ..2024-06-30"),
    ("请各单位于2024年4月10日之前完成账号注册。", "deadline ..2024-04-10"),
    ("申报截止日期：2024年5月31日。", "deadline ..2024-05-31"),
    ("报名截止时间为4月20日17时。", "deadline ..2024-04-20"),
    ("报名时间：2024年4月1日至4月20日。", "deadline 2024-04-01..2024-04-20"),
    ("申报期限自即日起至2024年6月30日止。", "deadline 2024-03-15..2024-06-30"),
    ("端午节前将慰问品发放到位。", "deadline ..2024-06-09"),
    ("有条件的单位可在2025年春节前集中采购一次。", "deadline ..2025-01-28"),
    ("消费券须在当年12月31日前使用，逾期作废。", "deadline ..2024-12-31"),
    ("年度采购任务于每年11月底前完成。", "deadline ..2024-11-30 yearly"),
    ("各乡镇每月10日前完成上月货款结算。", "deadline ..2024-04-10 monthly"),
    ("到2025年底，全县助农销售额达到两亿元。", "deadline ..2025-12-31"),
    ("年内完成两次集中展销。", "deadline ..2024-12-31"),
    ("上半年采购进度不得低于五成，力争年底前全面完成。", "deadline ..2024-12-31"),
    ("供应商应于第三季度末前完成备货。", "deadline ..2024-09-30"),
    ("确保二〇二四年十二月二十日前资金拨付到位。", "deadline ..2024-12-20"),
    ("货款自验收合格之日起15个工作日内完成支付。", "deadline .."),
    ("活动结束后三十日内办结清算手续。", "deadline .."),
    ("各地应于次年1月31日前完成绩效评价。", "deadline ..2025-01-31"),
    ("今年10月20日前完成平台上线。", "deadline ..2024-10-20"),
]

REPORTS = [
    ("每月2日前报采购台账。", "report_due ..2024-04-02 monthly"),
    ("每季度末月22日前向县总工会报进度。", "report_due ..2024-03-22 quarterly"),
    ("每季度首月10号之前，报上季度进度。", "report_due ..2024-04-10 quarterly"),
    ("报表请按季报送，每季度终了次月8日前报出。", "report_due ..2024-04-08 quarterly"),
    ("进度实行一月一报，报送时间为次月3日。", "report_due ..2024-04-03 monthly"),
    ("每月1日至5日填报上月数据。", "report_due 2024-04-01..2024-04-05 monthly"),
    ("请各单位4月8日下班前把联络员名单发我处。", "report_due ..2024-04-08"),
    ("首次报送截至4月10日。", "report_due ..2024-04-10"),
    ("每季度终了后15日内，将采购数据送市供销社。", "report_due ..2024-04-15 quarterly"),
    ("每半年终了后10日内，各县将进展通报市乡村振兴局。", "report_due ..2024-07-10 half-yearly"),
    ("不迟于4月20日将方案送达市商务局。", "report_due ..2024-04-20"),
    ("首报时间：4月15日。", "report_due ..2024-04-15"),
    ("请于12月20日下班前报总结。", "report_due ..2024-12-20"),
    ("各县要把7—12月采购情况于次年1月10日前报市局。", "report_due ..2025-01-10"),
    ("各单位不迟于4月30日报送方案。", "report_due ..2024-04-30"),
    ("并于5月30日前书面报告落实情况。", "report_due ..2024-05-30"),
    ("每年11月底向市政府报告工作进展。", "report_due ..2024-11-30 yearly"),
    ("（报送时间：每季度结束后5个工作日内）", "report_due .. quarterly"),
    ("各单位务必于4月8日上午12:00前将回执报办公室。", "report_due ..2024-04-08"),
    ("各乡镇登记造册，4月7日前交县专班。", "report_due ..2024-04-07"),
    ("4月20日前提交纸质材料。", "report_due ..2024-04-20"),
    ("请各单位于4月12日（星期五）前将报名表发送至邮箱a@example.com。", "report_due ..2024-04-12"),
    ("请于2024-12-10前，将工作总结报市总工会经济部。", "report_due ..2024-12-10"),
    ("各县（区）于每季度首月5日前报送上季度采购数据。", "report_due ..2024-04-05 quarterly"),
    ("每月25日前上报采购进度表。", "report_due ..2024-03-25 monthly"),
    ("每年12月15日前向市农业农村局报送年度总结。", "report_due ..2024-12-15 yearly"),
    ("次年1月10日前将全年情况汇总报县委办公室备案。", "report_due ..2025-01-10"),
    ("采购情况统计表请在11月20日反馈至区商务局。", "report_due ..2024-11-20"),
    ("意见建议请于3月29日下班前书面反馈。", "report_due ..2024-03-29"),
    ("4月30日前完成基础数据填报工作。", "report_due ..2024-04-30"),
    ("材料报送时间：2024年9月1日至9月15日。", "report_due 2024-09-01..2024-09-15"),
    ("请将实施方案报我局，截止时间为4月8日。", "report_due ..2024-04-08"),
    ("收到本通知后5个工作日内将联络员名单报送至区总工会。", "report_due .."),
    ("活动结束后10日内提交总结材料。", "report_due .."),
    ("每季度向县总工会报送一次工作进展。", "report_due .. quarterly"),
    ("按月上报产品销售台账。", "report_due .. monthly"),
    ("注：本表于5月8日前报县协作办。", "report_due ..2024-05-08"),
    ("于12月上旬前将工作总结报送省总工会。", "report_due ..2024-12-10"),
    ("每半年末向领导小组办公室报送工作情况。", "report_due ..2024-06-30 half-yearly"),
    ("各单位要认真梳理典型做法，形成书面材料，11月底前报送区工会。", "report_due ..2024-11-30"),
]

VALIDITIES = [
    ("名录自2024年4月1日启用，使用至2026年3月31日。", "validity 2024-04-01..2026-03-31"),
    ("资格从2024年7月1日起计算，到2026年6月30日为止。", "validity 2024-07-01..2026-06-30"),
    ("本通知有效期到2025年春节前一天（2025年1月28日）为止。", "validity ..2025-01-28"),
    ("本办法自印发之日起施行，有效期与总方案一致，至2025年12月31日止。", "validity 2024-03-15..2025-12-31"),
    ("本办法2024年5月1日起施行，2027年4月30日自动失效。", "validity 2024-05-01..2027-04-30"),
    ("称号有效期三年（2024年11月1日—2027年10月31日）。", "validity 2024-11-01..2027-10-31"),
    ("活动自4月10日启动，至6月30日收官。", "validity 2024-04-10..2024-06-30"),
    ("即日起至春节前，开展年货节。", "validity 2024-03-15..2025-01-28"),
    ("自2024年7月1日起两年内互派专业人员。", "validity 2024-07-01..2026-06-30"),
    ("原政策执行期顺延两年，延至2026年12月31日。", "validity ..2026-12-31"),
    ("消费季自9月5日开始，至国庆节前一日结束。", "validity 2024-09-05..2024-09-30"),
    ("生效日期：2024年5月1日", "validity 2024-05-01.."),
    ("实施时间：2024年5月1日。", "validity 2024-05-01.."),
    ("失效日期：2026-12-31", "validity ..2026-12-31"),
    ("在过渡期内（至2025年底）保持政策稳定。", "validity ..2025-12-31"),
    ("以上政策自2024年起执行，暂定三年。", "validity 2024-01-01..2026-12-31"),
    ("自公布之日起生效，至2025年12月31日止。", "validity 2024-03-15..2025-12-31"),
    ("活动自2024年4月20日开始，至2024年5月20日结束。", "validity 2024-04-20..2024-05-20"),
    ("本规定自2024年6月1日起试行一年。", "validity 2024-06-01..2025-05-31"),
    ("整治时间为一个月，从5月2日至5月31日。", "validity 2024-05-02..2024-05-31"),
    ("公示期为7天，自2024年3月18日至2024年3月24日。", "phase 2024-03-18..2024-03-24"),
    ("有效期2年（自2024年4月1日至2026年3月31日）。", "validity 2024-04-01..2026-03-31"),
    ("本办法由市商务局解释，自2024年4月1日起执行，有效期至2029年3月31日。", "validity 2024-04-01..2029-03-31"),
    ("优惠政策执行到2025年12月31日止。", "validity ..2025-12-31"),
    ("自2024年起，每年安排专项资金300万元。", "validity 2024-01-01.."),
    ("从即日起至5月底，开展专项行动。", "validity 2024-03-15..2024-05-31"),
    ("本办法自2024年5月1日起施行，有效期三年。", "validity 2024-05-01..2027-04-30"),
    ("本通知自印发之日起施行，有效期至2026年12月31日。", "validity 2024-03-15..2026-12-31"),
    ("本办法自发布之日起施行。", "validity 2024-03-15.."),
    ("本细则自印发之日起试行，试行期两年。", "validity 2024-03-15..2026-03-14"),
    ("本措施自发布之日起30日后施行。", "validity 2024-04-14.."),
    ("本措施自发布之日起三十日后施行，有效期5年。", "validity 2024-04-14..2029-04-13"),
    ("政策有效期：2024.5.1-2024.12.31", "validity 2024-05-01..2024-12-31"),
    ("该项政策延续至2027年底。", "validity ..2027-12-31"),
    ("政策执行期限为2024年1月1日至2025年12月31日。", "validity 2024-01-01..2025-12-31"),
    ("活动时间：2024年10月27日—12月31日。", "validity 2024-10-27..2024-12-31"),
    ("衔接过渡期（2021—2025年）内，帮扶政策总体稳定。", "validity 2021-01-01..2025-12-31"),
    ("“十四五”期间，每年安排专项资金用于采购。", "validity 2021-01-01..2025-12-31"),
    ("2024年至2026年，每年组织采购不少于两次。", "validity 2024-01-01..2026-12-31"),
    ("协议有效期为2024年4月至2027年3月。", "validity 2024-04-01..2027-03-31"),
    ("本目录有效期两年，自2024年4月1日起执行。", "validity 2024-04-01..2026-03-31"),
    ("公示期：2024年3月18日至3月22日。", "phase 2024-03-18..2024-03-22"),
    ("服务期限：2024年5月1日至2026年4月30日。", "phase 2024-05-01..2026-04-30"),
    ("合同期限为2024年6月1日至2025年5月31日。", "phase 2024-06-01..2025-05-31"),
    ("每年6月上旬在县城举办山货节。", "phase 2024-06-01..2024-06-10 yearly"),
    ("我局拟于5月中旬组织商超赴产地考察。", "phase 2024-05-11..2024-05-20"),
    ("各店次月8日前补报上月销量。", "report_due ..2024-04-08 monthly"),
    ("系统自4月2日8时开放，4月19日17时关闭。", "deadline 2024-04-02..2024-04-19"),
    ("年终小结2024年12月10日前送县局综合股。", "report_due ..2024-12-10"),
    ("5月组织产地考察。", "phase 2024-05-01..2024-05-31"),
    ("山货展将于5月1日至5日在体育馆举办。", "phase 2024-05-01..2024-05-05"),
    ("活动从即日起持续到5月底。", "validity 2024-03-15..2024-05-31"),
    ("每半年终了后20日内报送台账。", "report_due ..2024-07-20 half-yearly"),
    ("各店每月结束后3日内上报销量。", "report_due ..2024-04-03 monthly"),
    ("每季度结束后10个工作日内报送台账。", "report_due .. quarterly"),
    ("即日起至2024年12月31日，全市开展消费助农活动。", "validity 2024-03-15..2024-12-31"),
    ("原定标准继续执行至2025年12月31日。", "validity ..2025-12-31"),
]

PHASES = [
    ("旺季（每年8月至11月）每周不少于两班。", "phase 2024-08-01..2024-11-30 yearly"),
    ("首轮抽审于2024年10月10日至11月20日进行。", "phase 2024-10-10..2024-11-20"),
    ("评审结果于4月中旬公示。", "phase 2024-04-11..2024-04-20"),
    ("10月下旬，县总工会和财政局一起查进度。", "phase 2024-10-21..2024-10-31"),
    ("12月11日—20日，市总工会抽查。", "phase 2024-12-11..2024-12-20"),
    ("展销会安排在9月21日至23日举行。", "phase 2024-09-21..2024-09-23"),
    ("第三阶段为2024年12月，主要开展总结。", "phase 2024-12-01..2024-12-31"),
    ("每季末办一次大集，首场定于5月18日至19日。", "phase 2024-05-18..2024-05-19"),
    ("（三）总结阶段（11月8日至结束）。", "phase 2024-11-08.."),
    ("供货资格每年3月复审。", "phase 2024-03-01..2024-03-31 yearly"),
    ("10月下旬赴协作地区对接。", "phase 2024-10-21..2024-10-31"),
    ("1.自查自纠（4月1日—4月20日）", "phase 2024-04-01..2024-04-20"),
    ("4月9日—11月30日组织实施。", "phase 2024-04-09..2024-11-30"),
    ("第二批为9月—10月。", "phase 2024-09-01..2024-10-31"),
    ("第一步：摸底排查（4月1日—4月15日）。", "phase 2024-04-01..2024-04-15"),
    ("集中攻坚期（2024年4—6月）。", "phase 2024-04-01..2024-06-30"),
    ("1.宣传发动阶段（3月下旬）。各单位制定计划。", "phase 2024-03-21..2024-03-31"),
    ("第二阶段：2024年4月—10月，组织实施。", "phase 2024-04-01..2024-10-31"),
    ("（三）总结评估阶段（2024年11月至12月）", "phase 2024-11-01..2024-12-31"),
    ("4月上旬为摸底调查阶段。", "phase 2024-04-01..2024-04-10"),
    ("部署启动阶段（2024年4月15日前）。", "phase ..2024-04-15"),
    ("（二）集中推进阶段。2024年5月1日至9月30日，各地开展采购。", "phase 2024-05-01..2024-09-30"),
]


@pytest.mark.parametrize(("sentence", "expected"), DEADLINES + REPORTS + VALIDITIES + PHASES)
def test_reads_what_a_date_is_for(sentence: str, expected: str) -> None:
    assert read(sentence) == [expected]


SEVERAL = [
    (
        "请将工作总结于每年12月10日前、半年总结于每年6月20日前报送。",
        ["report_due ..2024-12-10 yearly", "report_due ..2024-06-20 yearly"],
    ),
    ("工作报告分别于5月10日、10月20日前报送。", ["report_due ..2024-05-10", "report_due ..2024-10-20"]),
    (
        "总结材料请于2024年7月20日前、9月20日前和2025年1月31日分三次报区总工会。",
        ["report_due ..2024-07-20", "report_due ..2024-09-20", "report_due ..2025-01-31"],
    ),
    (
        "每年6月30日前报送半年总结，12月20日前报送全年总结。",
        ["report_due ..2024-06-30 yearly", "report_due ..2024-12-20 yearly"],
    ),
    (
        "10月底前完成采购任务，11月10日前将采购情况报送市总工会。",
        ["deadline ..2024-10-31", "report_due ..2024-11-10"],
    ),
    (
        "政策延长至2025年底，当年额度于每年12月31日前用完。",
        ["validity ..2025-12-31", "deadline ..2024-12-31 yearly"],
    ),
    ("督促检查阶段（6月底、12月底）。", ["phase ..2024-06-30", "phase ..2024-12-31"]),
    (
        "大赛分初赛（7月）、复赛（8月中下旬）、决赛（9月28日）三个阶段。",
        ["phase 2024-07-01..2024-07-31", "phase 2024-08-11..2024-08-31", "phase ..2024-09-28"],
    ),
    (
        "每月逢5日、20日，由各单位向县供销社报一次进度。",
        ["report_due ..2024-04-05 monthly", "report_due ..2024-03-20 monthly"],
    ),
    (
        "每学期末（1月15日、7月5日前）向县政府报告。",
        ["report_due ..2025-01-15 half-yearly", "report_due ..2024-07-05 half-yearly"],
    ),
    (
        "每半年向市总工会报告一次，时间为7月10日和次年1月10日前。",
        ["report_due ..2024-07-10", "report_due ..2025-01-10"],
    ),
    (
        "按“半年过半、年底见底”的节奏推进：6月30日前完成一半，12月20日前全部完成。",
        ["deadline ..2024-06-30", "deadline ..2024-12-20"],
    ),
    ("每年1月、7月10日前上报数据。", ["report_due ..2024-01-10 yearly", "report_due ..2024-07-10 yearly"]),
]


@pytest.mark.parametrize(("sentence", "expected"), SEVERAL)
def test_reads_several_dates_of_one_sentence(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


NOTHING = [
    "公示结束次月10日前拨付资金。",
    "2024年度奖补分两批办理。",
    "咨询时间：4月1日至4月30日每天9点到17点。",
    "考核周期为每年1月1日至12月31日。",
    "今年1—2月，全市采购同比增长12%。",
    "《示例经费办法》（示工发〔2020〕3号）自2020年5月1日起施行。",
    "《示例挂钩办法》执行至2024年6月30日届满。",
    "原定于4月20日召开的对接会改至4月26日上午9时举行。",
    "自2023年1月1日起两年内注册的企业可申报。",
    "当月协作产品采购占比力争达到8%。",
    "主管部门须于当月15日之前完成初审。",
    "对2024年6月30日前进驻平台的商户给予补贴。",
    "征集时间：即日起，长期征集。",
    "统计截止时间：2024年12月31日。",
    "2024年3月20日前参加工会的会员享受补贴。",
    "以2023年12月31日为基准日开展统计。",
    "根据《示例条例》（2024年1月1日起施行）制定本方案。",
    "《示例办法》自2024年1月1日起施行以来，成效明显。",
    "主要产品黄桃，采摘期为5月至7月。",
    "会议时间：2024年4月2日上午9:30。",
    "经2024年3月8日主席办公会研究同意，现印发给你们。",
    "展销会定于2024年4月20日举办。",
    "2020年以来，我县累计采购农产品三千万元。",
    "截至2023年12月底，全区已有五十家企业入驻。",
    "2023年，全市完成助农销售额1.2亿元。",
    "根据《示例县消费帮扶三年行动方案（2021—2023年）》要求，制定本方案。",
    "依据示总工〔2021〕46号文件精神执行。",
    "2024年2月20日，县委召开农村工作会议。",
    "在2023年12月31日前注册成立的企业均可申报。",
    "在元旦、春节等法定节日优先采购。",
    "每人每年不超过500元。",
    "王某，男，1985年6月生。",
    "培训时间：2024年4月2日上午9时。",
    "发布时间：2024-03-18",
    "联系电话：0570-8000123。",
    "原《示例办法》自2024年4月1日起废止。",
    "国庆节前后客流较大。",
    "产品单价24.5元，规格2024.5克。",
    "2024年3月15日",
    "近三年内无违法记录。",
    "2024年度预算已经批准。",
    "长期受理供应商入驻。",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_leaves_out_dates_that_do_not_matter(sentence: str) -> None:
    assert read(sentence) == []


def test_a_section_of_stages_makes_its_periods_stages() -> None:
    assert read(
        "三、实施步骤", "（一）动员部署（3月20日—31日）。召开会议。", "（二）组织实施（4月—11月）。全面采购。"
    ) == [
        "phase 2024-03-20..2024-03-31",
        "phase 2024-04-01..2024-11-30",
    ]


def test_a_heading_labels_the_period_under_it() -> None:
    assert read("一、活动时间", "2024年4月1日至6月30日") == ["validity 2024-04-01..2024-06-30"]
    assert read("二、时间安排", "2024年4月1日至6月30日，分三个阶段进行。", "（一）启动。4月上旬，召开动员会。") == [
        "validity 2024-04-01..2024-06-30",
        "phase 2024-04-01..2024-04-10",
    ]


def test_the_time_column_of_a_task_table_gives_deadlines() -> None:
    table = [
        ["序号", "任务内容", "完成时限"],
        ["1", "建立采购台账并动态更新", "2024年6月"],
        ["2", "举办展销会", "年底前"],
    ]
    assert read(table) == ["deadline ..2024-06-30", "deadline ..2024-12-31"]
    assert [fact.action for fact in facts(table)] == ["建立采购台账并动态更新", "举办展销会"]


def test_bare_months_and_quarters_of_a_time_column_are_their_last_days() -> None:
    table = [["事项", "办结时间"], ["建专区", "4月底"], ["办推介会", "5月中旬"], ["清欠款", "三季度末"]]
    assert read(table) == ["deadline ..2024-04-30", "deadline ..2024-05-20", "deadline ..2024-09-30"]


def test_the_report_column_of_a_table_gives_days_to_report() -> None:
    table = [["报表名称", "报送时间"], ["月报表", "每月5日前"], ["年报", "次年1月15日前"]]
    assert read(table) == ["report_due ..2024-04-05 monthly", "report_due ..2025-01-15"]


def test_a_time_column_gives_stages_and_limits() -> None:
    table = [["时间", "内容", "责任部门"], ["3月下旬", "动员部署", "办公室"], ["11月底前", "完成采购", "经济部"]]
    assert read(table) == ["phase 2024-03-21..2024-03-31", "deadline ..2024-11-30"]


def test_sentences_in_cells_are_read_as_elsewhere() -> None:
    table = [["任务", "措施"], ["扩大采购", "各单位6月底前完成一半，12月20日前将总结报市总工会。"]]
    assert read(table) == ["deadline ..2024-06-30", "report_due ..2024-12-20"]


def test_other_columns_give_nothing() -> None:
    assert read([["企业名称", "成立日期"], ["示例公司", "2019年5月1日"]]) == []


def test_a_fact_said_twice_is_one_row_at_its_first_mention() -> None:
    found = facts("请于5月10日前报送总结。", "再次提醒，总结务必于5月10日前报送。")
    assert len(found) == 1
    assert found[0].evidence.quote == "请于5月10日前报送总结"


def test_two_tasks_due_on_one_day_are_two_rows() -> None:
    assert len(facts("6月30日前建立台账。", "6月30日前举办展销会。")) == 2


def test_what_is_due_stands_in_action() -> None:
    assert facts("请于5月10日前将总结报送县总工会，逾期不候。")[0].action == "将总结报送县总工会"
    assert facts("每年11月底前完成采购任务。")[0].rrule == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1"


def test_the_evidence_is_the_clause_with_the_date() -> None:
    assert facts("为做好工作，请于5月10日前将总结报送县总工会，逾期不候。")[0].evidence.quote == (
        "请于5月10日前将总结报送县总工会"
    )


def test_the_issue_date_is_a_row_and_its_paragraph_no_deadline() -> None:
    given = notice("请于5月10日前报送总结。", "2024年3月15日")
    start = given.text.index("2024年")
    given = replace(given, issued=Part("2024-03-15", start, start + 10))
    found = [fact for fact in run("dates", given, issued_on=ON) if isinstance(fact, DatedFact)]
    assert [(fact.kind, fact.ends_on) for fact in found] == [("report_due", "2024-05-10"), ("issued", "2024-03-15")]


def test_a_day_takes_the_year_of_the_notice_where_no_issue_date_is_printed() -> None:
    assert read("11月30日前完成采购。", on=None, year=2022) == ["deadline ..2022-11-30"]
    assert read("11月30日前完成采购。", on=None, year=None) == []


def test_validity_is_the_measures_first_and_last_day() -> None:
    assert validity_of(facts("本办法自2024年5月1日起施行，有效期三年。")) == ("2024-05-01", "2027-04-30")
    assert validity_of(facts("政策延长至2025年底。")) == (None, "2025-12-31")
    assert validity_of(facts("5月10日前完成。")) == (None, None)


def test_another_documents_end_is_no_validity_unless_the_notice_carries_it_on() -> None:
    given = notice("经研究，《山货节扶持办法》有效期延长至2026年12月31日。")
    assert run("dates", given, issued_on=ON, year=2024) == []
    titled = replace(given, title=Part("关于延长山货节扶持办法有效期的通知", 0, 0))
    (fact,) = run("dates", titled, issued_on=ON, year=2024)
    assert isinstance(fact, DatedFact) and (fact.kind, fact.ends_on) == ("validity", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("1.1 编制供货清单（2024年5月底前完成）", "编制供货清单"),
        ("（二）布置展区（完成时限：2024年6月30日）", "布置展区"),
        ("兑换时间为4月1日至4月15日。", "兑换"),
        ("（三）对接商超（2024年6月底前，县商务局牵头）", "对接商超"),
        ("（三）汇总报表（2024年6月30日前报县供销社）", "报县供销社"),
    ],
)
def test_an_action_has_no_section_number_and_no_open_bracket(text: str, action: str) -> None:
    assert [fact.action for fact in facts(text)] == [action]


def test_a_label_alone_gives_way_to_the_sections_title() -> None:
    (fact,) = facts("一、建好供货基地", "责任单位：县供销社。完成时限：2024年6月底前。")
    assert fact.action == "建好供货基地"


def test_what_recurs_within_the_year_has_no_day_in_an_undated_notice() -> None:
    assert read("每月5日前报送台账。", on=None) == ["report_due .. monthly"]
    assert read("每年11月底前报送台账。", on=None) == ["report_due ..2024-11-30 yearly"]


def test_a_limit_early_in_the_year_is_next_years_in_a_notice_of_its_last_months() -> None:
    assert read("展品于1月8日前撤完。", on=date(2024, 11, 18)) == ["deadline ..2025-01-08"]
    assert read("展品于10月8日前撤完。", on=date(2024, 11, 18)) == ["deadline ..2024-10-08"]


def test_the_years_in_a_plans_title_are_its_validity_where_no_other_is_printed() -> None:
    words = "关于印发示例助农行动计划（2024—2026年）的通知"
    given = notice(words, "5月底前印发清单。")
    titled = replace(given, title=Part(words, 0, len(words)))
    found = [fact for fact in run("dates", titled, issued_on=ON, year=2024) if isinstance(fact, DatedFact)]
    assert [(fact.kind, fact.starts_on, fact.ends_on) for fact in found] == [
        ("validity", "2024-01-01", "2026-12-31"),
        ("deadline", None, "2024-05-31"),
    ]
    other = notice(words.replace("印发", "延长"), "5月底前印发清单。")
    other = replace(other, title=Part(words.replace("印发", "延长"), 0, len(words)))
    assert [fact.kind for fact in run("dates", other, issued_on=ON, year=2024) if isinstance(fact, DatedFact)] == [
        "deadline"
    ]


def test_the_notices_own_validity_goes_before_that_of_a_standard_in_it() -> None:
    found = facts("新的比例从2024年6月1日起算。", "本通知自2024年4月1日起执行。")
    assert validity_of(found) == ("2024-04-01", None)


def test_a_length_without_a_beginning_is_no_validity() -> None:
    assert read("认定结果有效期两年。") == []


def test_a_period_called_the_validity_goes_before_one_of_work() -> None:
    found = facts("2024年至2026年，每年组织采购。", "本通知自印发之日起施行，有效期至2025年12月31日。")
    assert validity_of(found) == ("2024-03-15", "2025-12-31")


def test_a_method_without_date_and_number_takes_its_year_from_its_coming_into_force() -> None:
    sentences = ("平台于每年3月1日前公布报告。", "本办法自2022年1月1日起施行。")
    assert read(*sentences, on=None, year=None) == ["deadline ..2022-03-01 yearly", "validity 2022-01-01.."]


@given(st.text(alphabet="0123456789年月日底前至—、，。；每季度报送完成有效期阶段自起施行（）《》\n\t", max_size=80))
def test_no_text_stops_it_and_every_fact_quotes_its_place(text: str) -> None:
    for fact in facts(text):
        assert fact.evidence.quote in text
        assert fact.starts_on is None or fact.ends_on is None or fact.starts_on <= fact.ends_on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("响应文件递交截止及开标时间：2024年7月2日上午9:30。", ["report_due ..2024-07-02"]),
        ("每季度结束后5日内在平台更新台账。", ["deadline ..2024-04-05 quarterly"]),
        ("县财政局自5月起于每月5日通报上月进度。", ["report_due ..2024-05-05 monthly"]),
        ("各县材料于12月9日前交齐。", ["report_due ..2024-12-09"]),
        ("请于7月10日前将上半年《统计表》报县总工会。", ["report_due ..2024-07-10"]),
        ("入围单位的服务期为两年，从2024年8月15日算起。", ["validity 2024-08-15..2026-08-14"]),
        ("为方便明年春节期间选购，请各单位于8月26日前报送需求。", ["report_due ..2024-08-26"]),
        ("市总工会于2月上旬至2月中旬组织了遴选。", []),
        ("半年总结7月5日前、全年总结12月25日前报县总工会。", ["report_due ..2024-07-05", "report_due ..2024-12-25"]),
        ("材料于5月20日下班前送县供销社三楼，逾期视为放弃。", ["report_due ..2024-05-20"]),
        ("采购额9月底不少于80%，12月10日前全部完成。", ["deadline ..2024-09-30", "deadline ..2024-12-10"]),
        ("补贴截至2024年6月30日24时。", ["validity ..2024-06-30"]),
        ("请各县自下月起，逢单月10日前通报采购情况。", ["report_due ..2024-05-10"]),
        ("请各县每逢双月10日前报送采购情况。", ["report_due ..2024-04-10"]),
    ],
)
def test_reads_what_is_due_and_leaves_what_was(text: str, expected: list[str]) -> None:
    assert read(text) == expected
