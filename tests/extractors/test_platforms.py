from __future__ import annotations

import pytest

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.extractors import platforms as _platforms  # noqa: F401
from extract.facts import Platform
from tests.extractors.factory import Item, notice, run


def read(*items: Item, links: tuple[tuple[str, str], ...] = ()) -> list[Platform]:
    facts = run("platforms", notice(*items, links=links), before=("forms", "listings"))
    return [fact for fact in facts if isinstance(fact, Platform)]


def test_a_block_of_labelled_lines() -> None:
    (platform,) = read(
        "附件2",
        "官方消费帮扶平台",
        "一、青禾商城（县总工会指定平台）",
        "网址：https://www.example.com",
        "运营单位：青禾电子商务有限公司",
        "地址：甲县临江路12号",
        "联系人及电话：王小明，13800000001",
        "李青，13900000002",
    )
    assert platform.name == "青禾商城"
    assert (platform.url, platform.operator) == ("https://www.example.com", "青禾电子商务有限公司")
    assert platform.address == "甲县临江路12号"
    assert platform.evidence.quote == "一、青禾商城（县总工会指定平台）"


def test_each_heading_is_a_channel() -> None:
    found = read(
        "附件",
        "采购平台名单",
        "1.青禾商城",
        "运营商：青禾电商有限公司",
        "2.白河县产品专馆",
        "地址：白河县东路2号",
        "联系人：王小明，联系电话：13800000001",
    )
    assert [(p.name, p.operator, p.address) for p in found] == [
        ("青禾商城", "青禾电商有限公司", None),
        ("白河县产品专馆", None, "白河县东路2号"),
    ]


def test_an_address_broken_over_lines_is_its_hyperlinks_target() -> None:
    printed = "https://shop.example.com/v2/show-\ncase/home? alias=AB12"
    target = "https://shop.example.com/v2/showcase/home?alias=AB12"
    (platform,) = read("附件", "平台名单", "一、青禾臻选商城", f"网址：{printed}", links=((printed, target),))
    assert platform.url == target


def test_another_target_does_not_replace_what_is_printed() -> None:
    (platform,) = read(
        "附件",
        "平台名单",
        "一、青禾商城",
        "网址：www.example.com",
        links=(("www.example.com", "https://track.example.org/?u=1"),),
    )
    assert platform.url == "www.example.com"


def test_a_way_in_on_a_line_in_brackets() -> None:
    (platform,) = read(
        "附件", "平台名单", "二、白河县产品专馆", "（微信扫码进入，也可搜索“白河专馆”）", "地址：东路2号"
    )
    assert (platform.name, platform.address) == ("白河县产品专馆", "东路2号")


def test_a_table_of_channels() -> None:
    rows = [
        ["序号", "平台名称", "网址", "运营单位", "联系人", "联系电话"],
        ["1", "青禾商城", "www.example.com", "青禾电商有限公司", "王小明", "13800000001"],
        ["2", "白河专馆", "", "白河贸易有限公司", "李青", "13900000002"],
    ]
    found = read("附件", "平台名单", rows)
    assert [(p.name, p.url, p.operator) for p in found] == [
        ("青禾商城", "www.example.com", "青禾电商有限公司"),
        ("白河专馆", None, "白河贸易有限公司"),
    ]


def test_a_table_that_says_how_each_channel_is_reached() -> None:
    rows = [
        ["类别", "名称", "怎样到达/登录", "经办"],
        ["自提点", "青禾体验馆", "甲县临江路12号", "王老师 0571-88880001"],
        ["线上", "甜园优选", "公众号菜单进入", "白河电商有限公司 李青 13900000002"],
    ]
    found = read("附件", "自提点一览", rows)
    assert [(p.name, p.address, p.operator) for p in found] == [
        ("青禾体验馆", "甲县临江路12号", None),
        ("甜园优选", None, "白河电商有限公司"),
    ]


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


def test_the_address_in_a_sentence() -> None:
    (platform,) = read("各单位可通过白河优选平台（www.example.com）下单。")
    assert (platform.name, platform.url) == ("白河优选平台", "www.example.com")


def test_firm_shops_under_a_heading_of_channels() -> None:
    found = read(
        "附件",
        "消费帮扶采购渠道",
        "1.青禾商城：https://www.example.com",
        "2.甜园直营店（地址：东路1号；电话：88880000）",
    )
    assert [(p.name, p.url, p.address) for p in found] == [
        ("青禾商城", "https://www.example.com", None),
        ("甜园直营店", None, "东路1号"),
    ]


def test_a_table_that_prints_a_label_beside_each_value() -> None:
    rows = [
        ["平台名称", "青禾商城"],
        ["网址", "www.example.com"],
        ["运营单位", "青禾电商有限公司"],
        ["联系人", "王小明"],
    ]
    (platform,) = read("附件2", rows)
    assert (platform.name, platform.url, platform.operator) == ("青禾商城", "www.example.com", "青禾电商有限公司")


def test_a_channel_in_running_text_with_its_address_and_operator() -> None:
    (first, second) = read(
        "线下可到“山货”体验馆（地址：东路8号）及其线上商城（www.example.com）选购。"
        "青禾服务平台（https://www.example.org）由青禾网络科技有限公司负责运营维护。"
    )
    assert (first.name, first.address, first.url) == ("“山货”体验馆", "东路8号", "www.example.com")
    assert (second.name, second.operator) == ("青禾服务平台", "青禾网络科技有限公司")


def test_a_channel_with_a_number_of_its_own() -> None:
    (platform,) = read("通过“甜园平台”填报预留份额。平台客服电话400-888-0000。")
    assert platform.name == "甜园平台"


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(["鼓励在“832平台”购买，推动青禾商城等电商平台设立专区。"], id="bare mentions"),
        pytest.param(["开展“山货进城”活动，落实“十四五”规划。"], id="quoted activities"),
        pytest.param(["请登录县总工会门户网站（www.example.com）下载表格。"], id="no shop"),
        pytest.param(["三、联系方式", "联系人：王小明，联系电话：13800000001"], id="contact section"),
        pytest.param(["附件", "企业名录", "1.青禾食品有限公司", "地址：东路1号", "联系人：王小明"], id="a firm"),
        pytest.param(["四、报名方式", "网址：www.example.com"], id="enrolment"),
        pytest.param(["附件", "统计表", [["采购平台", "金额（元）"], ["青禾商城", ""]]], id="labels of a form"),
    ],
)
def test_no_channel(items: list[Item]) -> None:
    assert read(*items) == []


@pytest.mark.parametrize(
    ("printed", "name", "address"),
    [
        ("可到青禾帮扶馆（文昌路18号，周一闭馆）选购。", "青禾帮扶馆", "文昌路18号"),
        ("白河特产馆设在红旗路20号丰源大厦二层。", "白河特产馆", "红旗路20号丰源大厦二层"),
        ("欢迎到甲市乙区东街3号白河特产直营店选购。", "白河特产直营店", "甲市乙区东街3号"),
        ("青禾优品馆·江北店（江北路6号1层）常年营业。", "青禾优品馆·江北店", "江北路6号1层"),
    ],
)
def test_a_place_of_sale_by_its_address(printed: str, name: str, address: str) -> None:
    assert [(platform.name, platform.address) for platform in read(printed)] == [(name, address)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("请通过青禾网络销售平台（以下简称“青禾平台”，网址：www.example.com）采购。", "青禾网络销售平台"),
        ("抖音首页输入“白河优品”进店。", "白河优品"),
        ("可在邮政“山货商城”（手机首页进入）选购。", "山货商城"),
        ("点击https://m.example.com/abc进入青禾商城采购。", "青禾商城"),
    ],
)
def test_a_channel_by_how_it_is_reached(printed: str, name: str) -> None:
    assert [platform.name for platform in read(printed)] == [name]


@pytest.mark.parametrize("printed", ["会议地点：国际饭店（人民路1号）。", "青禾馆（县级龙头企业）获表彰。"])
def test_a_bracket_that_is_no_way_in(printed: str) -> None:
    assert read(printed) == []


def test_a_program_to_be_scanned() -> None:
    (platform,) = read("职工也可扫“山货好物”小程序选购。")
    assert platform.name == "山货好物"


def test_a_web_address_in_the_column_of_addresses_is_no_address() -> None:
    rows = [
        ["渠道名称", "进入方式或地址", "运营主体"],
        ["青禾商城", "https://qh.example.com", "青禾电子商务有限公司"],
        ["甜园专馆", "甜园县东街3号", "甜园商贸有限公司"],
    ]
    found = read("推荐渠道", rows)
    assert [(one.url, one.address) for one in found] == [("https://qh.example.com", None), (None, "甜园县东街3号")]


def test_the_way_to_buy_before_a_dash_is_no_part_of_the_address() -> None:
    (platform,) = read("到店买——甜园县东街3号白河特产体验店（周一休息）")
    assert (platform.name, platform.address) == ("白河特产体验店", "甜园县东街3号")


def told(*items: Item) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(platform.name, platform.url, platform.operator, platform.address) for platform in read(*items)]


def test_the_address_of_the_platform_by_its_kind_is_that_of_the_one_named_before() -> None:
    found = told("去年通过“甜园平台”采购了86万元。", "平台网址是https://cg.example.org，账号统一管理。")
    assert found == [("甜园平台", "https://cg.example.org", None, None)]


def test_of_two_platforms_named_before_the_address_is_nobodys() -> None:
    assert told("可登录“甜园平台”“白河平台”了解。", "平台网址是https://cg.example.org。") == []


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


def test_an_operator_in_brackets_is_that_of_the_channel_before_them() -> None:
    sentence = (
        "通过“青禾优品”商城（网址：http://qh.example.com）或者“白河馆”（明仁大街3号，由白河电商有限公司经营）完成。"
    )
    assert told(sentence) == [
        ("“青禾优品”商城", "http://qh.example.com", None, None),
        ("白河馆", None, "白河电商有限公司", "明仁大街3号"),
    ]


def test_the_building_and_floor_before_a_quoted_hall_belong_to_its_address() -> None:
    found = told("到甜园市文献西路18号工人文化宫一楼“山里优品”展销厅看样订货。")
    assert found == [("“山里优品”展销厅", None, None, "甜园市文献西路18号工人文化宫一楼")]


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


def test_a_center_that_one_orders_from_is_named_without_the_words_before_it() -> None:
    assert [name for name, *_ in told("食堂统一向甜园市农产品配送中心（甜园区物流园3栋）订货。")] == [
        "甜园市农产品配送中心"
    ]


def test_a_house_for_meetings_is_no_place_of_sale() -> None:
    assert told("本次展销会设甜园市会展中心1号馆（会展路8号），免费入场。") == []
    assert told("活动主会场设在甜园市体育馆（体育路1号），集中展销三天。") == []


def test_a_shop_in_brackets_after_its_address_and_one_before_a_colon() -> None:
    found = told("线下购买点：甜园区东街8号（白河帮扶超市）、西街9号（山货驿站）。")
    assert [(name, address) for name, *_, address in found] == [
        ("白河帮扶超市", "甜园区东街8号"),
        ("山货驿站", "西街9号"),
    ]
    found = told("线下门店有白河直营店：白河区南路2号。")
    assert [(name, address) for name, *_, address in found] == [("白河直营店", "白河区南路2号")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "企业如需进驻“青禾优选”展销厅（甜园县临江路12号新华大厦一楼，青禾商贸有限公司经营），可与该公司联系。",
            ("“青禾优选”展销厅", None, "青禾商贸有限公司", "甜园县临江路12号新华大厦一楼"),
        ),
        (
            "升级“山货到家”小程序（微信搜索“山货到家”，由白河云商有限公司运营）。",
            ("山货到家", None, "白河云商有限公司", None),
        ),
        (
            "“山货”电子商城，由白河云商有限公司运营。电脑登录http://sh.example.com/mall；手机搜索小程序“山货”。",
            ("“山货”电子商城", "http://sh.example.com/mall", "白河云商有限公司", None),
        ),
    ],
)
def test_a_channel_is_named_without_what_is_done_to_it(sentence: str, expected: tuple[str | None, ...]) -> None:
    assert told(sentence) == [expected]


def test_another_account_than_the_one_before_is_another_channel() -> None:
    found = told("“山货”电子商城，由白河云商有限公司运营。职工也可搜索小程序“青禾惠”下单。")
    assert [name for name, *_ in found] == ["“山货”电子商城", "青禾惠"]


def test_places_of_sale_beside_who_runs_them_are_channels() -> None:
    found = read(
        "二、线下",
        [
            ["展销点", "地址", "经营单位", "怎么联系"],
            ["白河特产馆", "甜园县临江路12号", "白河商贸有限公司", "王小明 0571-88880001"],
            ["青禾品鉴厅", "甜园县东街3号", "青禾酒业有限公司", "0571-88880002"],
        ],
    )
    assert [(one.name, one.operator, one.address) for one in found] == [
        ("白河特产馆", "白河商贸有限公司", "甜园县临江路12号"),
        ("青禾品鉴厅", "青禾酒业有限公司", "甜园县东街3号"),
    ]


def test_a_plan_of_what_is_held_in_shops_lists_no_channels() -> None:
    plan = [["体验店", "活动时间", "承办单位"], ["白河店", "5月1日", "县商务局"], ["青禾店", "5月2日", "县总工会"]]
    assert read("活动安排", plan) == []


def test_the_site_where_something_is_filled_in_is_no_channels() -> None:
    assert told("材料请用电脑登录http://sb.example.com填报；职工可关注“青禾惠”公众号选购。") == [
        ("青禾惠", None, None, None)
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "address", "operator"),
    [
        (
            "职工可到甜园市白河区临江路139号“青禾绿色食品体验店”（店长王小明，0571-88880000）自提。",
            "青禾绿色食品体验店",
            "甜园市白河区临江路139号",
            None,
        ),
        (
            "甜园市东街供销大厦一楼“青禾专馆”（由青禾优选商贸有限公司经营，电话0571-88880001）可看样。",
            "青禾专馆",
            "甜园市东街供销大厦一楼",
            "青禾优选商贸有限公司",
        ),
        (
            "凭“甜园帮扶生活馆”（县城东街与临江路交叉口青禾商厦西门，负责人王小明，0571-88880019）的订单入账。",
            "甜园帮扶生活馆",
            "县城东街与临江路交叉口青禾商厦西门",
            None,
        ),
        (
            "直接联系供货单位或县帮扶产品配送中心（甜园县东街与临江路交叉口西50米，热线0571-88880002）。",
            "县帮扶产品配送中心",
            "甜园县东街与临江路交叉口西50米",
            None,
        ),
        (
            "可到设在临江路88号的“山货”甜园体验馆（白河商贸有限公司运营，订货电话0571-88880003）选购。",
            "“山货”甜园体验馆",
            "临江路88号",
            "白河商贸有限公司",
        ),
        (
            "1.专馆：“青禾优品”甜园馆，地址在甜园市临江路66号，由甜园优品商贸有限公司（以下简称“运营方”）承租经营。",
            "“青禾优品”甜园馆",
            "甜园市临江路66号",
            "甜园优品商贸有限公司",
        ),
        ("县供销社在东关街农贸市场北门对面开设“山货”展销点。", "“山货”展销点", "东关街农贸市场北门对面", None),
    ],
)
def test_where_a_place_of_sale_is_and_who_runs_it(
    sentence: str, name: str, address: str | None, operator: str | None
) -> None:
    (platform,) = read(sentence)
    assert (platform.name, platform.address, platform.operator) == (name, address, operator)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "食材全部经由甜园农副产品网络销售平台（www.example.com，客服0571-88880000）下单。",
            "甜园农副产品网络销售平台",
        ),
        ("甜园农副产品销售平台（即“甜园平台”，网址：https://www.example.com）可以注册。", "甜园农副产品销售平台"),
        ("目录内产品同步上架“助农”小程序（搜索同名；运营单位为青禾有限公司）。", "助农"),
        ("二是“工惠”APP内“山货到家”频道。", "工惠"),
        ("市总工会在“工惠”小程序上线“助农专区”，会员可进入选购。", "工惠"),
    ],
)
def test_the_words_before_a_channel_are_not_its_name(sentence: str, name: str) -> None:
    assert [platform.name for platform in read(sentence)] == [name]


def test_a_section_of_an_account_is_no_channel_of_its_own() -> None:
    assert read("小程序“两节专区”自8月20日起接受团购预订。") == []


def test_two_places_of_one_brand_are_two_channels() -> None:
    found = read("“山货”东街馆（甜园县东街1号）、“山货”西街馆（甜园县西街2号）均可选购。")
    assert [platform.address for platform in found] == ["甜园县东街1号", "甜园县西街2号"]


def test_the_operator_in_a_bracket_runs_what_the_bracket_tells_of() -> None:
    found = read("可登录“山货”商城（www.example.com；运营单位为青禾有限公司），线下到临江路66号甜园产品展厅。")
    assert [(platform.name, platform.operator) for platform in found] == [
        ("“山货”商城", "青禾有限公司"),
        ("甜园产品展厅", None),
    ]


def test_a_list_of_named_places_with_who_runs_each() -> None:
    table = [
        ["序号", "名称", "运营单位", "地址", "负责人", "联系电话"],
        ["1", "甜园特产东城专馆", "青禾供应链有限公司", "东城区临江路8号", "王小明", "0571-88880001"],
        ["2", "白河馆（西城店）", "白河商贸有限公司", "西城区市场3栋", "李青", "13800000001"],
    ]
    assert [(platform.name, platform.operator) for platform in read("附件", "专馆名录", table)] == [
        ("甜园特产东城专馆", "青禾供应链有限公司"),
        ("白河馆（西城店）", "白河商贸有限公司"),
    ]


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


def test_a_building_whose_floor_follows_is_no_place_of_sale() -> None:
    assert read("在建设路18号文化大厦一层办公，联系人：周经理，13800000023。") == []


def test_a_channel_after_a_semicolon_has_its_own_address() -> None:
    found = read(
        "采购渠道：1.“甜园优品”电商平台，网址：www.example.com；"
        "2.甜园区农特产品展销中心，位于滨江大道9号会展广场B座1楼，电话0571-88880021。"
    )
    assert [(platform.name, platform.url, platform.address) for platform in found] == [
        ("“甜园优品”电商平台", "www.example.com", None),
        ("甜园区农特产品展销中心", None, "滨江大道9号会展广场B座1楼"),
    ]


@pytest.mark.parametrize(
    "sentence",
    ["请登录“浙里办”APP搜索“甜园工会”报名，6月5日截止。", "通过微信公众号“甜园发布”关注活动动态。"],
)
def test_accounts_to_enrol_or_read_news_in_are_no_channels(sentence: str) -> None:
    assert read(sentence) == []


def test_a_place_of_sale_that_has_opened_somewhere() -> None:
    (platform,) = read("甜园县农产品体验馆已在西湖区文三路55号开馆，由甜园县农投公司运营，联系人：高远，13800000056。")
    assert (platform.name, platform.address, platform.operator) == (
        "甜园县农产品体验馆",
        "西湖区文三路55号",
        "甜园县农投公司",
    )


def test_who_runs_a_place_of_sale_under_a_heading_that_also_names_firms() -> None:
    table = [
        ["序号", "名称", "经营主体", "详细地址", "负责人及电话"],
        ["1", "甜园特产馆", "青禾商贸有限公司", "东街1号", "王小明 13800000001"],
        ["2", "白河馆", "白河供销有限公司", "西街2号", "李青 13800000002"],
    ]
    assert [(platform.name, platform.operator) for platform in read("附件", "消费帮扶专馆名单", table)] == [
        ("甜园特产馆", "青禾商贸有限公司"),
        ("白河馆", "白河供销有限公司"),
    ]


def test_a_list_of_channels_names_accounts_and_shops_whatever_their_names_end_in() -> None:
    found = read(
        "附件",
        "推荐采购渠道",
        "1.青禾优选（微信小程序）",
        "2.甜园味道APP",
        "3.山里人家 东街12号 0571-88880081",
    )
    assert [(one.name, one.address) for one in found] == [
        ("青禾优选", None),
        ("甜园味道", None),
        ("山里人家", "东街12号"),
    ]


def test_a_table_of_shops_that_says_who_runs_each_lists_channels() -> None:
    table = [
        ["序号", "门店名称", "地址", "运营单位", "店长及电话"],
        ["1", "甜园馆东街店", "甜园区东街1号", "青禾商贸有限公司", "王小明 13800000001"],
        ["2", "甜园馆西街店", "甜园区西街2号", "青禾商贸有限公司", "李青 13800000002"],
    ]
    found = read("附件", "甜园产品门店一览", table)
    assert [(one.name, one.operator) for one in found] == [
        ("甜园馆东街店", "青禾商贸有限公司"),
        ("甜园馆西街店", "青禾商贸有限公司"),
    ]


def test_the_branch_of_a_firm_runs_a_shop() -> None:
    (found,) = read("甜园甄选体验店，开在白河市东街50号，运营方是青禾电子商务有限公司白河分公司。")
    assert (found.name, found.operator) == ("甜园甄选体验店", "青禾电子商务有限公司白河分公司")


def test_who_runs_two_channels_told_together_by_their_kinds() -> None:
    found = read(
        "可登录“甜园优供”网上商城（https://www.example.com）挑选，或到位于东街1号的甜园优供展示中心看样，"
        "商城和展示中心由青禾供应链有限公司运营。"
    )
    assert {one.operator for one in found} == {"青禾供应链有限公司"}
