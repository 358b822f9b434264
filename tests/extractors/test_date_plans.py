"""Dates of plans that go on from one another: days without their month, stages of one word, days moved, rhythms."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extractors.date_rows import read

ON = date(2024, 3, 15)
LATE = date(2023, 12, 5)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "展期三天，4月20日至22日，19日布展，23日撤展。",
            ["phase 2024-04-20..2024-04-22", "phase ..2024-04-23", "phase ..2024-04-19"],
        ),
        (
            "会期一天半，5月15日14:00至16日12:00。参展企业14日18:00前进场完毕。",
            ["phase 2024-05-15..2024-05-16", "deadline ..2024-05-14"],
        ),
        ("展销会定于5月1日至7日举办，8日撤展。", ["phase 2024-05-01..2024-05-07", "phase ..2024-05-08"]),
    ],
)
def test_a_day_alone_is_of_the_fair_s_month(sentence: str, expected: list[str]) -> None:
    assert sorted(read(sentence, on=ON)) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "on", "days"),
    [
        ("展销会于6月28日至7月2日在文化广场举办，27日布展，3日撤展。", ON, ("2024-06-27", "2024-07-03")),
        ("年货节12月30日至次年1月2日举办，29日布展，3日撤展。", LATE, ("2023-12-29", "2024-01-03")),
        ("展销会12月30日至2024年1月2日举办，12月29日布展，1月3日撤展。", LATE, ("2023-12-29", "2024-01-03")),
        ("市集2023年12月29日至2024年1月1日开市，28日进场，2日撤场。", LATE, ("2023-12-28", "2024-01-02")),
    ],
)
def test_what_is_set_up_stands_before_a_fair_s_first_day(sentence: str, on: date, days: tuple[str, str]) -> None:
    first, last = days
    assert {f"phase ..{first}", f"phase ..{last}"} <= set(read(sentence, on=on, year=on.year))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("展销会5月1日至7日举办，展出5日，企业自行布展。", ["phase 2024-05-01..2024-05-07"]),
        ("4月29日至30日展销，2日撤展。", ["phase 2024-04-29..2024-04-30"]),
        ("5月1日统一开市，每日布展。", ["phase ..2024-05-01"]),
    ],
)
def test_a_day_alone_of_no_known_month_is_left_out(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2024年5月1日至3日、10日至12日举办展销。",
            ["phase 2024-05-01..2024-05-03", "phase 2024-05-10..2024-05-12"],
        ),
        (
            "展销时间为4月1日至3日、15日、20日。",
            ["phase 2024-04-01..2024-04-03", "phase ..2024-04-15", "phase ..2024-04-20"],
        ),
        (
            "采购周期为2024年5月、8月。",
            ["phase 2024-05-01..2024-05-31", "phase 2024-08-01..2024-08-31"],
        ),
        ("直播时间：6月8日、9日、10日每晚8点。", ["phase 2024-06-08..2024-06-10"]),
        ("5月9日（星期四）、10日（星期五）两天报名。", ["deadline 2024-05-09..2024-05-10"]),
        (
            "6月1日至2日和8日至9日，县供销社举办助农集市。",
            ["phase 2024-06-01..2024-06-02", "phase 2024-06-08..2024-06-09"],
        ),
    ],
)
def test_periods_of_a_list_share_the_month_of_the_first(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "每季度结束后，于次月10日前报送统计表。每月5日前报送进度。",
            ["report_due ..2024-04-10 quarterly", "report_due ..2024-04-05 monthly"],
        ),
        (
            "每月5日前报送进度，每季度结束后于次月10日前报送统计表。",
            ["report_due ..2024-04-05 monthly", "report_due ..2024-04-10 quarterly"],
        ),
        ("各单位每季度办一次展销，专项检查结束后，于次月10日前报送总结。", []),
        ("二季度次月8日前报送报表。", ["report_due ..2024-07-08"]),
        ("第四季度结束后次月10日前报送总结。", ["report_due ..2025-01-10"]),
        ("上半年结束后次月15日前报送总结。", ["report_due ..2024-07-15"]),
    ],
)
def test_the_next_month_is_of_what_is_named_before_it(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每季度结束后，各单位应于次月10日前报送报表。", ["report_due ..2024-04-10 quarterly"]),
        ("每半年结束后，于次月15日前报送总结。", ["report_due ..2024-07-15 half-yearly"]),
        ("每逢季度终了，各镇把进度报上来，不得晚于次月8日。", ["report_due ..2024-04-08 quarterly"]),
        (
            "各市每月8日前报进展，活动结束后10日内报总结。",
            ["report_due ..2024-04-08 monthly", "report_due .."],
        ),
        ("市直部门按季度报，时间为次季度首月的5日。", ["report_due ..2024-04-05 quarterly"]),
        (
            "每月28日前报当月数据（12月份提前至20日）。",
            ["report_due ..2024-03-28 monthly", "report_due ..2024-12-20"],
        ),
    ],
)
def test_rhythms_end_where_their_words_end(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各镇4月20日前报春茶认购台账。", ["report_due ..2024-04-20"]),
        ("6月20日、12月10日前分别报半年、全年小结。", ["report_due ..2024-06-20", "report_due ..2024-12-10"]),
        ("报价文件须在2024年4月20日上午9时之前密封送达。", ["deadline ..2024-04-20"]),
        ("保证金须在4月18日18:00（以到账时间为准）前转出。", ["deadline ..2024-04-18"]),
        ("货款结算期限不变，仍为12月15日。", ["deadline ..2024-12-15"]),
        ("《方案》规定的完成时限，我县提前到11月20日。", ["deadline ..2024-11-20"]),
        ("乡镇单位可顺延到4月10日。", ["deadline ..2024-04-10"]),
        ("8月1日至10日系统再开放一次，逾期不补。", ["deadline 2024-08-01..2024-08-10"]),
        (
            "上半年的报送时间是7月5日前，下半年的是次年1月5日前。",
            ["report_due ..2024-07-05", "report_due ..2025-01-05"],
        ),
    ],
)
def test_what_is_due(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2024年4月至6月动员，2024年7月至2025年9月推进。",
            ["phase 2024-04-01..2024-06-30", "phase 2024-07-01..2025-09-30"],
        ),
        ("第一段到4月30日为止，第二段自五一次日（5月2日）起。", ["phase ..2024-04-30", "phase 2024-05-02.."]),
        ("县供销社于5月6日至15日检查各网点标价。", ["phase 2024-05-06..2024-05-15"]),
        ("10月中旬，县里准备在体育馆办一场农产品展销。", ["phase 2024-10-11..2024-10-20"]),
        ("冷链专线从5月起试运行。", ["phase 2024-05-01.."]),
        ("分会场只办到5月3日。", ["phase ..2024-05-03"]),
        ("我局决定自2024年5月10日起至8月8日止，在全县开展消费帮扶。", ["validity 2024-05-10..2024-08-08"]),
        ("自2024年5月1日至2025年4月30日这一年度内，每名会员再给300元。", ["validity 2024-05-01..2025-04-30"]),
    ],
)
def test_what_goes_on(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "到8月31日，全县实际完成612万元。",
        "年末未完成份额的，核减次年经费。",
        "当年额度可以顺延使用到次年春节前，逾期作废。",
        "全年人均300元，端午前最多用到其中的六成。",
        "春节前示例县农产品现场展销和预订的通知",
        "各单位要做好年底考核准备。",
    ],
)
def test_what_sets_no_day(sentence: str) -> None:
    assert read(sentence, on=ON) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "每年推荐两次，第一次6月，第二次11月。",
            ["phase 2024-06-01..2024-06-30 yearly", "phase 2024-11-01..2024-11-30 yearly"],
        ),
        ("每季度第二个月15日前报送上季度数据。", ["report_due ..2024-05-15 quarterly"]),
        ("分两个时段：上半年5月至6月采购。", ["phase 2024-05-01..2024-06-30"]),
        ("本目录自2024年4月1日起使用，有效期三年。", ["validity 2024-04-01..2027-03-31"]),
        ("4月20日截止预订，25日起配送。", ["deadline ..2024-04-20", "phase 2024-04-25.."]),
        ("预订截止4月20日，配送4月25日开始。", ["deadline ..2024-04-20", "phase 2024-04-25.."]),
        ("到2025年底，累计采购不少于500万元。", ["deadline ..2025-12-31"]),
        ("今年前2个月已达155万元。", []),
        ("一、报送范围。2024年1月1日至2月29日期间，本单位采购的帮扶产品。", []),
        ("提货期为5月8日至20日。", ["phase 2024-05-08..2024-05-20"]),
        ("9.第四季度举办成果展。", ["phase 2024-10-01..2024-12-31"]),
    ],
)
def test_forms_of_plans(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


def test_a_day_under_the_heading_of_an_event_is_its_own() -> None:
    fair = [["会场", "日期", "地点"], ["主会场", "4月17日—26日", "文化广场"], ["北区分会场", "4月10日", "体育馆"]]
    assert read(fair, on=ON) == ["phase 2024-04-17..2024-04-26", "phase ..2024-04-10"]


def test_a_news_report_takes_the_year_of_what_it_tells_of() -> None:
    told = "市总工会日前下发《消费帮扶通知》（示工发〔2023〕8号）。", "各工会10月15日前登记采购计划。"
    assert read(*told, on=None, year=None) == ["deadline ..2023-10-15"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("直播安排：7月3日晚8点、7月17日晚8点。", ["phase ..2024-07-03", "phase ..2024-07-17"]),
        ("评审7月9日进行。", ["phase ..2024-07-09"]),
        ("名单公示到7月1日为止。", ["phase ..2024-07-01"]),
        ("订货会7月9日（星期二）在县城举行。", ["phase ..2024-07-09"]),
        ("7月11日至20日询价，21日至25日签约。", ["phase 2024-07-11..2024-07-20", "phase 2024-07-21..2024-07-25"]),
        ("定于7月9日（星期二）上午9:30在县会展中心举办产销对接会。", ["phase ..2024-07-09"]),
        ("会议定于7月9日在县城召开。", []),
        ("7月1日至9月30日为“消夏行动”时间。", ["validity 2024-07-01..2024-09-30"]),
        ("活动即日起至2024年7月12日止。", ["validity 2024-03-15..2024-07-12"]),
        ("年货节从7月4日开到7月19日。", ["validity 2024-07-04..2024-07-19"]),
        ("首次报数定在7月15日，此后按月再报，直到12月。", ["report_due ..2024-07-15"]),
        ("季报次季首月8日。", ["report_due ..2024-04-08 quarterly"]),
        ("信息报送由一季度一报改为半年一报。", []),
    ],
)
def test_forms_of_events_and_rhythms(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=ON) == expected


def test_events_in_the_lines_below_a_heading_of_times_are_phases() -> None:
    lines = "二、活动时间", "春季踏青：2024年3月—5月，5月底之前完成。", "秋季登山：2024年9月—11月。"
    expected = ["phase 2024-03-01..2024-05-31", "deadline ..2024-05-31", "phase 2024-09-01..2024-11-30"]
    assert read(*lines, on=ON) == expected
    assert read("二、活动时间", "2024年9月1日至9月30日。", on=ON) == ["validity 2024-09-01..2024-09-30"]


def test_days_of_setting_up_may_leave_out_their_month() -> None:
    fair = "展销时间：6月9—12日（其中，7—8日布展，13日撤展）。"
    assert read(fair, on=ON) == ["phase 2024-06-09..2024-06-12", "phase ..2024-06-13", "phase 2024-06-07..2024-06-08"]


def test_in_october_january_is_the_next_year_s() -> None:
    sentence = "1月5日布展，1月8日至12日展销。"
    assert read(sentence, on=date(2024, 10, 20)) == ["phase ..2025-01-05", "phase 2025-01-08..2025-01-12"]


def test_rows_named_beside_their_times_label_them() -> None:
    rows = [["项目", "内容"], ["报名时间", "4月1日至4月15日17:00"], ["公示时间", "4月20日—24日"], ["地点", "县城"]]
    assert read(rows, on=ON) == ["deadline 2024-04-01..2024-04-15", "phase 2024-04-20..2024-04-24"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "第一条 近期，省总工会印发《示例意见》（示工发〔2022〕8号），现制定本办法。",
                "第二条 各单位于11月30日前完成采购。",
                "第三条 本办法自2024年3月1日起施行。",
            ),
            ["deadline ..2024-11-30", "validity 2024-03-01.."],
        ),
        (
            (
                "近日，县总工会印发《示例通知》（示工发〔2023〕5号）。",
                "各单位于9月30日前完成采购。",
                "2024年起，每年6月各报一次。",
            ),
            ["deadline ..2023-09-30", "validity 2024-01-01..", "report_due ..2024-06-30 yearly"],
        ),
    ],
)
def test_the_year_is_that_of_coming_into_force_before_that_of_what_is_reported(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert read(*lines, on=None, year=None) == expected
