"""What an RSS or Atom feed lists."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import feedparser
import regex

from extract.fetching.client import Answer
from extract.fetching.errors import FetchError
from extract.fetching.lists import Item, Listing, wanted
from extract.fetching.pages import answer_text, full_address
from extract.fetching.sources import Source

_DECLARATION = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def feed(answer: Answer, source: Source) -> Listing:
    """The entries of a feed, those that the source does not want left out. Raises FetchError where it is none."""
    # The bytes decide on the encoding, as they do for pages: many feeds declare another than they are in.
    text = _DECLARATION.sub("", answer_text(answer))
    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": answer.address},
    )
    if not parsed.entries and not parsed.get("version"):
        raise FetchError("it is no RSS or Atom feed")
    items = {item.address: item for item in _items(parsed.entries, answer.address) if wanted(item, source)}
    return Listing(tuple(items.values()))


def _items(entries: list[Any], base: str) -> Iterator[Item]:
    for entry in entries:
        stated = entry.get("link") or next((one.get("href") for one in entry.get("enclosures", ())), None) or ""
        address = full_address(stated, base)
        if address is not None:
            day = None
            if moment := entry.get("published_parsed") or entry.get("updated_parsed"):
                with suppress(ValueError):  # the library gives years before the first, too
                    day = date(*moment[:3])
            yield Item(address, " ".join(entry.get("title", "").split()), day)
