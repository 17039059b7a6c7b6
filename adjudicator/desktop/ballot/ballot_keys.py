"""The keys of the ballot, the same on every screen that shows one."""

from dataclasses import replace

from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.hand import STEP
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.actions import ActionMaker


def bind_ballot_keys(maker: ActionMaker, pane: BallotPane) -> None:
    """Make the commands of :mod:`~adjudicator.desktop.commands.ballot_acts` move this ballot."""
    view = pane.view
    maker.make("ballot.contest", lambda: pane.set_mode(ZoomMode.CONTEST))
    maker.make("ballot.width", lambda: pane.set_mode(ZoomMode.WIDTH))
    maker.make("ballot.page", lambda: _show_whole(pane))
    maker.make("ballot.zoom_fit", lambda: pane.set_mode(ZoomMode.CONTEST))
    maker.make("ballot.flip", pane.flip)
    maker.make(
        "ballot.rotate",
        lambda: view.set_look(replace(view.look, quarters=(view.look.quarters + 1) % 4)),
    )
    maker.make(
        "ballot.invert",
        lambda: view.set_look(replace(view.look, inverted=not view.look.inverted)),
    )
    maker.make("ballot.contrast", view.next_contrast)
    maker.make("ballot.zoom_in", lambda: view.zoom(STEP))
    maker.make("ballot.zoom_out", lambda: view.zoom(1 / STEP))
    maker.make("ballot.ink", pane.toggle_ink)
    maker.make_hold(
        "ballot.hide_overlays",
        lambda: pane.set_overlays(shown=False),
        lambda: pane.set_overlays(shown=True),
    )
    maker.make_hold(
        "ballot.pan",
        lambda: view.hand.set_panning(on=True),
        lambda: view.hand.set_panning(on=False),
        on=view,
    )


def _show_whole(pane: BallotPane) -> None:
    """The whole page on the canvas; pressed again, all sides side by side, and back."""
    if pane.view.mode is ZoomMode.PAGE and not pane.spread.isVisible():
        pane.show_all_sides(on=True)
    else:
        pane.set_mode(ZoomMode.PAGE)
