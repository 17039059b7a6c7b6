"""The opening card and the pile cards: what every party takes home before anybody rules.

A card is a receipt, entry 0 in the cosigned opening head or a pile in its own, with the policy
file beside it, and a page to be printed.  It is the same bytes whenever it is made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from adjudicator.domain.people import Person, Role
from adjudicator.interchange.papers.pdf import render
from adjudicator.interchange.papers.proof_card import CardSigner, ProofCard
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.ledger import receipts
from adjudicator.ledger.envelope import parse_entry
from adjudicator.ledger.notes import record_code
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import side_of
from adjudicator.services.papers.printing import (
    name_of,
    people_by_id,
    stamp,
    write_papers_to,
)
from adjudicator.services.proof.heads import (
    POLICY_FILE,
    Head,
    Standing,
    Stood,
    head_after,
    standings,
)
from adjudicator.services.recount import Recount
from adjudicator.storage.files import make_folder
from adjudicator.storage.queries.acts import entry_bytes, open_body


class CardKind(StrEnum):
    """Which moment a card fixes."""

    OPENING = "opening"
    PILE = "pile"


@dataclass(frozen=True, slots=True)
class CardPlace:
    """One card there is, or will be once its head is cosigned."""

    kind: CardKind
    number: int
    """1, but for later piles."""
    entry: int
    """Whose head it fixes: that of the constitution, or of the pile."""

    @property
    def name(self) -> str:
        """The files' name without ending: ``opening``, ``pile``, ``pile-2``."""
        return self.kind.value if self.number == 1 else f"{self.kind.value}-{self.number}"

    @property
    def title(self) -> str:
        """``Opening card``, ``Pile card 2``."""
        number = "" if self.number == 1 else f" {self.number}"
        return f"{self.kind.value.capitalize()} card{number}"


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its receipt and its page."""

    place: CardPlace
    proof: bytes
    """The ``.tlog-proof``."""
    policy: bytes
    """``recount.tlog-policy``."""
    page: ProofCard

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """What belongs to the printed page: names and bytes."""
        return ((f"{self.place.name}.tlog-proof", self.proof), (POLICY_FILE, self.policy))


def card_places(recount: Recount) -> tuple[CardPlace, ...]:
    """Every card of the recount so far, the opening's first."""
    data = recount.state.data
    found = []
    if data.constituted is not None:
        found.append(CardPlace(CardKind.OPENING, 1, data.constituted))
    piles = enumerate(sorted(data.piles), start=1)
    found += [CardPlace(CardKind.PILE, number, entry) for number, entry in piles]
    return tuple(found)


def place_named(recount: Recount, kind: CardKind, number: int = 1) -> CardPlace:
    """The card of that kind.

    :raises Refusal: the recount is not that far.
    """
    for place in card_places(recount):
        if (place.kind, place.number) == (kind, number):
            return place
    missing = (
        "The board has not been constituted, so there is no opening card yet. Enrol people and "
        "constitute the board first."
        if kind is CardKind.OPENING
        else f"There is no pile {number} yet, so there is no card of it. Close the pile first."
    )
    raise Refusal(f"{missing} Nothing was written.")


def why_not(recount: Recount, place: CardPlace) -> str:
    """Why a card cannot be handed out now, in a sentence; empty if it can."""
    data = recount.state.data
    if place.entry in data.covered_heads:
        return ""
    if not data.rules.cosign:
        return "Heads of this recount are not cosigned, as its opening fixed, so it has no cards."
    return (
        f"The head of the {place.kind.value} has not been cosigned by the board's majority yet, so "
        "a card of it would prove nothing. Let the members cosign it on Overview first."
    )


def make_card(recount: Recount, place: CardPlace, size: PaperSize = PaperSize.LETTER) -> Card:
    """A card, read from the record.

    :raises Refusal: its head is not cosigned yet.
    """
    head = head_after(recount, place.entry)
    if head is None:
        raise Refusal(f"{why_not(recount, place)} Nothing was written.")
    about = 0 if place.kind is CardKind.OPENING else place.entry
    with recount.reading() as connection:
        entry = parse_entry(entry_bytes(connection, about))
    proof = receipts.make(entry, recount.state.data.tree.leaves(), head.note).text()
    policy = (recount.folder.path / POLICY_FILE).read_bytes()
    return Card(place, proof, policy, _page(recount, place, head, size))


def write_card(card: Card, out: Path) -> tuple[Path, ...]:
    """The same for one card."""
    return write_cards([card], out)


def write_cards(cards: Iterable[Card], out: Path) -> tuple[Path, ...]:
    """Write proof, policy and page of each into a folder, all or none; nothing is written over.

    :returns: the files, of each card the proof first.
    :raises adjudicator.services.errors.UsageError: something else lies there, or it cannot be
        written.
    """
    make_folder(out)
    files = [
        (out / name, data)
        for card in cards
        for name, data in (*card.files, (f"{card.place.name}.pdf", render(card.page)))
    ]
    return write_papers_to(files)


def _page(recount: Recount, place: CardPlace, head: Head, size: PaperSize) -> ProofCard:
    checkpoint = head.checkpoint
    with recount.reading() as connection:
        verifier = open_body(connection)["verifier"]
    election = recount.election
    return ProofCard(
        stamp=_stamp(recount, record_code(checkpoint.root), size),
        kind=place.title,
        title=f"{election.county} · {election.title}",
        moment=_moment(place),
        origin=checkpoint.origin,
        entries=checkpoint.size,
        root=checkpoint.root.hex(),
        body=checkpoint.body.decode(),
        file=f"{place.name}.tlog-proof",
        verifier=verifier or "",
        signers=tuple(_signers(recount, head)),
    )


def _stamp(recount: Recount, code: str, size: PaperSize) -> Stamp:
    """The foot of a page that says nothing of the time it is printed at."""
    return replace(stamp(recount, size=size), record_code=code, printed="")


def _moment(place: CardPlace) -> str:
    if place.kind is CardKind.OPENING:
        return (
            "The record of this recount as it was opened: its rules, its contests and the people "
            "of its roster, before any ballot was imported."
        )
    return (
        "The record of this recount when its pile was closed: which ballots are looked at, what "
        "the machine read on each, and their order of work, before anybody ruled on one of them."
    )


def _signers(recount: Recount, head: Head) -> Iterator[CardSigner]:
    people = people_by_id(recount)
    for one in standings(recount, head):
        yield CardSigner(
            _who(recount, one, name_of(people, one.person)),
            one.words,
            signed=one.stood is Stood.COSIGNED,
        )


def _who(recount: Recount, one: Standing, name: str) -> str:
    """``Judge Kelly, Chair``; ``Olga Ortiz, Observer for REP``."""
    side = side_of(Person(one.person, one.role, one.party), recount.election)
    role = one.role.label
    if not side:
        return f"{name}, {role}"
    return f"{name}, {role} for {side}" if one.role is Role.OBSERVER else f"{name}, {role} ({side})"
