"""Whatever tables and lines a notice holds, the extractors read it without an error and quote its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.extractors import citations, contacts, duties, forms, listings, platforms, products, tasks  # noqa: F401  register
from tests.extractors.factory import Item, notice, run

ORDER = ("citations", "forms", "listings", "products", "platforms", "tasks", "duties", "contacts")
HEADINGS = [
    "序号",
    "企业名称",
    "联系电话",
    "工作任务",
    "责任单位",
    "平台名称",
    "网址",
    "产品名称",
    "单价（元）",
    "文件名称",
    "文号",
]
VALUES = [
    "1",
    "青禾食品有限公司",
    "13800000001",
    "王小明",
    "www.example.com",
    "（一）采购",
    "合计",
    "县总工会",
    "同上",
    "蜂蜜、茶叶",
    "30",
    "关于采购的通知",
    "青总工〔2021〕6号",
    "有效期至2024年",
]
DUTIES = ["牵头单位：县商务局；配合单位：县财政局", "县商务局牵头，县财政局配合"]
CELLS = st.sampled_from(["", "^", "<", *HEADINGS, *VALUES, *DUTIES])
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)
LINES = st.text(alphabet="一（）1.、：，。；县局公司平台网址联系人电话牵头单位王明1380 \t", min_size=1, max_size=60)


def _without_dangling_merges(item: list[list[str]]) -> list[list[str]]:
    """Merged cells that keep to a rectangle: those that would not are made empty."""
    rows = [list(row) for row in item]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            above = rows[r - 1][c] if r else "<"
            left = row[c - 1] if c else "^"
            below = rows[r + 1][c - 1] if r + 1 < len(rows) else ""
            dangling = {"^": above == "<", "<": left == "^" or below == "^"}
            row[c] = "" if dangling.get(value) else value
    return rows


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(LINES, TABLES), min_size=1, max_size=5))
def test_any_notice_is_read(items: list[str | list[list[str]]]) -> None:
    blocks: list[Item] = [item if isinstance(item, str) else _without_dangling_merges(item) for item in items]
    run(ORDER[-1], notice(*blocks), before=ORDER[:-1])
