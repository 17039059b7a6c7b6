"""Both verifiers and a third reading, written from ``FORMAT.md`` alone, agree."""

import pytest

from tests.verifier import stories, third
from tests.verifier.cheating import joined
from tests.verifier.differential import all_told, fits

TIMES = 250


def test_three_readers_agree_on_changed_records() -> None:
    told = list(all_told(stories.some(), TIMES, seed=2018))
    assert [each for each in told if not each.agreed] == []
    found = {each.program[1] for each in told if each.program is not None}
    assert found >= third.CLASSES, "every class the third reading knows is among them"
    assert len(found - third.CLASSES) > 5, "and rules it does not know"


@pytest.mark.parametrize("number", range(4))
def test_the_third_reading_finds_nothing_in_true_records(number: int) -> None:
    lines = [entry.raw for entry in stories.some()[number].entries]
    assert third.first_failure(joined(lines)) is None
    assert third.first_failure(joined(lines)[:-1]) == (len(lines) - 1, "encoding")


@pytest.mark.parametrize(
    ("both", "quick", "agreed"),
    [
        (None, None, True),
        ((3, "seen"), (3, "seen"), True),
        ((3, "prior"), None, True),
        ((3, "prior"), (4, "seen"), True),
        ((3, "rights"), (3, "signature"), True),
        (None, (3, "seen"), False),
        ((3, "seen"), None, False),
        ((3, "seen"), (3, "nonce"), False),
        ((3, "prior"), (3, "nonce"), False),
        ((3, "prior"), (2, "nonce"), False),
        ((3, "seen"), (4, "seen"), False),
    ],
)
def test_what_agreement_means(
    both: tuple[int, str] | None,
    quick: tuple[int, str] | None,
    agreed: bool,  # noqa: FBT001 - a table
) -> None:
    assert fits(both, quick) is agreed
