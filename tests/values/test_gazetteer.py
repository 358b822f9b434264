"""The divisions in force, and what the gazetteer leaves out."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.values.gazetteer import all_regions, by_code, gazetteer, path_of


def test_the_divisions_in_force_are_complete() -> None:
    assert Counter(region.level for region in all_regions()) == {"province": 34, "city": 333, "county": 2847}


def test_codes_are_unique_and_ordered() -> None:
    codes = [region.adcode for region in all_regions()]
    assert codes == sorted(set(codes))


def test_every_parent_exists_and_stands_above() -> None:
    rank = {"province": 0, "city": 1, "county": 2}
    for region in all_regions():
        if region.level == "province":
            assert region.parent_adcode is None
            continue
        assert region.parent_adcode is not None
        parent = by_code(region.parent_adcode)
        assert parent is not None
        assert rank[parent.level] < rank[region.level]
        assert region.adcode.startswith(parent.adcode[:2])
        assert region.full_name == parent.full_name + region.name


def test_no_two_children_of_one_parent_share_a_name() -> None:
    twice = [key for key, count in Counter((r.parent_adcode, r.name) for r in all_regions()).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("code", ["410471", "130171", "340176", "419000", "429000", "110100", "500200", "441999"])
def test_codes_of_the_statistics_office_are_no_divisions(code: str) -> None:
    assert by_code(code) is None


@pytest.mark.parametrize(
    ("code", "parent"), [("429004", "420000"), ("659002", "650000"), ("469030", "460000"), ("110105", "110000")]
)
def test_counties_without_a_prefecture_belong_to_their_province(code: str, parent: str) -> None:
    region = by_code(code)
    assert region is not None
    assert region.parent_adcode == parent


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
def test_cities_without_counties_stand_once(code: str) -> None:
    assert [r.adcode for r in all_regions() if r.adcode.startswith(code[:4])] == [code]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("653228", "和康县"), ("653229", "和安县"), ("659012", "白杨市"), ("659013", "草湖市"), ("653132", "岑岭县"),
        ("500157", "两江新区"), ("540481", "米林市"), ("540581", "错那市"), ("460302", "西沙区"), ("513402", "会理市"),
    ],
)  # fmt: skip
def test_late_changes_are_in_force(code: str, name: str) -> None:
    region = by_code(code)
    assert region is not None
    assert region.name == name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("652923", "652902"), ("110228", "110118"), ("330183", "330111"), ("371200", "370116"), ("330204", "330212"),
        ("522401", "520502"), ("542100", "540300"), ("441421", "441403"), ("330104", "330102"),
    ],
)  # fmt: skip
def test_a_former_code_gives_the_division_of_today(old: str, new: str) -> None:
    region = by_code(old)
    assert region is not None
    assert region.adcode == new


def test_every_former_name_leads_to_a_division_in_force() -> None:
    known = gazetteer()
    assert all(code in known.regions for codes in known.names.values() for code in codes)
    assert all(code in known.regions for code in known.current_codes.values())


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("513400", "凉山州"), ("513400", "凉山"), ("513422", "木里县"), ("650000", "新疆"), ("150000", "内蒙古"),
        ("640000", "宁夏"), ("622926", "东乡县"), ("622927", "积石山县"), ("150724", "鄂温克旗"), ("310115", "浦东"),
        ("429021", "神农架"), ("522300", "黔西南州"), ("652800", "巴州"), ("411003", "建安"),
    ],
)  # fmt: skip
def test_short_names_drop_the_kind_and_the_peoples(code: str, short: str) -> None:
    region = by_code(code)
    assert region is not None
    assert short in region.short_names


def test_a_name_of_one_character_keeps_its_kind() -> None:
    assert all(len(short) > 1 for region in all_regions() for short in region.short_names)


def test_former_names_are_told() -> None:
    region = by_code("420600")
    assert region is not None
    assert "襄樊市" in region.former_names


def test_the_path_runs_from_the_province_down() -> None:
    assert path_of("513432") == ("510000", "513400", "513432")
    assert path_of("110105") == ("110000", "110105")
    assert path_of("000000") == ()
