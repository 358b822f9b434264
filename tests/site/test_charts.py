"""Charts: every figure is drawn and printed, told apart by shape and word, and nothing in them is markup of others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree
from markupsafe import Markup

from extract.site.charts import Bar, Dot, Line, bars, plain, years

_SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: Markup) -> etree._Element:
    """The chart as XML: it must be well formed."""
    return etree.fromstring(str(chart).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def drawn(*shown: Bar) -> etree._Element:
    return parsed(bars("cap", "额度：按地区", "条形图", shown))


def texts(chart: etree._Element, kind: str) -> list[str]:
    return ["".join(one.itertext()) for one in chart.iter(f"{_SVG}text") if one.get("class") == kind]


def test_a_chart_is_an_image_with_a_title_and_a_description() -> None:
    chart = drawn(Bar("甲市", None, 300, "不超过 300"))
    assert chart.get("role") == "img"
    named = {one.get("id"): one.text for one in chart if one.tag in (f"{_SVG}title", f"{_SVG}desc")}
    assert [named[name] for name in chart.get("aria-labelledby", "").split()] == ["额度：按地区", "条形图"]


def test_each_bar_has_its_name_its_year_and_its_figure_printed() -> None:
    chart = drawn(Bar("甲市", None, 300, "不超过 300", year="2024"), Bar("乙市", 200, None, "不低于 200"))
    assert texts(chart, "label") == ["甲市 2024", "乙市"]
    assert texts(chart, "value") == ["不超过 300", "不低于 200"]


@pytest.mark.parametrize(
    ("low", "high", "shape", "element"),
    [
        (None, 300, "cap", "rect"),
        (300, None, "floor", "path"),
        (200, 300, "range", "rect"),
        (300, 300, "exact", "circle"),
    ],
)
def test_bounds_are_told_apart_by_shape(low: float | None, high: float | None, shape: str, element: str) -> None:
    bar = Bar("甲市", low, high, "300")
    assert bar.shape == shape
    shapes = {one.tag.removeprefix(_SVG) for one in drawn(bar) if one.get("class") and not one.text}
    assert element in shapes


def test_bars_are_as_long_as_their_figures() -> None:
    chart = drawn(Bar("甲市", None, 600, ""), Bar("乙市", None, 300, ""), Bar("丙市", 300, 600, ""))
    first, second, third = (one for one in chart.iter(f"{_SVG}rect") if one.get("class") == "full")
    assert float(first.get("width", 0)) == pytest.approx(2 * float(second.get("width", 0)), abs=0.2)
    assert float(third.get("x", 0)) == pytest.approx(float(second.get("x", 0)) + float(second.get("width", 0)), abs=0.2)


def test_what_is_past_is_hatched() -> None:
    chart = drawn(Bar("甲市", None, 600, "不超过 600 已过期", past=True), Bar("乙市", None, 300, "不超过 300"))
    patterns = {one.get("id") for one in chart.iter(f"{_SVG}pattern")}
    old, new = (one for one in chart.iter(f"{_SVG}rect") if (one.get("class") or "").startswith("full"))
    assert old.get("fill", "")[5:-1] in patterns
    assert new.get("fill") is None


def test_a_long_name_is_shortened_and_nothing_is_drawn_outside() -> None:
    chart = drawn(Bar("积石山保安族东乡族撒拉族自治县", None, 300, "不超过 300"))
    assert texts(chart, "label") == ["积石山保安族…"]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><a href="javascript:x">', "&amp;</text>"])
def test_words_are_never_markup(hostile: str) -> None:
    bar = Bar(hostile[:7], None, 300, hostile, year=hostile)
    chart = parsed(bars("cap", hostile, hostile, [bar]))
    assert texts(chart, "value") == [hostile]
    assert {one.tag.removeprefix(_SVG) for one in chart.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "text", "tspan",
    }  # fmt: skip
    over = parsed(years("cap", hostile, hostile, [Dot(2023, 300, 1), Dot(2024, 300, 1)], [Line(hostile, ((2023, 1),))]))
    assert not list(over.iter(f"{_SVG}script"))


def test_no_chart_holds_a_style_or_a_script() -> None:
    chart = bars("cap", "", "", [Bar("甲市", None, 300, "", past=True)]) + years("cap", "", "", [Dot(2023, 300, 1)])
    assert "style=" not in chart
    assert "<script" not in chart


def test_years_have_a_circle_for_each_value_larger_for_more_rows() -> None:
    chart = parsed(years("cap", "", "", [Dot(2022, 300, 1), Dot(2024, 600, 9)]))
    one, nine = chart.iter(f"{_SVG}circle")
    assert float(one.get("r", 0)) < float(nine.get("r", 0))
    assert float(one.get("cx", 0)) < float(nine.get("cx", 0))
    assert float(one.get("cy", 0)) > float(nine.get("cy", 0))
    assert texts(chart, "year") == ["2022", "2023", "2024"]


def test_lines_join_a_places_years_and_bear_its_name() -> None:
    line = Line("甲市", ((2022, 300), (2024, 600)))
    chart = parsed(years("cap", "", "", [Dot(2022, 300, 1), Dot(2024, 600, 1)], [line]))
    (drawn_line,) = chart.iter(f"{_SVG}polyline")
    places = [f"{one.get('cx')},{one.get('cy')}" for one in chart.iter(f"{_SVG}circle")]
    assert drawn_line.get("points") == " ".join(places)
    assert texts(chart, "name") == ["甲市"]


def test_names_of_lines_that_end_together_are_moved_apart() -> None:
    lines = [Line(name, ((2022, 300), (2024, 300))) for name in ("甲市", "乙市", "丙市")]
    chart = parsed(years("cap", "", "", [Dot(2022, 300, 3), Dot(2024, 300, 3)], lines))
    heights = sorted(float(one.get("y", 0)) for one in chart.iter(f"{_SVG}text") if one.get("class") == "name")
    assert all(later - earlier >= 13.9 for earlier, later in pairwise(heights))


@pytest.mark.parametrize("most", [0.5, 3, 12.5, 40, 99, 100, 101, 1000, 12_345_678])
def test_the_scale_is_round_and_reaches_above_all_values(most: float) -> None:
    chart = parsed(years("cap", "", "", [Dot(2023, most, 1)]))
    steps = [float(step.replace(",", "")) for step in texts(chart, "step")]
    assert steps[0] == 0
    assert steps[-1] >= most
    assert 3 <= len(steps) <= 8


@pytest.mark.parametrize("chart", [bars("cap", "", "", []), years("cap", "", "", [])])
def test_a_chart_of_nothing_is_well_formed(chart: Markup) -> None:
    assert parsed(chart).get("role") == "img"


@pytest.mark.parametrize(("value", "text"), [(300, "300"), (1234567, "1,234,567"), (33.333, "33.33"), (12.5, "12.5")])
def test_numbers_stand_in_groups_of_three(value: float, text: str) -> None:
    assert plain(value) == text
