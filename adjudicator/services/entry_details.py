"""Everything one entry says, in plain sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.domain.election import Election
from adjudicator.domain.objections import Ground
from adjudicator.domain.wording import join_names, ruling_sentence
from adjudicator.ledger.state import RecordState
from adjudicator.services.attestation_states import states_of
from adjudicator.services.board.decided import board_vote, decided_objections
from adjudicator.services.board.voting import vote_words
from adjudicator.services.entry_cases import told
from adjudicator.services.entry_ends import end_sentences
from adjudicator.services.entry_looks import more_sentences
from adjudicator.services.objections import fate_on, label_of, note_as_shown
from adjudicator.services.paging import cases_of, code_at, contests_of, spoken_case, titles
from adjudicator.services.recount import Recount
from adjudicator.services.veil import LATER, is_any_veiled, is_veiled
from adjudicator.storage.connection import Connection
from adjudicator.storage.fold import open_seal
from adjudicator.storage.queries.acts import EntryRecord, list_people, rulings_of_entry
from adjudicator.storage.queries.cases import case_by_seal

_MOST = 30
"""Cases named in the sentences of one entry; the rest is counted."""


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """What the panel beside the list shows."""

    entry: EntryRecord
    headline: str
    sentences: tuple[str, ...]
    signed: str
    hash: str
    """SHA-256 of the entry, hex."""
    record_code: str
    """As it stood after this entry."""


def read_details(recount: Recount, entry: EntryRecord) -> EntryDetails:
    """Tell one entry."""
    state = recount.state
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        headline = told(recount, state, connection, entry, names)
        sentences = tuple(_sentences(recount, state, connection, entry, names))
    people = join_names([names.get(p, p) for p in entry.signers])
    return EntryDetails(
        entry=entry,
        headline=headline,
        sentences=sentences,
        signed=f"Signed by {people}." if people else "Signed by the station's own key.",
        hash=entry.leaf.hex(),
        record_code=code_at(state, entry.index),
    )


def _sentences(
    recount: Recount,
    state: RecordState,
    connection: Connection,
    entry: EntryRecord,
    names: dict[str, str],
) -> Iterator[str]:
    body = entry.body
    contests = titles(recount.election.contests, contests_of(state, entry))
    if contests and len(contests) <= _MOST:
        yield f"Contest{'s' if len(contests) > 1 else ''}: {join_names(contests)}."
    match entry.kind:
        case "rule":
            yield from _rulings(recount, state, connection, entry, names)
        case "attest":
            yield from _attest(recount.election, state, connection, entry)
        case "import":
            yield from _import(entry, recount.election)
        case "pile":
            yield f"Imports in the pile: {join_names([str(i) for i in body['imports']])}."
            yield f"Seed of the order of work: {body['seed']}."
        case "close":
            yield from _close(entry, names)
        case "vote" | "sitting":
            yield from _board(recount, state, connection, entry, names)
        case "open":
            policy = body["policy"]
            yield (
                f"Quorum {policy['quorum']}; tiers {policy['tiers']}; two people differ by "
                f"{policy['different']}; observers answer per {policy['attest']}."
            )
        case _:
            yield from _order(state, connection, entry, names)
            yield from end_sentences(state, entry.kind, body, names)
            yield from more_sentences(state, entry.index, body)
    reason = open_seal(connection, body.get("reason"))
    if isinstance(reason, str):
        yield f"Reason: {reason}"


def _rulings(
    recount: Recount,
    state: RecordState,
    connection: Connection,
    entry: EntryRecord,
    names: dict[str, str],
) -> Iterator[str]:
    made = rulings_of_entry(connection, entry.index)
    for ruling in made[:_MOST]:
        case = case_by_seal(connection, ruling.case_seal)
        if case is None:
            continue
        contest = recount.election.contest(case.row.contest)
        kept = is_veiled(state, ruling.entry, case.seal)
        told = ruling_sentence(ruling.ruling, contest, case.row.machine, recount.rules)
        words = f"ruling {LATER}." if kept else told
        yield f"Case {spoken_case(state, ruling.case_seal)}: {words}"
        if ruling.prior is not None:
            yield f"It replaces the ruling of entry {ruling.prior[0]}."
        vote = None if kept else board_vote(recount, ruling, case, names)
        if vote is not None:
            yield f"The board: {vote.words}"
            for objection in decided_objections(connection, ruling):
                yield f"Objection {objection}."
        for observer in states_of(state, ruling.entry, ruling.item):
            late = ", late" if observer.late else ""
            name = names.get(observer.person, observer.person)
            yield f"{name}: {observer.state.value}{late}."
    if len(made) > _MOST:
        yield f"And {len(made) - _MOST} more."


def _attest(
    election: Election, state: RecordState, connection: Connection, entry: EntryRecord
) -> Iterator[str]:
    body = entry.body
    yield f"Cases: {_numbers(state, entry)}."
    objection = state.data.objections.get(entry.index)
    if objection is not None:
        yield f"Objection {label_of(state, entry.index)}."
        for seal in objection.cases[:_MOST]:
            fate = fate_on(state, entry.index, seal).label
            yield f"Case {spoken_case(state, seal)}: {fate}."
    own = body["via"] == "own"
    given = "Given alone at a station." if own else "Given at a shared keyboard."
    if objection is not None and is_any_veiled(state, entry.index, objection.cases):
        yield from (f"Claim: {LATER}.", given)
        return
    if body["ground"] is not None:
        yield f"Ground: {Ground(body['ground']).label}."
    claim = body["claim"]
    if claim == "no_vote":
        yield "Claimed: no vote."
    elif claim is not None:
        names = {c.id: c.name for contest in election.contests for c in contest.choices}
        yield f"Claimed: a vote for {names.get(claim, claim)}."
    words = open_seal(connection, body["words"])
    if isinstance(words, str):
        yield f"Words: \u201c{words}\u201d"
    yield given


def _order(
    state: RecordState, connection: Connection, entry: EntryRecord, names: dict[str, str]
) -> Iterator[str]:
    body = entry.body
    if entry.kind == "note":
        words = open_seal(connection, body["words"])
        if isinstance(words, str):
            yield f"Words: {note_as_shown(state, words)}"
    elif entry.kind == "motion":
        votes = [f"{names.get(p, p)} {vote}" for p, vote in body["votes"]]
        yield f"Votes: {', '.join(votes)}."
        if body["document"] is not None:
            yield f"Document, SHA-256 {body['document']}."


def _import(entry: EntryRecord, election: Election) -> Iterator[str]:
    body = entry.body
    names = {c.id: c.title for c in election.contests}
    for name, size, sha256 in body["files"][:_MOST]:
        yield f"File {name}: {size:,} bytes, SHA-256 {sha256}."
    for contest, condition, n in body["flagged"][:_MOST]:
        yield f"{names.get(contest, contest)}: {n:,} {condition}."
    yield f"Set aside: {body['quarantined']:,}."


def _close(entry: EntryRecord, names: dict[str, str]) -> Iterator[str]:
    body = entry.body
    for person, none, objected, declined, silent, _, struck in body["answers"]:
        strikes = f", struck out {len(struck)}" if struck else ""
        signed = "signed" if person in entry.signers else "did not sign"
        yield (
            f"{names.get(person, person)}: no objection {none}, objection {objected}, declined "
            f"{declined}, did not answer {silent}{strikes}; {signed} this close."
        )
    if body["absent"]:
        yield f"Not at the table: {join_names([names.get(p, p) for p in body['absent']])}."


def _board(
    recount: Recount,
    state: RecordState,
    connection: Connection,
    entry: EntryRecord,
    names: dict[str, str],
) -> Iterator[str]:
    if entry.kind == "vote":
        yield f"Cases: {_numbers(state, entry)}."
        kept = is_any_veiled(state, entry.index, entry.body["cases"])
        yield f"Said: {LATER if kept else vote_words(recount, connection, entry.body)}."
        return
    for person, indexes in entry.body["votes"]:
        told = ", ".join(str(index) for index in indexes[:_MOST])
        more = f" and {len(indexes) - _MOST} more" if len(indexes) > _MOST else ""
        word = "vote" if len(indexes) == 1 else "votes"
        left = "" if person in entry.signers else "; had left and did not sign"
        yield f"{names.get(person, person)}: {len(indexes)} {word}, entries {told}{more}{left}."


def _numbers(state: RecordState, entry: EntryRecord) -> str:
    numbers = [spoken_case(state, seal) for seal in cases_of(state, entry)]
    more = f" and {len(numbers) - _MOST} more" if len(numbers) > _MOST else ""
    return f"{', '.join(numbers[:_MOST])}{more}"
