import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest
from PIL import Image

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.readings import Condition, MachineReading, Mark
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from tests.interchange.makers import small_election, written

HEADER = "ballot_id,precinct,counting_group,batch,sequence,contest,condition,image"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    for number in (1, 2, 3):
        for side in ("f", "b"):
            page = Image.new("L", (85, 110), 200 + number)
            page.save(tmp_path / "scans" / f"{number}{side}.png")
    pages = [Image.new("1", (85, 110), n) for n in (0, 1)]
    pages[0].save(
        tmp_path / "scans" / "both.tif",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
    )
    return tmp_path


def read(folder: Path, *rows: str, header: str = HEADER) -> list[SourceSheet | Quarantined]:
    text = "\n".join((header, *rows)) + "\n"
    source = PlainManifest(written(folder, "manifest.csv", text), small_election())
    records = list(source.records())
    assert source.total() == len({str(r.sheet) for r in records})
    return records


def only(folder: Path, *rows: str, header: str = HEADER) -> SourceSheet:
    (sheet,) = read(folder, *rows, header=header)
    assert isinstance(sheet, SourceSheet), sheet
    return sheet


def complaints(folder: Path, *rows: str, header: str = HEADER) -> list[str]:
    bad = [r for r in read(folder, *rows, header=header) if isinstance(r, Quarantined)]
    return [str(p) for b in bad for p in (b.where, *b.others)]


def test_a_row_is_a_contest_of_a_sheet(folder: Path) -> None:
    sheet = only(
        folder,
        "B1,p1,election_day,box 3,7,mayor,overvote,scans/1f.png;scans/1b.png",
        "B1,p1,election_day,box 3,7,park,blank,",
    )
    assert sheet.sheet == SheetId("manifest", "manifest", "box 3", "B1")
    assert (sheet.ballot, sheet.precinct, sheet.container, sheet.position) == (
        *("B1", "p1", "box 3"),
        7,
    )
    assert (sheet.group, sheet.lot) == (CountingGroup.ELECTION_DAY, Lot.ACCEPTED)
    assert [(i.name, i.page) for i in sheet.images] == [("scans/1f.png", 1), ("scans/1b.png", 1)]
    assert [(c.contest, c.condition, c.machine) for c in sheet.contests] == [
        ("mayor", Condition.OVERVOTE, MachineReading(frozenset(), over=1)),
        ("park", Condition.BLANK, MachineReading(frozenset(), under=1)),
    ]


def test_header_and_words_may_differ(folder: Path) -> None:
    sheet = only(
        folder,
        "B1;PCT 101;VBM;3;1;Town Council District 7;Under;Cy Oak;scans\\1f.png",
        header="\ufeffBallot ID;Precinct;Group;Box;Position;Contest;Reason;Counted;Image",
    )
    assert sheet.group is CountingGroup.VOTE_BY_MAIL
    assert [(c.contest, c.condition) for c in sheet.contests] == [
        ("council-7", Condition.UNDERVOTE)
    ]
    assert sheet.contests[0].machine == MachineReading(frozenset({"cy"}), under=1)


def test_every_optional_column(folder: Path) -> None:
    sha = hashlib.sha256((folder / "scans" / "1f.png").read_bytes()).hexdigest()
    layout = PageLayout(
        85,
        110,
        (ContestBox("mayor", Box(1, 2, 30, 40)),),
        (TargetBox("mayor", "ada", Box(3, 4, 5, 6.5)),),
    )
    written(folder, "1f.json", json.dumps(layout.as_value()))
    sheet = only(
        folder,
        f"B1,2,T4,p1,EV,3,1,mayor,writein,write-in-0,ada=12;Write-in=831,"
        f"scans/1f.png,scans/1b.png,{sha.upper()},{'0' * 64},disputed,B0,Torn.,1f.json,1f.json",
        header=(
            "ballot_id,sheet,tabulator,precinct,counting_group,batch,sequence,contest,condition,"
            "votes,marks,image,image_back,sha256,sha256_back,lot,remakes,note,layout,layout_back"
        ),
    )
    assert str(sheet.sheet) == "manifest/T4/3/B1#2"
    assert sheet.lot is Lot.DISPUTED
    assert sheet.remakes == "manifest/T4/3/B0"
    assert [i.expected_sha256 for i in sheet.images] == [sha, "0" * 64]
    assert [i.layout for i in sheet.images] == [layout, layout]
    (contest,) = sheet.contests
    assert contest.note == "Torn."
    assert contest.machine.votes == {"write-in-0"}
    assert contest.machine.marks == (Mark("ada", 12), Mark("write-in-0", 831))


STYLED = f"{HEADER},ballot_style"


@pytest.mark.parametrize(("written_style", "style"), [("BOTH", "both"), ("5-R", "5-R"), ("", None)])
def test_a_ballot_style_is_that_of_the_definition_or_as_it_is_written(
    folder: Path, written_style: str, style: str | None
) -> None:
    row = f"B1,p1,ED,3,1,mayor,blank,scans/1f.png,{written_style}"
    assert only(folder, row, header=STYLED).style == style


def test_later_rows_leave_the_style_out_or_repeat_it(folder: Path) -> None:
    first = "B1,p1,ED,3,1,mayor,blank,scans/1f.png,both"
    assert only(folder, first, "B1,p1,ED,3,1,park,blank,,", header=STYLED).style == "both"
    assert complaints(folder, first, "B1,p1,ED,3,1,park,blank,,less", header=STYLED) == [
        (
            'manifest.csv, row 3, column ballot_style: An earlier row of this sheet says "both", '
            'this one "less".'
        )
    ]


def test_a_tiff_of_several_pages_is_all_of_them_or_the_one_named(folder: Path) -> None:
    row = "B1,p1,ED,3,1,mayor,blank,scans/both.tif"
    assert [(i.name, i.page) for i in only(folder, row).images] == [
        ("scans/both.tif", 1),
        ("scans/both.tif", 2),
    ]
    assert [i.page for i in only(folder, f"{row}#2").images] == [2]
    assert complaints(folder, f"{row}#3") == [
        'manifest.csv, row 2, column image: "scans/both.tif" has 2 pages, not 3.'
    ]


def test_rows_of_a_sheet_belong_together_wherever_they_stand(folder: Path) -> None:
    records = read(
        folder,
        "B1,p1,ED,3,1,mayor,blank,scans/1f.png",
        "B2,p1,ED,3,2,mayor,blank,scans/2f.png",
        "B1,p1,ED,3,1,park,blank,scans/1f.png",
        "B2,p1,ED,3,2,park,blank,",
    )
    sheets = [r for r in records if isinstance(r, SourceSheet)]
    assert [(s.ballot, [c.contest for c in s.contests]) for s in sheets] == [
        ("B1", ["mayor", "park"]),
        ("B2", ["mayor", "park"]),
    ]


def test_the_same_ballot_id_in_two_batches_is_two_sheets(folder: Path) -> None:
    records = read(
        folder,
        "1,p1,ED,3,1,mayor,blank,scans/1f.png",
        "1,p1,ED,4,1,mayor,blank,scans/2f.png",
    )
    assert [str(r.sheet) for r in records] == ["manifest/manifest/3/1", "manifest/manifest/4/1"]


def test_a_bad_row_is_set_aside_and_reading_goes_on(folder: Path) -> None:
    records = read(
        folder,
        "B1,PCT 10l,ED,3,1,mayor,blank,scans/1f.png",
        "B2,p1,ED,3,2,mayor,overvotes,scans/2f.png",
        "B2,p1,ED,3,2,park,blank,scans/2f.png",
        "B3,p1,ED,3,3,mayr,blank,scans/3f.png",
    )
    assert [type(r).__name__ for r in records] == [
        "Quarantined",
        "Quarantined",
        "SourceSheet",
        "Quarantined",
    ]
    bad = [r for r in records if isinstance(r, Quarantined)]
    assert [str(b.where) for b in bad] == [
        (
            'manifest.csv, row 2, column precinct: "PCT 10l" is not a precinct of this election.'
            ' Did you mean "PCT 101"?'
        ),
        (
            'manifest.csv, row 3, column condition: "overvotes" is not a condition.'
            ' Did you mean "overvote"?'
        ),
        (
            'manifest.csv, row 5, column contest: "mayr" is not a contest of this election.'
            ' Did you mean "Mayor"?'
        ),
    ]
    assert next((b.ballot, b.sheet) for b in bad) == ("B1", "manifest/manifest/3/B1")
    (good,) = [r for r in records if isinstance(r, SourceSheet)]
    assert [c.contest for c in good.contests] == ["park"]


def test_everything_wrong_with_a_row_is_said(folder: Path) -> None:
    assert complaints(folder, ",p1,XX,3/4,0,mayor,blank,scans/1f.png") == [
        'manifest.csv, row 2, column batch: "3/4" cannot be part of an id: it must not hold "/".',
        "manifest.csv, row 2, column ballot_id: This is missing.",
        (
            'manifest.csv, row 2, column counting_group: "XX" is not a counting group.'
            " Known are: Vote-by-mail, Early voting, Election day, Provisional, Overseas."
        ),
        (
            'manifest.csv, row 2, column sequence: "0" is not a place in the batch; write 1 for the'
            " first sheet, 2 for the next."
        ),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "/etc/passwd",
        "scans/../../x.png",
        "C:\\x.png",
        "\\\\server\\x.png",
        "out/x",
    ],
)
def test_images_cannot_lead_out_of_the_folder(folder: Path, name: str) -> None:
    (folder / "out").symlink_to(folder.parent)
    (found,) = complaints(folder, f"B1,p1,ED,3,1,mayor,blank,{name}")
    assert "leads out of the folder of the manifest" in found


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("scans/9f.png", 'There is no file "scans/9f.png" beside the manifest.'),
        ("scans", 'There is no file "scans" beside the manifest.'),
        ("", "This is missing: the first row of a sheet names its images."),
    ],
)
def test_a_missing_image_is_said(folder: Path, image: str, expected: str) -> None:
    (found,) = complaints(folder, f"B1,p1,ED,3,1,mayor,blank,{image}")
    assert found == f"manifest.csv, row 2, column image: {expected}"


def test_hashes_go_with_images(folder: Path) -> None:
    header = f"{HEADER},sha256"
    row = "B1,p1,ED,3,1,mayor,blank,scans/1f.png;scans/1b.png"
    assert complaints(folder, f"{row},{'a' * 64}", header=header) == [
        (
            "manifest.csv, row 2, column sha256: There are 2 images but 1 hashes;"
            " each image needs its own."
        )
    ]
    assert complaints(folder, f"{row},{'a' * 64};xyz", header=header) == [
        'manifest.csv, row 2, column sha256: "xyz" is not a SHA-256: 64 digits and letters a to f.'
    ]


def test_rows_of_a_sheet_must_agree(folder: Path) -> None:
    found = complaints(
        folder,
        "B1,p1,ED,3,1,mayor,blank,scans/1f.png",
        "B1,p2,ED,3,2,park,blank,scans/2f.png",
        "B1,p1,ED,3,1,mayor,overvote,",
    )
    assert [f.split(": ")[0] for f in found] == [
        "manifest.csv, row 3, column precinct",
        "manifest.csv, row 3, column sequence",
        "manifest.csv, row 3, column image",
        "manifest.csv, row 4, column contest",
    ]
    assert 'An earlier row of this sheet says "p1", this one "p2".' in found[0]


@pytest.mark.parametrize(
    ("contest", "condition", "votes", "machine"),
    [
        ("mayor", "overvote", "", MachineReading(frozenset(), over=1)),
        ("council-7", "overvote", "", MachineReading(frozenset(), over=2)),
        ("council-7", "blank", "", MachineReading(frozenset(), under=2)),
        ("council-7", "undervote", "di", MachineReading(frozenset({"di"}), under=1)),
        ("mayor", "ambiguous", "ada", MachineReading(frozenset({"ada"}))),
        ("mayor", "ambiguous", "", MachineReading(frozenset(), under=1)),
    ],
)
def test_the_machine_reading_follows_from_condition_and_votes(
    folder: Path, contest: str, condition: str, votes: str, machine: MachineReading
) -> None:
    row = f"B1,p1,ED,3,1,{contest},{condition},scans/1f.png,{votes}"
    (found,) = only(folder, row, header=f"{HEADER},votes").contests
    assert found.machine == machine
    assert found.condition == Condition(condition)
    told = len(found.machine.votes) + found.machine.over + found.machine.under
    assert told == small_election().contest(contest).seats


def test_an_undervote_where_one_is_allowed_is_a_blank_contest(folder: Path) -> None:
    (found,) = only(folder, "B1,p1,ED,3,1,mayor,undervote,scans/1f.png").contests
    assert found.condition is Condition.BLANK


@pytest.mark.parametrize(
    ("contest", "condition", "votes", "expected"),
    [
        ("council-7", "undervote", "", "Town Council District 7 allows 2. Name here"),
        ("council-7", "undervote", "cy;di", "Town Council District 7 allows 2. Name here"),
        ("mayor", "blank", "ada", "the machine counts no vote here"),
        ("mayor", "overvote", "ada", "the machine counts no vote here"),
        ("mayor", "ambiguous", "ada;bo", "cannot have counted 2"),
        ("council-7", "undervote", "cy;cy", "stands here twice"),
        ("mayor", "ambiguous", "Ada Pam", 'Did you mean "Ada Palm"?'),
    ],
)
def test_votes_that_do_not_go_with_the_condition(
    folder: Path, contest: str, condition: str, votes: str, expected: str
) -> None:
    row = f"B1,p1,ED,3,1,{contest},{condition},scans/1f.png,{votes}"
    (found,) = complaints(folder, row, header=f"{HEADER},votes")
    assert found.startswith("manifest.csv, row 2, column votes: ")
    assert expected in found


@pytest.mark.parametrize("marks", ["ada=1001", "ada=", "ada", "ada=0.5", "adda=3"])
def test_densities_are_per_mille(folder: Path, marks: str) -> None:
    row = f"B1,p1,ED,3,1,mayor,blank,scans/1f.png,{marks}"
    (found,) = complaints(folder, row, header=f"{HEADER},marks")
    assert found.startswith("manifest.csv, row 2, column marks: ")


def test_without_a_column_for_the_group_it_must_be_given(folder: Path) -> None:
    path = written(
        folder,
        "manifest.csv",
        "ballot_id,precinct,batch,sequence,contest,condition,image\n"
        "B1,p1,3,1,mayor,blank,scans/1f.png\n",
    )
    with pytest.raises(Unreadable, match="column counting_group is missing"):
        open_source(path, small_election())
    source = open_source(path, small_election(), group=CountingGroup.OVERSEAS)
    (sheet,) = source.records()
    assert isinstance(sheet, SourceSheet)
    assert sheet.group is CountingGroup.OVERSEAS


def peak(folder: Path, count: int) -> int:
    """The most bytes Python held while that many sheets passed by."""
    rows = (f"B{n},p1,ED,3,{n},mayor,blank,scans/1f.png" for n in range(1, count + 1))
    path = written(folder, "manifest.csv", "\n".join((HEADER, *rows)) + "\n")
    source = PlainManifest(path, small_election())
    tracemalloc.start()
    assert sum(1 for _ in source.records()) == count
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_manifest(folder: Path) -> None:
    """A hundred bytes kept of each sheet would show."""
    peak(folder, 10)
    assert peak(folder, 5000) < 300_000
