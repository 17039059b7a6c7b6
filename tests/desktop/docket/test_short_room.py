"""A case before the board with large text, and in a small window: nothing that is asked is cut."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.docket.group_view import GroupView
from adjudicator.desktop.docket.members_row import MembersRow
from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.desktop.review.bar import SentenceLabel
from adjudicator.desktop.review.seats_row import cap_height
from tests.desktop.docket.conftest import Bench
from tests.desktop.docket.fakes import FakeBoard

Sit = Callable[..., Bench]
LARGE, SMALL = ((1366, 711), 200), ((1093, 576), 100)


@pytest.fixture
def text(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Sets the size of the text."""

    def use(scale: int) -> None:
        apply_theme(qapp, scale=scale)

    yield use
    apply_theme(qapp)


def _show(bench: Bench, size: tuple[int, int]) -> None:
    bench.page.setMinimumSize(0, 0)
    bench.page.resize(*size)
    QApplication.processEvents()
    assert (bench.page.width(), bench.page.height()) == size


@pytest.mark.parametrize(("size", "scale"), [LARGE, SMALL])
def test_every_choice_is_on_the_screen_and_none_is_cut(
    sit: Sit, text: Callable[[int], None], size: tuple[int, int], scale: int
) -> None:
    text(scale)
    bench = sit()
    _show(bench, size)
    options = bench.page.case.panel.options
    assert options.hidden_below == 0
    shown = [button for button in options._buttons if button.isVisibleTo(options)]
    assert len(shown) == len(options._options) + len(options._common)
    for button in shown:
        assert button.wanted <= button.width() + theme().scaled(24), button.option.title
        assert button.geometry().bottom() <= options.height()


@pytest.mark.parametrize(("size", "scale"), [LARGE, SMALL, ((1366, 697), 100)])
def test_the_ballot_is_the_largest_thing(
    sit: Sit, text: Callable[[int], None], size: tuple[int, int], scale: int
) -> None:
    text(scale)
    bench = sit()
    _show(bench, size)
    case = bench.page.case
    areas = {w: w.width() * w.height() for w in (case.pane, case.panel, case.call)}
    assert max(areas, key=lambda w: areas[w]) is case.pane
    assert case.head.isVisible() == (scale == 100 and size[1] > 620)
    assert "Case 4 1 7 K" in case.call.call.text(), "what the head would say is read aloud"


def test_what_was_made_for_a_wide_window_can_be_made_narrow(sit: Sit) -> None:
    bench = sit()
    _show(bench, (1920, 1010))
    _show(bench, (1093, 576))


def test_with_large_text_the_quorum_stands_in_the_foot_and_a_message_has_its_line(
    sit: Sit, text: Callable[[int], None]
) -> None:
    text(200)
    bench = sit()
    _show(bench, LARGE[0])
    assert not bench.page.case.bar._message.isVisible()
    assert "Quorum 3 of 3" in bench.page.case.foot.text
    bench.press("Ctrl+1")
    assert bench.message.startswith("! Nothing is put to the vote yet.")
    assert bench.page.case.bar._message.isVisible()


def test_the_objection_form_has_room_for_its_keys(sit: Sit, text: Callable[[int], None]) -> None:
    text(200)
    bench = sit()
    _show(bench, LARGE[0])
    bench.press("Shift+F5")
    form = bench.page.case.bar.form
    grounds = [button for button in form._buttons if not button.isHidden()]
    assert len(grounds) == 8
    QApplication.processEvents()
    tops = sorted({button.geometry().top() for button in grounds})
    assert all(low - high >= cap_height() for high, low in pairwise(tops))
    assert all(button.height() >= cap_height() for button in grounds)
    assert max(button.geometry().bottom() for button in grounds) <= form.height()


def test_five_members_with_large_text_take_two_rows(text: Callable[[int], None]) -> None:
    text(200)
    row = MembersRow()
    for n, seat in enumerate(row.seats, start=1):
        seat.show_seat(f"Ctrl+{n}", f"Member {n} Longname", "heard: for \u00b7 confirms")
        seat.show()
    row.resize(1340, row.height_of())
    row.place()
    boxes = [seat.geometry() for seat in row.seats]
    assert row.height_of() == 2 * (cap_height() + 6) + 4
    assert all(row.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    row.deleteLater()


def test_a_sentence_without_room_ends_with_a_whole_line(text: Callable[[int], None]) -> None:
    text(200)
    label = SentenceLabel()
    label.set_text("Vote for Patrick Henry under (4)(c)1: " + "name circled " * 20)
    label.resize(700, theme().line("small") + 2)
    shown = label.shown_in(theme().metrics("small", bold=True))
    assert shown.startswith("Vote for Patrick Henry")
    assert shown.endswith("\u2026")
    assert theme().metrics("small", bold=True).horizontalAdvance(shown) <= 700
    label.deleteLater()


def test_like_cases_stand_beside_each_other_as_the_window_allows(
    sit: Sit, text: Callable[[int], None]
) -> None:
    text(100)
    bench = sit()
    _show(bench, (1093, 576))
    bench.press("0", "G")
    group: GroupView = bench.page.case.group
    narrow = group._per_row
    _show(bench, (1920, 1010))
    assert group._per_row > narrow
    assert len(group.buttons) == len(FakeBoard.like(bench.desk, bench.page.flow.cases[0]))
