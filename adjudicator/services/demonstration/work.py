"""How a table goes through a batch: pages of blanks first, then ballot by ballot, in work order.

What stands on a page follows from what was found on the images.  What is ruled follows from the
story alone: a ballot the story does not call blank is taken out of its page, and so comes singly.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from adjudicator.domain.grid.page import next_page
from adjudicator.services.demonstration.stories import ROOM, ScriptedCase, Story
from adjudicator.services.demonstration.tables import Table
from adjudicator.services.errors import Refusal
from adjudicator.services.grid.blanks import BlankCase, blank_grid
from adjudicator.services.grid.looking import PageLook
from adjudicator.services.grid.recording import BLANK, record_page
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

_EACH = 0.4
"""Seconds a person of a story looks at one ballot of a page, beyond the least time of a page."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a table records at once."""

    cases: tuple[CaseRecord, ...]
    page: tuple[BlankCase, ...] = ()
    """Everything that stands on the page they are confirmed on; empty where they are opened."""


def script_of(story: Story, case: CaseRecord) -> ScriptedCase:
    """What the story says of a case.

    :raises Refusal: nothing.
    """
    found = story.case(case.row.ballot, case.row.contest)
    if found is None:
        raise Refusal(f"The story says nothing of ballot {case.row.ballot}.")
    return found


def acts_of(recount: Recount, batch: int, story: Story) -> list[Act]:
    """Everything a table does with a batch.

    Where nothing was located there are no pages, and plain cases go together up to the story's
    bundle, so that a long story without pictures is soon told.
    """
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter(batch=batch))
    pages = list(_pages(recount, batch, story))
    done = {case.seal for act in pages for case in act.cases}
    singly = [case for case in cases if case.seal not in done]
    return [*pages, *_singly(singly, story, 1 if pages else story.bundle)]


def _pages(recount: Recount, batch: int, story: Story) -> Iterator[Act]:
    grid = blank_grid(recount, batch)
    if not grid.worth_while:
        return
    waiting: Sequence[BlankCase] = grid.ballots
    while waiting:
        page, passed = next_page(waiting, min(grid.page_max, ROOM))
        waiting = waiting[len(passed) + len(page) :]
        blank = tuple(b.case for b in page if b.plain and is_blank(script_of(story, b.case)))
        if blank:
            yield Act(blank, page)


def is_blank(script: ScriptedCase) -> bool:
    """Whether the people of a story say at once that nothing is marked, and stay with it."""
    return script.rulings == (BLANK,)


def _singly(cases: Sequence[CaseRecord], story: Story, bundle: int) -> Iterator[Act]:
    plain: list[CaseRecord] = []
    for case in cases:
        if bundle == 1 or not script_of(story, case).is_plain:
            yield Act((case,))
            continue
        plain.append(case)
        if len(plain) == bundle:
            yield Act(tuple(plain))
            plain = []
    if plain:
        yield Act(tuple(plain))


class _Watch:
    """The seconds of a story."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def confirm_page(table: Table, act: Act, grid_ms: int) -> None:
    """Both members look, each on their own, and take out what is not blank; one act records it.

    :raises Refusal: other ballots were recorded than the story has.
    """
    watch = _Watch()
    look = PageLook(grid_ms, (ballot.seal for ballot in act.page), watch)
    kept = {case.seal for case in act.cases}
    out = [ballot.seal for ballot in act.page if ballot.plain and ballot.seal not in kept]
    for number, seat in enumerate(table.team):
        person = seat.person.id
        look.show(person)
        watch.seconds += grid_ms / 1_000 + _EACH * len(act.page)
        # Neither sees what the other takes out, and not all is seen by both.
        look.say(person, _seen_by(number, out))
    recorded = record_page(table.recount, act.page, look, table.team)
    if set(recorded.blank) != kept:
        raise Refusal("A page of blanks was not recorded as the story has it.")


def _seen_by(number: int, out: Sequence[str]) -> Collection[str]:
    return out[number::2]
