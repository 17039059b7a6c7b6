"""What people will see next: for each ballot to come, the sight its canvas will give of it.

Whoever walks through ballots says which come next.  Once a page is decoded, what the canvas would
draw of it in its mode, look and size is made ahead; when any of these changes, it is made anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.ballot.ahead import PicturesAhead, Wanted
from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.banner import Banner
from adjudicator.domain.layouts import Box

REST_MS = 60
"""After the last change of the canvas the pictures are made anew."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A ballot to come: the side it opens on, its contest's box there, and what its banner says."""

    ref: PageRef
    box: Box | None
    words: str
    brief: str = ""


class Outlook(QObject):
    """Wants the pictures of the ballots to come.

    :param cache: of decoded pages.
    :param view: the canvas they will be shown on.
    :param pictures: where they are made and kept.
    :param banner: what stands above the canvas, as high as its words are.
    :param pane: what banner and canvas fill.
    """

    def __init__(
        self,
        cache: ImageCache,
        view: BallotView,
        pictures: PicturesAhead,
        banner: Banner,
        pane: QWidget,
    ) -> None:
        super().__init__(pane)
        self._cache, self._view, self._pictures = cache, view, pictures
        self._banner, self._pane = banner, pane
        self._coming: tuple[Coming, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._plan)
        view.camera_moved.connect(self._rest.start)
        cache.ready.connect(self._opened)

    def expect(self, coming: Sequence[Coming]) -> None:
        """These come next, the likeliest first."""
        self._coming = tuple(coming)
        self._plan()

    def _opened(self, ref: PageRef) -> None:
        if any(each.ref == ref for each in self._coming):
            self._plan()

    def _plan(self) -> None:
        pages = [(each, self._cache.get(each.ref)) for each in self._coming]
        self._pictures.want(
            [
                Wanted(page.grey, self._view.sight_of(page.grey, each.box, self._canvas(each)))
                for each, page in pages
                if page is not None and page.grey is not None
            ]
        )

    def _canvas(self, ballot: Coming) -> QSize:
        """How large the canvas will be below the ballot's banner."""
        wide = self._view.width()
        above = self._banner.height_saying(ballot.words, wide, brief=ballot.brief)
        return QSize(wide, self._pane.height() - above)
