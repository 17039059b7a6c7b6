"""Large recounts for the benchmarks, made through the services with one image for all sheets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.importing import Importer
from tests.support.scene import ListSource, Scene, Sheet

PER_BATCH = 80


@dataclass(slots=True)
class OneImage(ListSource):
    """Every sheet shows the same picture: pictures are not what is measured."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for record in ListSource.records(self):
            assert isinstance(record, SourceSheet)
            image = record.images[0]
            one = replace(image, path=self.folder / "1.png", name="1.png")
            yield replace(record, images=(one,))

    def write(self) -> "OneImage":
        ListSource(self.folder, self.sheets[:1]).write()
        return self


def piled(place: Path, cases: int) -> Scene:
    """A constituted recount whose pile holds that many cases (two on every sheet)."""
    scene = Scene.copy_of_constituted(place)
    scene.sit()
    sheets = [
        Sheet(n, (), (), container=str(n // PER_BATCH), precinct=f"p{1 + n % 2}")
        for n in range(1, cases // 2 + 1)
    ]
    source = OneImage(place / "delivery", sheets).write()
    Importer(scene.recount, source).run(scene.identity("cora"))
    scene.pile()
    return scene
