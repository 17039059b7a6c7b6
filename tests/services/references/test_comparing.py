"""Names beside the wrong targets show where the machine's reading is at another than the ink."""

from dataclasses import replace

import pytest

from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import ReferenceDraft
from adjudicator.services.importing import Importer
from adjudicator.services.references.comparing import Unlike, opposite, unlike_machine
from adjudicator.services.references.listing import reference_lines
from tests.services.references.printed import Marked
from tests.services.references.test_offers import LAYOUT
from tests.support.scene import Scene, Sheet


def turned(layout: PageLayout) -> PageLayout:
    """The names of council's first two targets change places."""
    other = {"cy": "di", "di": "cy"}
    return replace(
        layout,
        targets=tuple(
            replace(t, choice=other.get(t.choice or "", t.choice)) for t in layout.targets
        ),
    )


@pytest.fixture
def pile(scene: Scene) -> Scene:
    sheets = [Sheet(1, council=("cy",)), Sheet(2, council=("cy",)), Sheet(3, council=())]
    plain = scene.source(sheets)
    Importer(scene.recount, Marked(plain.folder, plain.sheets)).run(scene.identity("cora"))
    scene.pile()
    return scene


def test_a_wrong_naming_shows_on_every_page_and_a_right_one_on_none(pile: Scene) -> None:
    (line,) = (each for each in reference_lines(pile.recount) if each.examples)
    image, page = line.examples[0]
    right = ReferenceDraft(line.style, line.side, image, page, LAYOUT)
    assert unlike_machine(pile.recount, right) == ()
    wrong = replace(right, layout=turned(LAYOUT))
    assert unlike_machine(pile.recount, wrong) == (Unlike("council", 2, 2),)
    assert unlike_machine(pile.recount, replace(wrong, side="back")) == ()
    # Nobody waits for it any more after the first page: the second is not opened.
    asked = iter((True, True, False))
    assert unlike_machine(pile.recount, wrong, lambda: next(asked)) == (Unlike("council", 1, 1),)
    assert unlike_machine(pile.recount, wrong, lambda: False) == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ({"a": 250, "b": 0}, {"a": 0, "b": 90}, True),
        ({"a": 250, "b": 0}, {"a": 90, "b": 0}, False),
        ({"a": 900, "b": 500}, {"a": 400, "b": 520}, False),
        ({"a": 90, "b": 0}, {"a": 0, "b": 90}, False),
        ({"a": 900, "c": 0}, {"a": 0, "b": 900}, False),
    ],
)
def test_only_a_clear_ranking_the_other_way_round_is_told(
    ours: dict[str, int], theirs: dict[str, int], *, told: bool
) -> None:
    assert opposite(ours, theirs) is told
