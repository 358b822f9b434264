"""Writes many varied notices for the speed benchmark: `python -m tests.benchmarks.generate FOLDER [COUNT]`.

Each is one of five kinds (notice with a supplier list, plan with duties and a table of targets, method in articles,
public list, letter with a form), of a place, length and layout drawn from a seed, in turn as PDF and as DOCX.
The same seed gives the same files. PDF needs the fonts that `corpus/README.md` names.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from corpus import build, markup

PLACES = (
    ("130100", "石家庄市", "新疆且末县"),
    ("210200", "大连市", "新疆石河子市"),
    ("310115", "浦东新区", "云南省剑川县"),
    ("320200", "无锡市", "陕西省延川县"),
    ("330700", "金华市", "四川省理县"),
    ("350200", "厦门市", "甘肃省永靖县"),
    ("370100", "济南市", "甘肃省东乡族自治县"),
    ("420100", "武汉市", "西藏乃东区"),
    ("430200", "株洲市", "湖南省炎陵县"),
    ("440300", "深圳市", "广西那坡县"),
    ("500103", "渝中区", "四川省若尔盖县"),
    ("610100", "西安市", "陕西省周至县"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ("晓东", "文静", "一鸣", "若水", "长安", "小满", "平", "岚", "知行", "立夏")
FIRM_HEADS = ("金穗", "禾田", "云岭", "山海", "清溪", "百味", "丰年", "沃野", "晨露", "乡源")
FIRM_TAILS = ("农业发展有限公司", "商贸有限公司", "供应链管理有限责任公司", "农民专业合作社", "食品厂")
CLAUSES = (
    "各级工会组织要把消费帮扶同职工普惠服务结合起来，尊重职工意愿，不搞摊派，不搞一刀切。",
    "采购单位应当索取正规票据，留存合同、验收单和发放签收表，接受同级经费审查委员会审查。",
    "供应商应当对产品质量负责，建立退换货渠道，在承诺时间内配送到位。",
    "各单位在组织采购前应当征求会员代表意见，采购结果在单位内部公示不少于三个工作日。",
    "对成效突出的单位予以通报表扬，对弄虚作假的单位取消当年评优资格。",
)


def generate(folder: Path, count: int = 200, seed: int = 1) -> list[Path]:
    """Writes `count` notices into `folder`; returns their paths. Raises FileNotFoundError when fonts are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    kinds: tuple[Callable[[random.Random, tuple[str, str, str]], list[str]], ...] = (
        _notice_with_list,
        _plan_with_duties,
        _method,
        _public_list,
        _letter_with_form,
    )
    written: list[Path] = []
    for index in range(count):
        place = chance.choice(PLACES)
        form = ("pdf", "docx")[index % 2]
        settings = [f"place: {place[0]}", "kind: 通知", f"formats: [{form}]", f"justify: {chance.choice(['true', ''])}"]
        lines = ["---", *settings, "---", *kinds[index // 2 % len(kinds)](chance, place)]
        source = folder / f"notice-{index + 1:04}.md"
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        target = source.with_suffix(f".{form}")
        build.WRITERS[form](markup.parse(source), target)
        source.unlink()
        written.append(target)
    return written


def _person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def _phone(chance: random.Random) -> str:
    return f"{chance.choice(('1390000', '1380013'))}{chance.randrange(10000):04}"


def _opening(chance: random.Random, place: tuple[str, str, str], title: str) -> list[str]:
    _, name, partner = place
    year = chance.randint(2021, 2024)
    header = chance.choice(
        (f"!header {name}总工会文件", f"!header {name}总工会 | {name}农业农村局 || 文件", f"!header {name}总工会")
    )
    return [
        header,
        f"!number {name[0]}工发〔{year}〕{chance.randint(1, 90)}号",
        f"# {title}",
        "= 各区（县）总工会，市直各单位工会：",
        f"为支持{partner}特色产业发展，根据《职工消费帮扶工作规则》"
        f"（{name[0]}工〔{year - 1}〕{chance.randint(1, 90)}号）有关要求，现将有关事项通知如下：",
    ]


def _closing(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    day = f"{chance.randint(2021, 2024)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return [
        f"联系人：{_person(chance)}，电话：{_phone(chance)}，邮箱：bf{chance.randint(1, 999)}@example.com。",
        f">> {place[1]}总工会",
        f">> {day}",
    ]


def _clauses(chance: random.Random, least: int, most: int) -> list[str]:
    return [f"（{markup.chinese(i + 1)}）{chance.choice(CLAUSES)}" for i in range(chance.randint(least, most))]


def _suppliers(chance: random.Random, name: str, least: int, most: int) -> list[str]:
    repeat = chance.choice(("yes", "no"))
    lines = [
        f"!table widths=1,5,4,2,3 size=11 repeat={repeat}",
        "| 序号 | 企业名称 | 经营地址 | 联系人 | 联系电话 |",
    ]
    for row in range(1, chance.randint(least, most) + 1):
        firm = name.rstrip("市区") + chance.choice(FIRM_HEADS) + chance.choice(FIRM_HEADS) + chance.choice(FIRM_TAILS)
        address = f"{name}{chance.choice(FIRM_HEADS)}路{chance.randint(1, 999)}号"
        lines.append(f"| {row} | {firm} | {address} | {_person(chance)} | {_phone(chance)} |")
    return lines


def _notice_with_list(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    cap, share = chance.choice((300, 400, 500, 600)), chance.choice((10, 15, 20, 30))
    return [
        *_opening(chance, place, "关于组织职工采购帮扶产品的通知"),
        "一、经费标准",
        f"基层工会可按每人每年不超过{cap}元的标准采购{place[2]}农产品，不计入节日慰问品年度总额。",
        f"采购帮扶产品的金额不低于当年慰问品支出的{share}%。",
        "二、工作要求",
        *_clauses(chance, 3, 12),
        f"各单位应于每年{chance.randint(9, 12)}月底前完成采购。",
        "附件：帮扶产品供应商名单",
        *_closing(chance, place),
        "!annex 附件",
        "# 帮扶产品供应商名单",
        *_suppliers(chance, place[1], 12, 60),
    ]


def _plan_with_duties(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    tasks = []
    for title in ("扩大定向采购", "畅通销售渠道", "提升产品质量", "加强宣传推介"):
        tasks.append(
            f"++ {title}。{''.join(chance.sample(CLAUSES, 3))}（牵头单位：市总工会；责任单位：市商务局、市教育局；"
            "配合单位：各区（县）人民政府）"
        )
    rows = [
        f"| {i} | {chance.choice(FIRM_HEADS)}镇 | {chance.randint(5, 90) * 10} |"
        for i in range(1, chance.randint(8, 30))
    ]
    return [
        *_opening(chance, place, "关于印发消费帮扶实施方案的通知"),
        *_closing(chance, place),
        "!page",
        "# 消费帮扶实施方案",
        "+ 工作目标",
        f"全年采购和帮助销售农产品总额不少于{chance.randint(2, 90) * 100}万元。",
        "+ 重点任务",
        *tasks,
        "+ 保障措施",
        *_clauses(chance, 2, 6),
        "!annex 附件",
        "# 采购任务分解表",
        "!table widths=1,3,3",
        "| 序号 | 责任单位 | 采购任务（万元） |",
        *rows,
    ]


def _method(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    articles = [
        f"第{markup.chinese(i)}条　{''.join(chance.sample(CLAUSES, 2))}" for i in range(2, chance.randint(10, 30))
    ]
    return [
        f"# {place[1]}预算单位食堂采购管理办法",
        "第一条　为规范食堂采购，预算单位应预留不低于百分之十的采购份额，制定本办法。",
        *articles,
        f"本办法自{chance.randint(2022, 2024)}年1月1日起施行，有效期三年。",
    ]


def _public_list(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    return [
        f"# {place[1]}消费帮扶供应商名单公示",
        f"经企业申报、专家评审，现将拟入围企业公示如下。公示期为{chance.randint(1, 12)}月1日至7日。",
        *_suppliers(chance, place[1], 20, 80),
        *_closing(chance, place),
    ]


def _letter_with_form(chance: random.Random, place: tuple[str, str, str]) -> list[str]:
    return [
        f"!header {place[1]}支援合作办公室",
        f"!number-right {place[1][0]}支函〔2023〕{chance.randint(1, 60)}号",
        "# 关于商请报送农产品货源信息的函",
        f"= {place[2]}农业农村局：",
        *_clauses(chance, 2, 8),
        f"请于{chance.randint(1, 12)}月20日前反馈。",
        *_closing(chance, place),
        "!landscape",
        "!annex 附件",
        "# 农产品货源信息表",
        "!table widths=1,3,3,2,2,2",
        "| 序号 | 主体名称 | 产品名称 | 年供货量（吨） | 联系人 | 联系电话 |",
        *("| " + " | ".join([str(i), *[""] * 5]) + " |" for i in range(1, 9)),
    ]


if __name__ == "__main__":
    files = generate(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    print(f"{len(files)} notices in {sys.argv[1]}")
