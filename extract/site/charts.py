"""Charts as SVG within the page: no script, no colour that carries meaning, words in the text of the chart itself.

Each is an image by its role, with a title and a description for those who hear it; the table beside it holds the
same figures. Sizes are in the units of the view box, which is as wide as a telephone's screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

from markupsafe import Markup, escape

WIDTH = 380
MOST_BARS = 25
"""A chart of bars shows so many; it says so where there are more."""

_LABEL = 122
_VALUE = 150
_ROW = 20
_BAR = 10
_LETTERS = 7
_TOP = 6
_LEFT, _RIGHT, _HEIGHT, _FOOT = 44, 72, 210, 24
_DASHES = 4

Shape = Literal["cap", "floor", "range", "exact"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its bounds (None: open on that side), what is printed behind it, whether it is past.

    `year` is written behind the label, small.
    """

    label: str
    low: float | None
    high: float | None
    printed: str
    past: bool = False
    year: str | None = None

    @property
    def shape(self) -> Shape:
        """What the bounds make of it."""
        if self.low is None:
            return "cap"
        if self.high is None:
            return "floor"
        return "exact" if self.low == self.high else "range"

    @property
    def value(self) -> float:
        """The end that it reaches to."""
        return (self.high if self.high is not None else self.low) or 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """How many rows (`count`) have a value in a year."""

    year: int
    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A place's values over the years, in order."""

    label: str
    values: tuple[tuple[int, float], ...]


def bars(name: str, title: str, description: str, shown: Sequence[Bar]) -> Markup:
    """Horizontal bars in the given order, each with its figure printed. `name` tells charts of a page apart.

    A cap is a full bar from zero, a floor an open one with an arrow from its value on, a range reaches from one value
    to the other, an exact figure is a line with a dot; what is past is hatched.
    """
    most = max((bar.value for bar in shown), default=1.0) or 1.0
    room = WIDTH - _LABEL - _VALUE
    height = _TOP * 2 + _ROW * len(shown)
    drawn = "".join(_bar(name, bar, _TOP + number * _ROW, room / most) for number, bar in enumerate(shown))
    # All that is not a number made here has been escaped.
    return Markup(f"{_head(name, title, description, height, 'bars')}{_hatch(name)}{drawn}</svg>")


def _bar(name: str, bar: Bar, top: float, scale: float) -> str:
    middle = top + _ROW / 2
    end = _LABEL + bar.value * scale
    past, fill = (" past", f' fill="url(#{escape(name)}-past)"') if bar.past else ("", "")
    low, high = middle - _BAR / 2, middle + _BAR / 2
    if bar.shape == "exact":
        drawn = (
            f'<line class="stem" x1="{_LABEL}" x2="{end:.1f}" y1="{middle:.1f}" y2="{middle:.1f}"/>'
            f'<circle class="dot{past}" cx="{end:.1f}" cy="{middle:.1f}" r="4.5"/>'
        )
    elif bar.shape == "floor":
        path = f"M{end:.1f} {low:.1f}H{_LABEL}V{high:.1f}H{end:.1f}l6 -{_BAR / 2}z"
        drawn = f'<path class="open{past}"{fill} d="{path}"/>'
    else:
        start = _LABEL + (bar.low or 0.0) * scale
        width = max(2.0, end - start)
        drawn = f'<rect class="full{past}"{fill} x="{start:.1f}" y="{low:.1f}" width="{width:.1f}" height="{_BAR}"/>'
    year = f' <tspan class="of-year">{escape(bar.year)}</tspan>' if bar.year else ""
    return (
        f'<text class="label" x="{_LABEL - 6}" y="{middle + 4:.1f}">{escape(_short(bar.label, _LETTERS))}{year}</text>'
        f'{drawn}<text class="value" x="{WIDTH - _VALUE + 10}" y="{middle + 4:.1f}">{escape(bar.printed)}</text>'
    )


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"


def _hatch(name: str) -> str:
    return (
        f'<defs><pattern id="{escape(name)}-past" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
        '<rect width="2" height="5" fill="#555"/></pattern></defs>'
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """Where years and values lie in a chart of years."""

    first: int
    last: int
    most: float

    def across(self, year: int) -> float:
        room = WIDTH - _LEFT - _RIGHT
        if self.first == self.last:
            return _LEFT + room / 2
        return _LEFT + 10 + (year - self.first) / (self.last - self.first) * (room - 20)

    def up(self, value: float) -> float:
        return _HEIGHT - value / self.most * (_HEIGHT - 16)


def years(name: str, title: str, description: str, dots: Sequence[Dot], lines: Sequence[Line] = ()) -> Markup:
    """Values over years: a circle for each value of a year, larger for more rows, and lines that join a place's own.

    The lines are told apart by their dashes and by the names at their ends.
    """
    told = sorted({dot.year for dot in dots}) or [0]
    steps = _steps(max((dot.value for dot in dots), default=1.0))
    field = _Field(told[0], told[-1], steps[-1])
    pieces = [_head(name, title, description, _HEIGHT + _FOOT, "years"), *_grid(field, steps)]
    for number, line in enumerate(lines):
        path = " ".join(f"{field.across(year):.1f},{field.up(value):.1f}" for year, value in line.values)
        pieces.append(f'<polyline class="line dash-{number % _DASHES}" points="{path}"/>')
    for dot in dots:
        place = f'cx="{field.across(dot.year):.1f}" cy="{field.up(dot.value):.1f}"'
        pieces.append(f'<circle class="value-dot" {place} r="{min(10.0, 2.5 + dot.count**0.5):.1f}"/>')
    return Markup("".join([*pieces, *_names(field, lines), "</svg>"]))


def _grid(field: _Field, steps: Sequence[float]) -> Iterator[str]:
    for step in steps:
        y = field.up(step)
        yield f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="step" x="{_LEFT - 6}" y="{y + 4:.1f}">{plain(step)}</text>'
    shown = range(field.first, field.last + 1)
    for year in shown[:: max(1, -(-len(shown) // 8))]:
        yield f'<text class="year" x="{field.across(year):.1f}" y="{_HEIGHT + 17}">{year}</text>'


def _names(field: _Field, lines: Sequence[Line]) -> Iterator[str]:
    """The lines' names beside their ends, moved apart where they would lie upon each other."""
    ends = sorted(((field.up(line.values[-1][1]), line) for line in lines), key=lambda one: one[0])
    lowest = 0.0
    for y, line in ends:
        lowest = max(y + 4, lowest + 14)
        x = field.across(line.values[-1][0]) + 9
        yield f'<text class="name" x="{x:.1f}" y="{lowest:.1f}">{escape(_short(line.label, 5))}</text>'


def _steps(most: float) -> list[float]:
    """Round values from zero to just above the largest, four to seven of them."""
    rough = max(most, 1e-9) / 5
    power = 10 ** floor(log10(rough))
    size = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    count = int(-(-most // size)) or 1
    return [round(size * number, 10) for number in range(count + 1)]


def plain(value: float) -> str:
    """A number in groups of three, without a fraction where it has none."""
    return f"{int(value):,}" if float(value).is_integer() else f"{round(value, 2):,}"


def _head(name: str, title: str, description: str, height: float, kind: str) -> str:
    name = escape(name)
    return (
        f'<svg class="chart {kind}" role="img" aria-labelledby="{name}-title {name}-text" '
        f'viewBox="0 0 {WIDTH} {round(height)}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(description)}</desc>'
    )
