"""Channels by how they are reached: accounts, programs, web addresses, numbers; all are invented."""

from __future__ import annotations

import pytest

from tests.extractors.platform_rows import read, told


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("可关注“青禾惠”微信公众号进入“福利”版块购买。", ["青禾惠"]),
        ("可关注微信公众号“青禾惠”，或下载“山货到家”APP选购。", ["青禾惠", "山货到家"]),
        ("关注“青禾惠”公众号；或下载“青禾惠”APP进入专区。", ["青禾惠"]),
        ("下载青禾惠APP后登录选购。", ["青禾惠"]),
        ("打开微信小程序“山货优选”下单。", ["山货优选"]),
        ("可登录青禾商城（网址：https://www.example.com）采购。", ["青禾商城"]),
    ],
)
def test_sentences_with_a_way_in(sentence: str, names: list[str]) -> None:
    assert [platform.name for platform in read("（一）线上渠道。" + sentence)] == names


def test_a_channel_with_a_number_of_its_own() -> None:
    (platform,) = read("通过“甜园平台”填报预留份额。平台客服电话400-888-0000。")
    assert platform.name == "甜园平台"


@pytest.mark.parametrize("printed", ["会议地点：国际饭店（人民路1号）。", "青禾馆（县级龙头企业）获表彰。"])
def test_a_bracket_that_is_no_way_in(printed: str) -> None:
    assert read(printed) == []


def test_a_program_to_be_scanned() -> None:
    (platform,) = read("职工也可扫“山货好物”小程序选购。")
    assert platform.name == "山货好物"


def test_the_address_of_the_platform_by_its_kind_is_that_of_the_one_named_before() -> None:
    found = told("去年通过“甜园平台”采购了86万元。", "平台网址是https://cg.example.org，账号统一管理。")
    assert found == [("甜园平台", "https://cg.example.org", None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "电子券通过“青禾之家”APP“青禾惠购专区”兑换使用。",
        "职工可在“青禾之家”微信公众号“会员福利”栏目选购。",
        "在“青禾之家”微信公众号开设“帮扶专区”，全年供货。",
        "县总工会“青禾之家”公众号同步上线“秋收惠购”链接，点菜单“福利”即达。",
    ],
)
def test_an_account_in_whose_section_one_buys(sentence: str) -> None:
    assert told(sentence) == [("青禾之家", None, None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "通过“甜园发布”微信公众号发布活动信息。",
        "信息发布在“甜园工会”公众号“通知公告”栏目。",
        "要用好“甜园平台”，扩大采购。",
    ],
)
def test_an_account_that_only_publishes_is_no_channel(sentence: str) -> None:
    assert told(sentence) == []


def test_who_runs_an_account_tells_of_it() -> None:
    found = told("开通“白河优品”微信小程序，设甲县馆、乙县馆，由白河云仓供应链管理有限公司负责运营。")
    assert found == [("白河优品", None, "白河云仓供应链管理有限公司", None)]
    found = told("打开支付宝搜索“白河工惠”即可结算（运营方为白河网络服务有限公司）。")
    assert found == [("白河工惠", None, "白河网络服务有限公司", None)]


def test_a_quoted_shop_whose_web_page_the_sentence_gives_later() -> None:
    sentence = "产品统一上架“甜园优品库”，该库设网页（https://ypk.example.net/shop），由甜园市职工服务中心维护。"
    assert told(sentence) == [("甜园优品库", "https://ypk.example.net/shop", "甜园市职工服务中心", None)]


def test_an_account_named_again_in_the_bracket_after_a_channel_is_the_same() -> None:
    assert [name for name, *_ in told("建行“善融”甜园馆（登录APP，首页搜索“甜园馆”进入）。")] == ["建行“善融”甜园馆"]


def test_a_quoted_shop_that_a_scanned_code_leads_to() -> None:
    assert told("职工扫描附件二维码，进入“青禾惠民商城”，凭工号登录选购。") == [("青禾惠民商城", None, None, None)]
    assert told("活动报名请扫描二维码进入“消费帮扶”群。") == []


@pytest.mark.parametrize(
    "sentence", ["关注“甜园发布”微信公众号了解活动动态。", "可通过“甜园工会”公众号菜单栏投诉举报。"]
)
def test_an_account_for_news_or_complaints_is_no_channel(sentence: str) -> None:
    assert told(sentence) == []


def test_accounts_in_a_row_share_the_kind_said_of_the_last() -> None:
    assert [name for name, *_ in told("线上可在“青禾优选”“白河工惠”两个小程序下单。")] == ["青禾优选", "白河工惠"]


def test_a_number_between_a_hall_and_its_address() -> None:
    found = told("可通过白河县消费帮扶馆采购，联系电话：0555-5550000，地址：白河县人民路18号。")
    assert found == [("白河县消费帮扶馆", None, None, "白河县人民路18号")]


def test_another_account_than_the_one_before_is_another_channel() -> None:
    found = told("“山货”电子商城，由白河云商有限公司运营。职工也可搜索小程序“青禾惠”下单。")
    assert [name for name, *_ in found] == ["“山货”电子商城", "青禾惠"]


def test_the_site_where_something_is_filled_in_is_no_channels() -> None:
    assert told("材料请用电脑登录http://sb.example.com填报；职工可关注“青禾惠”公众号选购。") == [
        ("青禾惠", None, None, None)
    ]


def test_a_section_of_an_account_is_no_channel_of_its_own() -> None:
    assert read("小程序“两节专区”自8月20日起接受团购预订。") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("可在京东“甜园特产馆”、淘宝网“青禾优品店”下单。", ["甜园特产馆", "青禾优品店"]),
        ("职工可关注微信公众号：青禾惠，在菜单栏下单。", ["青禾惠"]),
        ("也可到“甜园馆”实体店（白河市临江路8号1楼）购买。", ["“甜园馆”实体店"]),
        ("线上：“甜园帮扶网”官网 http://bf.example.cn。", ["甜园帮扶网"]),
        ("支持企业在京东开设“青禾馆”。", []),
    ],
)
def test_shops_by_the_way_they_are_found(sentence: str, expected: list[str]) -> None:
    assert [one.name for one in read(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    ["请登录“浙里办”APP搜索“甜园工会”报名，6月5日截止。", "通过微信公众号“甜园发布”关注活动动态。"],
)
def test_accounts_to_enrol_or_read_news_in_are_no_channels(sentence: str) -> None:
    assert read(sentence) == []


def test_who_runs_two_channels_told_together_by_their_kinds() -> None:
    found = read(
        "可登录“甜园优供”网上商城（https://www.example.com）挑选，或到位于东街1号的甜园优供展示中心看样，"
        "商城和展示中心由青禾供应链有限公司运营。"
    )
    assert {one.operator for one in found} == {"青禾供应链有限公司"}


def test_a_listed_channel_and_the_account_on_the_way_to_it() -> None:
    assert told("（二）“山里人”采购专区：在微信公众号“甜园后勤”点“集采”进入，运营单位是青禾网络有限公司。") == [
        ("“山里人”采购专区", None, "青禾网络有限公司", None)
    ]


def test_a_street_before_a_quoted_name_is_its_address() -> None:
    assert told("到白河县滨河北路“山里红”特产店选购。") == [("“山里红”特产店", None, None, "白河县滨河北路")]


def test_hours_after_an_address_under_a_heading_for_ways() -> None:
    table = [
        ["渠道名称", "怎么进", "谁来运营", "客服"],
        ["青禾惠", "微信搜索“青禾惠”", "青禾网络有限公司", "0571-88880001"],
        ["山里人体验馆", "甜园县东街12号1层，每日9:00—19:00", "—", "0571-88880002"],
    ]
    assert told("采购渠道一览", table) == [
        ("青禾惠", None, "青禾网络有限公司", None),
        ("山里人体验馆", None, None, "甜园县东街12号1层"),
    ]


def test_a_firm_quoted_to_be_put_right_is_no_channel() -> None:
    assert told("名称更正为“白河县青禾茶业有限公司”（联系人王小明，电话13800000001）。") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("请下载并注册青禾惠APP选购。", "青禾惠"),
        ("登录个人青禾惠APP选购。", "青禾惠"),
        ("抖音“甜园好物”直播间长期供货。", "甜园好物"),
    ],
)
def test_an_account_without_the_verbs_around_it(sentence: str, name: str) -> None:
    assert [channel[0] for channel in told(sentence)] == [name]


def test_a_program_of_payment_that_is_installed_is_no_channel() -> None:
    assert told("请下载安装云闪付APP，绑定个人云闪付APP账户。") == []


def test_accounts_by_their_labels_under_a_heading_over_the_ways_to_buy() -> None:
    found = told(
        "三、购买方式", "1.微信小程序：白河优品", "2.抖音店铺：白河山货旗舰店", "四、联系方式", "微信公众号：甲县总工会"
    )
    assert [channel[0] for channel in found] == ["白河优品", "白河山货旗舰店"]


def test_branches_of_a_shop_each_with_a_number_of_its_own() -> None:
    found = told("门店一：青禾帮扶馆东街店", "地址：白河市东街18号", "门店二：青禾帮扶馆西街店", "地址：白河市西街8号")
    assert [(channel[0], channel[3]) for channel in found] == [
        ("青禾帮扶馆东街店", "白河市东街18号"),
        ("青禾帮扶馆西街店", "白河市西街8号"),
    ]


def test_a_shop_in_a_service_area_of_a_motorway() -> None:
    assert told("请到青禾特产馆（青甜高速白河服务区北区）选购。")[0][3] == "青甜高速白河服务区北区"
