"""A real browser that looks at the site and at nothing else, and tells what a visitor would not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, sync_playwright

WIDTHS = {"desktop": 1280, "phone": 375}
"""The widths at which pages are looked at, in CSS pixels."""
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


@contextmanager
def opened(chromium: str) -> Iterator[Browser]:
    """Headless Chromium from the system; nothing is downloaded, no name is resolved."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Someone with a window of one width: their page, and what went on behind it.

    `outside` are the addresses of other hosts that were asked for (none is reached); `problems` are errors that the
    browser told of, refusals by the page's policy among them; `dialogs` are the messages of scripts that ran.
    """

    context: BrowserContext
    page: Page
    outside: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def at(self, address: str) -> Response:
        """Goes to an address and waits until its scripts have run; gives the answer."""
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None, address
        return answer

    @contextmanager
    def led_on(self) -> Iterator[None]:
        """Does what leads to another page, and waits until that one's scripts have run."""
        with self.page.expect_navigation(wait_until="load"):
            yield

    def follow(self, link: Locator) -> None:
        """Presses a link or button that leads to another page."""
        with self.led_on():
            link.click()

    @property
    def text(self) -> str:
        """All that the page shows."""
        return self.page.inner_text("body")

    def sideways(self) -> str:
        """What makes the page wider than the window; empty where it is not."""
        found: str = self.page.evaluate(_SIDEWAYS)
        return found


_SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return "";
  const held = (element) => {
    for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !held(element));
  const told = wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)).join(" | ");
  return `${root.scrollWidth} > ${root.clientWidth}: ${told}`;
}"""


@contextmanager
def visitor(browser: Browser, site: str, width: str = "desktop", **options: Any) -> Iterator[Visitor]:
    """Someone who looks at the site through a window of this width, without anything kept from before."""
    size = {"width": WIDTHS[width], "height": 800}
    context = browser.new_context(viewport=size, locale="zh-CN", base_url=site, **options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    someone = Visitor(context, context.new_page())

    def refuse(route: Any) -> None:
        someone.outside.append(route.request.url)
        route.abort()

    context.route(re.compile(rf"^(?!{re.escape(site)}/|data:)"), refuse)
    page = someone.page
    page.on("console", lambda message: someone.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: someone.problems.append(str(error)))

    def told(dialog: Any) -> None:
        someone.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", told)
    try:
        yield someone
    finally:
        context.close()
