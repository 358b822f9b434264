"""Originals are looked through in processes of their own: what one costs, and what passes between them."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from extract.limits import Limits, using
from extract.publishing.examining import NOT_IT, ToDraw, ToVet, examined
from tests.publishing import originals_making as making
from tests.publishing.hidings import OFFICIAL, SUPPLIER, hiding
from tests.publishing.registries import keep_original, published, rows
from tests.readers.pdf_making import lines, make


def test_an_original_that_takes_too_long_is_held_back_and_named_and_the_rest_goes_on(
    registry: Path, tmp_path: Path
) -> None:
    slow = b"1 2 3 4 5 6 7 8 9 " * 300_000
    quick = making.plain_files(SUPPLIER)["notice.txt"]
    for number in range(4):
        keep_original(registry, f"quick-{number}.txt", quick + b"%d" % number, "text/plain")
    keep_original(registry, "slow.txt", slow, "text/plain")
    with using(Limits(seconds=6)):
        done = published(registry, tmp_path / "out")
    assert done.shown.given_up == ["slow.txt: reading it took more than 6 s; allow more with --limit seconds=24"]
    assert done.shown.reasons["could not be looked through within its limits"] == 1
    shown = rows(done.version.registry, "SELECT filename FROM published_originals JOIN sources USING (sha256)")
    assert {f"quick-{number}.txt" for number in range(4)} <= {str(name) for (name,) in shown}


def test_what_is_hidden_is_the_same_in_another_process() -> None:
    here = hiding("business", names=["季小满"], private_hosts=["oa.example.com"])
    there = pickle.loads(pickle.dumps(here))
    for text in (f"联系人：季小满，{OFFICIAL}", f"供货：{SUPPLIER}", "身份证号：110101331231002"):
        assert there.places(text) == here.places(text) and there.masked(text) == here.masked(text)


def test_the_bytes_that_are_looked_through_are_those_that_were_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(making.PLAIN, "utf-8")
    right = hashlib.sha256(path.read_bytes()).hexdigest()
    found = examined(path, "a.txt", ToVet(right), hiding=hiding())
    assert found.verdict is not None and found.verdict.original
    for place, sha256 in ((path, "0" * 64), (tmp_path / "none.txt", right)):
        found = examined(place, "a.txt", ToVet(sha256), hiding=hiding())
        assert found.verdict is not None and (found.verdict.original, found.verdict.reason) == (False, NOT_IT)


def test_what_was_seen_is_told_with_each_file(tmp_path: Path) -> None:
    hidden = hiding("all", names=["季小满"], numbers=[OFFICIAL])
    seen = []
    for number, words in enumerate((OFFICIAL, "联系人季小满", making.PLAIN)):
        path = tmp_path / f"{number}.txt"
        path.write_text(words, "utf-8")
        asked = ToVet(hashlib.sha256(path.read_bytes()).hexdigest())
        found = examined(path, path.name, asked, hiding=hidden)
        seen.append((found.names, found.numbers))
    assert seen == [(set(), {OFFICIAL}), ({"季小满"}, set()), (set(), set())]


def test_pages_are_drawn_that_can_be(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make(lines(making.PLAIN), lines(making.PLAIN)))
    asked = ToDraw(hashlib.sha256(path.read_bytes()).hexdigest(), (2, 7), tmp_path / "pages")
    assert examined(path, "a.pdf", asked, hiding=hiding()).drawn == (2,)
    assert [one.name for one in (tmp_path / "pages").iterdir()] == ["2.webp"]
