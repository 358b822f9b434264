"""The feeds, read by real parsers."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from extract.facts import DatedFact
from extract.readings import Reading
from tests.registry.factories import BODY, evidence, notice, reading
from tests.registry.making import registry_of
from tests.serving import served

_NEXT_YEAR = date.today().year + 1
_SOON = (date.today() + timedelta(days=20)).isoformat()
_LONG_AGO = (date.today() - timedelta(days=400)).isoformat()


def _due(day: str, action: str, rrule: str | None = None) -> DatedFact:
    recurs: Any = "yearly" if rrule else None
    return DatedFact(
        evidence=evidence(BODY, "按季度报送采购进度"),
        kind="report_due",
        ends_on=day,
        action=action,
        rrule=rrule,
        recurs=recurs,
    )


def _readings() -> tuple[Reading, ...]:
    return (
        reading(
            notice(
                _due(_SOON, "报送名单"), _due(_LONG_AGO, "报送旧名单"),
                _due("2021-11-30", "报送总结", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
                title="关于采购<b>的</b>通知", issuer="青川县总工会", adcode="510822", issued_on="2024-03-05",
                valid_to=f"{_NEXT_YEAR}-12-31",
            ),
            content="a",
        ),
        reading(
            notice(
                _due(_SOON, "报送进度"), title="关于食堂采购的通知", issuer="海曙区财政局", adcode="330203",
                issued_on="2024-04-01", text="另一份。\n" + BODY,
            ),
            content="b",
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(registry_of(tmp_path_factory.mktemp("feeds"), *_readings())) as found:
        yield found


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
        return body


def _titles(address: str) -> list[str]:
    feed = feedparser.parse(_get(address))
    assert not feed.bozo, feed.get("bozo_exception")
    return [entry.title for entry in feed.entries]


def _events(address: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(_get(address))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_new_notices_are_entries_that_lead_to_their_pages(address: str) -> None:
    feed = feedparser.parse(_get(f"{address}/feeds/notices.atom"))
    assert not feed.bozo
    assert feed.feed.title == "新读入的通知"
    (entry,) = [one for one in feed.entries if "食堂" in one.title]
    assert entry.link.startswith(f"{address}/notices/")
    assert _get(entry.link)


def test_a_title_with_markup_stays_text(address: str) -> None:
    assert "关于采购&lt;b&gt;的&lt;/b&gt;通知".encode() in _get(f"{address}/feeds/notices.atom")


def test_new_notices_of_a_province_alone(address: str) -> None:
    assert _titles(f"{address}/feeds/notices.atom?place=330000") == ["关于食堂采购的通知"]


def test_new_notices_of_unions_alone(address: str) -> None:
    assert len(_titles(f"{address}/feeds/notices.atom?issuer=union")) == 1


def test_new_notices_by_a_part_of_the_issuer_s_name(address: str) -> None:
    assert _titles(f"{address}/feeds/notices.atom?issuer=%E8%B4%A2%E6%94%BF") == ["关于食堂采购的通知"]


def test_a_deadline_is_an_event_of_a_whole_day(address: str) -> None:
    event = _events(f"{address}/feeds/deadlines.ics")["浙江省宁波市海曙区：报送进度"]
    assert event["dtstart"].dt == date.fromisoformat(_SOON)
    assert str(event["url"]).startswith(f"{address}/notices/")
    assert "按季度报送采购进度" in str(event["description"])


def test_what_recurs_recurs_until_its_notice_ends(address: str) -> None:
    event = _events(f"{address}/feeds/deadlines.ics?place=510822")["四川省广元市青川县：报送总结"]
    rule = event["rrule"]
    assert (rule["FREQ"], rule["BYMONTH"], rule["BYMONTHDAY"]) == (["YEARLY"], [11], [30])
    assert rule["UNTIL"] == [date(_NEXT_YEAR, 12, 31)]


def test_what_was_due_long_ago_is_left_out(address: str) -> None:
    assert not [name for name in _events(f"{address}/feeds/deadlines.ics") if "旧名单" in name]


def test_deadlines_of_a_place_alone(address: str) -> None:
    assert list(_events(f"{address}/feeds/deadlines.ics?place=330200")) == ["浙江省宁波市海曙区：报送进度"]


def test_an_event_keeps_its_uid(address: str) -> None:
    ids = [{str(one["uid"]) for one in _events(f"{address}/feeds/deadlines.ics").values()} for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


def test_an_unknown_place_is_told(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _get(f"{address}/feeds/deadlines.ics?place=999999")


def test_the_media_types_are_those_of_their_standards(address: str) -> None:
    with urllib.request.urlopen(f"{address}/feeds/deadlines.ics", timeout=30) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    with urllib.request.urlopen(f"{address}/feeds/notices.atom", timeout=30) as answer:
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
