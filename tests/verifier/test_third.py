"""Both verifiers and a third reading, written from ``FORMAT.md`` alone, agree."""

import pytest

from adjudicator.ledger.envelope import assemble, sign_act
from tests.verifier import exports, readers, stories, third
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


def test_a_close_that_was_not_signed_on_the_latest_state_is_found_by_all() -> None:
    """What ten thousand records found: the third reading did not know this rule of the kind."""
    scene = stories.whole()
    close = next(e for e in scene.entries if e.kind == "close")
    body = {**close.body, "seen": scene.entries[close.index - 1].body["seen"]}
    pairs = [(k, sign_act(body, scene.origin, scene.introduced[k])) for k, _ in close.signatures]
    raws = [e.raw for e in scene.entries[: close.index]]
    raws.append(assemble(body, close.index, pairs).raw)
    assert third.first_failure(joined(raws)) == (close.index, third.LATE_SEEN)
    found = (close.index, "seen")
    assert readers.by_the_verifier(exports.files_of(scene), raws) == found
    assert readers.by_the_rules(scene.evidence, raws) == found


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
        ((3, "seen"), (3, third.LATE_SEEN), True),
        ((3, "attendance"), (3, third.LATE_SEEN), True),
        ((3, "attendance"), (3, "seen"), False),
        ((3, "tally"), (3, third.LATE_SEEN), False),
        (None, (3, third.LATE_SEEN), False),
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
