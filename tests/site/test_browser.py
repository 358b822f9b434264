"""The site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    flags = (
        "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking "
        "disable-component-update disable-sync disable-dev-shm-usage window-size=1200,900"
    )
    for flag in flags.split():
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


def test_a_visitor_searches_from_the_home_page(browser: object, site: str, corpus_registry: Path) -> None:
    from selenium.webdriver import Chrome
    from selenium.webdriver.common.by import By

    assert isinstance(browser, Chrome)
    browser.get(site)
    assert "登记册" in browser.title
    box = browser.find_element(By.ID, "q")
    box.send_keys("采购")
    box.submit()
    assert "_search=" in browser.current_url
    assert "搜索“采购”" in browser.find_element(By.TAG_NAME, "body").text
    assert browser.find_elements(By.CSS_SELECTOR, "table.rows-and-columns tbody tr")


def test_a_buyer_finds_whom_to_call(browser: object, site: str) -> None:
    from selenium.webdriver import Chrome
    from selenium.webdriver.common.by import By

    assert isinstance(browser, Chrome)
    browser.get(site)
    browser.find_element(By.LINK_TEXT, "找供应商").click()
    headings = [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "th")]
    assert {"企业", "电话", "效力", "原文"} <= set(headings)


def test_a_notice_s_page_leads_to_its_facts(browser: object, site: str) -> None:
    from selenium.webdriver import Chrome
    from selenium.webdriver.common.by import By

    assert isinstance(browser, Chrome)
    browser.get(f"{site}/registry/terms")
    browser.find_element(By.CSS_SELECTOR, "td.col-notice_id a").click()
    quotes = browser.find_elements(By.CSS_SELECTOR, "a.quote")
    assert quotes
    quotes[0].click()
    marked = browser.find_element(By.CSS_SELECTOR, "mark:target")
    assert marked.is_displayed()


def test_a_supplier_s_page_says_where_it_is_listed_and_whom_to_call(browser: object, site: str) -> None:
    from selenium.webdriver import Chrome
    from selenium.webdriver.common.by import By

    assert isinstance(browser, Chrome)
    browser.get(f"{site}/registry/listings?phone__notblank=1")
    phone = browser.find_element(By.CSS_SELECTOR, "td.col-phone").text
    browser.find_element(By.CSS_SELECTOR, "td.col-supplier_id a").click()
    assert phone in browser.find_element(By.TAG_NAME, "body").text
