"""Signatures handed out before their turn: each once, and never another verdict for it."""

import random
from pathlib import Path

import pytest

from adjudicator.ledger.errors import NotCanonical
from adjudicator.services.verifying import signatures
from adjudicator.services.verifying.ahead import LinesAhead
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.signatures import Question, SignatureChecks, first_bad
from adjudicator.services.verifying.verdicts import Failure
from adjudicator.storage.record_files import Lines
from tests.verifier import exports, stories
from tests.verifier.cheating import Cheat
from tests.verifier.differential import InPlace, remembering

RECORDS = 150


class Here(SignatureChecks):
    """What other processes would be asked is looked at here."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs)
        self.asked: list[Question] = []
        self.ahead = 0

    def _hand_out(self) -> None:
        questions, self._questions = self._questions, []
        self.asked += questions
        self.ahead += sum(question[0] > self.entry for question in questions)
        self._found(first_bad(questions), questions)

    _send = finish = _hand_out


def read(folder: Path, record: bytes, jobs: int) -> tuple[Here, Failure | None]:
    with Here(jobs) as checks:
        reading = RecordReading(InPlace(folder, record), checks)
        reading.read()
    return checks, reading.failure


def test_each_signature_is_asked_once_and_no_verdict_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "CHUNK", 3)
    scenes = list(stories.some())
    folders = [
        exports.write(tmp_path / str(n), exports.files_of(scene)) for n, scene in enumerate(scenes)
    ]
    rng, ahead, failed = random.Random(5), 0, set()
    with remembering():
        for n in range(RECORDS):
            at = n % len(scenes)
            record = Cheat(scenes[at]).record(rng)[1] if n >= len(scenes) else None
            if record is None:
                record = exports.files_of(scenes[at])["record.jsonl"]
            alone, two = read(folders[at], record, 1), read(folders[at], record, 2)
            assert alone[1] == two[1]
            if alone[1] is None:
                assert sorted(alone[0].asked) == sorted(two[0].asked)
            else:
                failed.add(alone[1].code)
            assert alone[0].ahead == 0
            ahead += two[0].ahead
    assert ahead > RECORDS
    assert {"signature", "encoding", "seen"} <= failed


class Watched(InPlace):
    """A record that knows whether it was let go of."""

    closed = False

    def lines(self) -> Lines:
        try:
            yield from super().lines()
        finally:
            self.closed = True


def test_a_record_that_does_not_hold_is_let_go_of_at_once(tmp_path: Path) -> None:
    """An open file would wait for whenever the memory is tidied up."""
    files = exports.files_of(next(iter(stories.some())))
    folder = exports.write(tmp_path, files)
    watched = Watched(folder, b"{}\n" + files["record.jsonl"])
    with Here(1) as checks:
        reading = RecordReading(watched, checks)
        reading.read()
    assert reading.failure is not None
    assert watched.closed


def lines(end: str = "") -> Lines:
    yield from (b"%d" % n for n in range(6))
    if end:
        raise NotCanonical(end)


def test_lines_looked_at_are_still_taken_in_their_turn() -> None:
    ahead = LinesAhead(lines())
    taken = iter(ahead)
    assert next(taken) == b"0"
    assert list(ahead.look(2)) == [(1, b"1"), (2, b"2")]
    assert list(ahead.look(2)) == []
    assert list(ahead.look(3)) == [(3, b"3")]
    assert next(taken) == b"1"
    assert list(ahead.look()) == [(4, b"4"), (5, b"5")]
    assert list(taken) == [b"2", b"3", b"4", b"5"]


def test_a_line_that_is_none_is_told_in_its_turn() -> None:
    ahead = LinesAhead(lines("too long"))
    taken = iter(ahead)
    assert [n for n, _ in ahead.look()] == [0, 1, 2, 3, 4, 5]
    for n in range(6):
        assert next(taken) == b"%d" % n
    with pytest.raises(NotCanonical, match="too long"):
        next(taken)
