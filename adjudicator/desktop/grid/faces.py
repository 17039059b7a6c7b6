"""What each ballot of a page shows, as whoever looks may know it."""

from adjudicator.desktop.grid.before import PastPage, Since
from adjudicator.desktop.grid.pages import Pages
from adjudicator.desktop.grid.tile import TileFace, TileState
from adjudicator.services.grid.blanks import BlankCase

_OPENED = {
    Since.BLANK: TileState.OPENED,
    Since.RULED: TileState.RULED_ANEW,
    Since.OPEN: TileState.OPEN_AGAIN,
}


def faces_of(pages: Pages) -> tuple[TileFace, ...]:
    """The faces of the ballots on the screen."""
    past = pages.before.now
    return tuple(
        _face(pages, ballot, place) if past is None else _past_face(pages, ballot, place, past)
        for place, ballot in enumerate(pages.shown, start=1)
    )


def _face(pages: Pages, ballot: BlankCase, place: int) -> TileFace:
    if pages.is_outlined(ballot):
        return _told(pages, ballot, place)
    pulled = ballot.seal in pages.pulled
    return TileFace(ballot, place, TileState.PULLED if pulled else TileState.BLANK)


def _past_face(pages: Pages, ballot: BlankCase, place: int, past: PastPage) -> TileFace:
    """A ballot of a page that is done."""
    opened = pages.before.opened.get(ballot.seal)
    if opened is not None:
        return TileFace(ballot, place, _OPENED[opened.since])
    if pages.hides_ink and not pages.is_outlined(ballot):
        # Which of them come singly for their ink is told by none of their faces.
        return TileFace(ballot, place, TileState.BLANK)
    if ballot.seal not in past.blank:
        # Nobody has ruled on it: what is kept until then is kept here too.
        if pages.is_outlined(ballot):
            return _told(pages, ballot, place)
        return TileFace(ballot, place, TileState.SINGLY)
    recorded = TileState.RECORDED if past.recorded else TileState.ON_ITS_WAY
    return TileFace(ballot, place, recorded)


def _told(pages: Pages, ballot: BlankCase, place: int) -> TileFace:
    """One that is opened singly, and why; where ink is kept until then, without its ink."""
    ink = not pages.hides_ink
    return TileFace(ballot, place, TileState.SINGLY, ballot.why, outlined=True, ink=ink)
