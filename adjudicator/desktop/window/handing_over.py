"""The command that hands over the batch in Review."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.people.handing_over import ask_to_hand_over
from adjudicator.desktop.window.pages import Pages
from adjudicator.desktop.window.review_page import ReviewPage

NO_BATCH = "Open the batch in Review first, then hand it over."


def hand_over_shown(
    desk: Desk | None, pages: Pages, window: QWidget, sign_in: Callable[[], object]
) -> None:
    """Let the team that sits here sign its part of the batch that is shown, and leave.

    :param sign_in: asks the next team in.
    """
    page = pages.currentWidget()
    if desk is None:
        return
    if not isinstance(page, ReviewPage) or page.batch is None:
        pages.say(NO_BATCH)
        return

    def done(sentence: str) -> None:
        pages.say(sentence)
        sign_in()

    ask_to_hand_over(desk, page.batch, window, done, pages.tell)
