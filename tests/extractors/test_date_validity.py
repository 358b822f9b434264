"""Validity, its own and others'; time limits beside reports; figures' years that are no dates. All invented."""

from __future__ import annotations

import pytest

from extract.extractors.dates import validity_of
from tests.extractors.date_rows import facts, read

SENTENCES = [
    ("请各单位于4月10日前报一名联络员。", ["report_due ..2024-04-10"]),
    ("4月10日前报联络员名单。", ["report_due ..2024-04-10"]),
    ("联络员姓名及手机号请于4月12日前告知市供销社。", ["report_due ..2024-04-12"]),
    ("需求计划4月20日前交办公室。", ["report_due ..2024-04-20"]),
    ("4月12日前加入工作群。", ["deadline ..2024-04-12"]),
    ("试行期间（2024年4月1日至2025年3月31日）。", ["validity 2024-04-01..2025-03-31"]),
    ("举报联系人于4月10日前明确。", ["deadline ..2024-04-10"]),
    ("每月3日前汇总上月采购数据。", ["report_due ..2024-04-03 monthly"]),
    ("各站每月5日前汇总本站订单并统一下单。", ["deadline ..2024-04-05 monthly"]),
    # goods are delivered, papers and samples handed in
    ("礼盒3月28日前送达，逾期不收。", ["deadline ..2024-03-28"]),
    ("供应商须将大米、食用油于4月20日前寄送到户。", ["deadline ..2024-04-20"]),
    ("物资由配送企业在4月20日前运送到位。", ["deadline ..2024-04-20"]),
    ("样品于4月8日前送达职工服务中心。", ["report_due ..2024-04-08"]),
    ("产品目录请于4月8日前寄送县总工会。", ["report_due ..2024-04-08"]),
    # terms that count back from each case's own expiry
    ("县局每年5月15日前公布目录，到期前60日内可以申请续期一次。", ["deadline ..2024-05-15 yearly"]),
    ("名录期满前3个月内可提出延续申请。", []),
    # a beginning and its end
    (
        "认定的单位自2024年5月1日起列入《示例名录》，有效期至2027年4月30日。",
        ["validity 2024-05-01..2027-04-30"],
    ),
    ("入选企业从2024年5月1日起进入产品库，有效期截至2025年4月30日。", ["validity 2024-05-01..2025-04-30"]),
    ("自2024年5月1日起列入名录。", ["phase 2024-05-01.."]),
    ("首批目录（附件1）有效期自2024年5月1日起，到2026年4月30日为止。", ["validity 2024-05-01..2026-04-30"]),
    ("专项额度自本通知印发之日起启用，用到2024年12月15日为止。", ["validity 2024-03-15..2024-12-15"]),
    ("额度从4月1日起可以使用，用至年底。", ["validity 2024-04-01..2024-12-31"]),
    ("优惠政策享受到2024年8月31日。", ["validity ..2024-08-31"]),
    # an end that another took the place of
    ("原定执行到2024年6月30日，现延长到2024年9月30日。", ["validity ..2024-09-30"]),
    ("执行期限为2024年1月1日至2024年6月30日，现向后顺延半年，执行至2024年12月31日。", ["validity ..2024-12-31"]),
    ("原定4月底截止，现延至5月20日。", ["deadline ..2024-05-20"]),
    # leave for the late is a time limit
    ("确有特殊原因的，至迟可延至4月底。", ["deadline ..2024-04-30"]),
    ("确有困难的单位，可延至2024年5月15日。", ["deadline ..2024-05-15"]),
    ("采购时限延至6月底。", ["deadline ..2024-06-30"]),
    ("活动截止时间由4月30日延至5月31日。", ["deadline ..2024-05-31"]),
    ("原文件规定2024年6月30日到期，现续期一年至2025年6月30日。", ["validity ..2025-06-30"]),
    ("专项采购期限顺延三个月，调整为2024年1月1日至2024年9月30日。", ["validity 2024-01-01..2024-09-30"]),
    ("补贴政策到期后续延一年，即2024年7月1日至2025年6月30日。", ["validity 2024-07-01..2025-06-30"]),
    ("供应商资格自2024年4月1日生效，2025年3月31日失效。", ["validity 2024-04-01..2025-03-31"]),
    ("政策可延长至2026年底。", ["validity ..2026-12-31"]),
    # what years and half-years only say of figures, purchases and left-overs
    ("对当年1—6月的采购，于当年7月20日前申报。", ["deadline ..2024-07-20"]),
    ("7—12月的采购额，于次年1月20日前申报。", ["deadline ..2025-01-20"]),
    ("凭2024年4月1日至6月30日期间的发票申领。", []),
    ("力争2024年上半年采购过半。", ["deadline ..2024-06-30"]),
    ("应在受理月15日之前提交材料，认定结果于次月20日前公布。", []),
    ("货款于次月20日前支付。", ["deadline .. monthly"]),
    ("学校于次月10日前结清上月货款。", ["deadline ..2024-04-10 monthly"]),
    ("2024年没有用完的额度可以带到2025年上半年使用。", []),
    ("结余额度结转至2025年3月31日前使用。", ["deadline ..2025-03-31"]),
    ("年内没有用完的部分不跨年结转。", []),
    ("2023年应在8%以上，2024年起每年在12%以上。", []),
    ("2024年采购不少于300元，从2025年起不少于400元。", []),
    ("每人每年原为300元，今年起提高到不超过450元。", []),
    ("自2024年起每人每年不超过500元。", ["validity 2024-01-01.."]),
    ("每年评选一次，年底前公布结果。", ["deadline ..2024-12-31 yearly"]),
    ("每年评选一次；年底前公布结果。", ["deadline ..2024-12-31"]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_kind_and_days(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [("三、报名方式", ["deadline ..2024-04-20"]), ("三、总结报送", ["report_due ..2024-04-20"])],
)
def test_what_has_to_come_in_is_an_application_or_a_report(section: str, expected: list[str]) -> None:
    assert read(section, "现场递交或邮寄（以4月20日下午5:30前收到为准）。") == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("5月1日至31日，凭会员卡在网店下单立减一成。",), (None, None)),
        (("5月1日至31日，各社要采购农产品，网店打九折。",), ("2024-05-01", "2024-05-31")),
        (
            ("首批目录有效期自2024年5月1日起至2025年4月30日。", "本办法自2024年6月1日起施行，有效期至2026年5月31日。"),
            ("2024-06-01", "2026-05-31"),
        ),
        (
            ("产品资格有效期至2025年6月30日。", "本办法自2024年6月1日起施行，有效期三年。"),
            ("2024-06-01", "2027-05-31"),
        ),
        (("平台服务费减免至2024年底。",), (None, None)),
        (("线上专场保留到2024年6月30日。",), (None, None)),
        (("存量提货券有效期统一延至2024年5月31日。", "本通知执行至2024年12月31日。"), (None, "2024-12-31")),
        (("已签合同履行至2024年6月15日为止。", "清单使用至2024年9月30日。"), (None, "2024-09-30")),
    ],
)
def test_the_notice_runs_no_shorter_than_its_contracts_and_coupons(
    sentences: tuple[str, ...], expected: tuple[str | None, str | None]
) -> None:
    assert validity_of(facts(*sentences)) == expected
