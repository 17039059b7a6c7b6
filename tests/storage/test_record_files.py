from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical
from adjudicator.storage.record_files import RECORD, record_files

LONGEST = b"x" * (canonical.MAX_ENTRY + 1)


def lines_of(folder: Path, data: bytes) -> Iterator[bytes]:
    (folder / RECORD).write_bytes(data)
    return record_files(folder).lines()


def test_every_line_of_a_long_file_is_read_whole(tmp_path: Path) -> None:
    lines = [b"%d " % n + b"y" * (n * 7919 % 3000) for n in range(2000)] + [b"", LONGEST, b"end"]
    assert list(lines_of(tmp_path, b"".join(line + b"\n" for line in lines))) == lines
    assert list(lines_of(tmp_path, b"")) == []


@pytest.mark.parametrize("spoiled", [b"no end", LONGEST + b"x\n", LONGEST + b"x", b"x" * 3_000_000])
def test_what_stands_before_a_line_too_long_or_without_an_end_is_read(
    tmp_path: Path, spoiled: bytes
) -> None:
    lines = lines_of(tmp_path, b"one\ntwo\n" + spoiled)
    assert [next(lines), next(lines)] == [b"one", b"two"]
    with pytest.raises(NotCanonical, match="too long, or the last one has no end"):
        next(lines)
