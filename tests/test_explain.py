"""What is explained is all there, in its place, and harmless."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from extract.doubts import Doubt
from extract.explain import for_terminal, marked, page, visible
from extract.facts import Duty, Form, Task
from extract.readings import Reading
from tests.registry.factories import BODY, contact, evidence, notice, reading, term


def printed(of: Reading) -> str:
    console = Console(file=io.StringIO(), width=160)
    for piece in for_terminal(of):
        console.print(piece)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


class _Text(HTMLParser):
    """The words of a page, and those of them within marks."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words = self.marked = ""
        self.depth = 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.words += data
        self.marked += data if self.depth else ""


def test_a_notice_is_printed_with_its_fields_facts_quotes_and_rules() -> None:
    text = printed(reading(notice(term(per="person-year"), title="采购通知", doc_number="甲工〔2030〕1号"), pages=2))
    for words in ("采购通知", "甲工〔2030〕1号", "terms (1)", "amount 300", "person-year", "不超过300元", "test.rule"):
        assert words in text


def test_a_duty_names_its_task_and_a_form_its_headings() -> None:
    task = Task(evidence=evidence(BODY, "采购"), number="1", title="产销对接")
    duty = Duty(evidence=evidence(BODY, "各直属工会"), role="lead", organization="各直属工会", task=task)
    form = Form(evidence=evidence(BODY, "进度"), title="进度表", columns=("单位", "金额"))
    text = printed(reading(notice(task, duty, form)))
    assert "task 1 产销对接" in text
    assert "columns 单位 | 金额" in text


def test_square_brackets_are_printed_as_they_are() -> None:
    assert "[red]采购[/red]" in printed(reading(notice(title="[red]采购[/red]")))


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\u202e", "\u2066"])
def test_characters_that_act_on_a_terminal_are_shown_as_a_mark(character: str) -> None:
    assert character not in printed(reading(notice(title=f"采购{character}通知")))
    assert visible(f"a{character}b\n") == "a\ufffdb\n"


def test_the_page_marks_the_words_of_each_fact_and_points_at_them() -> None:
    source = page(reading(notice(term())))
    assert _Text(source).marked.endswith("不超过300元")
    (anchor,) = re.findall(r'<a id="([^"]+)">', source)
    assert f'href="#{anchor}"' in source


def test_the_page_loads_nothing_from_elsewhere() -> None:
    assert not re.search(r"<script|<link|<img|src=|url\(", page(reading(notice(term()))))


def test_what_a_file_says_is_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    text = BODY + evil
    fact = contact(text, evil, '"><script>')
    source = page(
        reading(notice(fact, text=text, title=evil), filename=f"{evil}.pdf", warnings=(evil,), status="partial")
    )
    assert "<script" not in source
    assert source.count("&lt;script&gt;") >= 4


def test_facts_that_overlap_are_both_named_where_they_do() -> None:
    one, other = term(quote="每人每年不超过300元"), term(quote="300元", amount=299)
    source = marked(BODY, [one, other], {id(one): "a", id(other): "b"})
    assert _Text(source).words == BODY
    pieces = re.findall(r'<mark class="([^"]+)" title="([^"]+)">([^<]+)</mark>', source)
    assert [(classes, words) for classes, _, words in pieces] == [("terms", "每人每年不超过"), ("terms over", "300元")]
    assert pieces[1][1].count("test.rule") == 2


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_the_words_of_a_text_stay_the_same_whatever_is_marked(text: str, data: st.DataObject) -> None:
    facts = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        facts.append(contact(text, text[start:end], "13800000000"))
    source = marked(text, facts, {id(fact): str(at) for at, fact in enumerate(facts)})
    assert _Text(source).words.replace("\r\n", "\n") == visible(text).replace("\r\n", "\n")


def test_a_file_that_could_not_be_read_says_why() -> None:
    assert "no text in it" in page(reading(status="failed", error="no text in it"))


def _doubtful() -> Reading:
    fact = term()
    place = fact.evidence
    about_it = Doubt("term.no_subject", "没有认出约束的对象。", "terms", place.start, place.end, place.quote, fact)
    unread = Doubt("unread.share", "没有读出任何比例。", "terms", 0, 4, BODY[:4])
    return reading(replace(notice(fact), doubts=(about_it, unread)))


def test_doubtful_facts_are_marked_and_doubts_listed_in_the_terminal() -> None:
    shown = printed(_doubtful())
    assert "1.00?" in shown
    assert "没有认出约束的对象。" in shown
    assert "没有读出任何比例。" in shown


def test_the_page_says_why_a_fact_is_doubtful_and_what_was_not_read() -> None:
    words = _Text(page(_doubtful())).words
    assert "没有认出约束的对象。" in words
    assert "没有读出任何比例。" in words
