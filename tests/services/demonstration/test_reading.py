"""Scripts are read strictly: a slip is told with its file, row or key, and column."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.domain.election import Election
from adjudicator.domain.rulings import Disposition, RevisionReason
from adjudicator.domain.second_look import Sight
from adjudicator.imaging.printing.marks import MarkKind, Where
from adjudicator.imaging.printing.pens import DRY_BALLPOINT
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.attesting import Answer, Ground
from adjudicator.services.demonstration.kinds import PALMETTO, read_script
from adjudicator.services.demonstration.preparing import StoryClock
from adjudicator.services.demonstration.story_reader import read_story
from adjudicator.services.demonstration.voters import read_voted_ballots

HEAD = (
    "ballot_id,precinct,counting_group,batch,sequence,scan,pen,page,sheriff,commissioner,clerk,"
    "soil,judge,minutes,library,school,hospital,ferry\n"
)
STORY = """
id = "s"
title = "T"
label = "L"
note = "N"
contests = ["commissioner"]
seed = "x"
"""


@pytest.fixture(scope="module")
def election() -> Election:
    return read_script(PALMETTO).election


def row(tmp_path: Path, cell: str, scan: str = "jpeg") -> Path:
    path = tmp_path / "ballots.csv"
    path.write_text(
        f"{HEAD}101-01,101,early_voting,101E,1,{scan},blue,,,{cell},,,,,,,,\n", encoding="utf-8"
    )
    return path


def test_a_cell_tells_every_mark_in_order(tmp_path: Path, election: Election) -> None:
    cell = "quint:struck_fill;wren~dry=vote for this one;quint+wren:check@beside;*:stray"
    (voted,) = read_voted_ballots(row(tmp_path, cell), election)
    first, second, third, fourth = voted.marks
    assert (first.choice, first.kind) == ("quint", MarkKind.STRUCK_FILL)
    assert (second.kind, second.pen, second.words) == (
        MarkKind.FILLED,
        DRY_BALLPOINT,
        "vote for this one",
    )
    assert (third.choice, third.also, third.where) == ("quint", ("wren",), Where.BESIDE)
    assert (fourth.choice, fourth.kind) == (None, MarkKind.STRAY)


@pytest.mark.parametrize(
    ("cell", "scan", "told"),
    [
        ("wren:scribble", "jpeg", "row 2, column commissioner"),
        ("wren@above", "jpeg", "'above' is not a place"),
        ("wren~crayon", "jpeg", "'crayon' is not a pen"),
        ("wren", "fax", "row 2, column scan"),
    ],
)
def test_a_slip_in_a_cell_is_told_with_its_place(
    tmp_path: Path, election: Election, cell: str, scan: str, told: str
) -> None:
    with pytest.raises(Unreadable, match=told):
        read_voted_ballots(row(tmp_path, cell, scan), election)


def story(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "story.toml"
    path.write_text(STORY + text, encoding="utf-8")
    return path


def test_a_story_is_read_as_it_is_written(tmp_path: Path, election: Election) -> None:
    text = """
    [[case]]
    ballot = "101-01"
    contest = "commissioner"
    ruling = { disposition = "nothing_marked" }
    revisions = [{ disposition = "paper", reason = "saw_more" }]
    objections = [{ person = "p09", ground = 2, claim = "no_vote", words = "No." }]
    [[plain]]
    contest = "school"
    ballots = ["101-01", "101-02"]
    ruling = { disposition = "nothing_marked", votes = ["eddings"] }
    [[answer]]
    table = "1"
    page = 2
    person = "p09"
    answer = "silent"
    [second_look]
    per_mille = 20
    limit_per_mille = 100
    [[look]]
    ballot = "101-01"
    contest = "school"
    sees = "too_many"
    """
    read = read_story(story(tmp_path, text), election)
    case = read.cases["101-01", "commissioner"]
    assert [r.disposition for r in case.rulings] == [Disposition.NOTHING_MARKED, Disposition.PAPER]
    assert case.rulings[1].reason is RevisionReason.SAW_MORE
    assert case.objections[0].ground is Ground.SHOULD_NOT
    assert read.cases["101-02", "school"].rulings[0].votes == {"eddings"}
    assert (read.answer("1", 2, "p09"), read.answer("1", 3, "p09")) == (None, Answer.NONE)
    assert read.case("101-03", "school") is None
    assert read.second_look is not None
    assert (read.second_look.per_mille, read.second_look.limit) == (20, 100)
    assert read.second_look.seen == {("101-01", "school"): Sight.TOO_MANY}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[plain]]\ncontest = "mayor"\nballots = []\nruling = { disposition = "paper" }', "mayor"),
        (
            (
                '[[plain]]\ncontest = "school"\nballots = ["1", "1"]\n'
                'ruling = { disposition = "paper" }'
            ),
            "tells twice",
        ),
        (
            (
                '[[plain]]\ncontest = "school"\nballots = ["1"]\n'
                'ruling = { disposition = "vote", votes = ["nobody"] }'
            ),
            "has no choice 'nobody'",
        ),
        (
            '[[plain]]\ncontest = "school"\nballots = ["1"]\nruling = { disposition = "perhaps" }',
            "This is no ruling",
        ),
        (
            (
                "[second_look]\nper_mille = 1\n[[look]]\n"
                'ballot = "1"\ncontest = "school"\nsees = "stars"'
            ),
            "A second look sees one of nothing_marked, vote",
        ),
        ("surprise = 1", "surprise"),
        ('closing = "at dawn"', "closing.*batch, evening"),
        ("= 1", "cannot be read"),
    ],
)
def test_a_slip_in_a_story_is_told(
    tmp_path: Path, election: Election, text: str, told: str
) -> None:
    with pytest.raises(Unreadable, match=told):
        read_story(story(tmp_path, text), election)


def test_the_storys_clock_goes_on_and_never_runs_ahead() -> None:
    now = datetime(2026, 10, 6, 21, 0, tzinfo=UTC)
    clock = StoryClock(lambda: now)
    told = [clock() for _ in range(2000)]
    assert told == sorted(told)
    assert told[0] < now - timedelta(minutes=20)
    assert told[-1] == now
