"""Contests cut out of their pages in workers, each at the one scale of its page of ballots."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from adjudicator.desktop.ballot.decode import ImageLoader, PageRef, load_page
from adjudicator.desktop.ballot.render import scaled
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE, URGENT, Ticket, WorkQueue
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey

HELD = 512
"""Crops kept in memory: some eight pages of the largest, 100 kB each at most."""
UNSHOWN = "This ballot cannot be shown."


@dataclass(frozen=True, slots=True)
class CropRef:
    """A part of a page, and how large it is wanted."""

    page: PageRef
    box: Box
    """In pixels of the page, with its surroundings."""
    scale: float
    """Pixels of the screen's device for one of the page."""
    turned: bool
    """Whether the page was scanned upside down."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page ready to be drawn, or why it cannot be."""

    ref: CropRef
    image: QImage | None
    left: int = 0
    top: int = 0
    """Where its upper left corner lies on the page."""
    problem: str = ""


class CropCache(QObject):
    """Crops by reference; use it from the GUI thread.

    :param loader: gives the bytes of an image by its SHA-256; runs in a worker.
    :param pool: the workers.
    """

    ready = Signal(object)
    """A :class:`CropRef` that can be got now."""

    def __init__(self, loader: ImageLoader, pool: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader, self._pool = loader, pool
        self._held: OrderedDict[CropRef, Crop] = OrderedDict()
        self._asked: dict[CropRef, tuple[int, Ticket]] = {}

    def get(self, ref: CropRef) -> Crop | None:
        """The crop, if it is cut; it counts as used."""
        crop = self._held.get(ref)
        if crop is not None:
            self._held.move_to_end(ref)
        return crop

    def request(self, refs: Iterable[CropRef]) -> None:
        """People wait for these; those asked for before are not wanted any more."""
        self._ask(tuple(refs), URGENT)

    def prefetch(self, refs: Iterable[CropRef]) -> None:
        """Cut these when nothing else waits."""
        self._ask(tuple(refs), IDLE)

    def _ask(self, refs: tuple[CropRef, ...], priority: int) -> None:
        for ref, (asked, ticket) in list(self._asked.items()):
            if asked == priority and ref not in refs:
                ticket.drop()
                del self._asked[ref]
        for ref in refs:
            before = self._asked.get(ref)
            if ref in self._held or (before is not None and before[0] <= priority):
                continue
            if before is not None:
                before[1].drop()
            self._asked[ref] = (priority, self._submit(ref, priority))

    def _submit(self, ref: CropRef, priority: int) -> Ticket:
        def fail(_failure: Failure) -> None:
            self._take(Crop(ref, None, problem=UNSHOWN))

        return self._pool.submit(
            lambda: cut(ref, self._loader), self._take, fail, priority=priority
        )

    def _take(self, crop: Crop) -> None:
        self._asked.pop(crop.ref, None)
        if crop.problem:
            # Asked for again, it is tried again.
            self._held.pop(crop.ref, None)
        self._held[crop.ref] = crop
        while len(self._held) > HELD:
            self._held.popitem(last=False)
        self.ready.emit(crop.ref)


def cut(ref: CropRef, loader: ImageLoader) -> Crop:
    """Load and check a page, and cut the part out; in a worker."""
    page = load_page(ref.page, loader)
    if page.grey is None:
        return Crop(ref, None, problem=page.problem or UNSHOWN)
    rows, columns = page.grey.shape
    left, top = max(0, round(ref.box.x)), max(0, round(ref.box.y))
    right, bottom = min(columns, round(ref.box.right)), min(rows, round(ref.box.bottom))
    if right <= left or bottom <= top:
        return Crop(ref, None, problem=UNSHOWN)
    part: Grey = page.grey[top:bottom, left:right]
    if ref.turned:
        part = np.asarray(cv2.rotate(part, cv2.ROTATE_180), dtype=np.uint8)
    size = (max(1, round((right - left) * ref.scale)), max(1, round((bottom - top) * ref.scale)))
    whole = (0, 0, right - left, bottom - top)
    return Crop(ref, scaled(part, whole, size, fine=True), left, top)
