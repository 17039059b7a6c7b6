"""What can be printed now: each paper with a sentence and what there is to choose; those made."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.election import CountingGroup
from adjudicator.domain.people import Role
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.objections import register
from adjudicator.services.papers.life import paper_lines
from adjudicator.services.papers.making import ALL, Kind
from adjudicator.services.papers.printing import FOLDER, people_by_id
from adjudicator.services.proof.cards import CardKind, card_places, why_not
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import BatchRecord, list_batches

_SENTENCES = {
    Kind.COVER: ("Batch cover", "Lies on a batch; a scanner types its code in Review."),
    Kind.PULL: ("Pull slip", "Fetches the paper of a case from its container."),
    Kind.OBJECTION: ("Objection copy", "For whoever objected, and for the board."),
    Kind.DOCKET: ("Docket list", "What waits for the board, with the line to read aloud."),
    Kind.WALL: ("Wall sheet", "For the public: progress, and votes of closed batches only."),
    Kind.ADJOURNMENT: ("Adjournment page", "For the door: the record code; those present sign."),
    Kind.FORMS: ("Blank ruling forms", "For when the machine fails; printed before it does."),
    Kind.MY_RECORD: ("My record", "An observer's answers and objections, on one page."),
    Kind.CARD: ("Enrolment card", "Who somebody is here and their key; no passphrase."),
    Kind.OPENING_CARD: ("Opening card", "For every party to take home before the import."),
    Kind.PILE_CARD: ("Pile card", "For every party to take home before the first ruling."),
    Kind.OPENING_REPORT: ("Opening report", "Before the first ruling: nothing ruled, all fixed."),
    Kind.SLIP: ("Slip with the record code", "For whoever carries no stick; compared at sign-in."),
    Kind.MINUTES: ("Minutes", "What the board did, from the record; lines to sign at the end."),
    Kind.RETURNS: ("County's returns", "Before, found by hand, after: by precinct and group."),
    Kind.CERTIFICATE: ("Certificate", "Of a closed contest: figures and outcome, to be signed."),
    Kind.REPORT: (
        "Over- and undervotes",
        "Data for the reports after the election; CSV beside it.",
    ),
}
_CHOICES = {
    Kind.COVER: "Which batch",
    Kind.PULL: "Which case",
    Kind.OBJECTION: "Which objection",
    Kind.WALL: "Which contest",
    Kind.ADJOURNMENT: "Until when",
    Kind.FORMS: "Which batch",
    Kind.MY_RECORD: "Whose",
    Kind.CARD: "Whose",
    Kind.PILE_CARD: "Which pile",
    Kind.SLIP: "Whose",
    Kind.RETURNS: "Which contest",
    Kind.CERTIFICATE: "Which contest",
    Kind.REPORT: "Which contest",
}
_NOTHING = {
    Kind.COVER: "There is no batch yet.",
    Kind.FORMS: "There is no batch yet.",
    Kind.WALL: "There is no batch yet.",
    Kind.OBJECTION: "Nobody has objected yet.",
    Kind.MY_RECORD: "No observer is enrolled.",
    Kind.CARD: "Nobody is enrolled.",
    Kind.SLIP: "Nobody is enrolled.",
    Kind.CERTIFICATE: "No contest is closed yet; until then there are partial returns.",
}
TYPED = frozenset({Kind.PULL, Kind.ADJOURNMENT})
"""Papers whose choice may be typed: any case number, any words for a time."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things a paper can be about."""

    about: str
    """As :func:`~adjudicator.services.papers.making.gather` takes it."""
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper."""

    kind: Kind
    title: str
    sentence: str
    question: str
    """What is to be chosen; empty if nothing is."""
    choices: tuple[Choice, ...]
    nothing: str = ""
    """Why it cannot be made now; empty if it can."""

    @property
    def typed(self) -> bool:
        """Whether something else than the choices may be typed."""
        return self.kind in TYPED


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A file in the recount's folder ``papers``."""

    path: Path
    made: float
    """When, in seconds since 1970."""


def offers(recount: Recount) -> tuple[Offer, ...]:
    """Every paper, in the order they are wanted in the course of a recount."""
    with recount.reading() as connection:
        batches = list_batches(connection)
    choices = {
        Kind.COVER: tuple(_batches(recount, batches)),
        Kind.FORMS: tuple(_batches(recount, batches)),
        Kind.PULL: tuple(_cases(recount)),
        Kind.OBJECTION: tuple(_objections(recount)),
        Kind.WALL: tuple(_contests(recount, batches)),
        Kind.MY_RECORD: tuple(_people(recount, observers=True)),
        Kind.CARD: tuple(_people(recount, observers=False)),
        Kind.PILE_CARD: tuple(_piles(recount)),
        Kind.SLIP: tuple(_people(recount, observers=False)),
        Kind.RETURNS: tuple(_titles(recount, recount.state.data.contests)),
        Kind.REPORT: tuple(_titles(recount, recount.state.data.contests)),
        Kind.CERTIFICATE: tuple(_titles(recount, recount.state.data.contests_closed)),
    }
    cards = {
        Kind.OPENING_CARD: _no_card(recount, CardKind.OPENING),
        Kind.PILE_CARD: _no_card(recount, CardKind.PILE),
    }
    return tuple(_offer(kind, choices.get(kind, ()), cards.get(kind, "")) for kind in Kind)


def _offer(kind: Kind, choices: tuple[Choice, ...], nothing: str) -> Offer:
    title, sentence = _SENTENCES[kind]
    nothing = nothing or ("" if choices else _NOTHING.get(kind, ""))
    return Offer(kind, title, sentence, _CHOICES.get(kind, ""), choices, nothing)


def _batches(recount: Recount, batches: list[BatchRecord]) -> Iterator[Choice]:
    election = recount.election
    if len(batches) > 1:
        yield Choice(ALL, f"All {len(batches):,} batches")
    for batch in batches:
        precinct = election.precinct(batch.precinct).name
        group = CountingGroup(batch.group).short_label
        contest = election.contest(batch.contest).title
        yield Choice(
            str(batch.number),
            f"Batch {batch.number} \u00b7 {contest} \u00b7 Precinct {precinct} \u00b7 {group}",
        )


def _cases(recount: Recount) -> Iterator[Choice]:
    """Cases whose paper is wanted or out."""
    for line in paper_lines(recount):
        if line.waiting or line.out:
            number = line.case.number
            yield Choice(
                number, f"{spoken(number)} \u00b7 {line.state} \u00b7 {line.case.row.paper}"
            )


def _objections(recount: Recount) -> Iterator[Choice]:
    """The newest first; an objection to several cases once."""
    told: set[str] = set()
    for line in reversed(register(recount)):
        if line.label not in told:
            told.add(line.label)
            words = f"{line.label} \u00b7 case {line.case} \u00b7 {line.observer}"
            yield Choice(line.label, words)


def _contests(recount: Recount, batches: list[BatchRecord]) -> Iterator[Choice]:
    known = {batch.contest for batch in batches}
    contests = [contest for contest in recount.election.contests if contest.id in known]
    if len(contests) > 1:
        yield Choice("", "Every contest")
    for contest in contests:
        yield Choice(contest.id, contest.title)


def _titles(recount: Recount, contests: Collection[str]) -> Iterator[Choice]:
    """Contests by title, in the order of the definition."""
    for contest in recount.election.contests:
        if contest.id in contests:
            yield Choice(contest.id, contest.title)


def _people(recount: Recount, *, observers: bool) -> Iterator[Choice]:
    for record in people_by_id(recount).values():
        person = record.person
        if record.removed or (observers and person.role is not Role.OBSERVER):
            continue
        yield Choice(person.id, f"{person.name or person.id} \u00b7 {person.role.label}")


def _piles(recount: Recount) -> Iterator[Choice]:
    for place in card_places(recount):
        if place.kind is CardKind.PILE and not why_not(recount, place):
            yield Choice(str(place.number), f"Pile {place.number} \u00b7 entry {place.entry}")


def _no_card(recount: Recount, kind: CardKind) -> str:
    """Why there is no card of that kind yet, in a sentence; empty if there is one."""
    places = [place for place in card_places(recount) if place.kind is kind]
    if not places:
        return _NO_CARD[kind]
    refused = [why_not(recount, place) for place in places]
    return "" if "" in refused else refused[0]


_NO_CARD = {
    CardKind.OPENING: "The board has not been constituted yet.",
    CardKind.PILE: "The pile is not closed yet.",
}


def papers_made(recount: Recount) -> list[MadePaper]:
    """The papers that lie in the recount's folder, the newest first."""
    found = []
    for path in (recount.folder.path / FOLDER).glob("*.pdf"):
        try:
            found.append(MadePaper(path, path.stat().st_mtime))
        except OSError:
            # Taken away a moment ago, so it is not there to be listed.
            continue
    return sorted(found, key=lambda paper: (-paper.made, paper.path.name))
