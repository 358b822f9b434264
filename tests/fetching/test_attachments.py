"""Which links of a notice's page are its files."""

from __future__ import annotations

from extract.fetching.attachments import FileLink, file_links
from extract.fetching.pages import tree_of

ADDRESS = "http://www.qinghe.test/tzgg/t1.html"


def found(body: str) -> list[str]:
    root = tree_of(f"<html><body>{body}</body></html>")
    assert root is not None
    return [link.address.removeprefix("http://www.qinghe.test") for link in file_links(root, ADDRESS)]


def test_links_to_files_of_all_kinds_are_taken_in_order_each_once() -> None:
    names = ["a.pdf", "b.doc", "c.docx", "d.xls", "e.xlsx", "f.wps", "g.et", "h.ofd", "i.zip", "j.rar", "k.7z", "a.pdf"]
    body = "".join(f'<p><a href="./P/{name}">附件</a></p>' for name in names)
    assert found(body) == [f"/tzgg/P/{name}" for name in names[:-1]]


def test_a_download_script_is_known_by_its_query_or_its_links_words() -> None:
    assert found('<a href="/down.jsp?id=3&file=a.docx">下载</a>') == ["/down.jsp?id=3&file=a.docx"]
    assert found('<a href="/down.jsp?id=3">供应商名单.xlsx</a>') == ["/down.jsp?id=3"]
    assert found('<a href="/attach/77">附件1：供应商名单</a>') == ["/attach/77"]


def test_other_pages_are_no_files() -> None:
    assert found('<a href="t2.html">附件1：另见通知</a><a href="/zwgk/">政务公开</a><a href="#">附件</a>') == []


def test_navigation_footer_and_related_documents_are_left_out() -> None:
    for name in ("nav", "footer", "related", "sidebar"):
        assert found(f'<div class="{name}"><a href="a.pdf">手册</a></div>') == []
        assert found(f'<div id="{name}"><a href="a.pdf">手册</a></div>') == []


def test_what_a_viewer_in_the_page_shows_is_a_file() -> None:
    assert found('<iframe src="/pdfjs/viewer.html?file=/P/notice.pdf"></iframe>') == ["/P/notice.pdf"]
    assert found('<embed src="notice.pdf">') == ["/tzgg/notice.pdf"]


def test_a_links_words_and_title_are_kept() -> None:
    root = tree_of('<html><body><a href="a.pdf" title="附件1.名单">下<b>载</b></a></body></html>')
    assert root is not None
    assert file_links(root, ADDRESS) == [FileLink("http://www.qinghe.test/tzgg/a.pdf", "下载", "附件1.名单")]


def test_what_is_written_with_backslashes_and_blanks_is_understood() -> None:
    assert found('<a href=" .\\P\\附件 1.pdf ">附件</a>') == ["/tzgg/P/%E9%99%84%E4%BB%B6%201.pdf"]
