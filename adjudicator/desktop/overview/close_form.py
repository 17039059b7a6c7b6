"""The form of a close, over whatever screen the finished batch is on."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.overview.close_pane import ClosePane
from adjudicator.desktop.overview.close_words import Closing, Page
from adjudicator.desktop.overview.closing import close_request, read_closing, read_page
from adjudicator.desktop.signing.dialog import SigningDialog


def open_close_form(
    desk: Desk,
    batches: Sequence[int],
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Count what a close of these batches would state, and have it signed.

    :param told: takes the sentence that says what was closed.
    :param failed: takes why nothing can be counted.
    """
    chosen = list(batches)

    def show(closing: Closing) -> None:
        def again(struck: frozenset[int], take: Callable[[Page], None]) -> None:
            desk.ask(lambda recount: read_page(recount, closing.batches, struck), take, failed)

        pane = ClosePane(closing, again)
        dialog = SigningDialog(desk, close_request(closing, pane), parent, pane)
        pane.changed.connect(dialog.start_over)
        pane.counted.connect(dialog.look_again)
        dialog.signed.connect(pane.lock)
        dialog.stale.connect(pane.count_again)
        dialog.recorded.connect(lambda said: told(str(said)))
        dialog.open()

    desk.ask(lambda recount: read_closing(recount, chosen), show, failed)
