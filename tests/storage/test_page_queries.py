"""The pages of cases and the layouts that came with them, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace

from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.importing import Importer
from adjudicator.storage.queries.pages import (
    layouts_of_sheets,
    pages_of_all_cases,
    pages_of_batch,
    pages_of_case,
    pages_of_cases,
)
from tests.support.scene import ListSource, Scene, Sheet

LAYOUT = PageLayout(16, 24, (ContestBox("mayor", Box(1, 2, 10, 12)),), ())


class WithLayouts(ListSource):
    """Every second sheet comes with a layout."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for record in super().records():
            assert isinstance(record, SourceSheet)
            if record.position % 2:
                yield record
            else:
                (image,) = record.images
                yield replace(record, images=(replace(image, layout=LAYOUT),))


def test_pages_come_in_the_order_of_work_with_what_their_source_told(scene: Scene) -> None:
    sheets = [Sheet(n, style=f"style {n}") for n in range(1, 5)]
    source = scene.source(sheets)
    Importer(scene.recount, WithLayouts(source.folder, sheets)).run(scene.identity("cora"))
    scene.pile()
    cases = scene.cases()
    with scene.recount.reading() as connection:
        every = pages_of_all_cases(connection)
        some = pages_of_cases(connection, [case.seal for case in cases])
        (one,) = pages_of_case(connection, cases[0].seal)
        batch = pages_of_batch(connection, cases[0].batch)
        layouts = layouts_of_sheets(connection, [told.sheet for told in every])
    assert [told.seal for told in every] == [case.seal for case in cases]
    assert some == every
    assert one in batch
    assert one.style == f"style {cases[0].row.position}"
    even = {case.row.images[0] for case in cases if case.row.position % 2 == 0}
    assert layouts == {(image, 1): LAYOUT for image in even}
    shown = {page.image: page.layout for told in batch for page in told.pages}
    assert {image for image, layout in shown.items() if layout == LAYOUT} == even
    assert all(page.layout is None for told in every for page in told.pages)
