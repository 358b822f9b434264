"""Who issues a notice, by its title or its signature alone; all names are invented."""

from __future__ import annotations

import pytest

from tests.layout.lines import notice


def _issuers(*lines: str) -> list[str]:
    return [issuer.value for issuer in notice(*lines).issuers]


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("青田县财政局等五部门关于印发《采购办法》的通知", ["青田县财政局"]),
        ("青田县财政局等部门关于开展产销对接的通知", ["青田县财政局"]),
        ("青田县财政局、青田县商务局等4个部门关于开展产销对接的通知", ["青田县财政局", "青田县商务局"]),
        ("青田县教育局 青田县商务局等6家单位关于转发采购办法的通知", ["青田县教育局", "青田县商务局"]),
        ("商务部关于开展产销对接的通知", ["商务部"]),
        ("省总工会关于开展产销对接的通知", ["省总工会"]),
        ("贵阳市商务局关于开展产销对接的通知", ["贵阳市商务局"]),
        ("青田县第三中学关于食堂食材采购的公告", ["青田县第三中学"]),
        ("商务部流通业发展司关于征集供应商的通知", ["商务部流通业发展司"]),
        ("青田县石坝街道办事处2022年食堂食材采购公告", ["青田县石坝街道办事处"]),
    ],
)
def test_an_unsigned_notices_title_names_its_issuers(title: str, issuers: list[str]) -> None:
    assert _issuers(title, "各单位：", "请认真组织。") == issuers


@pytest.mark.parametrize(
    "title",
    [
        "我局关于采购的公告",
        "本单位关于采购的公告",
        "青田县五部门关于采购的通知",
        "转发市商务局关于采购的通知",
        "关于转发省总工会关于采购的通知",
    ],
)
def test_a_title_that_names_no_body_names_no_issuer(title: str) -> None:
    assert _issuers(title, "各单位：", "请认真组织。") == []


@pytest.mark.parametrize(
    "body",
    [
        "青田县实验小学",
        "青田县第二中学",
        "青田县机关幼儿园",
        "农业农村部市场发展司",
        "2023青田农产品展销会组委会",
        "“青田山货节”组委会",
        "2023年青田年货节组委会办公室",
    ],
)
def test_a_school_a_ministrys_department_or_a_fairs_committee_signs(body: str) -> None:
    assert _issuers("关于采购的公告", "各单位：", "请认真组织。", body, "2023年5月8日") == [body]


@pytest.mark.parametrize(
    ("upper", "lower", "issuer"),
    [
        ("青田县教育局关于加强全县中小学校", "食堂采购工作的通知", "青田县教育局"),
        ("青田县商务局关于推荐产销对接服务中心", "建设单位的通知", "青田县商务局"),
        ("青田县教育局转发市教育局关于建好中心学校", "食堂的通知", "青田县教育局"),
    ],
)
def test_a_titles_first_line_that_ends_like_a_body_is_none(upper: str, lower: str, issuer: str) -> None:
    read = notice(upper, lower, "各单位：", "请认真组织。")
    assert ([body.value for body in read.issuers], read.title and read.title.value) == ([issuer], upper + lower)


def test_schools_listed_right_above_the_signature_do_not_sign() -> None:
    lines = ("青田县第一小学", "青田县第二小学", "青田县教育局", "2023年5月8日")
    assert _issuers("关于公布学校名单的通知", "各单位：", "名单如下。", *lines) == ["青田县教育局"]
