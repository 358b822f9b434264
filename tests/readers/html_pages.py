"""Small web pages for tests: a notice of our own, and pages around it."""

from __future__ import annotations

from extract.document import Document
from extract.readers import read_document

TITLE = "甲市总工会关于开展职工消费帮扶工作的通知"
BODY = """<p>各镇街、各直属单位：</p>
<p>　　为做好职工消费帮扶工作，现将有关事项通知如下，请认真贯彻执行。</p>
<p>　　一、各基层工会每人每年安排的金额不超过500元。</p>
<p style="text-align:right">甲市总工会</p><p style="text-align:right">2023年3月8日</p>"""
TEXT = (
    "各镇街、各直属单位：\n为做好职工消费帮扶工作，现将有关事项通知如下，请认真贯彻执行。\n"
    "一、各基层工会每人每年安排的金额不超过500元。\n甲市总工会\n2023年3月8日\n"
)


def page(content: str, head: str = "", title: str = TITLE) -> bytes:
    """A page with this body and window title."""
    text = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_甲市人民政府</title>{head}</head>"
    return f"{text}<body>{content}</body></html>".encode()


def read(content: str, head: str = "", title: str = TITLE) -> Document:
    """The document read from such a page."""
    return read_document(page(content, head, title))


def body_of(content: str) -> Document:
    """A page that is nothing but its text, under a title that the text repeats."""
    return read(f"<div id='zoom'><p>{TITLE}</p>{content}</div>")


def text_of(content: str) -> str:
    """What is read below the title of a page that is nothing but its text."""
    return body_of(content).text.removeprefix(f"{TITLE}\n")
