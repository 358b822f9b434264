from __future__ import annotations

from tests.extractors.contact_rows import read, rows


def test_aligned_lines_read_as_a_table() -> None:
    table = [["联系人：县总工会", "王小明", "88880000"], ["县商务局", "李青", "88880001"]]
    assert rows(read(table, ruled=False)) == [
        ("县总工会", "王小明", "88880000", None),
        ("县商务局", "李青", "88880001", None),
    ]


def test_a_table_of_offices() -> None:
    table = [
        ["单位", "联系人", "职务", "联系电话", "邮箱"],
        ["县总工会", "王小明", "科长", "88880000", "a@example.com"],
        ["县商务局", "李青", "", "88880001", ""],
    ]
    assert rows(read("附件", "联系方式", table)) == [
        ("县总工会", "王小明", "88880000", "a@example.com"),
        ("县商务局", "李青", "88880001", None),
    ]


def test_a_cell_pairs_its_persons_and_numbers() -> None:
    found = read([["部门", "联系人及电话"], ["县总工会", "王一 13800000001\n李二 13800000002"]])
    assert [(row[1], row[2]) for row in rows(found)] == [("王一", "13800000001"), ("李二", "13800000002")]


def test_departments_with_their_superior_and_clerk_are_contacts_of_the_notice() -> None:
    found = read([["科室", "分管同志", "经办人", "办公电话"], ["县供销社", "王小明", "李青", "88880001-801"]])
    assert [contact.role for contact in found] == ["notice"]
    assert rows(found) == [("县供销社", "李青", "88880001-801", None)]


def test_the_superior_is_asked_where_a_list_names_nobody_else() -> None:
    found = read([["单位", "分管同志", "电话"], ["县商务局", "王小明", "88880001"], ["县供销社", "李青", "88880002"]])
    assert rows(found) == [("县商务局", "王小明", "88880001", None), ("县供销社", "李青", "88880002", None)]


def test_an_empty_cell_under_a_body_is_that_bodys() -> None:
    found = read([["部门", "姓名", "电话"], ["县总工会", "王小明", "88880001"], ["", "李青", "88880002"]])
    assert rows(found) == [("县总工会", "王小明", "88880001", None), ("县总工会", "李青", "88880002", None)]


def test_a_place_stands_in_for_a_body() -> None:
    found = read([["县区", "联系人及电话"], ["甜园县", "王小明 0571-88880001"], ["白河县", "李青 0571-88880002"]])
    assert [(row[0], row[1]) for row in rows(found)] == [("甜园县", "王小明"), ("白河县", "李青")]


def test_office_and_mobile_number_of_two_persons_are_not_shared_out() -> None:
    found = read([["单位", "联系人", "办公电话", "手机"], ["县总工会", "王小明、李青", "88880001", "13800000001"]])
    assert {row[2] for row in rows(found)} == {"88880001、13800000001"}


def test_a_table_turned_on_its_side() -> None:
    sideways = [["单位", "县商务局", "县总工会"], ["联系人", "王小明", "李青"], ["电话", "88880001", "88880002"]]
    assert rows(read(sideways)) == [
        ("县商务局", "王小明", "88880001", None),
        ("县总工会", "李青", "88880002", None),
    ]


def test_channels_with_the_way_there_have_contacts_of_their_own() -> None:
    found = read(
        "自提点一览",
        [
            ["类别", "名称", "怎样到达/登录", "经办"],
            ["自提点", "青禾体验馆", "甲县临江路12号", "王老师 0571-88880001"],
            ["线上", "甜园优选", "公众号菜单进入", "白河电商有限公司 李青 13900000002"],
        ],
    )
    assert [contact.role for contact in found] == ["platform", "platform"]
    assert rows(found) == [
        ("青禾体验馆", "王老师", "0571-88880001", None),
        ("白河电商有限公司", "李青", "13900000002", None),
    ]


def test_a_name_in_a_bracket_after_the_number_is_whom_it_reaches() -> None:
    table = [
        ["展销点", "地址", "经营单位", "怎么联系"],
        ["白河馆", "东街3号", "白河商贸有限公司", "微信同号13800000001（王女士）"],
    ]
    assert rows(read("二、线下", table)) == [("白河商贸有限公司", "王女士", "13800000001", None)]


def test_lists_side_by_side_are_each_a_list() -> None:
    found = read(
        [
            ["单位", "姓名", "电话", "单位", "姓名", "电话"],
            ["白河镇总工会", "王小明", "88880001", "甜水镇总工会", "李青", "88880002"],
            ["青川镇总工会", "卢青禾", "88880003", "", "", ""],
        ]
    )
    assert rows(found) == [
        ("白河镇总工会", "王小明", "88880001", None),
        ("甜水镇总工会", "李青", "88880002", None),
        ("青川镇总工会", "卢青禾", "88880003", None),
    ]
