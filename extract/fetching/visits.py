"""Asking politely: by robots.txt, with a pause between two requests to a host, giving way where one is in trouble.

RFC 9309 for robots.txt, RFC 9110 for Retry-After. Redirects are followed here, so that each address they lead
to is asked for by the same rules.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from extract.fetching.client import Answer, Client, normal
from extract.fetching.errors import FetchError, PutOff, Refused
from extract.fetching.sources import Settings
from extract.readers.charsets import decoded

PRODUCT = "NoticeRegistry"
"""The name by which this program makes itself known, unless the file of sources says otherwise."""
_BUSY = (429, 503)
PASSING = (408, 425, 500, 502, 504, *_BUSY)
"""Answers after which the same request may be answered otherwise a little later."""
_ROBOTS_BYTES = 512 * 1024
"""So much of a robots.txt is obeyed: RFC 9309, 2.5 wants 500 KiB at least."""
_LONGEST_CRAWL_DELAY = 120.0
_AFTER_TROUBLE = 900.0
"""Seconds for which a host is left alone that said no time of its own."""
_LONGEST_PUT_OFF = 86_400.0


@dataclass
class Manners:
    """What is known of the hosts in one run: when each was last asked, its pause, until when to leave it alone."""

    settings: Settings
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time
    asked: dict[str, float] = field(default_factory=dict)
    crawl_delay: dict[str, float] = field(default_factory=dict)
    put_off: dict[str, tuple[float, str]] = field(default_factory=dict)
    robots: dict[str, Protego | None] = field(default_factory=dict)

    @property
    def product(self) -> str:
        """The name that robots.txt may call this program by: the first of its User-Agent."""
        return self.settings.user_agent.partition("/")[0].split(" ")[0] or PRODUCT

    def wait(self, host: str, delay: float) -> None:
        """Waits until a host may be asked again. Raises PutOff for one that is to be left alone."""
        until, reason = self.put_off.get(host, (0.0, ""))
        if until > self.clock():
            raise PutOff(f"{host} is left alone until {_local(until)}: {reason}", host, until)
        pause = max(delay, self.crawl_delay.get(host, 0.0))
        left = self.asked.get(host, float("-inf")) + pause - self.clock()
        if left > 0:
            self.sleep(min(left, pause))

    def done(self, host: str) -> None:
        """Notes that a host has been asked: its pause begins with the end of its answer."""
        self.asked[host] = self.clock()

    def leave_alone(self, host: str, seconds: float, reason: str, status: int | None = None) -> PutOff:
        """Notes that a host is to be left alone for so long, and gives what to raise."""
        until = self.clock() + min(seconds, _LONGEST_PUT_OFF)
        self.put_off[host] = (until, reason)
        return PutOff(f"{reason}; {host} is left alone until {_local(until)}", host, until, status)


@dataclass(frozen=True)
class Visitor:
    """Asks for a source's addresses by the rules of its hosts."""

    client: Client
    manners: Manners
    delay: float

    def get(self, address: str, headers: Mapping[str, str] | None = None, most_bytes: int | None = None) -> Answer:
        """The answer (200 or 304) of an address, and of those it leads on to.

        Raises FetchError for any other answer or none, Refused where asking again is of no use, PutOff
        where the host is to be left alone.
        """
        seen: set[str] = set()
        followed = 0
        while True:
            address = normal(address)
            if not self._may_ask(address):
                raise Refused("robots.txt asks not to fetch it")
            answer = self._asked(address, headers, most_bytes)
            target = answer.redirect
            if target is None:
                return answer
            followed += 1
            if followed > self.manners.settings.most_redirects:
                raise Refused(f"redirected more than {self.manners.settings.most_redirects} times", answer.status)
            target = normal(target)
            # A page may lead to itself once, to see whether its cookie comes back.
            if target in seen:
                raise Refused("redirected in a circle", answer.status)
            seen.add(target)
            address = target

    def _asked(
        self, address: str, headers: Mapping[str, str] | None, most_bytes: int | None, cut: bool = False
    ) -> Answer:
        """The answer to one request, asked again after a while where the trouble may pass; `cut` as `Client.ask`."""
        host = urlsplit(address).hostname or ""
        pause = max(self.delay, 1.0 if self.delay else 0.0)
        for attempt in range(1, self.manners.settings.tries + 1):
            last = attempt == self.manners.settings.tries
            self.manners.wait(host, self.delay)
            try:
                answer = self.client.ask(address, headers, most_bytes, cut)
            except Refused:
                raise
            except FetchError as error:
                if last and error.unreachable:
                    raise self.manners.leave_alone(host, _AFTER_TROUBLE, str(error)) from error
                if last:
                    raise
                wait = pause * 2**attempt
            else:
                if answer.status in (200, 203, 304) or answer.redirect is not None:
                    return answer
                if answer.status not in PASSING:
                    raise FetchError(f"the site answered {answer.status}", answer.status)
                wait = self._wait_after(answer, host, pause * 2**attempt, last)
            finally:
                self.manners.done(host)
            self.manners.sleep(min(wait, self.manners.settings.longest_wait))
        raise AssertionError("unreachable")

    def _wait_after(self, answer: Answer, host: str, usual: float, last: bool) -> float:
        """The seconds to wait after a passing trouble. Raises PutOff or FetchError where it is not waited for."""
        asked_for = retry_after(answer, self.manners.clock())
        reason = f"the site answered {answer.status}"
        if asked_for is not None and asked_for > self.manners.settings.longest_wait:
            raise self.manners.leave_alone(host, asked_for, reason, answer.status)
        if last and answer.status in _BUSY:
            raise self.manners.leave_alone(host, max(asked_for or 0.0, _AFTER_TROUBLE), reason, answer.status)
        if last:
            raise FetchError(reason, answer.status)
        return usual if asked_for is None else asked_for

    def _may_ask(self, address: str) -> bool:
        """Whether robots.txt of an address's site lets it be fetched; raises PutOff where that is not known."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.manners.robots:
            self.manners.robots[site] = self._robots(site, parts.hostname or "")
        robots = self.manners.robots[site]
        return robots is None or bool(robots.can_fetch(address, self.manners.product))

    def _robots(self, site: str, host: str) -> Protego | None:
        address = f"{site}/robots.txt"
        for _ in range(self.manners.settings.most_redirects + 1):
            try:
                answer = self._asked(address, None, _ROBOTS_BYTES, cut=True)
            except (Refused, PutOff):
                raise  # the machine itself is not to be asked
            except FetchError as error:
                if error.status is not None and error.status < 500:
                    return None  # there is none: all may be fetched
                raise self.manners.leave_alone(host, _AFTER_TROUBLE, f"robots.txt: {error}", error.status) from error
            if answer.redirect is None:
                break
            address = normal(answer.redirect)
        else:
            return None
        data = answer.data
        if len(data) == _ROBOTS_BYTES:  # half a rule would forbid more, or less, than the whole
            data = data[: max(data.rfind(b"\n"), data.rfind(b"\r")) + 1]
        robots = Protego.parse(decoded(data) or "")
        delay = robots.crawl_delay(self.manners.product)
        if delay:
            self.manners.crawl_delay[host] = min(float(delay), _LONGEST_CRAWL_DELAY)
        return robots


def retry_after(answer: Answer, now: float) -> float | None:
    """The seconds that an answer asks to wait, given as seconds or as a day and time; None where it says nothing."""
    stated = (answer.header("Retry-After") or "").strip()
    if stated.isdecimal():
        return float(stated)
    with suppress(ValueError, TypeError, OverflowError):
        until = parsedate_to_datetime(stated)
        return max(0.0, until.replace(tzinfo=until.tzinfo or UTC).timestamp() - now)
    return None


def _local(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="minutes")
