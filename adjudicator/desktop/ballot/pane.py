"""The ballot and all around it: thumbnails, canvas, all sides at once, and a true banner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.decode import DecodedPage, PageRef, PageState
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.spread import SpreadView
from adjudicator.desktop.ballot.strip import ThumbStrip
from adjudicator.desktop.kit.banner import Banner
from adjudicator.domain.layouts import Box, PageLayout

NOT_LOCATED = (
    "The place of this contest is not known on this ballot. You see the whole page; nothing is "
    "outlined. The keys are the same."
)
WRONG_PLACE = "You said the outline was in the wrong place. You see the whole page."
_BRIEF = {
    NOT_LOCATED: "Place not known: the whole page.",
    WRONG_PLACE: "Outline was wrong: the whole page.",
}
"""With large text the ballot needs the height."""


@dataclass(frozen=True, slots=True)
class BallotSide:
    """One side of one sheet, as the screen needs it."""

    ref: PageRef
    caption: str
    """Such as ``Front`` or ``Sheet 2 back``."""
    layout: PageLayout | None = None
    """Where its contests stand; ``None`` if that is not known."""

    def contest_box(self, contest: str) -> Box | None:
        """The contest's place on this side."""
        return self.layout.contest_box(contest) if self.layout else None


class SeenSides(QObject):
    """Which sides have been on the screen, whole."""

    complete = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seen: set[int] = set()
        self._count = 0

    def begin(self, count: int) -> None:
        """Another ballot, of that many sides."""
        self._seen, self._count = set(), count

    @property
    def all(self) -> bool:
        """Whether every side was seen."""
        return 0 < self._count <= len(self._seen)

    def note(self, numbers: set[int]) -> None:
        """Those sides are on the screen, whole."""
        before = self.all
        self._seen |= numbers
        if self.all and not before:
            self.complete.emit()


class BallotPane(QWidget):
    """Shows a ballot and asks the cache for its images.

    The side people look at comes first; the others are asked for once it is drawn.

    :param cache: of decoded pages.
    """

    opened = Signal()
    """The side that was being opened is drawn, or it is known why it cannot be."""

    def __init__(self, cache: ImageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._sides: tuple[BallotSide, ...] = ()
        self._contest = ""
        self._current = 0
        self._located = True
        self.opening = False
        """Whether the side on the canvas is still being opened."""
        self.seen = SeenSides(self)
        self.view, self.strip, self.spread = BallotView(), ThumbStrip(), SpreadView()
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.spread)
        self._lay_out()
        cache.ready.connect(self._page_ready)
        self.view.camera_moved.connect(self._show_frame)
        self.view.painted.connect(self._view_painted)
        self.spread.painted.connect(self._spread_painted)
        self.spread.picked.connect(self.show_side)
        self.strip.picked.connect(self.show_side)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)

    def hasHeightForWidth(self) -> bool:
        """Never: the ballot takes the height there is, and pushes nothing below it away."""
        return False

    def show_ballot(self, sides: tuple[BallotSide, ...], contest: str) -> None:
        """Show a ballot from the side its contest stands on."""
        self._sides, self._contest = sides, contest
        self.seen.begin(len(sides))
        self._located = True
        self._current = next(
            (n for n, side in enumerate(sides) if side.contest_box(contest) is not None), 0
        )
        self._stack.setCurrentWidget(self.view)
        self._cache.request(sides[self._current].ref)
        self.opening = self._cache.get(sides[self._current].ref) is None
        if not self.opening:
            self._request_all()
        self._refresh()

    def _request_all(self) -> None:
        for side in self._sides:
            self._cache.request(side.ref)

    def clear(self, notice: str) -> None:
        """Show no ballot but a sentence."""
        self._sides, self.opening = (), False
        self.seen.begin(0)
        self.banner.say("")
        self.strip.show_sides(())
        self._stack.setCurrentWidget(self.view)
        self.view.show_page(None, None, notice)

    @property
    def current(self) -> int:
        """The number of the side on the canvas."""
        return self._current

    @property
    def problem(self) -> str:
        """Why some side cannot be shown; empty if all can, or may yet."""
        pages = (self._cache.get(side.ref) for side in self._sides)
        return next((p.problem for p in pages if p is not None and p.problem), "")

    def flip(self) -> None:
        """Show the next side."""
        if self._sides:
            self.show_side((self._current + 1) % len(self._sides))

    def show_side(self, number: int) -> None:
        """Show one side on the canvas."""
        self._current = number
        self._request_all()
        self._stack.setCurrentWidget(self.view)
        self._refresh()

    def show_all_sides(self, *, on: bool) -> None:
        """Show every side at once, or go back to the canvas."""
        self._request_all()
        self._stack.setCurrentWidget(self.spread if on else self.view)
        self._refresh()

    def set_mode(self, mode: ZoomMode) -> None:
        """Look at the contest, the width or the whole page, on the canvas."""
        self._stack.setCurrentWidget(self.view)
        if mode is ZoomMode.CONTEST:
            home = (n for n, s in enumerate(self._sides) if s.contest_box(self._contest))
            self._current = next(home, self._current)
        self._refresh()
        self.view.set_mode(mode)

    def wrong_place(self) -> None:
        """The outline is wrong: show the whole page without it."""
        self._located = False
        self._stack.setCurrentWidget(self.view)
        self._refresh()

    def set_overlays(self, *, shown: bool) -> None:
        """Draw over the print, or nothing but the print."""
        self.view.set_overlays(shown=shown)
        self.spread.set_overlays(shown=shown)

    def next_contrast(self) -> None:
        """The next step of contrast."""
        self.view.set_look(replace(self.view.look, contrast=self.view.look.next_contrast()))

    def _refresh(self) -> None:
        if not self._sides:
            return
        pages = [self._cache.get(side.ref) for side in self._sides]
        boxes = [s.contest_box(self._contest) if self._located else None for s in self._sides]
        self.strip.show_sides(
            [
                (side.caption, page, _share(box, side.layout))
                for side, page, box in zip(self._sides, pages, boxes, strict=True)
            ]
        )
        self.spread.show_sides(
            [(s.caption, p, b) for s, p, b in zip(self._sides, pages, boxes, strict=True)]
        )
        page, box = pages[self._current], boxes[self._current]
        notice = page.problem if page is not None else "Opening the ballot \u2026"
        self.view.show_page(page.grey if page is not None else None, box, notice)
        captions = [side.caption for side in self._sides]
        sentence, tone = _banner(
            pages, captions, self._current, located=self._located, boxed=any(boxes)
        )
        self.banner.say(sentence, tone, brief=_BRIEF.get(sentence, ""))
        self._show_frame()

    def _show_frame(self) -> None:
        one = self._stack.currentWidget() is self.view
        self.strip.show_view(self._current if one else -1, self.view.seen_share())

    def _page_ready(self, ref: PageRef) -> None:
        if any(side.ref == ref for side in self._sides):
            self._refresh()
        if self.opening and ref == self._sides[self._current].ref:
            self.opening = False
            # On the screen before anything else is begun.
            self.view.repaint()
            self._request_all()
            self.opened.emit()

    def _view_painted(self) -> None:
        if self._sides and self.view.shows_whole_page:
            self.seen.note({self._current})

    def _spread_painted(self) -> None:
        ready = {
            n
            for n, side in enumerate(self._sides)
            if (page := self._cache.get(side.ref)) is not None and page.grey is not None
        }
        self.seen.note(ready)


def _banner(
    pages: Sequence[DecodedPage | None],
    captions: Sequence[str],
    current: int,
    *,
    located: bool,
    boxed: bool,
) -> tuple[str, str]:
    """The banner's sentence and tone; none where there is nothing to say."""
    broken = [
        f"{caption}: {p.problem}"
        for p, caption in zip(pages, captions, strict=True)
        if p is not None and p.state is not PageState.READY
    ]
    shown = pages[current]
    if broken and (shown is None or shown.state is PageState.READY):
        return broken[0], "bad"
    if not located:
        return WRONG_PLACE, "warning"
    return ("", "warning") if boxed else (NOT_LOCATED, "warning")


def _share(box: Box | None, layout: PageLayout | None) -> QRectF | None:
    if box is None or layout is None:
        return None
    return QRectF(
        box.x / layout.width,
        box.y / layout.height,
        box.width / layout.width,
        box.height / layout.height,
    )
