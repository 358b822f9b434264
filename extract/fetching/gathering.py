"""Going through a source's lists for what is new on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.fetching.client import Answer
from extract.fetching.context import Context
from extract.fetching.errors import FetchError
from extract.fetching.feeds import feed
from extract.fetching.lists import Item, Listing, listing
from extract.fetching.sources import Source
from extract.fetching.visits import Visitor

_MOST_OF_A_LIST = 10 * 2**20


@dataclass
class Gathering:
    """Going through one source's lists."""

    run: Context
    source: Source
    visitor: Visitor

    def gone_through(self) -> None:
        """Notes what is new on the lists. Raises FetchError where a list cannot be had."""
        if self.source.kind == "page":
            self._note([Item(self.source.address, self.source.name)], self.source.address)
            return
        dry = self.run.dry_run
        complete = not dry and self.run.state.begin(self.source)
        answers: list[tuple[str, Answer]] = []
        address: str | None = self.source.address
        seen: set[str] = set()
        for page in range(1, self.source.most_pages + 1):
            if address is None or address in seen:
                break
            seen.add(address)
            known = self.run.state.known(address) if complete else None
            answer = self.visitor.get(address, known.validators if known else None, _MOST_OF_A_LIST)
            if answer.status == 304:
                break  # what stands on it is known, and so is what stands behind it
            found = self._read(answer, page)
            new = self._note(found.items, address)
            answers.append((address, answer))
            if complete and found.items and not new:
                break  # a page without any that is wanted says nothing of the next one
            address = found.next
        if dry:
            return
        # Only now: a list that was not gone through to its end is looked at anew, changed or not.
        for asked, answer in answers:
            self.run.state.note_answer(self.source, "list", asked, answer, None)
        self.run.state.end(self.source, None)

    def _read(self, answer: Answer, page: int) -> Listing:
        if self.source.kind == "feed":
            return feed(answer, self.source)
        found = listing(answer, self.source, page)
        if page == 1 and not found.links:
            raise FetchError(
                "nothing on it is what the source says a notice's link is; look at the page and correct it"
            )
        return found

    def _note(self, items: Sequence[Item], found_on: str) -> bool:
        """Notes the items of a list; whether any of them is new."""
        new = self.run.state.new(items)
        self.run.report.found += len(new)
        if self.run.dry_run:
            for item in new:
                day = f" ({item.day.isoformat()})" if item.day else ""
                self.run.say(f"would fetch: {item.address} {item.title}{day}")
        else:
            self.run.state.note_found(self.source, new, found_on)
            self.run.state.take_over(self.source, items)
        return bool(new)
