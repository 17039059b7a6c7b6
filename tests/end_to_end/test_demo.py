"""``adjudicator demo``, from the command line to its folder, and where there is a display."""

import csv
import hashlib
import json
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from PIL import Image

from adjudicator.cli.main import main
from adjudicator.domain.objections import Fate
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.second_look import Stage
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger import receipts
from adjudicator.ledger.origin import Purpose
from adjudicator.resources import resource_path
from adjudicator.services.grid.recording import BLANK
from adjudicator.services.locating.findings import case_finding
from adjudicator.services.objections import register
from adjudicator.services.proof.program import installed_program
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.references import active_references
from adjudicator.services.second_look.standing import read_looks
from adjudicator.services.status import recount_status
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.queries.acts import all_rulings, list_entries, rulings_of_case
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.interchange.papers.reading import read_pages

_KINDS = ("returns", "certificate", "report", "overvotes-undervotes", "kinds-of-mark")
_DOT = ("101-26", "commissioner")
LABEL = "Concentrated: in a real pile about 1 ballot in 100 holds a vote"
WATERMARK = "DEMONSTRATION - not an election record"


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demonstration without a display: its folder, and what it said."""
    out, said = tmp_path_factory.mktemp("demo") / "out", StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        assert main(["demo", "--out", str(out)]) == 0
    return out, said.getvalue()


@pytest.fixture
def told(run: tuple[Path, str]) -> Path:
    return run[0]


@pytest.fixture
def recount(told: Path) -> Iterator[Recount]:
    opened = open_recount(told / "recount")
    yield opened
    opened.close()


def test_without_a_display_the_story_is_told_to_its_end(run: tuple[Path, str]) -> None:
    said = run[1]
    assert said.count(LABEL) == 2
    assert WATERMARK in said
    assert "2018" not in said
    assert "Ada (REP) and Ben (DEM) rule case " in said
    assert "Uma (for Tobias Wren) objects to case " in said
    rows = {tuple(line.split()) for line in said.splitlines()}
    assert ("Marisol", "Quint", "38", "+5", "43") in rows
    assert ("Tobias", "Wren", "33", "+9", "42") in rows
    assert "Foots: yes · ballots 120 · pending cases 0" in said


def test_the_board_tells_its_evening(run: tuple[Path, str]) -> None:
    said = run[1]
    for sentence in (
        "The board seats Piet Olsen in the place of Ruth Bascom.",
        "School Board, At Large is suspended by order of the Circuit Court of Palmetto County",
        "The paper of case ",
        "2 to 1, Ellis Tran dissents.",
        "2 to 0, Piet Olsen abstains.",
        "Rosa Ortiz withdraws the objection to case ",
        "Sam Lee asks that case ",
        "11 like cases are voted on together.",
        "The board rules on 11 like cases, ",
        "School Board, At Large is resumed by order of the Circuit Court",
        "end the sitting and sign its 21 votes, one passphrase each.",
        "Honor Caldwell and Milo Ferrant reopen case ",
        "It is noted as late.",
        "given at the table, and signs the rest.",
        "declines to sign the close of batch ",
    ):
        assert sentence in said, sentence


def test_the_record_holds_the_evening(recount: Recount) -> None:
    lines = register(recount)
    state = recount.state
    with recount.reading() as connection:
        kinds = Counter(entry.kind for entry in list_entries(connection, limit=1_000))
        board = [r for r in all_rulings(connection) if r.tier is Tier.BOARD]
    fates = Counter(line.fate for line in lines)
    assert fates == {Fate.UPHELD: 2, Fate.REJECTED: 12, Fate.WITHDRAWN: 1, Fate.LATE: 1}
    # Six votes of three on one ballot, and three on eleven at once.
    assert (kinds["vote"], kinds["sitting"], kinds["reopen"], kinds["paper"]) == (21, 1, 1, 3)
    assert len(board) == 17
    assert len(state.data.struck) >= 1
    assert state.data.seated == {}
    assert state.data.suspended == {}


def test_images_come_without_positions_and_people_draw_where_contests_stand(
    run: tuple[Path, str], recount: Recount
) -> None:
    told, said = run
    head, *rows = (told / "source" / "manifest.csv").read_text(encoding="utf-8").splitlines()
    assert "layout" not in head
    assert head.endswith(",ballot_style")
    assert all(row.endswith(",1") for row in rows)
    assert not (told / "source" / "layouts").exists()
    for side, drawn in (("front", "7 contests and 17 targets"), ("back", "3 contests and 8")):
        assert f"Milo Ferrant and Honor Caldwell record where {drawn}" in said, side
    references = active_references(recount)
    assert [(r.style, r.side) for r in references] == [("1", "back"), ("1", "front")]
    assert all(r.entry is not None for r in references), "two people signed each"
    assert recount.state.data.references.keys() == {("1", "back"), ("1", "front")}


def test_every_flagged_page_is_located_but_for_the_torn_one(
    run: tuple[Path, str], recount: Recount
) -> None:
    told, said = run
    sentence = (
        "126 pages looked at: of 84 flagged contests 81 located (3 of them on pages scanned upside "
        "down), 2 to be checked, 1 not located."
    )
    assert said.count(sentence) == 2
    assert (told / "story.txt").read_text(encoding="utf-8").strip().endswith(sentence)
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
    found = {(c.row.ballot, c.row.contest): case_finding(recount, c) for c in cases}
    lost = {name for name, each in found.items() if each is None or not each.located}
    assert lost == {("101-10", "commissioner")}
    turned = {
        name
        for name, each in found.items()
        if each is not None and (fit := each.finding.places.fit) is not None and fit.upside_down
    }
    assert {ballot for ballot, _ in turned} == {"101-28", "102-13"}


def test_blanks_are_confirmed_by_the_page_and_everything_else_alone(recount: Recount) -> None:
    with recount.reading() as connection:
        acts = Counter(r.entry for r in all_rulings(connection) if r.tier is Tier.TEAM)
        pages = [r for r in all_rulings(connection) if r.tier is Tier.TEAM and acts[r.entry] > 1]
    assert {r.ruling for r in pages} == {BLANK}
    assert sorted(n for n in acts.values() if n > 1) == [2, 2, 3, 3, 3, 3, 4, 8]


def test_a_second_look_finds_the_dot_and_the_board_settles_it(
    run: tuple[Path, str], recount: Recount
) -> None:
    said = run[1]
    assert "they see a vote: to the board." in said
    assert said.count("Second look: 1 of 17 seen otherwise (59 of 1,000); limit 100") == 2
    looks = read_looks(recount)
    assert looks is not None
    assert (looks.drawn, looks.rate.unlike, looks.waiting) == (17, 1, 0)
    assert {each.stage for each in looks.batches} == {Stage.DONE}
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
        dot = next(c for c in cases if (c.row.ballot, c.row.contest) == _DOT)
        made = rulings_of_case(connection, dot.seal)
    assert [r.ruling.disposition for r in made] == [
        Disposition.NOTHING_MARKED,
        Disposition.MARKS_DO_NOT_COUNT,
    ]
    assert made[-1].tier is Tier.BOARD


def test_tally_json_holds_the_revised_tally(told: Path) -> None:
    tally = json.loads((told / "tally.json").read_text(encoding="utf-8"))
    assert (tally["purpose"], tally["watermark"]) == ("demo", WATERMARK)
    commissioner, school = tally["contests"]
    assert {c["name"]: (c["before"], c["after"]) for c in commissioner["choices"]} == {
        "Marisol Quint": (38, 43),
        "Tobias Wren": (33, 42),
        "Odessa Pike": (7, 9),
    }
    assert (commissioner["pending"], school["pending"]) == (0, 0)
    for contest in (commissioner, school):
        assert contest["balanced"] is True
        assert contest["ballots"] == 120
        assert [p["balanced"] for p in contest["precincts"]] == [True] * 3


def test_reconciliation_json_balances_in_every_precinct_against_the_press_s_own_list(
    told: Path,
) -> None:
    found = json.loads((told / "reconciliation.json").read_text(encoding="utf-8"))
    assert (found["balanced"], found["expected"]["file"]) == ("yes", "expected.csv")
    assert found["headline"] == "Balanced in 3 of 3 precincts.", "in both contests"
    assert [place["balanced"] for place in found["places"]] == ["yes"] * 6
    for place in found["places"]:
        assert place["machine_ballots"] == place["listed_ballots"]
        assert place["expected_flagged"] == place["flagged_here"]


def test_the_log_tells_all_five_attestation_states(told: Path) -> None:
    log = json.loads((told / "adjudication-log.json").read_text(encoding="utf-8"))
    assert log["watermark"] == WATERMARK
    rulings = [line for line in log["lines"] if line["kind"] == "rule"]
    # 84 cases, one of them revised, 17 ruled on by the board, one reopened.
    assert len(rulings) == 103
    text = (told / "adjudication-log.json").read_text(encoding="utf-8")
    for state in (
        "signed, no objection",
        "signed, objection",
        "declined to sign",
        "present, did not answer",
        "not at the table",
    ):
        assert state in text
    times = [line["time"] for line in log["lines"]]
    assert times == sorted(times)
    assert "vote for this one" in text
    assert LABEL in text
    with (told / "adjudication-log.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert len(lines) == len(log["lines"]) + 1
    assert all(WATERMARK in line for line in lines[1:])


def test_the_demonstration_ends_with_what_people_take_home(told: Path) -> None:
    assert {p.name for p in (told / "cards").iterdir()} == {
        "opening.tlog-proof", "opening.pdf", "pile.tlog-proof", "pile.pdf", "recount.tlog-policy",
    }  # fmt: skip
    kinds = {}
    for path in (told / "receipts").glob("*.tlog-proof"):
        receipt = receipts.parse(path.read_bytes())
        kinds[receipt.entry.kind] = receipt.opened
    assert kinds.keys() == {"attest", "rule"}
    assert any(each.path == "/words" for each in kinds["attest"])
    assert (told / "export" / "MANIFEST.note").is_file()


def test_three_verifications_say_what_holds_and_what_does_not(run: tuple[Path, str]) -> None:
    told, said = run
    verdicts = {
        "verify-with-card.txt": ("The record holds, and contains all you kept.", 0),
        "verify-alone.txt": (
            "The record is consistent in itself, compared with nothing from outside.",
            1,
        ),
        "verify-altered.txt": ("The record does not hold at entry ", 3),
    }
    for name, (sentence, code) in verdicts.items():
        call, first, *rest = (told / name).read_text(encoding="utf-8").splitlines()
        assert call.startswith("$ adjudicator verify ")
        assert first.startswith(sentence)
        assert rest[-2:] == [f"Checked with {installed_program().sentence}", f"Exit code {code}."]
        assert f"({name}): {first}" in said
    with_card = (told / "verify-with-card.txt").read_text(encoding="utf-8")
    for card in ("opening.tlog-proof", "pile.tlog-proof"):
        assert f"{card} is contained: record code " in with_card


@pytest.mark.parametrize(
    ("export", "anchors", "code"),
    [
        ("export", ("cards/opening.tlog-proof", "cards/pile.tlog-proof"), 0),
        ("export", (), 1),
        ("altered/export", ("cards/pile.tlog-proof",), 3),
    ],
)
def test_the_verifier_that_shares_no_code_says_the_same(
    told: Path, export: str, anchors: tuple[str, ...], code: int
) -> None:
    given = [*anchors, *(str(p) for p in (told / "receipts").glob("*.tlog-proof") if anchors)]
    call = [sys.executable, str(resource_path("verifier", "verify_recount.py")), export]
    for anchor in given:
        call += ["--anchor", anchor]
    ran = subprocess.run(call, cwd=told, check=False, capture_output=True, text=True)
    assert ran.returncode == code, ran.stdout


def test_the_altered_copy_is_named_as_such_and_one_line_of_it_is_another(told: Path) -> None:
    readme = (told / "altered" / "README.txt").read_text(encoding="utf-8")
    assert "was made by the demonstration, to show a record that was tampered with" in readme
    there = {p.relative_to(told / "export") for p in (told / "export").rglob("*") if p.is_file()}
    copy = told / "altered" / "export"
    assert there == {p.relative_to(copy) for p in copy.rglob("*") if p.is_file()}
    different = [p for p in there if (copy / p).read_bytes() != (told / "export" / p).read_bytes()]
    assert different == [Path("record.jsonl")]
    lines = [(f / "record.jsonl").read_bytes().splitlines() for f in (told / "export", copy)]
    (entry,) = [n for n, (one, other) in enumerate(zip(*lines, strict=True)) if one != other]
    assert f"in entry {entry}." in readme
    verdict = verify(copy, jobs=1)
    assert verdict.failure is not None
    assert (verdict.failure.entry, verdict.failure.code) == (entry, "signature")


def test_the_folder_holds_everything_and_keeps_its_secrets(told: Path) -> None:
    assert {p.name for p in told.iterdir()} == {
        *("recount", "keys", "kept", "source", "screenshots", "demonstration.json", "story.txt"),
        *("passphrases.csv", "tally.json", "adjudication-log.csv", "adjudication-log.json"),
        *("cards", "receipts", "export", "altered", "papers", "reconciliation.json"),
        *("verify-with-card.txt", "verify-alone.txt", "verify-altered.txt"),
    }
    passphrases = told / "passphrases.csv"
    assert stat.S_IMODE(passphrases.stat().st_mode) == 0o600
    assert len(read_passphrases(passphrases)) == 13
    assert "of a demonstration person" in passphrases.read_text(encoding="utf-8")
    assert {p.name for p in next((told / "keys").iterdir()).iterdir()} == {
        "log.key",
        *(f"p{n:02}.key" for n in range(1, 14)),
    }
    assert {p.suffix for p in (told / "source" / "images").iterdir()} == {".jpg", ".tif"}


def test_every_screen_was_taken_in_light_and_dark_at_both_sizes(told: Path) -> None:
    shots = {p.stem.split("-")[0] for p in (told / "screenshots").glob("*.png")}
    assert shots >= {"start", "import", "people", "grid", "references", "second_look"}
    for name in shots:
        for scheme in ("light", "dark"):
            for size in ((1366, 768), (1920, 1080)):
                path = told / "screenshots" / f"{name}-{scheme}-{size[0]}x{size[1]}.png"
                with Image.open(path) as picture:
                    assert picture.size == size
                    # Not an empty window: many tones, whatever they are.
                    assert len(picture.convert("L").getcolors() or []) > 20


def test_the_docket_s_pictures_are_of_its_list_and_not_of_the_case_called(told: Path) -> None:
    folder = told / "screenshots"
    lists = sorted(folder.glob("docket-*.png"))
    assert len(lists) == 4
    for path in lists:
        called = folder / path.name.replace("docket", "case")
        assert path.read_bytes() != called.read_bytes(), path.name


def test_the_recount_is_a_demonstration_and_its_people_are_gone(recount: Recount) -> None:
    status = recount_status(recount)
    assert recount.purpose is Purpose.DEMO
    assert (status.cases, status.for_board, status.for_paper) == (84, 0, 0)
    assert status.closed_batches == len(status.batches) == 18
    assert status.waiting == []


def test_the_papers_say_what_the_tally_says(run: tuple[Path, str]) -> None:
    told, said = run
    papers = told / "papers"
    names = {path.name.rpartition("-at-")[0] or path.name: path for path in papers.iterdir()}
    upload = names["upload-UNVERIFIED-EXAMPLE-DEMONSTRATION.txt"]
    assert set(names) == {
        *("minutes", "notes", upload.name),
        *(f"{kind}-{contest}" for kind in _KINDS for contest in ("commissioner", "school")),
    }
    words = {
        name: " ".join(page.words for page in read_pages(path.read_bytes()))
        for name, path in names.items()
        if path.suffix == ".pdf"
    }
    for sentence in (
        "Every contest is closed.",
        "The quorum is 2 of 3 seats.",
        "Abstained: Piet Olsen. Objections decided: R-",
        "School Board, At Large is suspended by order of the Circuit Court of Palmetto County",
        "The lights at table 2 went out for two minutes.",
        "The recess is over: the board sits again.",
    ):
        assert sentence in words["minutes"], sentence
    certified = words["certificate-commissioner"]
    assert "After: Marisol Quint ahead of Tobias Wren by 1 vote of 94," in certified
    assert "Outcome: Marisol Quint. The same outcome as before." in certified
    assert "Ballots reviewed 42" in certified
    assert "Official returns of the county" in words["returns-commissioner"]
    assert all("DEMONSTRATION" in each for each in words.values())
    tally = json.loads((told / "tally.json").read_text(encoding="utf-8"))
    handed: Counter[tuple[str, str]] = Counter()
    with upload.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            handed[row["ContestName"], row["ChoiceName"]] += int(row["VoteTotal"])
    for contest in tally["contests"]:
        for choice in contest["choices"]:
            assert handed[contest["contest"], choice["name"]] == choice["after"]
    assert f"SHA-256 {hashlib.sha256(upload.read_bytes()).hexdigest()}" in said
