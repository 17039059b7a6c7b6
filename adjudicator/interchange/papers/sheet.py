"""Setting pages: a margin, a head, a body that flows, and the foot every page carries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from adjudicator.interchange.papers.codes import QUIET_DOTS, dots
from adjudicator.interchange.papers.items import (
    Area,
    Bars,
    Dots,
    Frame,
    Image,
    Item,
    Page,
    Picture,
    Rule,
    Text,
)
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.typeface import ASCENT, LEADING, Face, clean, fit, width_of

MARGIN = 54.0
"""Three quarters of an inch: enough for a hole punch and for every printer."""
GUTTER = 18.0
HAIR = 0.5
THIN = 0.75
STRONG = 1.5
_OFF = 2.25
"""How far outside a contest its outline stands."""
_HEAD = 30.0
_FOOT = 30.0
_SQUARE = 66.0
"""The side of the square code in the foot, its quiet zone included."""
_BESIDE = 10.0


class Align(Enum):
    """Where a line stands in its box, as the share of what is left over before it."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: face, the size wished for and the least it may shrink to."""

    face: Face
    size: float
    least: float
    align: Align = Align.LEFT

    def at(self, size: float, least: float | None = None) -> "Style":
        """The same at another size."""
        return replace(self, size=size, least=min(size, self.least if least is None else least))

    def to(self, align: Align) -> "Style":
        """The same, aligned otherwise."""
        return replace(self, align=align)

    @property
    def line(self) -> float:
        """The height of one line."""
        return self.size * LEADING


LABEL = Style(Face.TEXT, 9, 8)
SMALL = Style(Face.TEXT, 9.5, 8)
BODY = Style(Face.TEXT, 11, 9)
STRONG_BODY = Style(Face.BOLD, 11, 9)
VALUE = Style(Face.BOLD, 14, 9)
HEADING = Style(Face.BOLD, 16, 11)
TITLE = Style(Face.BOLD, 24, 13)
CODE = Style(Face.MONO, 10, 8)


class Sheet:
    """The items of one page while it is being set."""

    def __init__(self) -> None:
        self.items: list[Item] = []

    def text(self, area: Area, text: str, style: Style) -> float:
        """Set a text into an area, shrunk and at last cut so that it fits.

        :returns: where its last line ends.
        """
        size, lines = fit(text, style.face, style.size, style.least, (area.width, area.height))
        top = area.top
        for line in lines:
            spare = area.width - width_of(line, style.face, size)
            x = area.left + max(0.0, spare) * style.align.value
            baseline = top + size * ASCENT
            self.items.append(Text(line, x, baseline, style.face, size, area))
            top += size * LEADING
        return top

    def line(self, area: Area, text: str, style: Style, baseline: float) -> None:
        """Set one line on a baseline, so that lines of unlike sizes stand level."""
        room = (area.width, style.line)
        size, lines = fit(text, style.face, style.size, style.least, room)
        for line in lines:
            spare = max(0.0, area.width - width_of(line, style.face, size))
            x = area.left + spare * style.align.value
            self.items.append(Text(line, x, baseline, style.face, size, area))

    def field(self, area: Area, label: str, value: str, style: Style = VALUE) -> float:
        """A small label with its value beneath.

        :returns: where the value ends.
        """
        below = self.text(Area(area.left, area.top, area.width, LABEL.line), label, LABEL)
        return self.text(area.below(below), value, style)

    def rule(self, left: float, right: float, y: float, weight: float = THIN) -> None:
        """A level line."""
        self.items.append(Rule(left, y, right, y, weight))

    def frame(self, area: Area, weight: float = THIN) -> None:
        """The outline of a box."""
        self.items.append(Frame(area, weight))

    def tick_box(self, left: float, top: float, side: float = 11.0) -> Area:
        """A white square to be ticked by hand."""
        area = Area(left, top, side, side)
        self.items += [Frame(area, 0, fill=1), Frame(area, THIN)]
        return area

    def bar_code(self, area: Area, widths: Sequence[int], quiet: int) -> None:
        """A bar code that fills the area; its quiet zones are kept white on both sides of it."""
        zone = quiet * area.width / sum(widths)
        ground = Area(area.left - zone, area.top - 2, area.width + 2 * zone, area.height + 4)
        self.items += [Frame(ground, 0, fill=1), Bars(area, tuple(widths))]

    def square_code(
        self, area: Area, rows: Sequence[str], quiet: int, *, shared: bool = False
    ) -> None:
        """A square code on a white area, quiet zones included.

        :param shared: the same code stands on other pages of the file too.
        """
        side = min(area.width, area.height)
        module = side / (len(rows) + 2 * quiet)
        ground = Area(area.left, area.top, side, side)
        inner = ground.inset(quiet * module, quiet * module)
        self.items += [Frame(ground, 0, fill=1), Dots(inner, tuple(rows), shared)]

    def picture(self, area: Area, picture: Picture, align: Align = Align.LEFT) -> Area:
        """A picture as large as the area lets it be, framed, with its caption beneath.

        :returns: what the picture itself takes up.
        """
        caption = LABEL.line if picture.caption else 0.0
        scale = min(area.width / picture.width, (area.height - caption) / picture.height)
        width, height = picture.width * scale, picture.height * scale
        left = area.left + (area.width - width) * align.value
        place = Area(left, area.top, width, height)
        self.items += [Image(place, picture), Frame(place, THIN)]
        if picture.outline is not None:
            x, y, w, h = picture.outline
            box = Area(place.left + x * width, place.top + y * height, w * width, h * height)
            # Outside the print, and white under black: seen on dark and on light ground.
            box = _within(box.inset(-_OFF, -_OFF), place)
            self.items += [Frame(box, 3.75, ink=1), Frame(box, 1.75)]
        if caption:
            below = Area(area.left, place.bottom + 2, area.width, caption)
            self.text(below, picture.caption, LABEL.to(align))
        return place


def _within(box: Area, outer: Area) -> Area:
    left, top = max(box.left, outer.left), max(box.top, outer.top)
    right, bottom = min(box.right, outer.right), min(box.bottom, outer.bottom)
    return Area(left, top, max(0.0, right - left), max(0.0, bottom - top))


class Composer:
    """The pages of one paper: the body flows from page to page, head and foot come by themselves.

    ``y`` is where the next thing stands on the page at hand.
    """

    def __init__(self, stamp: Stamp, kind: str, *, about: str = "") -> None:
        self.stamp = stamp
        self._kind = kind
        self._about = about
        self._square = dots(stamp.square) if stamp.square else ()
        self._foot_height = _SQUARE if self._square else _FOOT
        self._sheets: list[Sheet] = []
        self.y = 0.0
        self.turn()

    @property
    def sheet(self) -> Sheet:
        """The page at hand."""
        return self._sheets[-1]

    @property
    def body(self) -> Area:
        """The room between head and foot."""
        size = self.stamp.size
        top = MARGIN + _HEAD
        bottom = size.height - MARGIN - self._foot_height - 12
        return Area(MARGIN, top, size.width - 2 * MARGIN, bottom - top)

    @property
    def rest(self) -> Area:
        """What is left of the body from ``y`` on."""
        return self.body.below(self.y)

    def turn(self) -> None:
        """Begin a new page."""
        self._sheets.append(Sheet())
        self._head()
        self.y = self.body.top

    def need(self, height: float) -> bool:
        """Begin a new page if less than this is left on a page that has something on it.

        :returns: whether a page was begun.
        """
        if self.rest.height + 0.01 >= height or self.y <= self.body.top:
            return False
        self.turn()
        return True

    def take(self, height: float, gap: float = 0.0) -> Area:
        """The next so many points of the body over its whole width; ``gap`` is left below them."""
        area = Area(self.body.left, self.y, self.body.width, height)
        self.y += height + gap
        return area

    def paragraph(self, text: str, style: Style, *, most: float, gap: float = 0.0) -> None:
        """A text over the whole width, in as much height as it needs and ``most`` allows."""
        area = Area(self.body.left, self.y, self.body.width, most)
        self.y = self.sheet.text(area, text, style) + gap

    def title(self, text: str, style: Style, *, most: float, gap: float = 0.0) -> None:
        """A paragraph that rather shrinks a little than leaves one word on a second line."""
        room, least = (self.body.width, style.line), max(style.least, 0.72 * style.size)
        size, lines = fit(text, style.face, style.size, least, room)
        whole = " ".join(lines) == clean(text)
        self.paragraph(text, style.at(size) if whole else style, most=most, gap=gap)

    def rule(self, weight: float = THIN, gap: float = 6.0) -> None:
        """A line over the whole width."""
        self.sheet.rule(self.body.left, self.body.right, self.y, weight)
        self.y += gap

    def pages(self) -> tuple[Page, ...]:
        """The finished pages."""
        size, stamp = self.stamp.size, self.stamp
        for n, sheet in enumerate(self._sheets, start=1):
            self._foot(sheet, n)
        return tuple(
            Page(size.width, size.height, tuple(s.items), stamp.across, self._kind)
            for s in self._sheets
        )

    def _head(self) -> None:
        area = Area(self.body.left, MARGIN, self.body.width, 20)
        kind, about = area.columns(2, 3, gap=GUTTER)
        self.sheet.text(kind, self._kind, Style(Face.BOLD, 13, 10))
        self.sheet.text(about, self._about, Style(Face.TEXT, 11, 8, Align.RIGHT))
        self.sheet.rule(area.left, area.right, area.bottom, STRONG)

    def _foot(self, sheet: Sheet, n: int) -> None:
        stamp, size = self.stamp, self.stamp.size
        top = size.height - MARGIN - self._foot_height
        sheet.rule(self.body.left, self.body.right, top, HAIR)
        line, width = LABEL.line, self.body.width
        if self._square:
            place = Area(self.body.right - _SQUARE + 4, top + 2, _SQUARE - 4, _SQUARE - 4)
            sheet.square_code(place, self._square, QUIET_DOTS, shared=True)
            width -= _SQUARE + _BESIDE
            below = Area(self.body.left, size.height - MARGIN - line, width, line)
            sheet.text(below, _SQUARE_HOLDS, Style(Face.TEXT, 8, 7))
        first = Area(self.body.left, top + 5, width, line)
        left, right = first.columns(4, 1, gap=GUTTER)
        sheet.text(left, stamp.recount, Style(Face.BOLD, 9, 7))
        page = f"Page {n} of {len(self._sheets)}"
        sheet.text(right, page, Style(Face.TEXT, 9, 7, Align.RIGHT))
        second = Area(first.left, first.bottom + 1, first.width, line)
        third = Area(second.left, second.bottom + 1, second.width, line)
        left, right = second.columns(3, 2, gap=GUTTER)
        if self._square:
            left, right = second, third
        sheet.text(left, stamp.told, Style(Face.TEXT, 9, 7))
        if stamp.watermark:
            align = Align.LEFT if self._square else Align.RIGHT
            sheet.text(right, stamp.watermark, Style(Face.BOLD, 9, 7, align))


_SQUARE_HOLDS = "The square holds the record's name, the number of entries and their whole hash."
