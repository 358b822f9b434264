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

WIDTH = 410
MOST_BARS = 25
"""A chart of bars shows so many; it says so where there are more."""

_LABEL = 124
_VALUE = 152
_ROW = 20
_BAR = 10
_LETTERS = 7
_TOP = 6
_LEFT, _RIGHT, _HEIGHT, _FOOT = 44, 72, 230, 24
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
    pieces = [_head(name, title, description, height, "bars"), _hatch(name)]
    for number, bar in enumerate(shown):
        pieces.append(_bar(name, bar, _TOP + number * _ROW, room / most))
    pieces.append(Markup("</svg>"))
    return Markup("").join(pieces)


def _bar(name: str, bar: Bar, top: float, scale: float) -> Markup:
    middle = top + _ROW / 2
    begin, end = _LABEL, _LABEL + bar.value * scale
    past = Markup(' fill="url(#{}-past)"').format(name) if bar.past else Markup("")
    if bar.shape == "exact":
        drawn = Markup(
            '<line class="stem" x1="{x1}" x2="{x2:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
            '<circle class="dot{past}" cx="{x2:.1f}" cy="{y:.1f}" r="4.5"/>'
        ).format(x1=begin, x2=end, y=middle, past=" past" if bar.past else "")
    elif bar.shape == "floor":
        drawn = Markup(
            '<path class="open{past}"{fill} d="M{x:.1f} {y1:.1f}H{x0}V{y2:.1f}H{x:.1f}l6 -{half}z"/>'
        ).format(
            x=end, x0=begin, y1=middle - _BAR / 2, y2=middle + _BAR / 2, half=_BAR / 2,
            past=" past" if bar.past else "", fill=past,
        )  # fmt: skip
    else:
        start = begin + (bar.low or 0.0) * scale
        drawn = Markup(
            '<rect class="full{past}"{fill} x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"/>'
        ).format(
            x=start, y=middle - _BAR / 2, width=max(2.0, end - start), height=_BAR,
            past=" past" if bar.past else "", fill=past,
        )  # fmt: skip
    text = Markup('<text class="{}" x="{}" y="{:.1f}">{}</text>')
    year = Markup(' <tspan class="of-year">{}</tspan>').format(bar.year) if bar.year else ""
    label = text.format("label", _LABEL - 6, middle + 4, escape(_short(bar.label, _LETTERS)) + year)
    return label + drawn + text.format("value", WIDTH - _VALUE + 10, middle + 4, bar.printed)


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1] + "…"


def _hatch(name: str) -> Markup:
    return Markup(
        '<defs><pattern id="{}-past" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="#555"/></pattern></defs>'
    ).format(name)


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
        pieces.append(Markup('<polyline class="line dash-{}" points="{}"/>').format(number % _DASHES, path))
    circle = Markup('<circle class="value-dot" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>')
    for dot in dots:
        pieces.append(circle.format(field.across(dot.year), field.up(dot.value), min(10.0, 2.5 + dot.count**0.5)))
    return Markup("").join([*pieces, *_names(field, lines), Markup("</svg>")])


def _grid(field: _Field, steps: Sequence[float]) -> Iterator[Markup]:
    line = Markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>')
    number = Markup('<text class="step" x="{}" y="{:.1f}">{}</text>')
    for step in steps:
        y = field.up(step)
        yield line.format(_LEFT, WIDTH - _RIGHT, y=y) + number.format(_LEFT - 6, y + 4, plain(step))
    shown = range(field.first, field.last + 1)
    for year in shown[:: max(1, -(-len(shown) // 8))]:
        yield Markup('<text class="year" x="{:.1f}" y="{}">{}</text>').format(field.across(year), _HEIGHT + 17, year)


def _names(field: _Field, lines: Sequence[Line]) -> Iterator[Markup]:
    """The lines' names beside their ends, moved apart where they would lie upon each other."""
    ends = sorted(((field.up(line.values[-1][1]), line) for line in lines), key=lambda one: one[0])
    lowest = 0.0
    for y, line in ends:
        lowest = max(y + 4, lowest + 14)
        x = field.across(line.values[-1][0]) + 9
        yield Markup('<text class="name" x="{:.1f}" y="{:.1f}">{}</text>').format(x, lowest, _short(line.label, 5))


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


def _head(name: str, title: str, description: str, height: float, kind: str) -> Markup:
    return Markup(
        '<svg class="chart {kind}" role="img" aria-labelledby="{name}-title {name}-text" '
        'viewBox="0 0 {width} {height}">'
        '<title id="{name}-title">{title}</title><desc id="{name}-text">{text}</desc>'
    ).format(kind=kind, name=escape(name), width=WIDTH, height=round(height), title=title, text=description)
