"""Pages as tests read them: their text, their links, their headings."""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from itertools import pairwise

import lxml.html


@dataclass(frozen=True)
class Seen:
    """A page that was fetched."""

    tree: lxml.html.HtmlElement

    @property
    def text(self) -> str:
        """The words of its main part, without line breaks."""
        (main,) = self.tree.xpath("//main")
        return "".join(str(main.text_content()).split())

    @property
    def title(self) -> str:
        """The words of its first heading."""
        return self.all("//h1")[0]

    def all(self, xpath: str) -> list[str]:
        """The words of what an XPath finds, each without line breaks; attributes as they are."""
        found = self.tree.xpath(xpath)
        return [one if isinstance(one, str) else "".join(one.text_content().split()) for one in found]

    def levels(self) -> list[int]:
        """The levels of its headings, in order."""
        return [int(one.tag[1]) for one in self.tree.xpath("//h1|//h2|//h3|//h4")]


def seen(address: str) -> Seen:
    """The page at an address. Raises HTTPError where it is refused."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return Seen(lxml.html.fromstring(answer.read()))


def in_order(levels: list[int]) -> bool:
    """Whether there is one first heading and none goes down more than one level at a time."""
    return levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))
