from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.readings import Condition, Mark
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.interchange.sources.scanner_backup import ScannerBackup
from adjudicator.interchange.sources.scanner_pages import per_mille
from tests.interchange.makers import small_election
from tests.interchange.sources.backups import FakeSheet, backup

ADA, BO = {"id": "ada"}, {"id": "bo"}
LINE = {"id": "write-in-0", "isWriteIn": True}


def read(folder: Path) -> list[SourceSheet | Quarantined]:
    return list(ScannerBackup(folder, small_election()).records())


def only(folder: Path) -> SourceSheet:
    (sheet,) = read(folder)
    assert isinstance(sheet, SourceSheet)
    return sheet


def complaint(folder: Path) -> str:
    (bad,) = read(folder)
    assert isinstance(bad, Quarantined)
    return str(bad.where)


def test_a_sheet_comes_with_everything(tmp_path: Path) -> None:
    scores = {"ada": 0.44326922, "bo": 0, "write-in-0": 0.05}
    folder = backup(tmp_path, FakeSheet("aaaaaaaa-1", [ADA], scores))
    sheet = only(folder)
    assert str(sheet.sheet) == "scanner/scanner/batch-a/aaaaaaaa-1"
    assert sheet.ballot == "aaaaaaaa"
    assert (sheet.precinct, sheet.group, sheet.lot) == (
        "p1",
        CountingGroup.ELECTION_DAY,
        Lot.ACCEPTED,
    )
    assert (sheet.container, sheet.position) == ("Batch 1", 1)
    assert sheet.style == "both"
    assert [i.name for i in sheet.images] == [
        "images/aaaaaaaa-1-front.png",
        "images/aaaaaaaa-1-back.png",
    ]
    (contest,) = sheet.contests
    assert (contest.contest, contest.condition) == ("mayor", None)
    assert contest.machine.votes == {"ada"}
    assert contest.machine.marks == (Mark("ada", 443), Mark("bo", 0), Mark("write-in-0", 50))


def test_boxes_are_pixels_of_the_stored_image_not_of_the_paper(tmp_path: Path) -> None:
    layout = only(backup(tmp_path, FakeSheet("aaaaaaaa-1"))).images[0].layout
    assert layout is not None
    assert (layout.width, layout.height) == (85, 110)
    targets = [t for t in layout.targets if t.contest == "mayor"]
    assert [(t.choice, t.box.x, t.box.width) for t in targets] == [
        ("ada", 12, 9),
        ("bo", 12, 9),
        ("write-in-0", 12, 9),
    ]


def test_conditions_come_from_votes_against_seats(tmp_path: Path) -> None:
    council = {"cy": 0.2, "di": 0, "ed": 0}
    folder = backup(
        tmp_path,
        FakeSheet("a", [], created="2025-11-04 08:01:00"),
        FakeSheet("b", [ADA, BO], created="2025-11-04 08:02:00"),
        FakeSheet("c", [{"id": "cy"}], council, contest="council-7", created="2025-11-04 08:03:00"),
    )
    sheets = [s for s in read(folder) if isinstance(s, SourceSheet)]
    assert [s.contests[0].condition for s in sheets] == [
        Condition.BLANK,
        Condition.OVERVOTE,
        Condition.UNDERVOTE,
    ]
    assert [(s.contests[0].machine.over, s.contests[0].machine.under) for s in sheets] == [
        (0, 1),
        (1, 0),
        (0, 1),
    ]
    assert [s.contests[0].note for s in sheets] == [None, None, None]


def test_handed_back_sheets_are_a_lot_and_container_of_their_own(tmp_path: Path) -> None:
    folder = backup(
        tmp_path,
        FakeSheet("c", created="2025-11-04 08:03:00"),
        FakeSheet("b", created="2025-11-04 08:02:00", deleted="2025-11-04 08:02:00"),
        FakeSheet("a", created="2025-11-04 08:03:00"),
    )
    found = [s for s in read(folder) if isinstance(s, SourceSheet)]
    assert [(s.sheet.record, s.lot, s.container, s.position) for s in found] == [
        ("b", Lot.NOT_COUNTED, "Batch 1, handed back", 1),
        ("a", Lot.ACCEPTED, "Batch 1", 1),
        ("c", Lot.ACCEPTED, "Batch 1", 2),
    ]


def test_an_unmarked_write_in_that_made_an_overvote_is_noted(tmp_path: Path) -> None:
    scores = {"ada": 0.44, "bo": 0, "write-in-0": 1}
    note = only(backup(tmp_path, FakeSheet("a", [ADA, LINE], scores))).contests[0].note
    assert note is not None
    assert note.startswith("The scanner counted Write-in as marked without measuring ink")


def test_one_candidate_marked_twice_is_noted(tmp_path: Path) -> None:
    note = only(backup(tmp_path, FakeSheet("a", [ADA, ADA]))).contests[0].note
    assert note is not None
    assert note.startswith("Ada Palm stands in 2 places in this contest")


def test_a_measured_write_in_needs_no_note(tmp_path: Path) -> None:
    scores = {"ada": 0.44, "bo": 0, "write-in-0": 0.999}
    assert only(backup(tmp_path, FakeSheet("a", [ADA, LINE], scores))).contests[0].note is None


def test_yes_and_no_become_the_choices_of_the_definition(tmp_path: Path) -> None:
    sheet = FakeSheet("a", ["no"], {"yes": 0, "no": 0.5}, contest="park")
    (contest,) = only(backup(tmp_path, sheet)).contests
    assert contest.machine.votes == {"park-no"}
    assert contest.machine.marks == (Mark("park-yes", 0), Mark("park-no", 500))


def test_what_does_not_fit_the_election_is_set_aside_and_reading_goes_on(tmp_path: Path) -> None:
    folder = backup(
        tmp_path,
        FakeSheet("a", precinct="p9", created="1"),
        FakeSheet("b", contest="jury", created="2"),
        FakeSheet("c", ["zed"], created="3"),
        FakeSheet("d", [ADA], created="4"),
    )
    *bad, good = read(folder)
    assert isinstance(good, SourceSheet)
    assert [str(b.where) for b in bad if isinstance(b, Quarantined)] == [
        'scanner.db, sheet a, interpretation: "p9" is not a precinct of this election definition.',
        'scanner.db, sheet b, interpretation: "jury" is not a contest of this election definition.',
        'scanner.db, sheet c, interpretation: "zed" is not a choice of Mayor.',
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("{", "front_interpretation_json: This is not what a scanner writes"),
        ('{"type": "BlankPage"}', "both sides blank paper"),
        ('{"type": "UnreadablePage"}', "could not read this sheet"),
        ('{"type": "InterpretedHmpbPage"}', "could not read this sheet"),
    ],
)
def test_a_sheet_the_scanner_could_not_read(tmp_path: Path, page: str, expected: str) -> None:
    assert expected in complaint(backup(tmp_path, FakeSheet("a", front=page)))


def test_a_missing_image_is_said(tmp_path: Path) -> None:
    folder = backup(tmp_path, FakeSheet("a"))
    (folder / "images" / "a-back.png").unlink()
    assert complaint(folder) == (
        'scanner.db, sheet a, back_image_path: The image "a-back.png" is not in the folder.'
    )


def test_an_image_that_cannot_be_measured_has_no_layout(tmp_path: Path) -> None:
    folder = backup(tmp_path, FakeSheet("a"))
    (folder / "images" / "a-front.png").write_bytes(b"no image")
    assert only(folder).images[0].layout is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"x": 12, "y": 22', '"x": null, "y": 22', "x of the box of target ada of mayor is null"),
        ('"x": 12, "y": 22', '"x": NaN, "y": 22', "x of the box of target ada of mayor is NaN"),
        ('"x": 12, "y": 22', '"x": -Infinity, "y": 22', "target ada of mayor is -Infinity"),
        (
            '"x": 12, "y": 22',
            '"x": 1e400, "y": 22',
            "x of the box of target ada of mayor is 1E+400",
        ),
        ('"x": 12, "y": 22', '"x": 1e300, "y": 22', "target ada of mayor (9 x 6 pixels at 1e+300"),
        (
            '"x": 12, "y": 22',
            f'"x": {"1" * 4301}, "y": 22',
            "x of the box of target ada of mayor is",
        ),
        ('"x": 12, "y": 22', '"x": "\\ud800", "y": 22', 'target ada of mayor is "\\ud800", no'),
        ('"x": 12, "y": 22', '"\\ud800": 12, "y": 22', "target ada of mayor is null, no number"),
        ('"x": 12, "y": 22', '"x": "12", "y": 22', 'x of the box of target ada of mayor is "12"'),
        ('"x": 12, "y": 22', '"x": -40, "y": 22', "does not lie on the page of 85 x 110"),
        ('"x": 12, "y": 22', '"x": 75, "y": 22', "target ada of mayor lies outside the box"),
        ('"width": 60', '"width": 0', "the box of mayor is 0 x 80 pixels"),
        ('"width": 60', '"width": -60', "the box of mayor is -60 x 80 pixels"),
        ('"y": 31', '"y": 23', "target ada of mayor and target bo of mayor lie in one place"),
        (
            '{"x": 10, "y": 20, "width": 60, "height": 80}',
            "null",
            "the box of mayor is not four numbers but null",
        ),
        (
            '[{"contestId": "mayor", "bounds": {"x": 10, "y": 20, "width": 60, "height": 80}}]',
            "[]",
            "target ada of mayor stands in no contest",
        ),
    ],
)
def test_a_bad_number_in_a_box_costs_the_sheet_its_layout_and_no_vote(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    page = FakeSheet("a", [ADA], {"ada": 0.44, "bo": 0}).page()
    assert page.count(right) == 1
    sheet = only(backup(tmp_path, FakeSheet("a", front=page.replace(right, wrong))))
    assert [(c.contest, c.machine.votes) for c in sheet.contests] == [("mayor", frozenset({"ada"}))]
    assert sheet.contests[0].machine.marks == (Mark("ada", 440), Mark("bo", 0))
    front = sheet.images[0]
    assert front.layout is None
    assert front.left_out is not None
    told = str(front.left_out.where)
    assert told.startswith("scanner.db, sheet a, front_interpretation_json: The boxes of this page")
    assert said in told


@pytest.mark.parametrize("score", ["NaN", "Infinity", '"dark"', "null"])
def test_a_score_that_is_no_number_is_the_votes_own_and_the_sheet_is_set_aside(
    tmp_path: Path, score: str
) -> None:
    page = FakeSheet("a", [ADA], {"ada": 0.44, "bo": 0}).page()
    bad = page.replace('"score": 0.44', f'"score": {score}')
    assert "This is not what a scanner writes" in complaint(
        backup(tmp_path, FakeSheet("a", front=bad))
    )


@pytest.mark.parametrize("where", ['"both"', '"p1"', '"bo"', '"votes"', '"InterpretedHmpbPage"'])
def test_half_a_letter_outside_the_boxes_sets_the_sheet_aside(tmp_path: Path, where: str) -> None:
    page = FakeSheet("a", [ADA], {"ada": 0.44, "bo": 0}).page().replace('"y": 22', '"y": NaN')
    bad = page.replace(where, '"\\ud800"')
    assert bad != page
    told = complaint(backup(tmp_path, FakeSheet("a", front=bad)))
    assert "half of a surrogate pair stands where a letter belongs" in told


def test_ballot_ids_are_as_short_as_they_can_be(tmp_path: Path) -> None:
    folder = backup(tmp_path, FakeSheet("aaaaaaaa-1111-1"), FakeSheet("aaaaaaaa-2222-2"))
    assert [s.ballot for s in read(folder)] == ["aaaaaaaa-1111", "aaaaaaaa-2222"]


def test_only_the_database_is_hashed_as_a_whole(tmp_path: Path) -> None:
    source = open_source(backup(tmp_path, FakeSheet("a"), FakeSheet("b")), small_election())
    assert [f.name for f in source.files()] == ["scanner.db"]
    assert source.total() == 2
    assert source.complete


def test_another_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scanner.db").write_bytes(b"SQLite format 3\0 and then nothing")
    with pytest.raises(Unreadable, match="not the database of a scanner"):
        open_source(tmp_path, small_election())


@given(st.integers(0, 1000), st.integers(0, 10**6 - 1))
def test_scores_are_rounded_down_exactly(thousandths: int, rest: int) -> None:
    score = Decimal(thousandths * 10**6 + rest).scaleb(-9)
    wanted = min(1000, (Fraction(score) * 1000).__floor__())
    assert per_mille(score) == wanted
    assert per_mille(Decimal("0.57")) == 570
    assert per_mille(Decimal(1)) == 1000


def test_a_score_beyond_every_bound_is_held_at_the_bound() -> None:
    assert per_mille(Decimal("1e999999999")) == 1000
    assert per_mille(Decimal("-1e999999999")) == 0
