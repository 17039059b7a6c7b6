"""Layouts held against the print of their page before people confirm them."""

from collections.abc import Iterator, Sequence

from adjudicator.domain.election import Election
from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.references import ReferenceDraft, side_words
from adjudicator.domain.wording import join_names
from adjudicator.imaging.probe import ImageUnreadable
from adjudicator.imaging.proposing import HeldReference, LayoutUnusable, hold_against_print
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.serving import HeldPage, page_that_serves
from adjudicator.services.recount import Recount
from adjudicator.services.references.active import active_references
from adjudicator.services.references.listing import reference_lines
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


def doubts_of(recount: Recount, draft: ReferenceDraft) -> tuple[str, ...]:
    """What speaks for a slip in a draft that may be recorded all the same, a sentence each.

    :raises Refusal: the page cannot be read.
    """
    return (*_misplaced(recount, draft), *beside_print(recount, draft))


def _misplaced(recount: Recount, draft: ReferenceDraft) -> Iterator[str]:
    """A style that nobody knows, and contests that hold on another side of the style."""
    election, style = recount.election, draft.style
    known = {each.id for each in election.styles} | {
        line.style for line in reference_lines(recount)
    }
    if known and style not in known:
        yield f"No page under review, and none that is defined, is of ballot style {style}."
    drawn = [c.contest for c in draft.layout.contests]
    for holds in active_references(recount):
        if holds.style == style and holds.side != draft.side:
            there = {c.contest for c in holds.layout.contests}
            titles = [election.contest(c).title for c in drawn if c in there]
            if titles:
                yield (
                    f"On the {side_words(holds.side)} of this ballot style {join_names(titles)} "
                    f"{'is' if len(titles) == 1 else 'are'} drawn already."
                )


def beside_print(recount: Recount, draft: ReferenceDraft) -> tuple[str, ...]:
    """What of a draft does not lie on the print of its page, a sentence a contest.

    Ink can hide an outline from the program; such a contest is to be checked on every page.

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
    why = "its targets are not drawn as they are printed"
    if unseen:
        targets = "target" if len(unseen) == 1 else "targets"
        why = f"no printed outline is seen at the {targets} drawn for {join_names(unseen)}"
    return f"{known.title}: {why}; recorded so, it is to be checked on every page."
