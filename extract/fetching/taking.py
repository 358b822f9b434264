"""Taking one notice: its page, the files it links to, all kept as one web archive and handed in."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from extract import originals
from extract.fetching.attachments import FileLink, file_links
from extract.fetching.client import Answer
from extract.fetching.context import Context
from extract.fetching.errors import FetchError, PutOff, Refused
from extract.fetching.filenames import address_name, filename
from extract.fetching.keeping import Fetched, web_archive
from extract.fetching.pages import answer_text, is_page, led_on_to, show_the_same, tree_of
from extract.fetching.sources import Source
from extract.fetching.state import Due, Known
from extract.fetching.visits import PASSING, Visitor
from extract.outcome_lines import line_of

_BYTES_OF_ALL = 4
"""All files of a notice together may be so many times as large as one."""


@dataclass
class Taking:
    """Taking one notice: its page, its files, and handing them in."""

    run: Context
    source: Source
    visitor: Visitor
    lacking: list[str] = field(default_factory=list)
    may_come: bool = False
    new_files: bool = False

    def take(self, due: Due) -> None:
        """Fetches a notice and hands it in; says what became of it. Raises PutOff where its host is left alone."""
        spooled = self._spooled(due.address)
        if not (due.kept and spooled.exists()):
            try:
                new = self._fetched(due, spooled)
            except PutOff:
                raise
            except FetchError as error:
                for_good = isinstance(error, Refused)
                self.run.state.note_failed(due.address, str(error), error.status, for_good)
                self.run.report.failed += 1
                self.run.say(f"failed: {due.address}: {error}{'; given up' if for_good else ''}")
                return
            if not new:
                self.run.report.unchanged += 1
                self._note_end(due)
                return
        outcome = self.run.hand_in(spooled, due.address, f"{self._name(due)}.warc")
        self._note_end(due)
        spooled.unlink(missing_ok=True)
        self.run.report.read += outcome.outcome != "failed"
        self.run.report.failed += outcome.outcome == "failed"
        self.run.say(line_of(outcome))
        for one in self.lacking:
            self.run.say(f"without: {one}")

    def _note_end(self, due: Due) -> None:
        """Notes that a notice is had; where a file of it may still come, it is asked for again later."""
        error = "; ".join(self.lacking) or None
        if self.may_come:
            self.run.state.note_failed(due.address, error or "", None, for_good=False, in_the_end="done")
        else:
            self.run.state.note_done(due.address, error)

    def _spooled(self, address: str) -> Path:
        return self.run.spool / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.warc"

    def _name(self, due: Due) -> str:
        name = address_name(due.address)
        return name.rpartition(".")[0] or name

    def _fetched(self, due: Due, spooled: Path) -> bool:
        """Fetches a notice into the spool; False where it and its files are as they were. Raises FetchError."""
        # What was kept and has gone from beside the registry has to come anew, changed or not.
        known = None if due.kept else self.run.state.known(due.address)
        earlier = self._kept(known)
        answer = self.visitor.get(due.address, known.validators if known and earlier is not None else None)
        if answer.status == 304 and known is not None and earlier is not None:
            answer = replace(answer, status=200, data=earlier, headers=known.headers, address=known.final_address)
        links: list[FileLink] = []
        if is_page(answer):
            answer, links = self._page(answer)
        same = earlier is not None and (answer.data == earlier or show_the_same(answer.data, earlier))
        if same and earlier is not None:
            answer = replace(answer, data=earlier)  # a counter that went on makes no other notice of it
        page = Fetched(due.address, self._page_name(answer, due), answer)
        files = [page, *self._files(page, links)]
        if same and not self.new_files:
            self.run.state.note_answer(self.source, "notice", due.address, answer, None)
            return False
        data = web_archive(files, self.run.manners.settings.user_agent)
        _write(spooled, data)
        bundle = hashlib.sha256(data).hexdigest()
        self.run.state.note_kept(self.source, due.address, [(one.address, one.answer) for one in files], bundle)
        return True

    def _kept(self, known: Known | None) -> bytes | None:
        """What an address answered before, from beside the registry; None where that is not there."""
        kept = originals.find(self.run.registry.parent, known.sha256) if known and known.sha256 else None
        return None if kept is None else (self.run.registry.parent / kept).read_bytes()

    def _page(self, answer: Answer) -> tuple[Answer, list[FileLink]]:
        """A notice's page (where it leads a browser on at once, that one) and the files it links to."""
        root = tree_of(answer_text(answer))
        if root is not None and (target := led_on_to(root, answer.address)) is not None:
            answer = replace(self.visitor.get(target), led_on=True)
            root = tree_of(answer_text(answer)) if is_page(answer) else None
        links = file_links(root, answer.address) if root is not None and self.source.attachments else []
        return answer, links

    def _page_name(self, answer: Answer, due: Due) -> str:
        if not is_page(answer):
            return filename(answer, due.title)
        return f"{address_name(answer.address).rpartition('.')[0] or address_name(answer.address)}.html"

    def _files(self, page: Fetched, links: list[FileLink]) -> Iterator[Fetched]:
        """The files of a page that could be had; what is lacking is noted. Raises PutOff for the page's own host."""
        left = _BYTES_OF_ALL * self.source.most_mb * 2**20
        for number, link in enumerate(links):
            if number >= self.source.most_files:
                self.lacking.append(f"{len(links) - number} more files of {page.address}: most_files is {number}")
                return
            try:
                answer = self._file(link, left)
            except FetchError as error:
                if isinstance(error, PutOff):
                    if error.host == urlsplit(page.answer.address).hostname:
                        raise
                    self.run.put_off(error)
                had = self._had(link.address) if _may_pass(error) else None
                if had is None:
                    self.lacking.append(f"{link.address}: {error}")
                    self.may_come |= _may_pass(error)
                    continue
                answer = had
            left -= len(answer.data)
            yield Fetched(link.address, filename(answer, link.words, link.title), answer, page.address)

    def _had(self, address: str) -> Answer | None:
        """A file as it came before: with what cannot be had of it now, the notice would lose what it has already."""
        known = self.run.state.known(address)
        earlier = self._kept(known)
        if known is None or earlier is None:
            return None
        return Answer(known.final_address, 200, known.headers, earlier, known.fetched_at)

    def _file(self, link: FileLink, left: int) -> Answer:
        """A file, from beside the registry where it has not changed. Raises FetchError."""
        if left <= 0:
            most = _BYTES_OF_ALL * self.source.most_mb
            raise Refused(f"the files before it have {most} MB, the most that is taken; allow more with most_mb")
        known = self.run.state.known(link.address)
        earlier = self._kept(known)
        headers = known.validators if known and earlier is not None else None
        answer = self.visitor.get(link.address, headers, min(left, self.source.most_mb * 2**20))
        if answer.status == 304 and known is not None and earlier is not None:
            return replace(answer, status=200, data=earlier, headers=known.headers, address=known.final_address)
        if is_page(answer):
            raise Refused("a web page came instead of the file")
        if not answer.data:
            raise FetchError("an empty file came")
        self.new_files |= answer.data != earlier
        return answer


def _may_pass(error: FetchError) -> bool:
    """Whether what kept a file from coming may be over when it is asked for again."""
    if isinstance(error, PutOff):
        return True
    return not isinstance(error, Refused) and (error.status is None or error.status >= 500 or error.status in PASSING)


def _write(path: Path, data: bytes) -> None:
    """Writes a file so that it stands there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
