"""Channels in blocks of labelled lines, tables and lists; all are invented."""

from __future__ import annotations

from tests.extractors.platform_rows import read


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
