"""Record where the contests of a ballot style's side stand, signed by two people."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.references import ReferenceDraft, changes, draft_problems
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.probe import ImageUnreadable, probe
from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.documents import read_document
from adjudicator.services.recount import Recount
from adjudicator.services.references.active import active_references, layout_before
from adjudicator.services.references.layout_file import KeptLayout
from adjudicator.services.seating import Seat
from adjudicator.storage.files import write_whole
from adjudicator.storage.images import ImageAltered, ImageMissing, read_image

_TWO = 2
_NOTHING = "Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reference in the record."""

    entry: int
    layout: str
    """SHA-256 of the layout."""


def record_reference(recount: Recount, draft: ReferenceDraft, seats: Sequence[Seat]) -> Recorded:
    """Keep the layout, and record that it holds for its style and side from now on.

    :param seats: two people of the teams or officers who sit at this station.
    :raises Refusal: something is wrong with the draft, said in whole sentences, or the record does
        not take it; nothing was recorded.
    """
    kept = check_draft(recount, draft)
    if len(seats) != _TWO:
        raise Refusal(
            "Not recorded: two people confirm a reference page, each with their own key. "
            f"{_NOTHING} Let a second person sign in (F3)."
        )
    _refuse_repeat(recount, draft, kept)
    path = recount.folder.document(kept.key)
    _write(path, kept.data())
    appended = recount.append(
        bodies.reference(style=draft.style, side=draft.side, image=draft.image, layout=kept.key),
        [seat.signer for seat in seats],
        files=[recount.folder.image(draft.image), path],
        session=True,
    )
    return Recorded(appended.index, kept.key)


def _refuse_repeat(recount: Recount, draft: ReferenceDraft, kept: KeptLayout) -> None:
    """Refuse what holds already: a second entry of the same would say nothing."""
    for holds in active_references(recount):
        if (
            (holds.style, holds.side) == (draft.style, draft.side)
            and (holds.image, holds.key) == (draft.image, kept.key)
            and holds.entry is not None
        ):
            raise Refusal(
                f"Not recorded again: exactly this holds already, since entry {holds.entry:,}. "
                f"{_NOTHING} Go on to another style or side."
            )


def check_draft(recount: Recount, draft: ReferenceDraft) -> KeptLayout:
    """The layout as it would be kept.

    :raises Refusal: something is wrong with the draft.
    """
    problems = draft_problems(draft, recount.election)
    if problems:
        raise Refusal(f"Not recorded: {' '.join(problems)} {_NOTHING} Correct the drawing.")
    page = page_of(recount, draft.image, draft.page)
    layout = draft.layout
    if (page.width, page.height) != (layout.width, layout.height):
        raise Refusal(
            f"Not recorded: the boxes were drawn on a page of {layout.width} x {layout.height} "
            f"pixels, and this one has {page.width} x {page.height}. {_NOTHING} Draw them on this "
            "page."
        )
    return KeptLayout(layout, draft.page, round(page.dpi))


def page_of(recount: Recount, image: str, page: int) -> PageImage:
    """One page of an image of the store, decoded.

    :raises Refusal: it is not there, altered, or cannot be read.
    """
    try:
        return read_page(read_image(recount.folder, image), page)
    except ImageMissing as error:
        why = "is not in this folder"
        raise _no_page(image, why) from error
    except ImageAltered as error:
        why = "is not the file it was"
        raise _no_page(image, why) from error
    except ImageUnreadable as error:
        raise Refusal(
            f"The page cannot be shown: {error} {_NOTHING} Choose another page."
        ) from error


def _no_page(image: str, why: str) -> Refusal:
    return Refusal(
        f"The image {image[:16]} {why}. {_NOTHING} Choose another page, or bring the file back "
        "from the second path."
    )


def keep_blank_page(recount: Recount, source: Path) -> str:
    """Bring the image of a blank ballot into the folder; the same bytes twice are one image.

    :returns: its SHA-256.
    :raises Refusal: it cannot be read, or is no image.
    """
    if recount.only_read:
        raise Refusal(f"Not brought in: {recount.only_read}")
    data = read_document(source)
    try:
        probe(data)
    except ImageUnreadable as error:
        raise Refusal(
            f"{source.name} cannot be used: {error} {_NOTHING} Choose a scan of the ballot (JPEG, "
            "PNG or TIFF)."
        ) from error
    sha256 = hashlib.sha256(data).hexdigest()
    _write(recount.folder.image(sha256), data)
    return sha256


def _write(path: Path, data: bytes) -> None:
    """Write content once, under its hash."""
    if path.exists() and path.read_bytes() == data:
        return
    try:
        write_whole(path, data)
    except OSError as error:
        raise Refusal(
            f"Not recorded: the file could not be kept in the folder ({error.strerror or error}). "
            f"{_NOTHING} Make room on the disk, then try again."
        ) from error


def what_changes(recount: Recount, draft: ReferenceDraft) -> tuple[str, ...] | None:
    """What recording it changes, a sentence each; ``None`` where nothing holds yet."""
    before = layout_before(recount, draft.style, draft.side)
    return None if before is None else changes(before, draft.layout, recount.election)
