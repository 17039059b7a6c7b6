from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.readings import Condition, MachineReading
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, UNQUALIFIED, Cell, TallyBook
from adjudicator.interchange.counts import counts_of_sheets, read_counts
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.records import SourceContest, SourceSheet
from tests.interchange.makers import small_election, written

HEADER = "county,precinct,office,district,party,candidate,votes,counting_group\n"


def read(
    folder: Path, *rows: str, header: str = HEADER, group: CountingGroup | None = None
) -> tuple[dict[tuple[str, str, str, str], int], list[str]]:
    path = written(folder, "counts.csv", header + "\n".join(rows) + "\n")
    file = read_counts(path, small_election(), group=group)
    assert {c.cell.lot for c in file.counts} <= {"accepted"}
    counts = {(c.cell.contest, c.cell.precinct, c.cell.group, c.bucket): c.n for c in file.counts}
    assert len(counts) == len(file.counts)
    return counts, [str(n) for n in file.notices]


def problems(folder: Path, *rows: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read(folder, *rows)
    return [str(p) for p in caught.value.problems]


def test_every_kind_of_row(tmp_path: Path) -> None:
    counts, notices = read(
        tmp_path,
        "Marsh,PCT 101,Mayor,,HER,Ada Palm,12,VBM",
        "Marsh,pct 101,MAYOR,,EGR,bo,3,VBM",
        "Marsh,p1,mayor,,,Quill Reed,1,VBM",
        "Marsh,p1,mayor,,,WriteinVotes,2,VBM",
        "Marsh,p1,mayor,,,OverVotes,1,VBM",
        "Marsh,p1,mayor,,,UnderVotes,0,VBM",
        "Marsh,p1,mayor,,,Ballots Cast,19,VBM",
        'Marsh,p1,mayor,,,Ada Palm,"1,012",Election day',
        "Marsh,p1,Town Council,7,,Ed Núñez,5,VBM",
        "Marsh,p1,Measure 1: A Park,,,Yes,6,VBM",
    )
    assert counts == {
        ("mayor", "p1", "vote_by_mail", "ada"): 12,
        ("mayor", "p1", "vote_by_mail", "bo"): 3,
        ("mayor", "p1", "vote_by_mail", "quill"): 1,
        ("mayor", "p1", "vote_by_mail", UNQUALIFIED): 2,
        ("mayor", "p1", "vote_by_mail", OVER): 1,
        ("mayor", "p1", "vote_by_mail", UNDER): 0,
        ("mayor", "p1", "vote_by_mail", BALLOTS): 19,
        ("mayor", "p1", "election_day", "ada"): 1012,
        ("council-7", "p1", "vote_by_mail", "ed"): 5,
        ("park", "p1", "vote_by_mail", "park-yes"): 6,
    }
    assert notices == []


@pytest.mark.parametrize(
    ("office", "district"),
    [
        ("Town Council District 7", ""),
        ("Town Council", "7"),
        ("Town Council", "District 07"),
        ("town council,", "Dist. 7"),
        ("council-7", ""),
    ],
)
def test_a_contest_by_office_and_district(tmp_path: Path, office: str, district: str) -> None:
    counts, _ = read(tmp_path, f'M,p1,"{office}",{district},,cy,5,ED')
    assert counts == {("council-7", "p1", "election_day", "cy"): 5}


def test_counts_without_a_group_are_of_all_groups_or_of_the_one_given(tmp_path: Path) -> None:
    header = HEADER.replace(",counting_group", "")
    row = "M,p1,mayor,,,ada,5"
    assert list(read(tmp_path, row, header=header)[0]) == [("mayor", "p1", "all", "ada")]
    given = read(tmp_path, row, header=header, group=CountingGroup.OVERSEAS)[0]
    assert list(given) == [("mayor", "p1", "overseas", "ada")]


def test_ballots_cast_count_for_contests_every_ballot_carries(tmp_path: Path) -> None:
    counts, notices = read(
        tmp_path,
        "M,p1,Registered Voters,,,,900,ED",
        "M,p1,Ballots Cast,,,,40,ED",
        "M,p2,Ballots Cast,,,,30,ED",
        "M,p2,mayor,,,ada,30,ED",
        "M,p2,mayor,,,Ballots,29,ED",
    )
    assert {k: n for k, n in counts.items() if k[3] == BALLOTS} == {
        ("mayor", "p1", "election_day", BALLOTS): 40,
        ("council-7", "p1", "election_day", BALLOTS): 40,
        ("park", "p1", "election_day", BALLOTS): 40,
        # A number that stands with the contest itself is better than the precinct's.
        ("mayor", "p2", "election_day", BALLOTS): 29,
    }
    assert notices == [
        (
            "counts.csv, row 2, column office: Registered voters are not counted here;"
            " these rows are left out."
        ),
        "counts.csv: The file holds no count of Town Council District 7.",
        "counts.csv: The file holds no count of Measure 1: A Park.",
    ]


def test_other_contests_are_left_out_and_said_once(tmp_path: Path) -> None:
    _, notices = read(
        tmp_path,
        "M,p1,Governor,,,Someone,900,ED",
        "M,p9,Governor,,,Someone,many,ED",
        "M,p1,Mayer,,,ada,1,ED",
        "M,p1,mayor,,,ada,1,ED",
        "M,TOTAL,mayor,,,ada,1,ED",
    )
    assert notices[:3] == [
        (
            'counts.csv, row 2, column office: "Governor" is not a contest of this election.'
            " Its rows are left out."
        ),
        (
            'counts.csv, row 4, column office: "Mayer" is not a contest of this election.'
            ' Did you mean "Mayor"? Its rows are left out.'
        ),
        "counts.csv, row 6, column precinct: Rows of totals are left out.",
    ]


def test_every_problem_is_named_by_row_and_column(tmp_path: Path) -> None:
    assert problems(
        tmp_path,
        "M,PCT 11,mayor,,,ada,1,ED",
        "M,p1,mayor,,,Ada Plam,1,ED",
        "M,p1,mayor,,,ada,3050.27,ED",
        "M,p1,mayor,,,bo,-1,ED",
        "M,p1,mayor,,,bo,,ED",
        "M,p1,mayor,,,quill,1,Elction day",
        "M,p2,mayor,,,ada,1,ED",
        "M,p2,mayor,,,Ada Palm,1,ED",
    ) == [
        (
            'counts.csv, row 2, column precinct: "PCT 11" is not a precinct of this election.'
            ' Did you mean "PCT 101"?'
        ),
        (
            'counts.csv, row 3, column candidate: "Ada Plam" is not a choice of this contest.'
            ' Did you mean "Ada Palm"?'
        ),
        'counts.csv, row 4, column votes: "3050.27" is not a number of votes.',
        'counts.csv, row 5, column votes: "-1" is not a number of votes.',
        "counts.csv, row 6, column votes: The number is missing.",
        (
            'counts.csv, row 7, column counting_group: "Elction day" is not a counting group.'
            ' Did you mean "Election day"?'
        ),
        "counts.csv, row 9, column candidate: This number stands in row 8 already. Leave one out.",
    ]


def test_a_file_of_another_election_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, "M,p1,Governor,,,X,1,ED")[-1] == (
        "counts.csv: The file holds no count of any contest of this election."
    )


def sheet(
    record: str, contest: str, machine: MachineReading, lot: Lot = Lot.ACCEPTED
) -> SourceSheet:
    return SourceSheet(
        sheet=SheetId("s", "t", "b", record),
        ballot=record,
        precinct="p1",
        group=CountingGroup.EARLY_VOTING,
        container="b",
        position=1,
        lot=lot,
        images=(),
        contests=(SourceContest(contest, Condition.BLANK, machine),),
    )


def test_counts_of_sheets_foot_and_keep_lots_apart() -> None:
    election = small_election()
    counts = counts_of_sheets(
        [
            sheet("1", "council-7", MachineReading(frozenset({"cy", "di"}))),
            sheet("2", "council-7", MachineReading(frozenset({"cy"}), under=1)),
            sheet("3", "council-7", MachineReading(frozenset(), over=2)),
            sheet("4", "council-7", MachineReading(frozenset(), under=2), Lot.NOT_COUNTED),
            sheet("5", "mayor", MachineReading(frozenset({"write-in-0"}))),
        ],
        election,
    )
    by = {(c.cell.contest, c.cell.lot, c.bucket): c.n for c in counts}
    assert by["council-7", "accepted", "cy"] == 2
    assert by["council-7", "accepted", "ed"] == 0
    assert by["council-7", "accepted", OVER] == 2
    assert by["council-7", "accepted", UNDER] == 1
    assert by["council-7", "accepted", BALLOTS] == 3
    assert by["council-7", "not_counted", BALLOTS] == 1
    assert by["mayor", "accepted", UNQUALIFIED] == 1
    book = TallyBook()
    for count in counts:
        book.add_count(count)
    for contest in ("council-7", "mayor"):
        cell = Cell(contest, "p1", "early_voting", "accepted")
        assert book.contest_tally(election.contest(contest), [cell]).balanced is True
