"""Places over HTTP: provinces, cities and counties with what there is of each."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator

import pytest

from tests.registry.making import registry_of
from tests.relations.test_place_counts import line
from tests.serving import served
from tests.site.comparable import CHENGDU, MIANYANG, XIDE, helped, issued
from tests.site.reading_pages import Seen, in_order, seen


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Chengdu and Mianyang issue notices and lists; firms come from Xide, which a notice helps."""
    files = [
        issued(
            CHENGDU, "2024-01-05", helped("喜德县", XIDE), line("青禾农业公司", XIDE), line("云岭茶业公司", XIDE),
            title="成都通知",
        ),
        issued(MIANYANG, "2024-02-05", line("青禾农业公司", XIDE), title="绵阳通知"),
        issued(None, "2024-03-05", title="无地通知"),
    ]  # fmt: skip
    with served(registry_of(tmp_path_factory.mktemp("places"), *files)) as address:
        yield address


def rows(page: Seen) -> list[list[str]]:
    """The rows of a table of places: the name, then the counts."""
    return [
        ["".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in page.tree.xpath("//tbody/tr")
    ]


def test_provinces_are_listed_with_what_there_is_of_them_and_no_others(places: str) -> None:
    page = seen(f"{places}/places")
    assert rows(page) == [["四川省", "2", "1", "2", "2"]]
    assert in_order(page.levels())


def test_notices_of_no_known_place_are_told(places: str) -> None:
    page = seen(f"{places}/places")
    assert page.all("//main//p/a[contains(@href, 'place=none')]") == ["1份通知"]


def test_a_province_lists_its_cities(places: str) -> None:
    page = seen(f"{places}/places/510000")
    assert rows(page) == [
        ["成都市", "1", "0", "0", "2"], ["绵阳市", "1", "0", "0", "1"], ["凉山彝族自治州", "0", "1", "2", "0"],
    ]  # fmt: skip


def test_a_county_shows_the_way_to_it_and_what_concerns_it(places: str) -> None:
    page = seen(f"{places}/places/{XIDE}")
    assert page.title == "四川省凉山彝族自治州喜德县"
    assert page.all("//nav[@class='crumbs']//a/@href") == ["/places", "/places/510000", "/places/513400"]
    assert "成都通知" in page.text
    assert "青禾农业公司" in page.text
    assert page.text.count("当地发的通知") == 0
    assert in_order(page.levels())


@pytest.mark.parametrize("adcode", ["510000", XIDE, CHENGDU])
def test_every_count_leads_to_as_many(places: str, adcode: str) -> None:
    page = seen(f"{places}/places/{adcode}")
    figures = page.tree.xpath("//ul[@class='figures']//a")
    assert figures
    for figure in figures:
        (number,) = figure.xpath("strong/text()")
        assert seen(places + figure.get("href")).all("//p[@class='total']")[0].startswith(f"共{number}")


def test_a_place_that_had_another_name_tells_it(places: str) -> None:
    assert "曾用名" in seen(f"{places}/places/110101").text


def test_a_place_of_which_there_is_nothing_says_so(places: str) -> None:
    assert "还没有这个地区" in seen(f"{places}/places/110101").text


def test_a_code_that_is_no_place_s_is_not_found(places: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        seen(f"{places}/places/999999")


def test_the_helped_place_of_a_list_of_notices_is_a_chip(places: str) -> None:
    page = seen(f"{places}/notices?helps={XIDE}")
    assert page.all("//ul[@class='lines']/li/a") == ["成都通知"]
    assert page.all("//a[@class='chip']") == ["帮扶地区四川省凉山彝族自治州喜德县×"]


def test_a_new_notice_is_counted_at_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("growing")
    with served(registry_of(folder, issued(CHENGDU, "2024-01-05", title="甲"))) as address:
        assert rows(seen(f"{address}/places"))[0][1] == "1"
        registry_of(folder, issued(MIANYANG, "2024-01-06", title="乙"))
        assert rows(seen(f"{address}/places"))[0][1] == "2"
