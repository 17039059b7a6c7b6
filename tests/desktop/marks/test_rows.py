"""Which rows are set side by side, and how much of the page each of them shows."""

from dataclasses import replace

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.marks.rows import all_rows, marked_rows
from adjudicator.domain.finding.ink import ContestInk, InkPiece, TargetInk
from adjudicator.domain.finding.place import ContestPlace, Standing
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.domain.readings import MachineReading, Mark
from tests.support.findings import ink_piece, marked_ink, page_finding, target_boxes

CONTEST = Box(100, 400, 500, 300)
FOUR = ("ann", "bob", "cy", "di")
OVER = MachineReading(frozenset(), over=1)


def found(ink: ContestInk | None, *, kept: bool = False) -> Found:
    place = ContestPlace(
        "mayor", Standing.LOCATED, None, CONTEST, target_boxes("mayor", FOUR, CONTEST), 0.99, 0.9
    )
    places = page_finding("a" * 64, (place,)).places
    return Found(PageRef("a" * 64), place, places, ink=ink, ink_kept=kept)


def choices(ink: ContestInk | None, machine: MachineReading = OVER, *, kept: bool = False) -> str:
    return " ".join(row.choice for row in marked_rows(found(ink, kept=kept), machine))


def test_the_rows_with_a_mark_are_chosen_in_paper_order() -> None:
    assert choices(marked_ink("mayor", FOUR, (0, 460, 20, 440))) == "bob di"


def test_a_circled_name_a_crossed_oval_and_a_counted_vote_are_marks_too() -> None:
    near = ink_piece(Box(300, 450, 20, 20), near="ann")
    across = ink_piece(Box(300, 450, 20, 20), crosses=("cy",))
    ink = marked_ink("mayor", FOUR, (0, 0, 0, 0), pieces=(near, across))
    assert choices(ink, MachineReading(frozenset({"di"}))) == "ann cy di"


def test_where_no_mark_is_known_every_row_is_shown() -> None:
    assert choices(marked_ink("mayor", FOUR, (0, 0, 0, 0))) == "ann bob cy di"
    assert choices(None) == "ann bob cy di"
    assert choices(None, MachineReading(frozenset({"ann"}))) == "ann bob cy di"


def test_without_our_own_figures_the_machines_choose_unless_they_are_kept() -> None:
    seen = replace(OVER, marks=(Mark("ann", 400), Mark("bob", 0), Mark("cy", 510)))
    assert choices(None, seen) == "ann cy"
    assert choices(None, seen, kept=True) == "ann bob cy di"


def test_a_row_reaches_to_the_middle_of_the_rows_around_it_and_a_little_further() -> None:
    clean = marked_ink("mayor", FOUR, (0,) * 4)
    for row in all_rows(CONTEST, target_boxes("mayor", FOUR, CONTEST), clean):
        middle = row.target.y + row.target.height / 2
        assert row.box.y == middle - 45
        assert row.box.bottom == middle + 45
        assert (row.box.x, row.box.right) == (75, 625)


def test_where_no_ink_is_known_the_outer_rows_have_room_for_words_whether_there_are_any() -> None:
    targets = target_boxes("mayor", FOUR, CONTEST)
    first, second, _, last = all_rows(CONTEST, targets, None)
    assert (first.box.y, first.box.bottom) == (460 - 75, 460 + 45)
    assert (second.box.y, second.box.bottom) == (520 - 45, 520 + 45)
    assert (last.box.y, last.box.bottom) == (640 - 45, 715)


def test_words_of_no_row_are_not_cut_in_halves_and_those_of_another_row_are_left_to_it() -> None:
    targets = target_boxes("mayor", FOUR, CONTEST)

    def first(*pieces: InkPiece) -> tuple[float, float]:
        box = all_rows(CONTEST, targets, marked_ink("mayor", FOUR, (0,) * 4, pieces=pieces))[0].box
        return box.y, box.bottom

    assert first() == (415, 505)
    assert first(ink_piece(Box(300, 400, 100, 20), near=None)) == (400, 505)
    assert first(ink_piece(Box(300, 380, 100, 20), near=None)) == (415, 505), "above it, not cut"
    assert first(ink_piece(Box(700, 400, 100, 20), near=None)) == (415, 505), "beside it"
    assert first(ink_piece(Box(300, 490, 100, 40), near="bob")) == (415, 505)


def test_columns_with_ovals_after_the_names_and_an_empty_one_between_are_kept_apart() -> None:
    targets = tuple(
        TargetBox("mayor", name, Box(x, 430, 44, 30))
        for name, x in (("ann", 200), ("bob", 330), ("cy", 550))
    )
    ann, bob, cy = all_rows(CONTEST, targets, None)
    assert (ann.box.x, ann.box.right) == (75, 266)
    assert (bob.box.x, bob.box.right) == (266, 396)
    # Not as far as the column before, which stands empty.
    assert (cy.box.x, cy.box.right) == (625 - 1.2 * 175, 625)


def test_two_targets_of_one_choice_have_each_its_own_ink() -> None:
    targets = tuple(TargetBox("mayor", "ann", Box(x, 430, 44, 30)) for x in (120, 350))
    ink = ContestInk("mayor", (TargetInk("ann", 500, 500), TargetInk("ann", 20, 20)), ())
    rows = all_rows(CONTEST, targets, ink)
    assert [row.ink.fill for row in rows if row.ink is not None] == [500, 20]


def test_a_row_grows_for_a_word_written_below_it_but_not_for_ink_all_over_the_contest() -> None:
    targets = target_boxes("mayor", FOUR, CONTEST)
    plain = all_rows(CONTEST, targets, marked_ink("mayor", FOUR, (0,) * 4))[3].box
    word = ink_piece(Box(300, 660, 100, 60), near="di")
    grown = all_rows(CONTEST, targets, marked_ink("mayor", FOUR, (0,) * 4, pieces=(word,)))[3].box
    assert (grown.y, grown.bottom) == (plain.y, 720)
    ring = ink_piece(CONTEST, near="di")
    whole = all_rows(CONTEST, targets, marked_ink("mayor", FOUR, (0,) * 4, pieces=(ring,)))[3].box
    assert whole == plain
