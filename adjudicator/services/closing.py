"""Close finished batches: the team signs the counts, each observer their own, nothing of it blocks.

An observer sees their own counts and every objection under their name, signs with the passphrase,
strikes out what was not theirs, or is noted as present without a signature.  One closing act covers
any number of finished batches of a table.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.locks import suspension_sentence
from adjudicator.services.papers.life import papers_out
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.tally_hash import tally_hash
from adjudicator.storage.queries.acts import AttestationRecord, attestations_of
from adjudicator.storage.record import Appended


@dataclass(frozen=True, slots=True)
class ObserverAnswers:
    """One observer's own counts over the batches about to be closed."""

    person: str
    no_objection: int
    objections: int
    declined: int
    silent: int
    open_objections: tuple[int, ...]
    """Entries of their open objections on these batches."""
    shared: tuple[AttestationRecord, ...]
    """Answers given at a shared keyboard: these they may strike out."""


@dataclass(frozen=True, slots=True)
class ClosePreview:
    """What a close of some batches would state now."""

    batches: tuple[int, ...]
    cases: int
    ruled: int
    escalated: int
    dispositions: tuple[tuple[str, int], ...]
    observers: tuple[ObserverAnswers, ...]
    absent: tuple[str, ...]
    not_ruled: int
    """Cases neither ruled on nor objected to; above 0 nothing can be closed."""
    papers_out: tuple[str, ...] = ()
    """Spoken numbers of cases whose paper is out; while there are any nothing can be closed."""
    locked: tuple[str, ...] = ()
    """The sentences of the orders that suspend a contest of these batches."""


def preview_close(recount: Recount, batches: Sequence[int]) -> ClosePreview:
    """Count what a close of these batches would state.

    :raises Refusal: one of them is not a batch of this recount.
    """
    try:
        counts = recount.state.close_counts(batches)
    except KeyError as error:
        raise Refusal(f"There is no batch {error}. Choose batches from the list.") from error
    observers = []
    with recount.reading() as connection:
        for person, none, objected, declined, silent, objections, _ in counts.answers:
            shared = {
                answer.entry: answer
                for batch in batches
                for answer in attestations_of(connection, batch=batch, person=person)
                if answer.via == "shared" and not answer.struck and not answer.late
            }
            observers.append(
                ObserverAnswers(
                    person,
                    none,
                    objected,
                    declined,
                    silent,
                    objections,
                    tuple(shared[entry] for entry in sorted(shared)),
                )
            )
    return ClosePreview(
        batches=tuple(sorted(set(batches))),
        cases=counts.cases,
        ruled=counts.ruled,
        escalated=counts.escalated,
        dispositions=counts.disp,
        observers=tuple(observers),
        absent=counts.absent,
        not_ruled=len(counts.open),
        papers_out=tuple(papers_out(recount, batches)),
        locked=tuple(_suspensions(recount, batches)),
    )


def _suspensions(recount: Recount, batches: Sequence[int]) -> Iterator[str]:
    data = recount.state.data
    contests = {data.cases[seal].contest for n in batches for seal in data.batches[n].cases}
    for contest in sorted(contests & data.suspended.keys() - {None}, key=str):
        title = recount.election.contest(str(contest)).title
        yield f"{title}: {suspension_sentence(recount, str(contest))}"


def close_batches(
    recount: Recount,
    batches: Sequence[int],
    team: Sequence[Signer],
    observers: Sequence[Signer] = (),
    *,
    struck: Collection[int] = (),
) -> Appended:
    """Close batches with the identity keys of the two who close and of each observer who signs.

    :param struck: entries of answers given at a shared keyboard that their owners, who sign here,
        say were not theirs.
    :raises Refusal: something is not ruled on, the counts moved, or the wrong people sign.
    """
    try:
        counts = recount.state.close_counts(batches, struck)
    except KeyError as error:
        raise Refusal(f"There is no batch or answer {error}. Nothing was closed.") from error
    with recount.reading() as connection:
        tally = tally_hash(connection, recount.election)
    return recount.append(
        bodies.close(
            batches=batches,
            cases=counts.cases,
            ruled=counts.ruled,
            escalated=counts.escalated,
            disp=counts.disp,
            answers=counts.answers,
            absent=counts.absent,
            tally=tally,
        ),
        [*team, *observers],
    )
