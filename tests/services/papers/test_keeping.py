"""Papers are kept beside the record, readable by their owner, and never written over."""

import os
import time
from pathlib import Path

import pytest

from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.papers.printing import (
    file_name,
    plain_number,
    stamp,
    time_words,
    write_paper,
    write_paper_to,
    write_papers_to,
)
from tests.support.boardroom import Boardroom


def test_a_paper_lies_in_the_recount_s_folder_for_its_owner_alone(room: Boardroom) -> None:
    os.umask(0)
    path = write_paper(room.recount, "cover-1", b"one")
    assert path == room.path / "papers" / "cover-1.pdf"
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_other_bytes_get_the_next_number_and_the_same_ones_the_same_file(room: Boardroom) -> None:
    names = [write_paper(room.recount, "wall", data).name for data in (b"1", b"2", b"1", b"3")]
    assert names == ["wall.pdf", "wall-2.pdf", "wall.pdf", "wall-3.pdf"]
    kept = sorted((room.path / "papers").iterdir())
    assert {path.read_bytes() for path in kept} == {b"1", b"2", b"3"}


@pytest.mark.parametrize("name", ["", "../out", "a/b", ".hidden", "a b"])
def test_only_plain_names_are_taken(room: Boardroom, name: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        write_paper(room.recount, name, b"")
    assert not (room.path / "papers").exists()


def test_a_disk_that_takes_nothing_is_told_and_nothing_is_left(room: Boardroom) -> None:
    (room.path / "papers").write_text("a file where the folder should be")
    with pytest.raises(Refusal, match="The recount is untouched"):
        write_paper(room.recount, "wall", b"1")


def test_where_somebody_asked_for_it_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert write_paper_to(path, b"1") == path
    assert write_paper_to(path, b"1") == path
    with pytest.raises(UsageError, match=r"is there already\. Nothing was changed"):
        write_paper_to(path, b"2")
    assert path.read_bytes() == b"1"
    with pytest.raises(UsageError, match="cannot be written"):
        write_paper_to(tmp_path / "nowhere" / "a.pdf", b"1")


def test_papers_that_belong_together_are_written_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    opened = os.open

    def full(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == second:
            raise OSError(28, "No space left on device")
        return opened(path, flags, mode)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", full)
        with pytest.raises(UsageError, match="No space left on device"):
            write_papers_to([(first, b"1"), (second, b"2")])
    assert list(tmp_path.iterdir()) == []
    assert write_papers_to([(first, b"1"), (second, b"2"), (first, b"1")])[1] == second


def test_what_belongs_beside_a_paper_is_looked_at_before_it_is_kept(room: Boardroom) -> None:
    write_paper(room.recount, "wall", b"1", [("wall.txt", b"one")])
    with pytest.raises(UsageError, match=r"wall\.txt is there already"):
        write_paper(room.recount, "wall", b"2", [("wall.txt", b"two")])
    papers = room.path / "papers"
    assert sorted(path.name for path in papers.iterdir()) == ["wall.pdf", "wall.txt"]


@pytest.mark.parametrize(
    ("about", "name"),
    [("417K", "pull-417K"), ("00A*", "pull-00A-star"), ("00B~", "pull-00B-tilde"),
     ("00C$", "pull-00C-dollar"), ("00D=", "pull-00D-equals"), ("../é x", "pull-..-x"),
     ("", "pull")],
)  # fmt: skip
def test_names_of_files_are_plain(room: Boardroom, about: str, name: str) -> None:
    assert file_name("pull", about) == name
    assert write_paper(room.recount, file_name("pull", about), b"").name == f"{name}.pdf"


def test_the_foot_says_which_recount_and_what_it_is(room: Boardroom) -> None:
    head = stamp(room.recount, size=PaperSize.A4)
    assert head.recount == "Heron County · Heron General"
    assert head.record_code == room.recount.record_code()
    assert head.watermark == "DEMONSTRATION - not an election record"
    assert head.across == "DEMONSTRATION"
    assert head.printed == time_words("2018-11-17T21:14:00Z")
    assert head.size is PaperSize.A4


def test_times_are_in_the_station_s_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    try:
        assert time_words("2018-11-18T02:14:00Z") == "Sat 17 Nov 2018, 21:14"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_scanned_number_is_a_number() -> None:
    assert plain_number("/00AA") == plain_number(" 0 0 a a") == "00AA"
    with pytest.raises(Refusal, match="slip in it"):
        plain_number("00AB")
