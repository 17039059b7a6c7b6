"""The references as one process uses them: read, held against their print, and made ready."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import ContestPlace, Doubt, ReferencePage, Standing
from adjudicator.imaging.probe import ImageUnreadable
from adjudicator.imaging.proposing import LayoutUnusable
from adjudicator.imaging.registration import PreparedReference, prepare
from adjudicator.services.locating.serving import page_that_serves
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.images import ImageAltered, ImageMissing

_LOG = logging.getLogger(__name__)
UNREAD: Final = (ImageMissing, ImageAltered, ImageUnreadable, OSError)
"""What comes of an image that cannot be used."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A reference that can be used."""

    prepared: PreparedReference
    doubtful: frozenset[str]
    """Contests whose boxes do not lie on the print."""
    doubt: Doubt
    """What is said of these."""


class ReadyReferences:
    """What pages are held against.

    Boxes that do not lie on the print of their page, supplied or confirmed by people, may say where
    to look, never that a contest is located.  A reference that cannot be used is left out, named,
    and stops no other.

    :param references: of one style and side, several supplied pages may stand after one another:
        the first that lies on its print serves.
    """

    def __init__(self, folder: RecountFolder, references: Iterable[ReferencePage]) -> None:
        self._folder = folder
        self.left_out: dict[tuple[str, str], str] = {}
        """Style and side of those left out, and why, as the end of a sentence."""
        ready = []
        for where, pages in groupby(references, lambda each: (each.style, each.side)):
            if (one := self._usable(where, tuple(pages))) is not None:
                ready.append(one)
        self.prepared = [each.prepared for each in ready]
        self._ready = {each.prepared.name: each for each in ready}

    @property
    def problems(self) -> tuple[str, ...]:
        """Every reference left out, a clause each."""
        return tuple(
            f"the reference page ({side} of ballot style {style}) {why}"
            for (style, side), why in self.left_out.items()
        )

    def may_be_of_one_left_out(self, style: str, finding: PageFinding) -> bool:
        """Whether a page that was not surely located may lie over a reference that is left out.

        :param style: the ballot style its source names; empty where it names none.
        """
        if not self.left_out or (style and style not in {s for s, _ in self.left_out}):
            return False
        return not any(c.standing is Standing.LOCATED for c in finding.places.contests)

    def told(self, finding: PageFinding) -> PageFinding:
        """What was found on a page, to be checked where it rests on boxes beside the print."""
        name = finding.places.reference
        ready = None if name is None else self._ready.get(name)
        if ready is None or not ready.doubtful:
            return finding
        doubtful = ready.doubtful
        contests = tuple(
            _to_check(place, ready.doubt) if place.contest in doubtful else place
            for place in finding.places.contests
        )
        ink = tuple(
            replace(each, plain=False) if each.contest in doubtful else each for each in finding.ink
        )
        return replace(finding, places=replace(finding.places, contests=contests), ink=ink)

    def _usable(self, where: tuple[str, str], pages: Sequence[ReferencePage]) -> _Ready | None:
        """The page that serves, made ready; ``None`` where none can, which is told."""
        try:
            page = page_that_serves(self._folder, pages)
            reference = page.held.reference
            doubt = Doubt.LAYOUT_DIFFERS if reference.entry is None else Doubt.DRAWING_DIFFERS
            return _Ready(prepare(reference, page.image), page.held.doubtful, doubt)
        except (*UNREAD, LayoutUnusable) as error:
            self.left_out[where] = trouble(error)
        except Exception:  # noqa: BLE001 - whatever is wrong with one reference, it stops no other
            _LOG.exception("A reference page cannot be used")
            self.left_out[where] = "cannot be used"
        return None


def _to_check(place: ContestPlace, doubt: Doubt) -> ContestPlace:
    if place.standing is Standing.NOT_LOCATED or place.doubt is Doubt.OTHER_STYLE:
        return place
    return replace(place, standing=Standing.CHECK, doubt=doubt)


def trouble(error: Exception) -> str:
    """What is wrong with an image or a layout, as the end of a sentence."""
    match error:
        case ImageMissing():
            return "is missing"
        case ImageAltered():
            return "is not the file that was imported"
        case LayoutUnusable():
            return f"has a layout that cannot be used: {error}"
        case ImageUnreadable():
            return f"cannot be read: {str(error).removesuffix('.')}"
        case _:
            return f"cannot be read: {error}"
