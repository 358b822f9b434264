"""Which files have arrived whole."""

from __future__ import annotations

from pathlib import Path

from extract.watching.looking import Sighting
from extract.watching.settling import Settling, trouble_opening

A = Path("a.pdf")


def seen(size: int = 10, time: int = 1, path: Path = A) -> Sighting:
    return Sighting(path, size, time)


def test_a_file_settles_when_nothing_changed_it_for_the_time_asked() -> None:
    settling = Settling(5)
    assert settling.settled([seen()], now=100) == []
    assert settling.settled([seen()], now=104) == []
    assert settling.settled([seen()], now=105) == [seen()]


def test_a_copy_that_grows_waits_from_its_last_growth() -> None:
    settling = Settling(5)
    settling.settled([seen(10)], now=100)
    assert settling.settled([seen(20)], now=106) == []
    assert settling.settled([seen(20)], now=110) == []
    assert settling.settled([seen(20)], now=111) == [seen(20)]


def test_a_copy_of_full_size_whose_time_still_changes_waits() -> None:
    settling = Settling(5)
    settling.settled([seen(10, time=1)], now=100)
    assert settling.settled([seen(10, time=2)], now=106) == []


def test_the_time_in_a_files_properties_says_nothing_of_its_arrival() -> None:
    assert Settling(5).settled([seen(time=0)], now=100) == []


def test_an_empty_file_has_not_begun_to_arrive() -> None:
    settling = Settling(0)
    assert settling.settled([seen(0)], now=100) == []
    assert settling.next_in(100) is None


def test_a_file_that_was_gone_in_between_begins_anew() -> None:
    settling = Settling(5)
    settling.settled([seen()], now=100)
    settling.settled([], now=103)
    assert settling.settled([seen()], now=106) == []


def test_it_is_known_when_the_next_file_may_have_settled() -> None:
    settling = Settling(5)
    settling.settled([seen(path=A)], now=100)
    settling.settled([seen(path=A), seen(path=Path("b"))], now=103)
    assert settling.next_in(104) == 1


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    assert trouble_opening(tmp_path / "gone.pdf") == "No such file or directory"
    (tmp_path / "a.pdf").write_bytes(b"x")
    assert trouble_opening(tmp_path / "a.pdf") is None
