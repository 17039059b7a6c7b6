"""What an order says, and the sentence it becomes."""

from datetime import UTC, datetime

import pytest

from adjudicator.services.orders.telling import Known, motion_words
from adjudicator.services.orders.wording import Authority, OrderWords, ending

WHEN = datetime(2018, 11, 9, 21, 14, tzinfo=UTC)


def test_an_order_names_who_gave_it_and_when() -> None:
    words = OrderWords(Authority.COURT, "Stay until the hearing.", given=WHEN)
    assert words.text == "By order of the Circuit Court, 9 Nov 21:14: Stay until the hearing."
    assert ending(words.text, 41) == (
        "by order of the Circuit Court, 9 Nov 21:14: Stay until the hearing (entry 41)"
    )


def test_the_boards_own_motion_is_no_order() -> None:
    words = OrderWords(Authority.BOARD, "The margin is small")
    assert words.text == "By motion of the board: The margin is small"
    assert ending(words.text) == "by motion of the board: The margin is small"


def test_words_that_name_nobody_are_the_boards() -> None:
    assert ending("The seal was whole.") == "by motion of the board: The seal was whole"
    assert ending(None, 7) == "by motion of the board (entry 7)"


def test_a_court_is_named_as_somebody_types_it_on_one_line() -> None:
    words = OrderWords(Authority.COURT, "Stay", "  the  District\nCourt ", WHEN)
    assert words.text.startswith("By order of the District Court, 9 Nov")
    assert OrderWords(Authority.COURT, "Stay", "Court: north").problem
    assert "at most" in OrderWords(Authority.COURT, "x" * 2_000).problem


@pytest.mark.parametrize(
    ("effect", "target", "words"),
    [
        ("suspend", {"contest": "mayor"}, "Mayor is suspended"),
        ("resume", {"contest": "mayor"}, "Mayor goes on"),
        ("priority", {"contest": "mayor"}, "Mayor comes first"),
        (
            "isolate",
            {"import": 9, "lot": "accepted"},
            "lot \u201cAccepted\u201d of import 9 isolated",
        ),
        ("release", {"cases": ["aa"]}, "case 4 1 7 K released"),
        ("isolate", {"cases": ["aa"] * 7}, "7 ballots isolated"),
        ("seat", {"alternate": "osei", "for": "moss"}, "Ona Osei sits for moss"),
        ("explain", {"batch": 3}, "batch 3 explained"),
        ("void", {"import": 4}, "import 4 declared void"),
    ],
)
def test_every_effect_is_told(effect: str, target: dict[str, object], words: str) -> None:
    known = Known({"osei": "Ona Osei"}, {"mayor": "Mayor"}.__getitem__, lambda _seal: "4 1 7 K")
    assert motion_words(effect, target, known) == words


def test_where_titles_are_not_known_ids_stand() -> None:
    assert motion_words("suspend", {"contest": "mayor"}, Known()) == "mayor is suspended"
    assert motion_words("isolate", {"cases": ["aa"]}, Known()) == "1 ballot isolated"
