"""Pictures of ballots for papers: no sharper than a printer shows, no larger than it takes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.interchange.papers.items import Picture
from adjudicator.services.recount import Recount
from adjudicator.storage.images import ImageAltered, ImageMissing, read_image
from adjudicator.storage.queries.cases import PageRecord

_SHEET = (900, 1400)
"""Width and height in pixels of a whole side: about 300 to the inch where a slip shows it."""
_CONTEST = (1800, 840)
"""The same for a contest by itself, across the page."""
_AROUND = 0.1
"""How much of its surroundings is shown beside a contest."""
_UNLOCATED = "the contest was not located"


@dataclass(frozen=True, slots=True)
class _Found:
    """The side a contest stands on."""

    page: PageRecord
    caption: str
    box: Box | None
    layout: PageLayout | None


def sheet_picture(
    recount: Recount, pages: Sequence[PageRecord], captions: Sequence[str], contest: str
) -> Picture | None:
    """The side of a sheet that carries a contest, with the contest outlined.

    Without a place for it the first side, and the caption says so.

    :returns: ``None`` if its image is missing, altered or cannot be read.
    """
    found = _side(pages, captions, contest)
    image = None if found is None else _open(recount, found.page)
    if found is None or image is None:
        return None
    outline = _shares(found, image, (0, 0, image.width, image.height))
    told = "the contest is outlined" if outline else _UNLOCATED
    return _picture(image, _SHEET, f"{found.caption}: {told}", outline)


def contest_picture(
    recount: Recount, pages: Sequence[PageRecord], captions: Sequence[str], contest: str
) -> Picture | None:
    """A contest with a little of its surroundings; the whole side where it was not located.

    :returns: as :func:`sheet_picture`.
    """
    found = _side(pages, captions, contest)
    image = None if found is None else _open(recount, found.page)
    if found is None or image is None:
        return None
    if found.box is None or found.layout is None:
        return _picture(image, _SHEET, f"{found.caption}: {_UNLOCATED}", None)
    across, down = image.width / found.layout.width, image.height / found.layout.height
    wide = found.box.grown(_AROUND)
    cut = (
        max(0, int(wide.x * across)),
        max(0, int(wide.y * down)),
        min(image.width, round(wide.right * across)),
        min(image.height, round(wide.bottom * down)),
    )
    if cut[0] >= cut[2] or cut[1] >= cut[3]:
        return _picture(image, _SHEET, f"{found.caption}: {_UNLOCATED}", None)
    outline = _shares(found, image, cut)
    return _picture(image.crop(cut), _CONTEST, found.caption, outline)


def _side(pages: Sequence[PageRecord], captions: Sequence[str], contest: str) -> _Found | None:
    for page, caption in zip(pages, captions, strict=True):
        box = None if page.layout is None else page.layout.contest_box(contest)
        if box is not None:
            return _Found(page, caption, box, page.layout)
    if not pages:
        return None
    return _Found(pages[0], captions[0], None, None)


def _open(recount: Recount, page: PageRecord) -> Image.Image | None:
    try:
        data = read_image(recount.folder, page.image)
    except (ImageMissing, ImageAltered):
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.seek(page.page - 1)
            return image.convert("L")
    except (OSError, EOFError, ValueError, SyntaxError, UnidentifiedImageError):
        # It was whole when it came in; a paper goes without rather than not at all.
        return None


def _shares(
    found: _Found, image: Image.Image, cut: tuple[int, int, int, int]
) -> tuple[float, float, float, float] | None:
    """The contest's box as shares of the part that is cut out."""
    if found.box is None or found.layout is None:
        return None
    across, down = image.width / found.layout.width, image.height / found.layout.height
    left, top, right, bottom = cut
    width, height = right - left, bottom - top
    box = found.box
    return (
        (box.x * across - left) / width,
        (box.y * down - top) / height,
        box.width * across / width,
        box.height * down / height,
    )


def _picture(
    image: Image.Image,
    most: tuple[int, int],
    caption: str,
    outline: tuple[float, float, float, float] | None,
) -> Picture:
    shown = image.copy()
    shown.thumbnail(most, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    shown.save(out, "PNG")
    return Picture(out.getvalue(), shown.width, shown.height, caption, outline)
