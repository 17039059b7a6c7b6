"""Minutes, returns, certificate and report say what the record says, in the same bytes."""

import csv
import io
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.domain.votes import Say
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.board.recesses import note_recess
from adjudicator.services.county_returns import county_returns, figures_of, sum_of
from adjudicator.services.errors import Refusal
from adjudicator.services.minutes.presence import quorum_spans, spans_words
from adjudicator.services.notes import record_incident
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.making import Gathered, Kind, gather
from adjudicator.services.papers.record_papers import CountyClock
from adjudicator.services.presence import note_presence
from adjudicator.storage.queries.acts import EntryRecord
from tests.interchange.papers.reading import read_pages
from tests.services.proof.scenes import close
from tests.support.boardroom import ANN, BLANK, OVERVOTE, Boardroom
from tests.support.scene import vote

START = datetime(2018, 11, 18, 0, 0, tzinfo=UTC)
"""Seven in the evening of Saturday in Florida."""


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def later(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


def an_evening(room: Boardroom, clock: Clock) -> Boardroom:
    """A ballot on which the board is divided; all else by the team; the quorum is lost."""
    room.begin()
    first, second, *rest = room.mayor()
    room.rule(first, OVERVOTE)
    room.objects("ortiz", first, Ground.SHOULD_COUNT, "ann")
    for case in [second, *rest]:
        room.rule(case, ANN if case is second else OVERVOTE)
    for case in room.mayor(blank=True):
        room.rule(case, BLANK)
    for case in room.cases(contest="council"):
        room.rule(case, vote("cy"))
    proposal = room.propose(ANN, first)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR, moss=Say.AGAINST)
    room.record(proposal)
    clock.later(10)
    seats = room.seating
    for person, state in (("lewis", "away"), ("moss", "away"), ("lewis", "in")):
        note_presence(room.recount, person, state, seats.seat(person).signer, session=True)
        clock.later(15)
    note_recess(room.recount, "7:00 a.m.", seats.seat("kelly"))
    said = "the lights went out beside Ada Alder"
    record_incident(room.recount, said, ["ada"], seats.seat("kelly"))
    votes = [("kelly", "yes"), ("lewis", "yes")]
    carry(
        room.recount,
        Effect.PRIORITY,
        targets.contest("mayor"),
        "The judge asked for it.",
        votes,
        room.keys("kelly", "lewis"),
    )
    return room


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    clock = Clock()
    made = Boardroom.with_room(tmp_path_factory.mktemp("room"), clock=clock)
    yield an_evening(made, clock)
    made.recount.close()


def words(made: Gathered) -> str:
    return " ".join(page.words for page in read_pages(made.render()))


# Minutes ---------------------------------------------------------------------------------


def test_minutes_tell_what_happened_and_who_voted_how(room: Boardroom) -> None:
    told = words(gather(room.recount, Kind.MINUTES))
    for sentence in (
        "Minutes of the canvassing board",
        "The recount goes on: Mayor and Council are not closed.",
        "The quorum is 2 of 3 seats.",
        "The quorum was lost Sat 17 Nov 2018, 19:25?19:40.",
        "For: Judge Kelly and Lou Lewis. Against: Mo Moss. Objections decided: R-001 upheld.",
        "The board is in recess until 7:00 a.m.",
        "the lights went out beside ada. There: ada. Noted by Judge Kelly.",
        "Mayor comes first by motion of the board: The judge asked for it. For: Judge Kelly,",
        "upheld by the board",
        "America/New_York",
        "These minutes tell the record as it stood at",
        "Judge Kelly ? Chair",
    ):
        assert sentence in told, sentence


def test_names_and_written_words_are_told_as_far_as_the_policy_allows(room: Boardroom) -> None:
    told = words(gather(room.recount, Kind.MINUTES))
    assert room.recount.state.data.rules.fields["privacy"] is True
    assert "ortiz (HER)" in told
    assert "Olga Ortiz" not in told
    assert "Ada Alder" not in told
    assert "vote for Ann\u201d" not in told
    assert "What is written on the ballot is kept back by the policy. For: " in told


def test_when_ink_is_shown_is_told_and_takes_no_total_from_any_paper(
    room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = words(gather(room.recount, Kind.RETURNS, "mayor"))
    fields = room.recount.state.data.rules.fields
    monkeypatch.setitem(fields, "scores", "after")
    assert words(gather(room.recount, Kind.RETURNS, "mayor")) == before
    told = words(gather(room.recount, Kind.MINUTES))
    assert "is shown only once it is ruled on" in told
    assert "Found by hand" in told


def _came(index: int, person: str, minute: int, kind: str = "signin") -> EntryRecord:
    time = f"2018-11-17T21:{minute:02d}:00Z"
    body: dict[str, Any] = {"person": person, "st": "s1", "state": "away", "role": "member"}
    body |= {"effect": "seat", "target": {"alternate": "osei", "for": person}}
    return EntryRecord(index, kind, time, b"", body, ())


def test_the_quorum_is_counted_by_seats_and_short_blinks_are_none() -> None:
    osei = EntryRecord(2, "enrol", "", b"", {"person": "osei", "role": "alternate"}, ())
    began = EntryRecord(3, "constitute", "2018-11-17T20:00:00Z", b"", {}, ())
    people = [_came(n, p, 0, "enrol") for n, p in enumerate(("kelly", "lewis"))]
    entries = [
        *people,
        osei,
        began,
        _came(4, "kelly", 0),
        _came(5, "osei", 1),
        _came(6, "lewis", 2),
        _came(7, "lewis", 10, "attend"),
        _came(8, "lewis", 25, "motion"),
        _came(9, "osei", 30, "signout"),
        _came(10, "osei", 30),
    ]
    spans = quorum_spans(entries, 2)
    clock = CountyClock(UTC, "UTC")
    told = spans_words(spans, clock)
    # An alternate counts from the motion that seats them, and nobody left for less than a minute.
    assert told == "Sat 17 Nov 2018: 21:02\u201321:10, 21:25 and still here"


# Returns, certificate, report ------------------------------------------------------------


def test_the_returns_of_an_open_contest_are_partial_and_of_closed_batches(room: Boardroom) -> None:
    made = gather(room.recount, Kind.RETURNS, "mayor")
    told = words(made)
    assert made.name == f"returns-mayor-at-{room.recount.state.size}"
    assert "Partial: 0 of 1 precincts closed. These are not the official returns" in told
    assert "Official returns" not in told
    returns = county_returns(room.recount, "mayor")
    assert sum_of(returns.total).change == 0
    assert [figure.change for _, figure in figures_of(returns.total)] == [0] * 5
    with pytest.raises(Refusal, match="Mayor is not closed, so there is nothing to certify"):
        gather(room.recount, Kind.CERTIFICATE, "mayor")
    with pytest.raises(Refusal, match=r"Which one\?.*Name one of: mayor, council"):
        gather(room.recount, Kind.RETURNS)


@pytest.fixture(scope="module")
def closed(room: Boardroom) -> Boardroom:
    """The same evening, to the close of the contest for mayor."""
    room.close_batches(*[batch.number for batch in room.batches()])
    close(room, "mayor")
    return room


def test_the_returns_of_a_closed_contest_foot_and_are_official(closed: Boardroom) -> None:
    returns = county_returns(closed.recount, "mayor")
    figures = dict(figures_of(returns.total))
    assert (figures["Ann Ash"].change, figures["Overvotes"].change) == (2, -2)
    for name, figure in figures.items():
        of_cells = [dict(figures_of(cell.tally))[name] for cell in returns.cells]
        assert figure.before == sum(each.before for each in of_cells)
        assert figure.after == sum(each.after for each in of_cells)
    assert sum_of(returns.total).change == 0
    told = words(gather(closed.recount, Kind.RETURNS, "mayor", PaperSize.A4))
    assert "Official returns of the county" in told
    assert "Partial" not in told
    assert "DEMONSTRATION" in told
    course = words(gather(closed.recount, Kind.MINUTES))
    assert "closed the contest Mayor." in course


def test_a_certificate_names_winner_margin_ballots_and_who_signs(closed: Boardroom) -> None:
    told = words(gather(closed.recount, Kind.CERTIFICATE, "mayor"))
    for sentence in (
        "After: Ann Ash ahead of Bob Birch by 2 votes of 2, 100.0000 %.",
        "Outcome: Ann Ash. Another outcome than before.",
        "Awaiting duplicate: none.",
        "Ballots reviewed 16",
        "Ballots found to hold a vote 2",
        "No difference was stated when batches and contest were closed.",
        "Balanced in 0 of 1 precinct. 1 is not checked.",
        "Not checked in 1 precinct",
        closed.recount.record_code(),
        "Lou Lewis ? Board member",
    ):
        assert sentence in told, sentence


def test_the_report_counts_kinds_of_mark_and_lays_tables_beside_it(closed: Boardroom) -> None:
    made = gather(closed.recount, Kind.REPORT, "mayor")
    places, marks, notes = (
        list(csv.DictReader(io.StringIO(data.decode()))) for _, data in made.files
    )
    (place,) = places
    assert (place["style"], place["precinct"], place["group"]) == ("all", "101", "election_day")
    assert (place["overvotes_before"], place["overvotes_after"]) == ("12", "10")
    assert (place["ballots_reviewed"], place["found_to_hold_a_vote"]) == ("16", "2")
    assert sum(int(line["ballots"]) for line in marks) == 16
    assert sum(int(line["votes_added"]) for line in marks) == int(place["votes_found"]) == 2
    assert {line["clause"] for line in marks} == {"(4)(c)15", "(6)", ""}
    assert "the lights went out beside ada" in {note["words"] for note in notes}
    told = words(made)
    assert "s. 101.595(1), Fla. Stat." in told
    assert "was not confirmed from the text of the law" in told
    assert all(name in told for name, _ in made.files)


def test_one_record_gives_the_same_bytes_whatever_clock_and_zone(
    closed: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every() -> list[bytes]:
        kinds = (Kind.MINUTES, Kind.RETURNS, Kind.CERTIFICATE, Kind.REPORT)
        return [gather(closed.recount, kind, "mayor").render() for kind in kinds]

    first = every()
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert every() == first
    finally:
        if before is None:
            monkeypatch.delenv("TZ")
        else:
            monkeypatch.setenv("TZ", before)
        time.tzset()
