"""The ballot and all around it: thumbnails, canvas, all sides at once, and a true banner."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ahead import PicturesAhead
from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.decode import DecodedPage, PageRef, PageState
from adjudicator.desktop.ballot.found import NOT_MEASURED, Found, banner_words
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.ink import InkDrawn
from adjudicator.desktop.ballot.outlook import Coming, Outlook
from adjudicator.desktop.ballot.seen import SeenSides
from adjudicator.desktop.ballot.spread import SpreadView
from adjudicator.desktop.ballot.strip import ThumbStrip
from adjudicator.desktop.kit.banner import Banner
from adjudicator.domain.layouts import Box, PageLayout

NOT_LOCATED = (
    "The place of this contest is not known on this ballot. You see the whole page; nothing is "
    "outlined. The keys are the same."
)
"""Where nobody has looked for it yet, and nothing came with the image."""
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


Ballot = tuple[tuple[BallotSide, ...], str, Found | None]
"""The sides of a ballot, the contest people look at, and what was found of it."""


class BallotPane(QWidget):
    """Shows a ballot and asks the cache for its images.

    The side people look at comes first; the others are asked for once it is drawn.

    :param cache: of decoded pages.
    """

    opened = Signal()
    """The side that was being opened is drawn, or it is known why it cannot be."""
    said = Signal(str)
    """A sentence: why a key showed nothing."""

    def __init__(self, cache: ImageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cache = self._cache = cache
        self._sides: tuple[BallotSide, ...] = ()
        self._contest = ""
        self._current = 0
        self.located = True
        """Whether nobody said of the ballot on the screen that its outline is wrong."""
        self._found: Found | None = None
        self._ink = False
        """Whether ink is outlined, on every ballot until somebody says otherwise."""
        self.ink_outlined = False
        """Whether it is on the ballot on the screen."""
        self.doubt = ""
        """Why the place of the contest is to be looked at, or is not known."""
        self.wrong_key = ""
        """The words on the cap of the key that says that the outline is wrong."""
        self.opening = False
        """Whether the side on the canvas is still being opened."""
        self.seen = SeenSides(self)
        ahead = PicturesAhead(cache.pool)
        self.view = BallotView(ahead=ahead)
        self.strip, self.spread = ThumbStrip(), SpreadView()
        self.banner = Banner()
        self._outlook = Outlook(cache, self.view, ahead, self.banner, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.spread)
        self._lay_out()
        cache.ready.connect(self._page_ready)
        self.view.camera_moved.connect(self._show_frame)
        self.view.painted.connect(
            lambda: self.seen.note({self._current} if self.view.shows_whole_page else set())
        )
        self.spread.painted.connect(lambda: self.seen.note(_decoded(cache, self._sides)))
        self.spread.picked.connect(self.show_side)
        self.strip.picked.connect(self.show_side)

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)

    def hasHeightForWidth(self) -> bool:
        """Never: the ballot takes the height there is, and pushes nothing below it away."""
        return False

    def show_ballot(
        self, sides: tuple[BallotSide, ...], contest: str, found: Found | None = None
    ) -> None:
        """Show a ballot from the side its contest stands on, or was looked for at last.

        :param found: what was found of the contest; ``None`` where nobody has looked yet.
        """
        self._sides, self._contest, self._found = sides, contest, found
        self.doubt = "" if found is None else banner_words(found, self.wrong_key)[0]
        self.seen.begin(len(sides))
        self.located = True
        self._current = _side_of(sides, contest, found)
        self.stack.setCurrentWidget(self.view)
        self._cache.request(sides[self._current].ref)
        self.opening = self._cache.get(sides[self._current].ref) is None
        if not self.opening:
            _request(self._cache, self._sides)
        self._refresh()

    def expect(self, ballots: Sequence[Ballot]) -> None:
        """These ballots are likely to be shown next, the likeliest first: make them ready."""
        self._cache.prefetch([side.ref for sides, _, _ in ballots for side in sides])
        self._outlook.expect([_coming(*ballot, self.wrong_key) for ballot in ballots])

    def clear(self, notice: str) -> None:
        """Show no ballot but a sentence."""
        self._sides, self._found, self.opening = (), None, False
        self._outlook.expect(())
        self.seen.begin(0)
        self.banner.say("")
        self.strip.show_sides(())
        self.stack.setCurrentWidget(self.view)
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
        _request(self._cache, self._sides)
        self.stack.setCurrentWidget(self.view)
        self._refresh()

    def show_all_sides(self, *, on: bool) -> None:
        """Show every side at once, or go back to the canvas."""
        _request(self._cache, self._sides)
        self.stack.setCurrentWidget(self.spread if on else self.view)
        self._refresh()

    def set_mode(self, mode: ZoomMode) -> None:
        """Look at the contest, the width or the whole page, on the canvas."""
        self.stack.setCurrentWidget(self.view)
        if mode is ZoomMode.CONTEST:
            home = (n for n, s in enumerate(self._sides) if s.contest_box(self._contest))
            self._current = next(home, self._current)
        self._refresh()
        self.view.set_mode(mode)

    def wrong_place(self) -> None:
        """The outline is wrong: show the whole page without it, and nothing that rests on it."""
        self.located = False
        self.strip.offered.hide()
        self.stack.setCurrentWidget(self.view)
        self._refresh()

    def show_page(self, page: QWidget) -> None:
        """Show a page of another kind in the place of the canvas, until a side is looked at."""
        _request(self._cache, self._sides)
        self.stack.setCurrentWidget(page)
        self._show_frame()

    def toggle_ink(self) -> None:
        """Outline the ink that is not print, or take the outlines away."""
        self._ink = not self._ink
        self._refresh()
        self.view.camera_moved.emit()
        problem = NOT_MEASURED if self._found is None else self._found.no_ink
        if self._ink and self._sides and problem:
            self.said.emit(problem)

    def set_overlays(self, *, shown: bool) -> None:
        """Draw over the print, or nothing but the print."""
        self.view.set_overlays(shown=shown)
        self.spread.set_overlays(shown=shown)

    def _refresh(self) -> None:
        if not self._sides:
            return
        pages = [self._cache.get(side.ref) for side in self._sides]
        boxes = [s.contest_box(self._contest) if self.located else None for s in self._sides]
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
        drawn = None
        if self._ink and self.located and self._found is not None:
            drawn = InkDrawn.of(self._found)
        self.ink_outlined = drawn is not None
        here = self._found is not None and self._sides[self._current].ref == self._found.ref
        self.view.set_ink(drawn if here else None)
        # The banner first: the canvas has its height before the page is drawn on it, once.
        self._say_banner(pages, boxed=any(boxes))
        self.view.show_page(page.grey if page is not None else None, box, notice)
        self._show_frame()

    def _say_banner(self, pages: Sequence[DecodedPage | None], *, boxed: bool) -> None:
        """What is wrong with the images, else with the place of the contest."""
        broken = _broken(pages, [side.caption for side in self._sides], self._current)
        words, brief = _place_words(self._found, self.wrong_key, boxed=boxed)
        if broken:
            words, brief = broken, ""
        elif not self.located:
            words, brief = WRONG_PLACE, _BRIEF[WRONG_PLACE]
        self.banner.say(words, "bad" if broken else "warning", brief=brief)
        self._row.activate()

    def _show_frame(self) -> None:
        one = self.stack.currentWidget() is self.view
        self.strip.show_view(self._current if one else -1, self.view.seen_share())

    def _page_ready(self, ref: PageRef) -> None:
        if any(side.ref == ref for side in self._sides):
            self._refresh()
        if self.opening and ref == self._sides[self._current].ref:
            self.opening = False
            # On the screen before anything else is begun.
            self.view.repaint()
            _request(self._cache, self._sides)
            self.opened.emit()


def _request(cache: ImageCache, sides: Sequence[BallotSide]) -> None:
    """Somebody looks at a ballot: all its sides are to be there."""
    for side in sides:
        cache.request(side.ref)


def _side_of(sides: Sequence[BallotSide], contest: str, found: Found | None) -> int:
    """The number of the side that is shown first."""
    here = (n for n, side in enumerate(sides) if side.contest_box(contest) is not None)
    looked = (n for n, side in enumerate(sides) if found is not None and side.ref == found.ref)
    return next(here, next(looked, 0))


def _place_words(found: Found | None, wrong_key: str, *, boxed: bool) -> tuple[str, str]:
    """What a banner says of the place of a contest, and the same in few words.

    :param boxed: whether any side has a box of it.
    """
    if found is not None:
        return banner_words(found, wrong_key)
    return ("", "") if boxed else (NOT_LOCATED, _BRIEF[NOT_LOCATED])


def _coming(
    sides: Sequence[BallotSide], contest: str, found: Found | None, wrong_key: str
) -> Coming:
    """How a ballot will open, if all its images are there."""
    boxes = [side.contest_box(contest) for side in sides]
    home = _side_of(sides, contest, found)
    words, brief = _place_words(found, wrong_key, boxed=any(boxes))
    return Coming(sides[home].ref, boxes[home], words, brief)


def _decoded(cache: ImageCache, sides: Sequence[BallotSide]) -> set[int]:
    """The numbers of the sides that are there to be drawn."""
    pages = [cache.get(side.ref) for side in sides]
    return {n for n, page in enumerate(pages) if page is not None and page.grey is not None}


def _broken(pages: Sequence[DecodedPage | None], captions: Sequence[str], current: int) -> str:
    """Which side cannot be shown, in a sentence; empty while the canvas itself says it."""
    shown = pages[current]
    if shown is not None and shown.state is not PageState.READY:
        return ""
    return next(
        (
            f"{caption}: {page.problem}"
            for page, caption in zip(pages, captions, strict=True)
            if page is not None and page.state is not PageState.READY
        ),
        "",
    )


def _share(box: Box | None, layout: PageLayout | None) -> QRectF | None:
    if box is None or layout is None:
        return None
    return QRectF(
        box.x / layout.width,
        box.y / layout.height,
        box.width / layout.width,
        box.height / layout.height,
    )
