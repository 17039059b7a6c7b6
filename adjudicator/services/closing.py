"""Close finished batches: the team signs the counts, each observer their own, nothing of it blocks.

An observer sees their own counts and every objection under their name, signs with the passphrase,
strikes out what was not theirs, or is noted as present without a signature.  One closing act covers
any number of finished batches of a table.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from adjudicator.domain.people import Role
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.state.closing import CloseCounts
from adjudicator.services.cosigning import cosign_due
from adjudicator.services.differences import Difference, differences, not_explained
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, record_note
from adjudicator.services.objections import register
from adjudicator.services.orders.locks import suspension_sentence
from adjudicator.services.papers.life import papers_out
from adjudicator.services.proof.media import keep_heads
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.services.second_look.standing import held_sentences
from adjudicator.services.tally_hash import tally_hash
from adjudicator.storage.queries.acts import AttestationRecord, attestations_of, list_people
from adjudicator.storage.record import Appended


class Unsigned(StrEnum):
    """Why an observer's signature is not under a close."""

    DECLINED = "declined to sign"
    GONE = "was not there"


@dataclass(frozen=True, slots=True)
class ObserverAnswers:
    """One observer's own counts over the batches about to be closed."""

    person: str
    no_objection: int
    objections: int
    declined: int
    silent: int
    shared: tuple[AttestationRecord, ...]
    """Answers given at a shared keyboard: these they may strike out."""
    filed: tuple[str, ...] = ()
    """Every objection under their name on these batches, whatever became of it, each as
    ``R-014, case 4 1 7 K: should count: filed: waits for the board``."""


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
    differences: tuple[Difference, ...] = ()
    """Those of them that state a difference; one not explained keeps them from closing."""
    second_look: tuple[str, ...] = ()
    """What their second look waits for, a sentence each; while there are any nothing can be
    closed."""


def preview_close(recount: Recount, batches: Sequence[int]) -> ClosePreview:
    """Count what a close of these batches would state.

    :raises Refusal: one of them is not a batch of this recount.
    """
    try:
        counts = recount.state.close_counts(batches)
    except KeyError as error:
        raise Refusal(f"There is no batch {error}. Choose batches from the list.") from error
    observers, filed = [], _filed(recount, batches)
    with recount.reading() as connection:
        for person, none, objected, declined, silent, _, _ in counts.answers:
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
                    tuple(shared[entry] for entry in sorted(shared)),
                    tuple(filed.get(person, ())),
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
        differences=differences(recount, batches),
        second_look=tuple(held_sentences(recount, batches)),
    )


def _suspensions(recount: Recount, batches: Sequence[int]) -> Iterator[str]:
    data = recount.state.data
    contests = {data.cases[seal].contest for n in batches for seal in data.batches[n].cases}
    for contest in sorted(contests & data.suspended.keys() - {None}, key=str):
        title = recount.election.contest(str(contest)).title
        yield f"{title}: {suspension_sentence(recount, str(contest))}"


def _filed(recount: Recount, batches: Sequence[int]) -> dict[str, list[str]]:
    """Every objection on these batches, by who made it."""
    data = recount.state.data
    found: dict[str, list[str]] = {}
    for line in register(recount):
        if data.cases[line.case_seal].batch in batches:
            told = f"{line.label}, case {line.case}: {line.claim}: {line.fate.label}"
            found.setdefault(line.person, []).append(told)
    return found


def own_batches(recount: Recount, batches: Sequence[int], team: Collection[str]) -> frozenset[int]:
    """Those of these batches a team has ruled on: whose close it signs.

    All of them in one tier, where the board's officers close, and none without a team.
    """
    data = recount.state.data
    if data.rules.tiers == 1:
        return frozenset(batches)
    acts = [act for act in data.rulings.values() if team and set(team) <= set(act.signers)]
    return frozenset(batches) & {data.cases[seal].batch for act in acts for seal in act.cases}


def note_unsigned(
    recount: Recount,
    batches: Sequence[int],
    person: str,
    how: Unsigned,
    by: Signer,
    *,
    session: bool = False,
) -> Appended:
    """Note that an observer was asked to sign a close and declined, or was gone.

    It blocks nothing: the close goes on without them, and their counts stand in it.

    :param by: a key of one of the two who close: of the counting team, or an officer in one tier.
    :param session: whether ``by`` is the key of a session.
    :raises Refusal: that person is no observer, or who notes it does not close here.
    """
    if not _closes(recount, person_of(recount, by)):
        raise Refusal("Not noted: those who close note it. Nothing was changed.")
    enrolled = recount.state.data.people.get(person)
    if enrolled is None or enrolled.person.role is not Role.OBSERVER:
        raise Refusal("Not noted: only observers are asked to sign a close. Nothing was changed.")
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    numbers = sorted(set(batches))
    word = "batch" if len(numbers) == 1 else "batches"
    listed = join_names([str(number) for number in numbers])
    said = f"{names.get(person, person)} {how.value} at the close of {word} {listed}."
    return record_note(
        recount, Category.EXPLAINED, said, people=[person], signers=[by], session=session
    )


def _closes(recount: Recount, signer: str) -> bool:
    data = recount.state.data
    person = data.people[signer].person
    return person.role is Role.TEAM if data.rules.tiers > 1 else person.officer


def same_statement(shown: CloseCounts, now: CloseCounts) -> bool:
    """Whether whoever signs the one signs the other too.

    An observer noted as here by signing gets a row of zeros, which states nothing new.
    """
    return _stated(shown) == _stated(now)


def _stated(counts: CloseCounts) -> tuple[object, ...]:
    answers = tuple(row for row in counts.answers if any(row[1:]))
    return counts.cases, counts.ruled, counts.escalated, counts.disp, answers, counts.open


def close_batches(
    recount: Recount,
    batches: Sequence[int],
    team: Sequence[Signer],
    observers: Sequence[Signer] = (),
    *,
    seen: CloseCounts,
    struck: Collection[int] = (),
    unsigned: Mapping[str, Unsigned] = MappingProxyType({}),
) -> Appended:
    """Close batches with the identity keys of the two who close and of each observer who signs.

    :param seen: the counts as they were shown to those who sign, with the answers struck left out.
    :param struck: answers given at a shared keyboard that their owners, who sign here, strike out.
    :param unsigned: observers who do not sign, and why: noted by the last of ``team`` once the
        close stands.
    :raises Refusal: something is not ruled on, the counts moved, or the wrong people sign; or the
        close stands, and a note about somebody was refused or the head could not be cosigned.
    """
    counts = _as_shown(recount, batches, struck, seen)
    lacking = differences(recount, batches)
    if why := not_explained(lacking):
        raise Refusal(f"Not closed: {why[0].lower()}{why[1:]} Nothing was lost.")
    if held := held_sentences(recount, batches):
        raise Refusal(f"Not closed. {' '.join(held)} Nothing was lost.")
    with recount.reading() as connection:
        tally = tally_hash(connection, recount.election)
    closed = recount.append(
        bodies.close(
            batches=batches,
            cases=counts.cases,
            ruled=counts.ruled,
            escalated=counts.escalated,
            disp=counts.disp,
            answers=counts.answers,
            absent=counts.absent,
            differences=[each.row for each in lacking],
            tally=tally,
        ),
        [*team, *observers],
    )
    try:
        _note_all(recount, batches, unsigned, team[-1])
    finally:
        _cosign_and_keep(recount, closed, [*team, *observers])
    return closed


def _as_shown(
    recount: Recount, batches: Sequence[int], struck: Collection[int], seen: CloseCounts
) -> CloseCounts:
    """The counts as they are now, which are those shown.

    :raises Refusal: they moved, a batch or an answer is not there, or an order stops the close.
    """
    try:
        counts = recount.state.close_counts(batches, struck)
        locked = next(_suspensions(recount, batches), "")
    except KeyError as error:
        raise Refusal(f"There is no batch or answer {error}. Nothing was closed.") from error
    if not same_statement(seen, counts):
        raise Refusal(
            "Not closed: the counts are not those shown any more. Nothing was lost. "
            "Look at the counts again and sign anew."
        )
    if locked:
        raise Refusal(f"Not closed. {locked} Nothing was lost.")
    return counts


def _cosign_and_keep(recount: Recount, closed: Appended, signers: Sequence[Signer]) -> None:
    """The head of a close is cosigned, and those who signed take it along on their sticks."""
    try:
        cosign_due(recount, closed, signers)
    finally:
        keep_heads(recount, [person_of(recount, signer) for signer in signers])


def _note_all(
    recount: Recount, batches: Sequence[int], unsigned: Mapping[str, Unsigned], by: Signer
) -> None:
    for person, how in unsigned.items():
        try:
            note_unsigned(recount, batches, person, how, by)
        except Refusal as refused:
            told = "The close stands, and who did not sign is not noted."
            raise Refusal(f"{told} {refused}") from refused
