"""Gathers what the docket list, the wall sheets and the page of a recess say."""

from collections.abc import Iterable

from adjudicator.domain.people import Role
from adjudicator.interchange.papers.adjournment import Adjournment
from adjudicator.interchange.papers.docket_list import DocketCase, DocketGroup, DocketList
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.interchange.papers.wall_sheet import WallChoice, WallPrecinct, WallSheet
from adjudicator.ledger.text import to_base64
from adjudicator.services.board.docket import DocketLine, call_lines, docket
from adjudicator.services.objections import side_of
from adjudicator.services.papers.printing import name_of, people_by_id
from adjudicator.services.progress import partial_words, precincts_closed
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, tally_lines
from adjudicator.storage.queries.cases import BatchRecord, list_batches


def docket_list(recount: Recount, stamp: Stamp) -> DocketList:
    """Everything that waits for the board, in the order it is called."""
    people, waiting = people_by_id(recount), docket(recount)
    calls = call_lines(recount, waiting)
    groups = tuple(
        DocketGroup(
            group.title,
            tuple(_called(recount, line, calls[line.case.seal]) for line in group.lines),
        )
        for group in waiting
    )
    members = tuple(name_of(people, seat.id) for seat in recount.state.data.board())
    return DocketList(stamp, groups, members)


def _called(recount: Recount, line: DocketLine, call: str) -> DocketCase:
    row = line.case.row
    put_off = f"Put off: {line.reason}" if line.reason else "Put off" if line.deferred else ""
    precinct = recount.election.precinct(row.precinct).name
    return DocketCase(
        number=line.case.number,
        where=f"Precinct {precinct} · {row.group.label} · {row.paper} · ballot {row.ballot}",
        why=line.why,
        call=call,
        note=" · ".join(part for part in (put_off, line.locked, line.paper) if part),
    )


def wall_sheets(recount: Recount, stamp: Stamp, only: str = "") -> tuple[WallSheet, ...]:
    """One sheet for each contest of the recount that has cases; figures of closed batches only.

    :param only: the id of the one contest to print; empty for all.
    """
    with recount.reading() as connection:
        batches = list_batches(connection)
        lines = tally_lines(connection, recount.election, closed_only=True)
    by_contest: dict[str, list[BatchRecord]] = {}
    for batch in batches:
        by_contest.setdefault(batch.contest, []).append(batch)
    return tuple(
        _wall(recount, stamp, line, by_contest[line.tally.contest.id])
        for line in lines
        if line.tally.contest.id in by_contest and only in {"", line.tally.contest.id}
    )


def _wall(recount: Recount, stamp: Stamp, line: TallyLine, batches: list[BatchRecord]) -> WallSheet:
    contest = line.tally.contest
    closed, precincts = precincts_closed(batches)
    still_open = closed < precincts or not precincts
    partial = partial_words(closed, precincts, still_open=still_open)
    if contest.id in recount.state.data.suspended:
        partial += " · suspended by order"
    return WallSheet(
        stamp=stamp,
        contest=contest.title,
        partial=partial,
        choices=tuple(
            WallChoice(contest.choice(choice).name, f.before, f.change, f.after)
            for choice, f in line.tally.choices
        ),
        precincts=tuple(_precincts(recount, batches)),
    )


def _precincts(recount: Recount, batches: list[BatchRecord]) -> Iterable[WallPrecinct]:
    """Precincts with released cases, in the order of the definition."""
    by_precinct: dict[str, list[BatchRecord]] = {}
    for batch in batches:
        if batch.held_back < batch.cases:
            by_precinct.setdefault(batch.precinct, []).append(batch)
    for precinct in recount.election.precincts:
        own = by_precinct.get(precinct.id)
        if own:
            closed, _ = precincts_closed(own)
            yield WallPrecinct(
                precinct.name,
                closed=closed == 1,
                ruled=sum(batch.ruled for batch in own),
                cases=sum(batch.cases - batch.held_back for batch in own),
            )


def adjournment(recount: Recount, stamp: Stamp, until: str = "") -> Adjournment:
    """The page of a recess, with everyone in attendance now.

    The code on it is that of the record at this moment: print it when the last entry is made.

    :param until: ``7:00 a.m.``; empty if nobody has said.
    """
    state, people = recount.state, people_by_id(recount)
    present = state.data.present_ids()
    return Adjournment(
        stamp=stamp,
        until=until.strip(),
        entries=state.size,
        origin=recount.origin,
        root=to_base64(state.root),
        signers=tuple(_signer(recount, people_id) for people_id in people if people_id in present),
    )


def _signer(recount: Recount, person: str) -> str:
    """``Judge Kelly · Chair``; observers with whom they stand for."""
    record = people_by_id(recount)[person].person
    role = record.role.label
    side = side_of(record, recount.election) if record.role is Role.OBSERVER else ""
    return " · ".join(part for part in (record.name or person, role, side) if part)
