"""Rulings made on the printed forms are typed in down the page, case after case."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.rulings import EvidenceKind
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.queue import batch_work
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import ruling_at
from tests.desktop.recounts import ready_recount, seat_team
from tests.desktop.support import press, settled, write
from tests.interchange.papers.reading import read_pages


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    ready_recount(tmp_path).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    seat_team(window.desk.seating)
    return window.desk.recount


def review(qtbot: QtBot, window: MainWindow, batch: int) -> ReviewScreen:
    window.show_review(batch)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(lambda: shown.flow.shown)
    return shown


def wait_for(qtbot: QtBot, shown: ReviewScreen, number: str) -> None:
    def there() -> bool:
        case = shown.flow.case
        return shown.flow.shown and case is not None and case.number == number

    qtbot.waitUntil(there)


def printed_order(recount: Recount, batch: int) -> list[str]:
    """The case numbers as they stand on the forms, from the first page down."""
    known = {case.number for case in batch_work(recount, batch)}
    pages = read_pages(gather(recount, Kind.FORMS, str(batch)).render())
    texts = [text.replace(" ", "") for page in pages for text in page.texts]
    return [text for text in texts if text in known]


def test_the_screen_goes_down_the_form_and_three_keys_enter_a_case(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    order = printed_order(recount, 1)
    assert len(order) == 3
    shown = review(qtbot, window, 1)
    press(window, "Ctrl+Shift+F")
    entered = []
    for place, number in enumerate(order, start=1):
        wait_for(qtbot, shown, number)
        assert shown.head._where.accessibleName().endswith(f"{place} of 3")
        entered.append(number)
        press(window, "B", "Return", "F2")
        settled(qtbot, window)
    assert entered == order
    made = []
    with recount.reading() as connection:
        for case in batch_work(recount, 1):
            assert case.ruling is not None
            ruling = ruling_at(connection, *case.ruling)
            assert ruling is not None
            made.append(ruling.ruling.evidence)
    assert made == [EvidenceKind.FORM] * 3
    assert shown.flow.last is not None
    assert shown.flow.last.sentence.endswith("; from the paper form.")


def test_the_form_says_each_place_and_the_order(recount: Recount) -> None:
    pages = read_pages(gather(recount, Kind.FORMS, "1").render())
    told = " ".join(page.words for page in pages)
    assert re.findall(r"(\d) of 3 \S+ Container", told) == ["1", "2", "3"]
    assert "Entered from the paper forms, Review shows the same order." in told


def test_what_was_said_of_a_ballot_is_not_dropped_by_the_switch_and_back_is_the_order_of_work(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    work = [case.number for case in batch_work(recount, 1)]
    order = printed_order(recount, 1)
    shown = review(qtbot, window, 1)
    press(window, "/")
    write(window, order[-1])
    press(window, "Return")
    wait_for(qtbot, shown, order[-1])
    press(window, "B", "Ctrl+Shift+F")
    settled(qtbot, window)
    assert shown.flow.case is not None
    assert shown.flow.case.number == order[-1]
    assert shown.bar.sentence.strip("\u201c\u201d").endswith("; from the paper form.")
    press(window, "Ctrl+Shift+F")
    assert shown.controller.navigator._order == work
    assert "made on the images again, in the order of work" in shown.bar.message
