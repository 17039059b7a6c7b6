"""Sticks and typed codes that were damaged: they are read or refused, and lock nobody out."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.papers.life import read_seals
from adjudicator.services.papers.printing import plain_number
from adjudicator.services.proof.kept import compare_brought
from tests.fuzzing.mutations import spoiled
from tests.operation.night import Night

TYPED = (
    "x" * 5000, "nul\0", "~nobody-of-this-name", "~nobody-of-this-name/x", "/" * 3000, "\udcff",
    "..", ".", "-" * 16, "4C1F-88A2-03D7-9B5", "\uff14\uff23\uff11\uff26" * 4, "\u0664" * 16,
)  # fmt: skip


def test_a_stick_that_was_spoiled_is_told_and_locks_nobody_out(night: Night) -> None:
    """A stick lay in the rain.

    Given Ortiz signed out with a stick
    When what is on it was damaged in any way
    Then it is compared or refused in a sentence, and the folder stays open for writing
    And nothing on the stick is written over
    """
    night.signs_in("ortiz", str(night.stick))
    night.scene.sit("ada", "ben")
    night.signs_out("ortiz")
    recount, rng = night.scene.recount, random.Random(2018)
    paths = [*night.stick.rglob("ortiz.json"), *night.stick.rglob("record.jsonl")]
    assert len(paths) == 2
    for number in range(80):
        path = paths[number % 2]
        good = path.read_bytes()
        bad = spoiled(rng, good)
        path.write_bytes(bad)
        with suppress(Refusal):
            compare_brought(recount, "ortiz", str(night.stick))
        assert recount.only_read == ""
        assert path.read_bytes() == bad
        path.write_bytes(good)
    assert compare_brought(recount, "ortiz", str(night.stick)).head is not None


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_whatever_is_typed_is_answered_in_a_sentence(
    night: Night, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # "." is a folder too, and a stick is made ready where it is.
    monkeypatch.chdir(tmp_path)
    with suppress(Refusal, UsageError):
        compare_brought(night.scene.recount, "ortiz", typed)
    with suppress(Refusal):
        plain_number(typed)
    assert all(read_seals(typed)) or not typed.strip()
