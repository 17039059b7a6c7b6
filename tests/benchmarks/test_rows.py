import pytest

from tests.benchmarks.__main__ import main, table
from tests.benchmarks.rows import Row


def test_a_ratio_above_its_bound_fails_and_a_missed_goal_does_not() -> None:
    row = Row("append", 30.0, "ms", goal=15.0, reference="unsigned", reference_figure=10.0)
    assert row.ratio == 3.0
    assert row.meets_goal is False
    assert row.holds
    bounded = Row("append", 30.0, "ms", reference_figure=10.0, at_most=2.5)
    assert not bounded.holds


def test_a_bound_without_a_reference_cannot_hold() -> None:
    assert not Row("append", 30.0, "ms", at_most=2.5).holds


def test_the_table_names_everything() -> None:
    row = Row("append", 1234.5, "ms", 15.0, "unsigned", 1000.0, 2.0)
    heading, line = table([row]).splitlines()
    assert heading.split() == ["what", "figure", "goal", "ratio", "at", "most", "compared", "with"]
    assert " ".join(line.split()) == "append 1,234 ms 15 ms MISSED 1.23 2 ok unsigned"


def test_an_unknown_name_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["atlantis"]) == 2
    assert capsys.readouterr().out.startswith("No such benchmark: atlantis. There are:")
