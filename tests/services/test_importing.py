"""An import is everything or nothing, and every problem has a name."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Cancelled, Importer
from adjudicator.services.recount import open_recount
from adjudicator.storage.images import ImageStage
from adjudicator.storage.record import RecordStore
from tests.support.scene import ListSource, Scene, Sheet, tiny_image
from tests.support.tables import Contents, contents

SHEETS = (Sheet(1), Sheet(2, ("ann", "bob")), Sheet(3, lot=Lot.NOT_COUNTED), Sheet(4, ("ann",)))
Moment = tuple[dict[str, bytes], Contents, int]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    yield made
    made.recount.close()


def _moment(scene: Scene) -> Moment:
    """All files but the database's, all tables, and the size of the record."""
    files = {
        str(p.relative_to(scene.path)): p.read_bytes()
        for p in scene.path.rglob("*")
        if p.is_file() and not p.name.startswith(("record.db", ".importing"))
    }
    return files, contents(scene.recount.store.engine), scene.recount.state.size


def _importer(scene: Scene, source: ListSource, **more: object) -> Importer:
    return Importer(scene.recount, source, **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_cancelled_import_leaves_nothing(scene: Scene, after: int) -> None:
    before = _moment(scene)
    seen: list[tuple[int, int | None]] = []
    importer = _importer(
        scene,
        scene.source(SHEETS),
        progress=lambda done, total: seen.append((done, total)),
        cancelled=lambda: len(seen) >= after,
    )
    with pytest.raises(Cancelled):
        importer.run(scene.identity("cora"))
    assert seen == [(n, 4) for n in range(1, after + 1)]
    assert _moment(scene) == before
    assert scene.import_sheets(SHEETS).sheets == 4


class _Broken(ListSource):
    """A delivery that breaks off in the middle."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for n, record in enumerate(super().records()):
            if n == 2:
                raise OSError(5, "Input/output error")
            yield record


def test_a_delivery_that_breaks_off_leaves_nothing(scene: Scene) -> None:
    before = _moment(scene)
    source = _Broken(scene.source(SHEETS).folder, SHEETS)
    with pytest.raises(OSError, match="Input/output error"):
        _importer(scene, source).run(scene.identity("cora"))
    assert _moment(scene) == before


def test_an_import_the_record_refuses_leaves_nothing(scene: Scene) -> None:
    before = _moment(scene)
    with pytest.raises(Refusal, match="has to be signed by the clerk"):
        _importer(scene, scene.source(SHEETS)).run(scene.identity("kelly"))
    assert _moment(scene) == before


def test_an_image_another_import_brought_stays_when_this_one_fails(scene: Scene) -> None:
    scene.import_sheets([Sheet(1)])
    before = _moment(scene)
    source = scene.source([Sheet(1, container="9"), Sheet(2)])
    with pytest.raises(Refusal):
        _importer(scene, source).run(scene.identity("kelly"))
    assert _moment(scene) == before


def test_bad_images_are_quarantined_with_the_reason_and_the_rest_goes_on(scene: Scene) -> None:
    source = scene.source([Sheet(n) for n in range(1, 7)])
    (source.folder / "2.png").write_bytes(tiny_image(2)[:60])
    (source.folder / "3.png").write_bytes(b"GIF89a not a ballot")
    (source.folder / "4.png").unlink()
    source.expected = {
        1: hashlib.sha256(tiny_image(1)).hexdigest(),
        5: hashlib.sha256(tiny_image(9)).hexdigest(),
    }
    report = _importer(scene, source).run(scene.identity("cora"))
    assert report.sheets == 2
    told = [str(problem) for problem in report.quarantined]
    assert len(told) == 4
    for name, words in (
        ("2.png", "damaged or cut off"),
        ("3.png", "not an image of a known format"),
        ("4.png", "cannot be read: No such file or directory"),
        ("5.png", "not the one the manifest names"),
    ):
        assert any(name in line and words in line for line in told), (name, told)
    body = scene.recount.state.data.imports
    assert len(body) == 1
    scene.pile()
    assert {case.row.ballot for case in scene.cases()} == {"b1", "b6"}
    stored = [p.name for p in (scene.path / "images").rglob("*") if p.is_file()]
    expected = {hashlib.sha256(tiny_image(n)).hexdigest() for n in (1, 6)}
    assert set(stored) - {".importing"} == expected


def test_records_the_reader_sets_aside_are_counted(scene: Scene) -> None:
    class Aside(ListSource):
        def records(self) -> Iterator[SourceSheet | Quarantined]:
            yield Quarantined(Problem("list.csv", 7, "image", "The image is not named."), "b7")
            yield from super().records()

    source = Aside(scene.source(SHEETS).folder, SHEETS)
    report = _importer(scene, source).run(scene.identity("cora"))
    assert (report.sheets, len(report.quarantined)) == (4, 1)
    assert "list.csv" in str(report.quarantined[0])


def test_a_sheet_whose_texts_have_no_room_in_the_record_is_set_aside(scene: Scene) -> None:
    sheets = [Sheet(1), Sheet(2, container="9" * 2001), Sheet(3, precinct="p\x00")]
    report = _importer(scene, scene.source(sheets)).run(scene.identity("cora"))
    told = [str(problem) for problem in report.quarantined]
    assert (report.sheets, len(told)) == (1, 2)
    assert "Ballot b2: A manifest line's texts are not all there, or one is too long" in told[0]
    assert "Ballot b3: A text holds a control character" in told[1]


def test_one_sheet_twice_is_taken_once_and_told(scene: Scene) -> None:
    scene.import_sheets([Sheet(1)])
    report = scene.import_sheets([Sheet(1), Sheet(2), Sheet(2)])
    assert report.sheets == 1
    assert len(report.duplicates) == 2
    assert any(
        "box/t1/7/1" in line and "already in the record" in line for line in report.duplicates
    )
    assert any("box/t1/7/2" in line for line in report.duplicates)
    scene.pile()
    assert sorted(case.row.ballot for case in scene.cases()) == ["b1", "b2"]


def test_one_image_on_two_ballots_is_told_and_both_are_taken(scene: Scene) -> None:
    source = scene.source([Sheet(1), Sheet(2)])
    (source.folder / "2.png").write_bytes(tiny_image(1))
    report = _importer(scene, source).run(scene.identity("cora"))
    assert report.sheets == 2
    assert [line for line in report.duplicates if "b1" in line and "b2" in line]


def test_nothing_left_to_take_is_told(scene: Scene) -> None:
    scene.import_sheets([Sheet(1)])
    before = _moment(scene)
    with pytest.raises(Refusal, match="nothing was imported"):
        scene.import_sheets([Sheet(1)])
    assert _moment(scene) == before


def test_two_imports_at_once_are_refused_in_words(scene: Scene) -> None:
    running = ImageStage(scene.recount.folder, "other")
    running.begin()
    with pytest.raises(Refusal, match="Another import is running in this folder"):
        scene.import_sheets(SHEETS)
    other = open_recount(scene.path, station="s2")
    assert list((scene.path / "images").glob(".incoming-*")), "a living import was taken away"
    other.close()
    running.undo()
    assert scene.import_sheets(SHEETS).sheets == 4


def test_stopped_after_the_commit_everything_recorded_stays(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C between the commit and its acknowledgement must not take images away."""
    append = RecordStore.append

    def interrupted(*args: object) -> object:
        append(*args)  # type: ignore[arg-type]  # handed on as they came
        raise KeyboardInterrupt

    monkeypatch.setattr(RecordStore, "append", interrupted)
    with pytest.raises(KeyboardInterrupt):
        scene.import_sheets(SHEETS)
    monkeypatch.undo()
    scene.pile()
    for case in scene.cases():
        for image in case.row.images:
            assert scene.recount.folder.image(image).exists()
    assert not list((scene.path / "images").glob(".incoming-*"))


def test_what_a_dead_import_left_is_taken_away_at_the_next_opening(scene: Scene) -> None:
    scene.import_sheets([Sheet(1)])
    before = _moment(scene)
    stage = ImageStage(scene.recount.folder, "dead")
    stage.begin()
    stage.put(tiny_image(1))
    stage.put(tiny_image(2))
    stage.write(scene.recount.folder.manifest("ab" * 32), b"a list nobody recorded\n")
    stage.place()
    stage._end()  # as the death of its process would
    assert _moment(scene) != before
    again = scene.reopen()
    assert _moment(again) == before
    again.recount.close()
