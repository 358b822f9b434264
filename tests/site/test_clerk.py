"""What a signed-in clerk does in the browser: hands files in, and decides on what is doubtful."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html

from tests.samples import run
from tests.serving import served
from tests.site.conftest import NOTICES

_TEXT = """关于做好青川县消费帮扶工作的通知
青工发〔2024〕12号
各基层工会：
一、每人每年不超过500元，用于采购帮扶产品。
二、优先采购对口支援的四川省凉山州喜德县、云岭新区的农产品。
青川县总工会
2024年3月5日
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clerk")
    (folder / "notice.txt").write_text(_TEXT, "utf-8")
    assert run("ingest", folder / "notice.txt", "--registry", folder / "registry.db").returncode == 0
    return folder / "registry.db"


@pytest.fixture(scope="module")
def address(registry: Path) -> Iterator[str]:
    """A site with passwords: the clerk's is `secret`."""
    hashed = subprocess.run(
        [str(NOTICES.with_name("datasette")), "hash-password", "--password", "secret"],
        capture_output=True, text=True, check=True,
    ).stdout.strip().splitlines()[-1]  # fmt: skip
    (registry.parent / "passwords").write_text(f"clerk:{hashed}\n", "utf-8")
    with served(registry, "--password-file", str(registry.parent / "passwords")) as found:
        yield found


@pytest.fixture(scope="module")
def clerk(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60, headers={"Accept": "text/html"}) as client:
        token = _token(client.get("/-/login").text)
        client.post("/-/login", data={"username": "clerk", "password": "secret", "csrftoken": token})
        yield client


def _token(page: str) -> str:
    (token,) = html.fromstring(page).xpath("//main//input[@name='csrftoken']/@value")
    return str(token)


def _text(page: str) -> str:
    return " ".join(html.fromstring(page).xpath("string(//main)").split())


def _upload(client: httpx.Client, *files: tuple[str, bytes], token: str | None = None) -> httpx.Response:
    token = token or _token(client.get("/upload").text)
    return client.post("/upload", data={"csrftoken": token}, files=[("files", file) for file in files])


def test_a_visitor_who_is_not_signed_in_is_led_to_sign_in(address: str) -> None:
    for path in ("/review", "/upload"):
        answer = httpx.get(address + path, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (302, "/-/login")


def test_without_passwords_nobody_can_write(registry: Path) -> None:
    with served(registry) as address:
        for path in ("/review", "/upload"):
            answer = httpx.get(address + path)
            assert answer.status_code == 403
            assert "请先登录" in answer.text
        assert httpx.post(f"{address}/upload", files={"files": ("a.txt", b"a")}).status_code == 403


def test_a_published_folder_has_no_desk(public_site: str) -> None:
    for path in ("/review", "/upload"):
        assert httpx.get(public_site + path).status_code == 404


def test_a_file_uploaded_is_read_within_seconds(clerk: httpx.Client) -> None:
    text = _TEXT.replace("500元", "600元").replace("12号", "13号").encode()
    begun = time.monotonic()
    answer = _upload(clerk, ("通知.txt", text))
    while 'http-equiv="refresh"' in answer.text and time.monotonic() < begun + 60:
        answer = clerk.get(str(answer.url))
    shown = _text(answer.text)
    assert "通知.txt 已读入" in shown
    assert "额度与比例 1" in shown
    assert re.search(r"有 \d+ 处拿不准", shown)


def test_what_cannot_be_read_is_told_with_its_name(clerk: httpx.Client) -> None:
    shown = _text(_upload(clerk, ("坏.pdf", b"%PDF-1.7 broken"), ("空.docx", b"")).text)
    assert "坏.pdf" in shown
    assert "空.docx" in shown
    assert shown.count("读不了") + shown.count("失败") >= 2


def test_a_form_of_another_site_is_refused(clerk: httpx.Client) -> None:
    answer = _upload(clerk, ("a.txt", _TEXT.encode()), token="forged")
    assert answer.status_code == 400
    assert "不是本网站的" in answer.text


def test_an_upload_without_files_says_so(clerk: httpx.Client) -> None:
    answer = clerk.post("/upload", data={"csrftoken": _token(clerk.get("/upload").text)}, files={"files": ("", b"")})
    assert (answer.status_code, "没有选文件" in answer.text) == (400, True)


def _first_doubt(client: httpx.Client, about: str) -> str:
    page = html.fromstring(client.get("/review?table=notice_regions").text)
    for card in page.xpath("//li[contains(@class, 'card')]"):
        if about in card.text_content():
            return str(card.xpath(".//h2/a/@href")[0])
    raise AssertionError(f"no doubt about {about}")


def test_a_doubt_is_shown_with_its_words_and_its_rule(clerk: httpx.Client) -> None:
    shown = _text(clerk.get(_first_doubt(clerk, "云岭新区")).text)
    assert "云岭新区的农产品" in shown
    assert "region.helped_before" in shown


def test_a_correction_made_in_the_browser_takes_effect_and_is_marked(clerk: httpx.Client, registry: Path) -> None:
    path = _first_doubt(clerk, "云岭新区")
    form = html.fromstring(clerk.get(path).text).xpath("//main//form[contains(@class, 'decide')]")[0]
    values = {str(name): str(value) for name, value in form.form_values()}
    sent = {**values, "value-adcode": "510822", "note": "电话核实", "action": "correct"}
    answer = clerk.post(path, data=sent)
    assert answer.url.path == "/review"
    log = run("log", "--registry", registry).stdout
    assert "clerk: 电话核实" in log
    assert "adcode None → 510822" in log


def test_a_correction_that_changes_nothing_is_not_taken(clerk: httpx.Client) -> None:
    path = _first_doubt(clerk, "云岭新区")
    form = html.fromstring(clerk.get(path).text).xpath("//main//form[contains(@class, 'decide')]")[0]
    values = {str(name): str(value) for name, value in form.form_values()}
    answer = clerk.post(path, data={**values, "action": "correct"})
    assert (answer.status_code, "没有改动任何一栏" in answer.text) == (400, True)


def test_a_value_that_does_not_fit_is_told_in_the_page_s_words(clerk: httpx.Client) -> None:
    path = _first_doubt(clerk, "云岭新区")
    form = html.fromstring(clerk.get(path).text).xpath("//main//form[contains(@class, 'decide')]")[0]
    values = {str(name): str(value) for name, value in form.form_values()}
    answer = clerk.post(path, data={**values, "value-role": "friend", "action": "correct"})
    (said,) = html.fromstring(answer.text).xpath("//main//p[@role='alert']/text()")
    assert (answer.status_code, "只能填：issuer（" in said, "none of" in said) == (400, True, False)


def test_a_decision_without_the_form_s_token_is_refused(clerk: httpx.Client) -> None:
    answer = clerk.post(_first_doubt(clerk, "云岭新区"), data={"action": "accept"})
    assert answer.status_code == 403
