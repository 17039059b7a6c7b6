"""Layouts held against the print of their page before people confirm them."""

from collections.abc import Sequence

from adjudicator.domain.election import Election
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.references import ReferenceDraft
from adjudicator.domain.wording import join_names
from adjudicator.imaging.probe import ImageUnreadable
from adjudicator.imaging.proposing import HeldReference, LayoutUnusable, hold_against_print
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.serving import HeldPage, page_that_serves
from adjudicator.services.recount import Recount
from adjudicator.services.references.recording import page_of
from adjudicator.storage.images import ImageAltered, ImageMissing


def page_on_print(recount: Recount, pages: Sequence[ReferencePage]) -> HeldPage:
    """Of the pages that may serve the one that does, its boxes where they are printed.

    :raises Refusal: none can, or an image is not here.
    """
    try:
        return page_that_serves(recount.folder, pages)
    except (ImageMissing, ImageAltered) as error:
        why = "is missing" if isinstance(error, ImageMissing) else "is not the file it was"
        raise Refusal(
            f"The image of the page whose layout serves {why}. Nothing was changed. Bring the file "
            "back from the second path, or draw on another page."
        ) from error
    except (ImageUnreadable, LayoutUnusable, OSError) as error:
        raise Refusal(
            f"The layout that came with the images cannot be used: {str(error).rstrip('.')}. "
            "Nothing was changed. Draw on another page."
        ) from error


def beside_print(recount: Recount, draft: ReferenceDraft) -> tuple[str, ...]:
    """What of a draft does not lie on the print of its page, a sentence a contest.

    It may be recorded all the same, for ink can hide an outline from the program; such a contest is
    to be checked on every page.

    :raises Refusal: the page cannot be read.
    """
    page = page_of(recount, draft.image, draft.page)
    drawn = ReferencePage(draft.style, draft.side, draft.image, draft.page, draft.layout, "")
    try:
        held = hold_against_print(drawn, page)
    except LayoutUnusable as error:
        return (f"The boxes cannot be those of this page: {error}.",)
    contests = [c.contest for c in draft.layout.contests if c.contest in held.doubtful]
    return tuple(_sentence(recount.election, contest, held) for contest in contests)


def _sentence(election: Election, contest: str, held: HeldReference) -> str:
    known = election.contest(contest)
    unseen = [known.choice(t.choice).name for t in held.unseen if t.contest == contest]
    if unseen:
        targets = "target" if len(unseen) == 1 else "targets"
        names = join_names(unseen)
        return f"{known.title}: no printed outline is seen at the {targets} drawn for {names}."
    return f"{known.title}: its targets are not drawn as they are printed."
