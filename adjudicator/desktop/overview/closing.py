"""Closing finished batches: what a close would state, and who signs it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.overview.close_pane import ClosePane
from adjudicator.desktop.overview.close_words import Closing, Page, batch_words
from adjudicator.desktop.signing.dialog import Request
from adjudicator.desktop.signing.need import board_closers, closers
from adjudicator.desktop.signing.stale import Stale
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.casenumbers import case_number
from adjudicator.services.closing import close_batches, preview_close
from adjudicator.services.cosigning import no_room_words
from adjudicator.services.errors import Refusal
from adjudicator.services.presence import note_here
from adjudicator.services.proof.media import keep_heads, kept_sentence
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.veil import veiled_dispositions
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import list_batches

_AFTERWARDS = (
    "After the close a ruling is changed only by a reopening; objections made later are noted as "
    "late. Signing also notes those who sign as here."
)


def read_closing(recount: Recount, batches: Sequence[int]) -> Closing:
    """Count what a close of these batches would state.

    :raises Refusal: one of them is not a batch of this recount.
    """
    preview = preview_close(recount, batches)
    data = recount.state.data
    shared = tuple(answer for own in preview.observers for answer in own.shared)
    numbers = {
        answer.entry: tuple(case_number(data.cases[seal].number) for seal in seals)
        for answer in shared
        if (seals := data.attests[answer.entry].cases)
    }
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
        records = tuple(b for b in list_batches(connection) if b.number in preview.batches)
    return Closing(
        batches=preview.batches,
        where=tuple(batch_words(recount.election, record) for record in records),
        people=people,
        different=data.rules.different,
        tiers=data.rules.tiers,
        shared=shared,
        numbers=numbers,
        page=read_page(recount, preview.batches, ()),
        papers_out=preview.papers_out,
        locked=preview.locked,
        differences=preview.differences,
        second_look=preview.second_look,
        filed={own.person: own.filed for own in preview.observers if own.filed},
        present=data.present_ids(),
    )


def read_page(recount: Recount, batches: Sequence[int], struck: Collection[int]) -> Page:
    """The counts with some answers struck out.

    :raises Refusal: there is no such batch or answer.
    """
    try:
        counts = recount.state.close_counts(batches, struck)
    except KeyError as error:
        raise Refusal(f"There is no batch or answer {error}. Nothing was closed.") from error
    return Page(frozenset(struck), counts, veiled_dispositions(recount.state, batches))


def close_request(closing: Closing, pane: ClosePane) -> Request:
    """The act, with everyone who may sign it."""
    team, observers = closing.closers, closing.observers
    if closing.tiers == 1:
        plain = board_closers(team, observers, closing.presides)
    else:
        plain = closers(team, observers, closing.different)
    watchers = {p.id for p in observers}

    def lack(signed: Sequence[Person]) -> str:
        if pane.counting:
            return "the new counts"
        if closing.held_up:
            return closing.held_up
        owners = pane.unsigned(signed)
        return plain.lack(signed) or (
            f"the signature of {owners}, who strikes out" if owners else ""
        )

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        seen = pane.page
        note_here(recount, dict(keys))
        if not seen.same_as(read_page(recount, closing.batches, seen.struck)):
            raise Stale
        closing_keys = [key for person, key in keys.items() if person not in watchers]
        watching = [key for person, key in keys.items() if person in watchers]
        close_batches(
            recount,
            closing.batches,
            closing_keys,
            watching,
            seen=seen.counts,
            struck=seen.struck,
            unsigned=pane.unsigned_lines.chosen(),
        )
        room = no_room_words(recount, [*closing_keys, *watching])
        return f"{numbers} closed. {kept_sentence(keep_heads(recount, keys))} {room}".rstrip()

    listed = join_names([str(n) for n in closing.batches])
    numbers = f"Batch {listed} is" if len(closing.batches) == 1 else f"Batches {listed} are"
    return Request(
        title=_title(closing),
        sentence=_sentence(closing),
        button="Close",
        need=replace(plain, lack=lack),
        do=do,
        topics=frozenset(Topic),
    )


def _sentence(closing: Closing) -> str:
    """What holds it up or is stated, and what comes after."""
    stated = (f"{each.words}." for each in closing.differences)
    return " ".join((*closing.locked, *closing.second_look, *stated, _AFTERWARDS))


def _title(closing: Closing) -> str:
    """``Close batch 3: Mayor, precinct 214, VBM, container 7 - 42 cases``."""
    cases = count(closing.page.counts.cases, "case")
    if len(closing.where) == 1:
        return f"Close batch {closing.batches[0]}: {closing.where[0]} - {cases}"
    listed = join_names([str(n) for n in closing.batches])
    return f"Close {count(len(closing.batches), 'batch', 'batches')}: {listed} - {cases}"
