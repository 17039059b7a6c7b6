"""The cache of findings: it gives back what was kept, and no file of any kind troubles people."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.domain.layouts import Box
from adjudicator.storage.findings import FindingCache, FindingKey, FindingsNotKept, PageKey
from adjudicator.storage.folder import PUBLIC_FILES, STORES
from tests.support.findings import (
    ink_piece,
    located,
    marked_ink,
    not_located,
    page_finding,
    plain_ink,
)

KEY = FindingKey("r" * 64, 1)
IMAGE = "a" * 64
PAGE = PageKey(IMAGE, 1, "5-r")
CHOICES = ("ann", "bob")
PIECE = ink_piece(Box(110, 500, 60, 20), area=3.25, near="ann", crosses=("ann",))
FINDING = page_finding(
    IMAGE,
    [located("mayor", CHOICES), not_located("council", Doubt.PRINT_MISSING)],
    [marked_ink("mayor", CHOICES, (12, 460), pieces=[PIECE])],
)


@pytest.fixture
def cache(tmp_path: Path) -> FindingCache:
    return FindingCache(tmp_path / "findings.db")


def test_what_was_kept_comes_back_whole(cache: FindingCache) -> None:
    cache.keep([("5-r", FINDING)], KEY)
    assert cache.get([PAGE], KEY) == {PAGE: FINDING}
    assert cache.known(KEY) == {PAGE}


@pytest.mark.parametrize(
    ("page", "key"),
    [
        (PageKey("b" * 64, 1, "5-r"), KEY),
        (PageKey(IMAGE, 2, "5-r"), KEY),
        (PageKey(IMAGE, 1, ""), KEY),
        (PAGE, FindingKey("s" * 64, 1)),
        (PAGE, FindingKey("r" * 64, 2)),
    ],
)
def test_another_page_reference_or_version_finds_nothing(
    cache: FindingCache, page: PageKey, key: FindingKey
) -> None:
    cache.keep([("5-r", FINDING)], KEY)
    assert cache.get([page], key) == {}


def test_the_short_figures_are_those_of_the_finding(cache: FindingCache) -> None:
    cache.keep([("5-r", FINDING)], KEY)
    council, mayor = cache.summaries([PAGE], KEY)[PAGE]
    assert (mayor.standing, mayor.plain, mayor.fill, mayor.outside) == (
        Standing.LOCATED,
        False,
        460,
        3.25,
    )
    assert (council.standing, council.doubt) == (Standing.NOT_LOCATED, Doubt.PRINT_MISSING)
    assert (council.plain, council.fill, council.outside) == (None, None, None)
    assert (mayor.darkness, mayor.quality) == (490, ())
    assert (council.darkness, council.quality) == (None, ())


def test_what_is_wrong_with_the_image_is_kept_in_short(cache: FindingCache) -> None:
    noted = (Quality.STREAK, Quality.ONE_BIT)
    ink = marked_ink("mayor", CHOICES, (20, 0), quality=noted)
    cache.keep([("5-r", page_finding(IMAGE, [located("mayor", CHOICES)], [ink]))], KEY)
    assert cache.summaries([PAGE], KEY)[PAGE][0].quality == noted


def test_a_page_found_again_is_kept_once(cache: FindingCache) -> None:
    plain = page_finding(IMAGE, [located("mayor", CHOICES)], [plain_ink("mayor", CHOICES)])
    cache.keep([("5-r", FINDING)], KEY)
    cache.keep([("5-r", plain)], KEY)
    assert cache.get([PAGE], KEY) == {PAGE: plain}
    assert [s.contest for s in cache.summaries([PAGE], KEY)[PAGE]] == ["mayor"]


def test_what_other_references_found_can_be_thrown_away(cache: FindingCache) -> None:
    other = FindingKey("s" * 64, 1)
    cache.keep([("5-r", FINDING)], KEY)
    cache.keep([("5-r", FINDING)], other)
    assert cache.keys() == {KEY, other}
    cache.forget([KEY, FindingKey("never kept", 1)])
    assert cache.keys() == {other}
    assert cache.known(KEY) == frozenset()
    assert cache.get([PAGE], other) == {PAGE: FINDING}
    assert cache.summaries([PAGE], KEY) == {}


def _garbage(path: Path) -> None:
    path.write_bytes(b"this is no database, and has never been one" * 300)


def _cut(path: Path) -> None:
    FindingCache(path, ahead=False).keep([("5-r", FINDING)], KEY)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def _another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE letters (text TEXT)")
    connection.close()


def _of_a_later_form(path: Path) -> None:
    FindingCache(path).keep([("5-r", FINDING)], KEY)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


SPOILED = {
    "a finding": "UPDATE findings SET value = x'7b7d'",
    "a finding that is no text": "UPDATE findings SET value = x'7b22e379223a317d'",
    "a standing": "UPDATE contests SET standing = 'foo'",
    "a doubt": "UPDATE contests SET doubt = 'foo'",
    "a text that is none": "UPDATE contests SET doubt = CAST(x'ff' AS TEXT)",
    "no contests": "DROP TABLE contests",
    "no runs": "DROP TABLE runs",
    "no column": "ALTER TABLE contests DROP COLUMN outside",
    "a view": "DROP TABLE contests; CREATE VIEW contests AS SELECT * FROM findings",
}


def _spoiled_by(path: Path, script: str) -> None:
    FindingCache(path).keep([("5-r", FINDING)], KEY)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.mark.parametrize("script", SPOILED.values(), ids=SPOILED)
def test_whatever_is_wrong_within_the_file_has_it_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, script: str
) -> None:
    path = tmp_path / "findings.db"
    _spoiled_by(path, script)
    cache = FindingCache(path)
    with caplog.at_level(logging.WARNING):
        cache.known(KEY)
        cache.get([PAGE], KEY)
        cache.summaries([PAGE], KEY)
    (told,) = caplog.messages
    assert "is made anew" in told
    cache.keep([("5-r", FINDING)], KEY)
    assert cache.get([PAGE], KEY) == {PAGE: FINDING}
    assert [s.contest for s in cache.summaries([PAGE], KEY)[PAGE]] == ["council", "mayor"]


@pytest.mark.parametrize("script", SPOILED.values(), ids=SPOILED)
def test_writing_alone_makes_it_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, script: str
) -> None:
    path = tmp_path / "findings.db"
    _spoiled_by(path, script)
    cache = FindingCache(path)
    with caplog.at_level(logging.WARNING):
        cache.keep([("5-r", FINDING)], KEY)
    assert cache.get([PAGE], KEY) == {PAGE: FINDING}


@pytest.mark.parametrize("spoil", [_garbage, _cut, _another_program, _of_a_later_form])
def test_a_spoiled_or_foreign_file_is_made_anew(
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[Path], None],
) -> None:
    path = tmp_path / "findings.db"
    spoil(path)
    cache = FindingCache(path)
    with caplog.at_level(logging.WARNING):
        assert cache.get([PAGE], KEY) == {}
        cache.keep([("5-r", FINDING)], KEY)
    assert any("made anew" in record.message for record in caplog.records)
    assert cache.get([PAGE], KEY) == {PAGE: FINDING}


def test_nothing_is_made_by_reading(cache: FindingCache) -> None:
    assert cache.get([PAGE], KEY) == {}
    assert cache.keys() == frozenset()
    cache.forget([KEY])
    assert not cache.path.exists()


def test_a_folder_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FindingsNotKept, match=r"findings\.db cannot be opened") as refused:
        FindingCache(tmp_path / "not there" / "findings.db").keep([("", FINDING)], KEY)
    assert refused.value.remedy == (
        "see that the recount folder is there and that you may write in it"
    )


def test_a_folder_in_the_place_of_the_file_is_said_so(cache: FindingCache) -> None:
    cache.path.mkdir()
    with pytest.raises(FindingsNotKept, match=r"place of findings\.db") as told:
        cache.keep([("", FINDING)], KEY)
    assert told.value.remedy == "move that folder away"


def test_a_file_that_may_not_be_written_is_said_so(
    cache: FindingCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep([("", FINDING)], KEY)
    really = sqlite3.connect

    def read_only(path: Path, timeout: float, isolation_level: None) -> sqlite3.Connection:
        return really(f"{path.as_uri()}?mode=ro", timeout, 0, isolation_level, uri=True)

    monkeypatch.setattr(sqlite3, "connect", read_only)
    with pytest.raises(FindingsNotKept, match=r"findings\.db cannot be written") as told:
        cache.keep([("", FINDING)], KEY)
    assert "may write in it" in told.value.remedy


def test_a_full_disk_is_said_so(cache: FindingCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep([("", FINDING)], KEY)
    really = sqlite3.connect

    def full(path: Path, timeout: float, isolation_level: None) -> sqlite3.Connection:
        connection = really(path, timeout, 0, isolation_level)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", full)
    many = [(f"{number}", FINDING) for number in range(99)]
    with pytest.raises(FindingsNotKept, match="the disk is full") as told:
        cache.keep(many, KEY)
    assert told.value.remedy == "make room on the disk"


def test_a_cache_that_another_program_holds_is_said_so(
    cache: FindingCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep([("", FINDING)], KEY)
    monkeypatch.setattr("adjudicator.storage.findings._WAIT", 0.0)
    with closing(sqlite3.connect(cache.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FindingsNotKept, match=r"another program writes findings\.db") as told:
            cache.keep([("", FINDING)], KEY)
    assert told.value.remedy == "close the other program"


def test_the_cache_is_no_part_of_what_is_copied_or_handed_out() -> None:
    assert "findings.db" not in {*PUBLIC_FILES, *STORES}
