"""Channels and places of sale named in running text, with address and operator; all are invented."""

from __future__ import annotations

import pytest

from extract.rules import load
from tests.extractors.factory import Item
from tests.extractors.platform_rows import read, told


def test_the_address_in_a_sentence() -> None:
    (platform,) = read("各单位可通过白河优选平台（www.example.com）下单。")
    assert (platform.name, platform.url) == ("白河优选平台", "www.example.com")


def test_a_channel_in_running_text_with_its_address_and_operator() -> None:
    (first, second) = read(
        "线下可到“山货”体验馆（地址：东路8号）及其线上商城（www.example.com）选购。"
        "青禾服务平台（https://www.example.org）由青禾网络科技有限公司负责运营维护。"
    )
    assert (first.name, first.address, first.url) == ("“山货”体验馆", "东路8号", "www.example.com")
    assert (second.name, second.operator) == ("青禾服务平台", "青禾网络科技有限公司")


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


def test_of_two_platforms_named_before_the_address_is_nobodys() -> None:
    assert told("可登录“甜园平台”“白河平台”了解。", "平台网址是https://cg.example.org。") == []


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


def test_two_places_of_one_brand_are_two_channels() -> None:
    found = read("“山货”东街馆（甜园县东街1号）、“山货”西街馆（甜园县西街2号）均可选购。")
    assert [platform.address for platform in found] == ["甜园县东街1号", "甜园县西街2号"]


def test_the_operator_in_a_bracket_runs_what_the_bracket_tells_of() -> None:
    found = read("可登录“山货”商城（www.example.com；运营单位为青禾有限公司），线下到临江路66号甜园产品展厅。")
    assert [(platform.name, platform.operator) for platform in found] == [
        ("“山货”商城", "青禾有限公司"),
        ("甜园产品展厅", None),
    ]


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


def test_a_place_of_sale_that_has_opened_somewhere() -> None:
    (platform,) = read("甜园县农产品体验馆已在西湖区文三路55号开馆，由甜园县农投公司运营，联系人：高远，13800000056。")
    assert (platform.name, platform.address, platform.operator) == (
        "甜园县农产品体验馆",
        "西湖区文三路55号",
        "甜园县农投公司",
    )


def test_the_branch_of_a_firm_runs_a_shop() -> None:
    (found,) = read("甜园甄选体验店，开在白河市东街50号，运营方是青禾电子商务有限公司白河分公司。")
    assert (found.name, found.operator) == ("甜园甄选体验店", "青禾电子商务有限公司白河分公司")


def test_sentences_are_looked_into_wherever_a_channel_or_account_could_be_named() -> None:
    rules = load("platforms")
    for rule in ("named_shop", "named_channel", "name_after_url", "address_then_name", "set_up_at", "branch_name"):
        assert all(rules["may_name_channel"].search(example) for example in rules[rule].examples), rule
    for rule in ("account", "account_beside", "searched", "scanned", "bare_account", "market_shop"):
        assert all(rules["may_name_account"].search(need) for need in rules[rule].needs), rule


@pytest.mark.parametrize(
    ("sentence", "name", "address"),
    [
        ("另在甜园县东街12号职工之家设线下体验点，名称为“青禾·甜园体验馆”。", "青禾·甜园体验馆", None),
        ("可到甜园县东街（北段）12号青禾消费帮扶专馆现场选购。", "青禾消费帮扶专馆", "甜园县东街（北段）12号"),
        ("职工可到临江路88号的甜园（白河）名优产品体验馆看样下单。", "甜园（白河）名优产品体验馆", "临江路88号"),
        ("东街12号“山里人”白河门店7月1日起搬迁至临江路18号。", "“山里人”白河门店", "临江路18号"),
        ("“山里人”特产馆现已整体迁到甜园县临江路18号，周一闭馆。", "“山里人”特产馆", "甜园县临江路18号"),
    ],
)
def test_places_of_sale_set_up_and_moved(sentence: str, name: str, address: str | None) -> None:
    ((found, _, _, where),) = told(sentence)
    assert found == name
    assert address is None or where == address


def test_a_web_address_that_another_replaces() -> None:
    printed = "“青禾惠”线上商城域名由原来的old.example.com变更为https://new.example.com，7月1日切换。"
    assert [(name, url) for name, url, _, _ in told(printed)] == [("“青禾惠”线上商城", "https://new.example.com")]


def test_a_group_of_buyers_that_one_joins() -> None:
    assert [name for name, *_ in told("请各单位加入“青禾校园购”采购群了解每周价格。")] == ["青禾校园购"]


def test_who_maintains_a_platform() -> None:
    printed = "登录“青禾采”服务平台（https://qhc.example.com，青禾网络有限公司负责运营维护，电话0571-88880001）报名。"
    assert [operator for _, _, operator, _ in told(printed)] == ["青禾网络有限公司"]


def test_a_label_behind_a_semicolon_tells_of_the_channel_named_there() -> None:
    printed = (
        "登录“甜园优品”小程序选购（运营单位：甜园商贸有限公司）；"
        "“白河味道”专馆运营单位为白河商贸有限公司，地址：东街12号。"
    )
    assert told(printed) == [
        ("甜园优品", None, "甜园商贸有限公司", None),
        ("“白河味道”专馆", None, "白河商贸有限公司", "东街12号"),
    ]


def test_who_runs_a_hall_without_a_name_runs_no_site() -> None:
    site = "登录“甜园优品”商城（www.example.com）；"
    assert told(site + "线下展馆由白河商贸有限公司运营。")[0][2] is None
    assert told(site + "商城由白河商贸有限公司运营。")[0][2] == "白河商贸有限公司"


def test_a_name_that_holds_a_word_of_sentences_is_whole() -> None:
    assert [row[0] for row in told("“云和优品”小程序（微信搜索“云和优品”）可下单。")] == ["云和优品"]


def test_a_section_with_its_path_is_a_channel() -> None:
    assert [row[0] for row in told("在“白河掌银”帮扶专区下单（路径：打开白河掌银APP—生活—帮扶）。")] == [
        "“白河掌银”帮扶专区"
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "采购网址：https://shop.example.com（甜园农副产品网络销售平台），客服电话：0571-88880001。",
            [("甜园农副产品网络销售平台", "https://shop.example.com", None, None)],
        ),
        (
            "可登录https://shop.example.com（“甜园惠购”商城）选购。",
            [("“甜园惠购”商城", "https://shop.example.com", None, None)],
        ),
        ("填报网址：https://www.example.com（县采购监管平台）。", []),
        (
            "“甜园农合”直供平台（小程序同名）由白河资产经营公司负责运营，订购热线：0576-88880106。",
            [("“甜园农合”直供平台", None, "白河资产经营公司", None)],
        ),
    ],
)
def test_a_name_in_the_bracket_behind_an_address(printed: str, expected: list[tuple[str | None, ...]]) -> None:
    assert told(printed) == expected


def test_who_runs_a_channel_is_the_firm_alone() -> None:
    printed = (
        "登录青禾采购平台（https://shop.example.com，平台运营方：青禾数聚有限公司，注册及密钥咨询0571-88880001）。"
    )
    assert told(printed) == [("青禾采购平台", "https://shop.example.com", "青禾数聚有限公司", None)]


def test_a_bracket_says_who_runs_the_channel_right_before_it() -> None:
    found = told("关注微信公众号“甜园之家”，点击菜单进入“白河情”线上商城（由白河农产品经营有限公司运营）下单。")
    assert [(row[0], row[2]) for row in found] == [("甜园之家", None), ("“白河情”线上商城", "白河农产品经营有限公司")]


def test_a_section_that_an_account_opens_is_no_channel_of_its_own() -> None:
    printed = "县总工会在“甜园之家”微信公众号开设“爱心消费”专栏，由甜园服务有限公司负责运营，关注公众号后进入选购。"
    assert told(printed) == [("甜园之家", None, "甜园服务有限公司", None)]


def test_words_of_choosing_before_a_quoted_name_are_none_of_it() -> None:
    found = told("县总工会指定“山里优选”商城（http://shop.example.com）为采购平台。")
    assert found == [("“山里优选”商城", "http://shop.example.com", None, None)]


def test_a_centre_for_buying_with_its_address_is_a_channel() -> None:
    printed = "县消费帮扶中心（甜园区东街88号）由甜园供销集团有限公司运营，设立展示区和直播区。"
    assert told(printed) == [("县消费帮扶中心", None, "甜园供销集团有限公司", "甜园区东街88号")]


def test_a_platform_said_to_be_a_program_in_its_bracket_is_a_channel() -> None:
    assert told("各级工会可登录“甜工惠”平台（微信小程序），进入“协作馆”下单。") == [("“甜工惠”平台", None, None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "请关注“青禾商务”微信公众号，回复“报名”填写个人信息。",
        "微信搜索公众号“甜园工会之家”，点击“活动入口”提交作品。",
        "扫描二维码关注“青禾发布”公众号查看获奖名单。",
        "请登录“青禾工惠”APP，进入“投票专区”为喜爱的店铺投票。",
        "供应商请登录阳光采购服务平台（www.example.com）获取采购文件。",
        "本项目在青禾县公共资源交易平台（https://ggzy.example.com）发布公告。",
    ],
)
def test_where_one_signs_up_votes_bids_or_reads_is_no_channel(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "关注“青禾好物”公众号，报名后在商城下单。",
        "打开“青禾好物”小程序，填写收货地址即可购买。",
        "在“青禾好物”APP首页点“疗休养”，选定线路后报名。",
        "会员在“青禾好物”微信小程序内领取消费券。",
        "会员可登录“青禾好物”官网及APP选购。",
    ],
)
def test_an_account_or_program_to_buy_or_redeem_in_is_a_channel(sentence: str) -> None:
    assert [name for name, *_ in told(sentence)] == ["青禾好物"]
