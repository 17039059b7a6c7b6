"""The ballots that come next are at hand before anybody asks for them."""

from tests.desktop.review.conftest import Seat


def test_when_more_pages_were_looked_at_the_next_ballot_is_fetched_anew_at_once(
    seat: Seat,
) -> None:
    table = seat()
    navigator = table.screen.controller.navigator
    table.qtbot.waitUntil(lambda: "52QD" in navigator._views)
    navigator.forget_unlooked()
    assert "52QD" not in navigator._views
    table.qtbot.waitUntil(lambda: "52QD" in navigator._views)
    assert table.number == "417K"
