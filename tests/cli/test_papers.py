"""``adjudicator papers``: what is printed, where it lies, and what a wrong call is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.domain.objections import Ground
from tests.interchange.papers.reading import read_pages
from tests.support.boardroom import OVERVOTE, Boardroom


class Told:
    """Runs the command and keeps what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        try:
            code = main(["papers", str(self.folder), *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = self._capsys.readouterr()
        return code, captured.out.strip(), captured.err.strip()

    def paper(self, *words: str) -> tuple[str, str]:
        """The name of the file that was written, and its words."""
        code, out, err = self(*words)
        assert code == 0, err
        path = Path(out)
        assert path.stat().st_mode & 0o777 == 0o600
        return path.name, " ".join(page.words for page in read_pages(path.read_bytes()))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    case = made.mayor()[0]
    made.rule(case, OVERVOTE)
    made.objects("ortiz", case, Ground.SHOULD_COUNT, "ann")
    yield made
    made.recount.close()


@pytest.fixture
def papers(room: Boardroom, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(room.path, capsys)


def test_every_paper_is_written_and_its_path_printed(room: Boardroom, papers: Told) -> None:
    number = room.mayor()[0].number
    batch = str(room.mayor()[0].batch)
    calls = {
        ("cover", "--batch", batch): (f"cover-{batch}.pdf", f"/B.{batch}"),
        ("cover", "--batch", "all"): ("covers.pdf", "/B.1"),
        ("pull", "--case", " ".join(number).lower()): (f"pull-{number}.pdf", f"/{number}"),
        ("objection", "--number", "R-001"): (
            "objection-R-001.pdf",
            "Should be a vote for Ann Ash.",
        ),
        ("docket",): ("docket.pdf", "1 case waits for the board"),
        ("wall",): ("wall.pdf", "Partial: 0 of 1 precincts closed"),
        ("adjournment", "--until", "7:00 a.m."): ("adjournment.pdf", "In recess until 7:00 a.m."),
        ("forms", "--batch", "all"): ("forms.pdf", "Key to the form"),
        ("wall", "--contest", "mayor"): ("wall-mayor.pdf", "Mayor"),
        ("forms", "--batch", batch): (f"forms-{batch}.pdf", "Key to the form"),
        ("my-record", "--person", "ortiz"): ("my-record-ortiz.pdf", "Olga Ortiz"),
        ("card", "--person", "kelly"): ("card-kelly.pdf", "Ctrl+1"),
        ("opening-card",): ("opening-card.pdf", "before any ballot was imported"),
        ("pile-card",): ("pile-card.pdf", "before anybody ruled on one of them"),
        ("opening-report",): ("opening-report.pdf", "Every file of the program"),
    }
    for call, (name, words) in calls.items():
        written, told = papers.paper(*call)
        assert written == name
        assert words in told
        assert "DEMONSTRATION - not an election record" in told
    beside = {"opening.tlog-proof", "pile.tlog-proof", "recount.tlog-policy"}
    found = {path.name for path in (room.path / "papers").iterdir()}
    assert found == {name for name, _ in calls.values()} | beside


def test_a_paper_goes_where_it_is_asked_for_and_over_nothing(papers: Told, tmp_path: Path) -> None:
    out = tmp_path / "cover.pdf"
    code, printed, _ = papers("cover", "--batch", "1", "--out", str(out), "--paper", "a4")
    assert (code, printed) == (0, str(out))
    assert b"/MediaBox [ 0 0 595.28 841.89 ]" in out.read_bytes()
    assert not (papers.folder / "papers").exists()
    before = out.read_bytes()
    code, _, err = papers("docket", "--out", str(out))
    assert (code, "is there already" in err) == (2, True)
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("call", "code", "told"),
    [
        (["cover"], 2, "cover needs --batch. Nothing was printed."),
        (["cover", "--batch", "x"], 2, "'x' is not the number of a batch"),
        (["cover", "--batch", "99"], 1, "There is no batch 99."),
        (["pull"], 2, "pull needs --case."),
        (["pull", "--case", "417L"], 1, "Read it again."),
        (["objection", "--number", "R-9"], 1, "no objection R-9"),
        (["card", "--person", "nobody"], 1, "Nobody is enrolled"),
        (["pile-card", "--pile", "x"], 2, "'x' is not the number of a pile"),
        (["pile-card", "--pile", "2"], 1, "There is no pile 2 yet"),
        (["poster"], 2, "invalid choice"),
    ],
)
def test_a_call_that_cannot_be_met_is_told_and_writes_nothing(
    papers: Told, call: list[str], code: int, told: str
) -> None:
    found, out, err = papers(*call)
    assert (found, out) == (code, "")
    assert told in err
    assert not (papers.folder / "papers").exists()


def test_a_recount_without_batches_has_nothing_to_cover(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Boardroom.with_room(tmp_path)
    empty.recount.close()
    code, _, err = Told(empty.path, capsys)("cover", "--batch", "all")
    assert (code, "There is nothing to print" in err) == (2, True)
