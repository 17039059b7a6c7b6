"""The marks in words: what was measured here, what the machine gave, and nothing that is kept."""

from dataclasses import replace

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.found import KEPT, NOT_MEASURED, Found
from adjudicator.desktop.review.describe import CHECK, describe
from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import ContestPlace
from adjudicator.domain.layouts import Box
from adjudicator.domain.readings import MachineReading, Mark
from tests.desktop.review.fakes import MANY, SENATE
from tests.support.findings import (
    ink_piece,
    located,
    marked_ink,
    not_located,
    page_finding,
    to_check,
)

CHOICES = ("fetterhoff", "henry")
READ = MachineReading(frozenset(), over=1, marks=(Mark("fetterhoff", 440), Mark("henry", 430)))
BOX = Box(0, 0, 10, 10)


def found_of(place: ContestPlace, ink: ContestInk | None, *, kept: bool = False) -> Found:
    places = page_finding("a" * 64, (place,)).places
    return Found(PageRef("a" * 64), place, places, ink=ink, ink_kept=kept)


def test_our_own_measurement_is_told_and_what_the_machine_gave_beside_it() -> None:
    pieces = (ink_piece(BOX, near="henry"), ink_piece(BOX, crosses=("fetterhoff",)))
    ink = marked_ink("senate", CHOICES, (460, 440), pieces=pieces)
    assert describe(SENATE, READ, found_of(located("senate", CHOICES), ink))[1:] == (
        "Choice 1, Elizabeth Fetterhoff: fill .46 (the machine gave .44), ink goes over its edge.",
        "Choice 2, Patrick Henry: fill .44 (the machine gave .43).",
        "Ink near the name Patrick Henry.",
        "No ink elsewhere.",
    )


def test_ink_across_two_ovals_ink_elsewhere_and_a_bad_image_are_told() -> None:
    pieces = (
        ink_piece(BOX, crosses=("henry", "fetterhoff")),
        ink_piece(BOX),
        ink_piece(BOX),
    )
    ink = marked_ink("senate", CHOICES, (1000, 0), pieces=pieces, quality=(Quality.FOLD,))
    said = describe(SENATE, READ, found_of(to_check("senate", CHOICES), ink))
    assert said[1] == CHECK
    assert said[2].startswith("Choice 1, Elizabeth Fetterhoff: fill 1.00")
    assert said[-3:] == (
        "One piece of ink crosses the ovals of Patrick Henry and Elizabeth Fetterhoff.",
        "2 pieces of ink elsewhere in this contest.",
        "A fold runs through the contest.",
    )


def test_a_speck_is_told_of_nowhere_and_an_empty_oval_can_be_crossed() -> None:
    pieces = (
        ink_piece(BOX, crosses=("henry",)),
        ink_piece(BOX, area=0.02, crosses=("fetterhoff",)),
        ink_piece(BOX, area=0.02),
    )
    ink = marked_ink("senate", CHOICES, (0, 120), pieces=pieces)
    read = MachineReading(frozenset(), under=1)
    assert describe(SENATE, read, found_of(located("senate", CHOICES), ink))[1:] == (
        "Choice 1, Elizabeth Fetterhoff: fill .00.",
        "Choice 2, Patrick Henry: fill .12, ink crosses the oval.",
        "No ink elsewhere.",
    )


def test_many_unmarked_ovals_are_told_together_and_the_marked_one_by_itself() -> None:
    choices = [choice.id for choice in MANY.choices]
    ink = marked_ink("many", choices, [16] * 6 + [300] + [10] * 5)
    read = MachineReading(frozenset(), under=1)
    said = describe(MANY, read, found_of(located("many", choices), ink))
    assert said[1:3] == (
        "Choice 7, Name 07: fill .30.",
        "The other 11 ovals: fill .02 at most.",
    )
    seen = MachineReading(frozenset(), under=1, marks=(Mark("c3", 180),))
    assert "Choice 3, Name 03: fill .02 (the machine gave .18)." in describe(
        MANY, seen, found_of(located("many", choices), ink)
    )


def test_a_dot_or_faint_pencil_in_one_of_many_ovals_is_told_of_that_oval() -> None:
    choices = [choice.id for choice in MANY.choices]
    ink = marked_ink("many", choices, [0, 38, 25] + [4] * 9)
    faint = replace(ink.targets[2], darkness=242)
    ink = replace(ink, targets=(*ink.targets[:2], faint, *ink.targets[3:]))
    said = describe(
        MANY, MachineReading(frozenset(), under=1), found_of(located("many", choices), ink)
    )
    assert said[1:4] == (
        "Choice 2, Name 02: fill .04, a little ink in the oval.",
        "Choice 3, Name 03: fill .03, darkness .24: faint ink in the oval.",
        "The other 10 ovals: fill .00 at most.",
    )


def test_without_a_place_the_machines_figures_are_told_and_that_nothing_was_measured() -> None:
    said = describe(SENATE, READ, found_of(not_located("senate"), None))
    assert said[1] == "Choice 1, Elizabeth Fetterhoff: the machine gave .44."
    assert said[-1] == NOT_MEASURED


def test_what_the_opening_keeps_is_told_of_neither_measurement() -> None:
    said = describe(SENATE, READ, found_of(located("senate", CHOICES), None, kept=True), kept=True)
    assert said[-1] == KEPT
    assert "." + "4" not in " ".join(said)
