"""The HTML reader: the notice out of its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Paragraph
from extract.readers import ReadError, read_document
from tests.readers.html_pages import BODY, TEXT, TITLE, body_of, page, read, text_of
from tests.readers.invariants import check_offsets

# --- the notice out of its page ---------------------------------------------------------------


def test_a_page_title_heads_the_text_that_does_not_repeat_it() -> None:
    document = read(f"<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>")
    assert document.text == f"{TITLE}\n{TEXT}"
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert (first.align, first.heading) == ("center", 1)


def test_a_title_that_the_text_repeats_over_two_lines_is_not_added() -> None:
    content = "<p align=center>甲市总工会关于开展<br>职工消费帮扶工作的通知</p>"
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>{content}{BODY}</div>").text == (
        f"甲市总工会关于开展\n职工消费帮扶工作的通知\n{TEXT}"
    )


def test_a_title_printed_without_its_issuer_counts_as_repeated() -> None:
    content = "<p>甲总工〔2023〕5号</p><p>关于开展职工消费帮扶工作的通知</p>"
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>{content}{BODY}</div>").text.startswith("甲总工〔2023〕5号\n关于开展")


def test_the_article_title_of_the_page_is_preferred_to_the_window_title() -> None:
    meta = f'<meta name="ArticleTitle" content="{TITLE}">'
    assert read(f"<div id='zoom'>{BODY}</div>", meta, title="通知公告").text.startswith(f"{TITLE}\n")


FURNITURE = {
    "navigation": "<nav><ul><li><a href='/'>首页</a></li><li><a href='/a'>政务公开</a></li></ul></nav>",
    "menu without names": (
        "<ul><li><a href=1>机构职能</a><li><a href=2>政策文件</a><li><a href=3>通知</a><li><a href=4>互动</a></ul>"
    ),
    "path": "<div class='x'>您当前的位置：<a href='/'>首页</a> &gt; <a href='/b'>通知公告</a> &gt; 正文</div>",
    "short path": "<div><a href='/'>首页</a> &gt; <a href='/b'>通知公告</a></div>",
    "buttons": "<div><a href='javascript:print()'>【打印本页】</a> <a href='javascript:close()'>【关闭窗口】</a></div>",
    "font size": "<div>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</div>",
    "share": "<div class='bdsharebuttonbox'><span>分享到：</span><a href='#'>微信</a><a href='#'>微博</a></div>",
    "path by slashes": "<div><a href='/'>网站首页</a>/<a href='/b'>信息公开</a>/<span>正文</span></div>",
    "path from the site": "<p><a href='/'>甲市政府</a> &gt; <a href='/b'>政务公开</a> &gt; <a href='/c'>通知</a></p>",
    "day and source": "<p><span>2023-03-10 10:22:11</span><span>来源：甲市总工会</span></p>",
    "day in brackets": "<p>[ 2023-03-10 ] 来源：甲市总工会 浏览：12 次</p>",
    "bracketed facts": "<p>【信息来源：甲局】 【发布时间：2023-03-10】 【字号：大 中 小】</p>",
    "label of files": "<p>附件下载：</p>",
    "script": "<script>document.write('点击统计')</script><style>.a{color:red}</style>",
    "hidden": "<div style='display: none'>内部流转信息不予显示</div><p hidden>草稿内容</p>",
    "footer": "<div class='footer'>主办：甲市人民政府办公室　联系电话：0100-12345678</div>",
    "licence": "<div>版权所有：甲市人民政府　ICP备00000001号</div>",
    "neighbours": "<div>上一篇：<a href=1>关于甲的通知</a></div><div>下一篇：<a href=2>关于乙的通知</a></div>",
    "related": "<div class='xgwj'><h4>相关文件</h4><p><a href='/1'>一图读懂职工消费帮扶</a></p></div>",
    "editor": "<div>责任编辑：某某</div>",
    "code": "<div>扫一扫在手机打开当前页</div>",
}


@pytest.mark.parametrize("piece", FURNITURE.values(), ids=list(FURNITURE))
@pytest.mark.parametrize(
    "holder", ["<div id='zoom'>{}</div>", "<div class='zzz'>{}</div>", "{}"], ids=["named", "div", "bare"]
)
def test_what_surrounds_the_notice_is_left_behind(piece: str, holder: str) -> None:
    above = piece if not any(mark in piece for mark in ("上一篇", "相关文件", "版权", "责任编辑", "footer")) else ""
    content = f"<div class='wrap'>{above}<h1>{TITLE}</h1>{holder.format(BODY)}{piece}</div>"
    assert read(content).text == f"{TITLE}\n{TEXT}"


def test_buttons_within_the_named_content_are_left_behind() -> None:
    inner = f"<p>【字体：大 中 小】</p>{BODY}<p>扫一扫在手机打开当前页</p><p>【打印】【关闭】</p>"
    assert read(f"<h1>{TITLE}</h1><div id='zoom'>{inner}</div>").text == f"{TITLE}\n{TEXT}"


def test_a_page_laid_out_by_tables_gives_its_paragraphs() -> None:
    inner = f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{BODY}</td></tr></table>"
    document = read(f"<table width=980><tr><td>{inner}</td></tr></table>")
    assert document.text == f"{TITLE}\n{TEXT}"
    assert list(document.tables()) == []


def test_text_in_two_sections_is_read_whole() -> None:
    annex = "<div class='WordSection2'><p>附件</p><p>产品清单由各单位自行填报，并于每季度末报送。</p></div>"
    document = read(f"<h1>{TITLE}</h1><div class='WordSection1'>{BODY}</div>{annex}")
    assert document.text.endswith("2023年3月8日\n附件\n产品清单由各单位自行填报，并于每季度末报送。\n")


def test_content_that_a_script_would_show_is_read() -> None:
    content = f"<h1 id='activity-name'>{TITLE}</h1><div id='js_content' style='visibility:hidden'>{BODY}</div>"
    assert read(content).text == f"{TITLE}\n{TEXT}"


def test_a_page_without_text_is_refused_in_one_line() -> None:
    with pytest.raises(ReadError, match="no text"):
        read_document(b"<html><body><div id='app'></div><script>load()</script></body></html>")


# --- metadata ---------------------------------------------------------------------------------

PAIRS = [
    ("索 引 号", "SY-2023-0001"),
    ("主题分类", "工会"),
    ("发文机关", "甲市总工会"),
    ("成文日期", "2023年03月08日"),
    ("文　　号", "甲总工〔2023〕5号"),
    ("发布日期", "2023-03-10"),
    ("有效性", "有效"),
]
BOXES = {
    "table": "<table>" + "".join(f"<tr><td>{a}：</td><td>{b}</td></tr>" for a, b in PAIRS) + "</table>",
    "wide table": "<table><tr>" + "".join(f"<td><b>{a}</b></td><td>{b}</td>" for a, b in PAIRS) + "</tr></table>",
    "dl": "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b in PAIRS) + "</dl>",
    "ul": "<ul>" + "".join(f"<li><span>{a}：</span>{b}</li>" for a, b in PAIRS) + "</ul>",
    "divs": "<div>" + "".join(f"<div><label>{a}:</label><span>{b}</span></div>" for a, b in PAIRS) + "</div>",
    "brackets": "<div>" + "".join(f"<p>【{a}】 {b}</p>" for a, b in PAIRS) + "</div>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_the_metadata_box_is_read_and_left_out_of_the_text(box: str) -> None:
    document = read(f"<div class='wrap'>{box}<h1>{TITLE}</h1><div id='zoom'>{BODY}</div></div>")
    assert document.text == f"{TITLE}\n{TEXT}"
    assert document.properties == {
        "doc_number": "甲总工〔2023〕5号",
        "issued_on": "2023-03-08",
        "issuer": "甲市总工会",
        "index_number": "SY-2023-0001",
    }
    assert document.published_on == "2023-03-10"


def test_a_box_within_the_content_is_read_too() -> None:
    document = read(f"<div id='zoom'>{BOXES['table']}<p>{TITLE}</p>{BODY}</div>")
    assert document.text == f"{TITLE}\n{TEXT}"
    assert document.properties["issued_on"] == "2023-03-08"


def test_the_publisher_of_the_page_is_no_issuer() -> None:
    box = "<ul><li>索引号：1</li><li>发布机构：甲市总工会</li><li>发布日期：2023-03-10</li></ul>"
    document = read(f"{box}<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>")
    assert document.properties == {"index_number": "1"}


def test_an_empty_or_absent_value_is_no_property() -> None:
    box = "<dl><dt>索引号</dt><dd></dd><dt>文号</dt><dd>无</dd><dt>成文日期</dt><dd>——</dd></dl>"
    assert read(f"{box}<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>").properties == {}


@pytest.mark.parametrize(
    "line",
    [
        "<div>发布时间：2023-03-10 09:30 来源：甲市总工会 浏览次数：<em id=hits></em></div>",
        "<p><span>来源：甲市总工会</span><span>发布日期：2023年3月10日</span><span>字体：大 中 小</span></p>",
        "<div>2023-03-10 09:30　来源：甲市总工会</div>",
    ],
)
def test_the_line_below_the_title_gives_the_day_of_putting_online(line: str) -> None:
    document = read(f"<h1>{TITLE}</h1>{line}<div id='zoom'>{BODY}</div>")
    assert (document.text, document.published_on) == (f"{TITLE}\n{TEXT}", "2023-03-10")


def test_the_day_may_stand_in_a_meta_name_only() -> None:
    document = read(f"<div id='zoom'>{BODY}</div>", '<meta name="PubDate" content="2023-03-10 09:30">')
    assert document.published_on == "2023-03-10"


def test_a_number_line_between_title_and_text_is_a_property() -> None:
    document = read(f"<h1>{TITLE}</h1><p>甲总工〔2023〕5号</p><div id='zoom'>{BODY}</div>")
    assert document.properties == {"doc_number": "甲总工〔2023〕5号"}


def test_a_list_of_documents_with_such_headings_stays_a_table() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>甲发〔200{n}〕1号</td><td>200{n}年1月1日</td></tr>" for n in range(1, 5))
    content = f"<table border=1><tr><td>序号</td><td>文号</td><td>发文日期</td></tr>{rows}</table>"
    (table,) = body_of(BODY + content).tables()
    assert (table.rows, table.header_rows) == (5, 1)


# --- links and attachments --------------------------------------------------------------------


def test_attachments_are_links_to_files() -> None:
    document = body_of(BODY + "<p>附件：<a href='./P1.docx'>产品名单</a> <a href='http://a.example/'>商城</a></p>")
    assert [document.text[link.start : link.end] for link in document.links] == ["产品名单", "商城"]
    (attachment,) = document.attachments
    assert (document.text[attachment.start : attachment.end], attachment.target) == ("产品名单", "./P1.docx")


def test_a_download_address_without_an_ending_is_an_attachment_by_its_words() -> None:
    document = body_of(BODY + "<p>附件【<a href='/download.jsp?id=33'>附件1.申报表.docx</a>】</p>")
    assert [link.target for link in document.attachments] == ["/download.jsp?id=33"]


def test_attachments_beside_the_text_are_kept_without_words() -> None:
    content = f"<div id='zoom'><p>{TITLE}</p>{BODY}</div><ul class='fj'><li><a href='/a/1.xlsx'>名单</a></li></ul>"
    document = read(content)
    assert [(link.start, link.target) for link in document.attachments] == [(len(document.text), "/a/1.xlsx")]


@pytest.mark.parametrize(
    "head",
    [
        '<base href="https://www.gov.example/a/b/">',
        '<link rel="canonical" href="https://www.gov.example/a/b/c.html">',
        '<meta property="og:url" content="https://www.gov.example/a/b/c.html">',
    ],
)
def test_targets_are_made_whole_where_the_page_states_its_address(head: str) -> None:
    document = read(f"<div id='zoom'>{BODY}<p><a href='../f/1.pdf'>名单</a></p></div>", head)
    assert [link.target for link in document.attachments] == ["https://www.gov.example/a/f/1.pdf"]


def test_scripts_and_anchors_are_no_links() -> None:
    assert body_of(BODY + "<p><a href='javascript:void(0)'>甲</a><a href='#top'>乙</a><a name=x>丙</a></p>").links == ()


# --- character sets ---------------------------------------------------------------------------


@pytest.mark.parametrize("stated", ["gb2312", "GBK", "gb18030", "utf-8", ""])
def test_chinese_character_sets_are_told_by_the_bytes(stated: str) -> None:
    text = f"<html><head><meta charset='{stated}'></head><body><h1>{TITLE}</h1><div>{BODY}</div></body></html>"
    assert read_document(text.encode("gb18030")).text == f"{TITLE}\n{TEXT}"
    assert read_document(text.encode("utf-8-sig")).text == f"{TITLE}\n{TEXT}"


# --- whatever comes ---------------------------------------------------------------------------


@pytest.mark.shared
def test_the_sample_page_gives_the_text_of_its_word_file(shared: Path) -> None:
    web = read_document((shared / "notices" / "cixi-2021.html").read_bytes())
    word = read_document((shared / "notices" / "cixi-2021.docx").read_bytes())
    check_offsets(web)
    assert web.text == word.text


def test_an_external_entity_is_never_fetched() -> None:
    text = page(BODY).decode().replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>')
    assert read_document(text.replace("500元", "&x;元").encode()).text.count("元") == 1


def test_a_page_that_is_a_table_below_its_title_keeps_the_table() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>第{n}公司</td><td>1380000000{n}</td></tr>" for n in range(9))
    head = "<tr><td>序号</td><td>企业名称</td><td>联系电话</td></tr>"
    (table,) = read(f"<div><p>{TITLE}</p><table border=1>{head}{rows}</table></div>").tables()
    assert (table.rows, table.columns) == (10, 3)


def test_a_page_nested_beyond_the_parser_s_depth_is_refused() -> None:
    with pytest.raises(ReadError, match="nested too deeply"):
        read("<div>甲" * 5000)


def test_a_page_nested_very_deep_is_read() -> None:
    document = read("<div>" * 400 + BODY + "</div>" * 400)
    assert document.text == f"{TITLE}\n{TEXT}"


# fmt: off
PIECES = [
    "<p>", "</p>", "<table>", "<tr>", "<td>", "<td rowspan=2>", "<td colspan=3>", "</table>", "<br>", "<div id=zoom>",
    "</div>", "<a href='/a.doc'>", "</a>", "<b>", "</b>", "<ul>", "<li>", "<ol>", "<h1>", "<pre>", "<center>", "&nbsp;",
    "<span style='color:red'>", "甲市总工会", "关于开展",  "发布日期：2023-01-02", "。", "500元", " ", "\n", "　　",
]
# fmt: on
TAGS = st.sampled_from(PIECES)


@given(st.lists(TAGS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_tag_soup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        check_offsets(read_document(page("".join(pieces))))
    except ReadError as error:
        assert "\n" not in str(error)


def test_a_site_s_name_is_no_title() -> None:
    content = f"<div><p>{TITLE}</p>{BODY}</div>"
    assert read(content, title="甲县工会网").text == f"{TITLE}\n{TEXT}"


def test_an_attachment_s_name_does_not_repeat_the_title() -> None:
    content = f"<div class=content><h3>{TITLE}</h3><div>2023-01-05</div><p><a href='/u/a.pdf'>{TITLE}.pdf</a></p></div>"
    document = read(content)
    assert document.text == f"{TITLE}\n{TITLE}.pdf\n"
    assert document.published_on == "2023-01-05"


def test_a_title_without_its_issuer_s_full_name_counts_as_repeated() -> None:
    content = f"<div id=zoom><p>市总工会办公室<br>关于开展职工消费帮扶工作的通知</p>{BODY}</div>"
    assert read(content).text.startswith("市总工会办公室\n关于开展职工消费帮扶工作的通知\n各镇")


def test_a_text_given_twice_is_read_once() -> None:
    both = f"<div class='pc'><div id='zoom'>{BODY}</div></div><div class='wap'><div class='zoom'>{BODY}</div></div>"
    assert read(f"<h1>{TITLE}</h1>{both}").text == f"{TITLE}\n{TEXT}"


def test_a_text_in_two_named_pieces_is_read_whole() -> None:
    annex = "<div class='TRS_Editor'><p>附件：产品清单如下，请各单位参考。</p></div>"
    content = f"<div><div class='TRS_Editor'>{BODY}</div>{annex}</div>"
    assert read(f"<h1>{TITLE}</h1>{content}").text.endswith("2023年3月8日\n附件：产品清单如下，请各单位参考。\n")


def test_a_site_s_name_as_first_heading_is_no_title() -> None:
    content = f"<h1 class='logo'>甲市人民政府</h1><div class='title'>{TITLE}</div><div id='zoom'>{BODY}</div>"
    assert read(content).text == f"{TITLE}\n{TEXT}"


def test_a_line_of_the_notice_that_gives_a_place_is_kept() -> None:
    assert text_of(BODY + "<p>位置：中山路8号</p>").endswith("位置：中山路8号\n")


def test_a_first_heading_longer_than_the_window_s_title_is_the_title() -> None:
    whole = "甲县总工会关于开展秋季“山货进城”助农采购活动的通知"
    content = f"<h1>{whole}</h1><div id='zoom'>{BODY}</div>"
    assert read(content, title="关于开展秋季助农采购活动的通知_甲县总工会").text.startswith(f"{whole}\n")


def test_a_first_heading_that_is_no_document_s_name_is_not_the_title() -> None:
    content = f"<h1>甲县总工会门户网站欢迎各位来访</h1><div id='zoom'>{BODY}</div>"
    assert read(content, title=f"{TITLE}_甲县").text.startswith(f"{TITLE}\n")
