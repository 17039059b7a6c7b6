"""What a file says can be shown on any terminal, whatever stands in the file."""

import pytest

from adjudicator.interchange.printable import printable
from adjudicator.interchange.problems import Problem


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Peña, 2 × 3\u00a0Ω\n\tnext", "Peña, 2 × 3\u00a0Ω\n\tnext"),
        ("half \ud800", "half \\ud800"),
        ("red \x1b[31m \u009b31m \r", "red \\u001b[31m \\u009b31m \\u000d"),
        ("turned \u202eback\u2069", "turned \\u202eback\\u2069"),
        ("tag \U000e0041", "tag \\U000e0041"),
    ],
)
def test_what_nobody_sees_is_shown_as_its_number(told: str, shown: str) -> None:
    assert printable(told) == shown


def test_a_problem_can_be_shown_whatever_it_quotes() -> None:
    problem = Problem("a\u202e.csv", 2, "b\ud800", '"\u009b31m" is no number.')
    assert str(problem) == 'a\\u202e.csv, row 2, column b\\ud800: "\\u009b31m" is no number.'
    assert problem.message == '"\\u009b31m" is no number.'
