"""Gathers what batch covers and blank forms say."""

from collections.abc import Sequence

from adjudicator.domain.cases import CaseRow
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.readings import Condition
from adjudicator.domain.wording import machine_sentence
from adjudicator.interchange.papers.batch_cover import BatchCover
from adjudicator.interchange.papers.forms import FormCase, FormClause, Forms
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.services.papers.printing import batch_record
from adjudicator.services.queue import form_order
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_batches, list_cases

_OTHERS = (Condition.AMBIGUOUS, Condition.WRITE_IN)


def batch_covers(recount: Recount, stamp: Stamp) -> tuple[BatchCover, ...]:
    """The covers of every batch, by number."""
    with recount.reading() as connection:
        numbers = [batch.number for batch in list_batches(connection)]
    return tuple(batch_cover(recount, stamp, number) for number in numbers)


def batch_cover(
    recount: Recount, stamp: Stamp, number: int, *, team: Sequence[str] = ()
) -> BatchCover:
    """The cover of one batch.

    :param team: names to print beside the lines to sign on.
    :raises adjudicator.services.errors.Refusal: no such batch.
    """
    batch, election = batch_record(recount, number), recount.election
    rows = [case.row for case in _cases(recount, number)]
    held = batch.held_back
    return BatchCover(
        stamp=stamp,
        number=number,
        contest=election.contest(batch.contest).title,
        precinct=election.precinct(batch.precinct).name,
        group=CountingGroup(batch.group).label,
        container=batch.container,
        cases=batch.cases,
        overvotes=(sum(r.machine.over for r in rows), sum(r.machine.over > 0 for r in rows)),
        undervotes=(sum(r.machine.under for r in rows), sum(r.machine.under > 0 for r in rows)),
        blank=sum(_is_blank(row) for row in rows),
        others=sum(row.condition in _OTHERS for row in rows),
        held_back=""
        if not held
        else f"{held:,} {'case stands' if held == 1 else 'cases stand'} in lots the board has not "
        "released. Leave them.",
        team=tuple(team),
    )


def all_forms(recount: Recount, stamp: Stamp) -> tuple[Forms, ...]:
    """The forms of every batch that has released cases, by number."""
    with recount.reading() as connection:
        batches = list_batches(connection)
    return tuple(
        batch_forms(recount, stamp, batch.number)
        for batch in batches
        if batch.held_back < batch.cases
    )


def batch_forms(
    recount: Recount,
    stamp: Stamp,
    number: int,
    *,
    team: Sequence[str] = (),
    observers: Sequence[str] = (),
) -> Forms:
    """Blank forms for every released case of a batch, in the order the paper lies.

    The shuffled order of work serves screens; hands go through a container from front to back.
    Review goes in this order too while rulings are entered from the forms.

    :raises adjudicator.services.errors.Refusal: no such batch.
    """
    batch, election, rules = batch_record(recount, number), recount.election, recount.rules
    contest = election.contest(batch.contest)
    cases = form_order(case for case in _cases(recount, number) if case.released)
    return Forms(
        stamp=stamp,
        batch=number,
        contest=contest.title,
        seats=contest.seats,
        precinct=election.precinct(batch.precinct).name,
        group=CountingGroup(batch.group).label,
        choices=tuple(choice.name for choice in contest.choices),
        consistency=tuple(label for _, label in rules.consistency_labels),
        clauses=tuple(FormClause(c.number, c.title, c.verified) for c in rules.clauses),
        cases=tuple(
            FormCase(
                number=case.number,
                where=f"{place:,} of {len(cases):,} · {case.row.paper} · ballot {case.row.ballot}",
                machine=machine_sentence(contest, case.row.machine),
            )
            for place, case in enumerate(cases, start=1)
        ),
        team=tuple(team),
        observers=tuple(observers),
    )


def _cases(recount: Recount, number: int) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter(batch=number))


def _is_blank(row: CaseRow) -> bool:
    return row.machine.under > 0 and not row.machine.votes
