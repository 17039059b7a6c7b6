"""Images are read ahead in threads, and handed out as the source gave them."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.reading_ahead import read_ahead
from tests.support.scene import ListSource, Sheet, tiny_image


def test_every_record_comes_in_its_turn_with_its_images(tmp_path: Path) -> None:
    source = ListSource(tmp_path, [Sheet(n) for n in range(1, 30)]).write()
    (tmp_path / "4.png").unlink()
    (tmp_path / "9.png").write_bytes(tiny_image(9)[:30])
    bad = Quarantined(Problem("sheets.txt", 3, None, "This is missing."))
    records = [*source.records(), bad]
    second = records[1]
    assert isinstance(second, SourceSheet)
    renamed = replace(second.images[0], expected_sha256="0" * 64)
    records[1] = replace(second, images=(renamed,))
    found = list(read_ahead(records))
    assert [record for record, _ in found] == records
    assert found[-1][1] == ()
    problems = {n: images[0].problem for n, (_, images) in enumerate(found[:-1], start=1)}
    assert {n for n, problem in problems.items() if problem} == {2, 4, 9}
    assert "is not the one the manifest names" in problems[2]
    assert "cannot be read: No such file" in problems[4]
    assert problems[9]
    first = found[0][1][0]
    assert first.data == tiny_image(1)
    assert first.sha256 == hashlib.sha256(tiny_image(1)).hexdigest()


def test_only_a_few_sheets_are_read_before_their_turn(tmp_path: Path) -> None:
    source = ListSource(tmp_path, [Sheet(n) for n in range(1, 200)]).write()
    begun: list[object] = []

    def counted() -> Iterator[SourceSheet | Quarantined]:
        for record in source.records():
            begun.append(record)
            yield record

    with closing(read_ahead(counted())) as records:
        next(records)
        assert len(begun) < 12
