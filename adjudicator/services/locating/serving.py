"""Which of the pages that may be a reference serves: the first that lies on its own print."""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.probe import ImageUnreadable
from adjudicator.imaging.proposing import HeldReference, LayoutUnusable, hold_against_print
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.images import read_image


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A reference on its print, with its page."""

    held: HeldReference
    image: PageImage


def page_that_serves(folder: RecountFolder, pages: Sequence[ReferencePage]) -> HeldPage:
    """Of the pages of one style and side the first that lies wholly on its print.

    Else the one that most of does.  A page that cannot be decoded, or whose boxes are none of it,
    is so on every computer, and the next one serves.  One whose image is away is away on this
    computer alone: no other serves in its place, or two stations would find different things.

    :param pages: one at least.
    :raises ImageMissing, ImageAltered, OSError: the image of one that was to serve is not here.
    :raises ImageUnreadable, LayoutUnusable: none of them can serve.
    """
    best: HeldPage | None = None
    problem: Exception | None = None
    for page in pages:
        try:
            found = _held(folder, page)
        except (ImageUnreadable, LayoutUnusable) as error:
            problem = problem or error
            continue
        if best is None or len(found.held.doubtful) < len(best.held.doubtful):
            best = found
        if not found.held.doubtful:
            break
    if best is None:
        raise problem or LayoutUnusable("there is none")
    return best


def _held(folder: RecountFolder, page: ReferencePage) -> HeldPage:
    image = read_page(read_image(folder, page.image), page.page)
    return HeldPage(hold_against_print(page, image), image)
