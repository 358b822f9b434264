"""Pictures of pages are drawn once, kept within a bound, and not for any number of visitors at one time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from extract.page_pictures import PageError
from extract.site.page_images import Pictures
from tests.test_page_pictures import pdf

SHA = "a" * 64


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf((200, 400), (200, 400)))
    return path


def test_a_page_is_drawn_once(original: Path) -> None:
    async def twice() -> tuple[bytes, bytes]:
        pictures = Pictures()
        first = await pictures.of(original, SHA, 1)
        original.unlink()
        return first, await pictures.of(original, SHA, 1)

    first, second = asyncio.run(twice())
    assert first == second


def test_what_was_asked_for_longest_ago_makes_room(original: Path) -> None:
    async def both() -> None:
        pictures = Pictures(most=1)
        await pictures.of(original, SHA, 1)
        original.unlink()
        with pytest.raises(PageError):
            await pictures.of(original, SHA, 1)

    asyncio.run(both())


def test_too_many_at_one_time_are_refused(original: Path) -> None:
    async def crowd() -> None:
        pictures = Pictures()
        pictures.waiting = 24
        with pytest.raises(PageError, match="too many"):
            await pictures.of(original, SHA, 1)

    asyncio.run(crowd())


def test_one_that_cannot_be_drawn_leaves_room_for_others(tmp_path: Path, original: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")

    async def ask() -> bytes:
        pictures = Pictures()
        for _ in range(3):
            with pytest.raises(PageError):
                await pictures.of(tmp_path / "broken.pdf", "b" * 64, 1)
        assert pictures.waiting == 0
        return await pictures.of(original, SHA, 2)

    assert asyncio.run(ask())[8:12] == b"WEBP"
