"""What the public sees of a case: nothing that is not said aloud in the room."""

from dataclasses import dataclass

from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.docket.flow import BoardFlow
from adjudicator.desktop.docket.ports import MemberView
from adjudicator.ledger.casenumbers import spoken


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A seat of the board and what its holder said."""

    name: str
    word: str
    tone: str
    """A pair of the tokens; what it means also stands in the word."""


@dataclass(frozen=True, slots=True)
class BallotShown:
    """One ballot of a group."""

    number: str
    """As it is called out."""
    side: BallotSide
    """The side the contest is on."""


@dataclass(frozen=True, slots=True)
class DisplayFacts:
    """One moment of the table."""

    contest: str = ""
    where: str = ""
    number: str = ""
    condition: str = ""
    sides: tuple[BallotSide, ...] = ()
    contest_id: str = ""
    claims: tuple[str, ...] = ()
    """Each open objection; with what the presiding member said of it, once they did."""
    sentence: str = ""
    """The order that locks the case; else the proposal put to the vote, and the team's ruling
    while nothing is."""
    lead: str = ""
    """Whose sentence that is."""
    members: tuple[MemberShown, ...] = ()
    record: str = ""
    like: int = 1
    """How many like cases the proposal is for."""
    others: tuple[BallotShown, ...] = ()
    """The ballots beside the large one that the proposal is for."""


LOCKED = "Nothing is decided here now"
_TONES = {"for": "chosen", "against": "warning", "abstain": "raised"}


def facts_of(flow: BoardFlow) -> DisplayFacts:
    """What the public sees of the case the board has before it."""
    case = flow.case
    if case is None:
        return DisplayFacts(record=flow.board.record_code)
    view = flow.cases[0]
    sentence, lead = "", ""
    if case.locked:
        sentence, lead = case.locked, LOCKED
    elif flow.vote.proposed is not None:
        sentence, lead = flow.sentence, "Proposed"
    elif view.last is not None:
        sentence, lead = view.last.sentence, "The counting team"
    return DisplayFacts(
        contest=view.contest.title,
        where=f"{view.precinct} \u00b7 {view.row.group.short_label} batch {view.batch}",
        number=spoken(view.number),
        condition=view.row.condition.label,
        sides=view.sides,
        contest_id=view.row.contest,
        claims=_claims(flow, case.claims),
        sentence=sentence,
        lead=lead,
        members=_members(flow),
        record=flow.board.record_code,
        like=len(flow.cases),
        others=tuple(
            BallotShown(spoken(each.number), side)
            for each in flow.cases[1:]
            if (side := side_of(each.sides, each.row.contest)) is not None
        ),
    )


def side_of(sides: tuple[BallotSide, ...], contest: str) -> BallotSide | None:
    """The side of a ballot that the contest is on, else its first."""
    found = next((s for s in sides if s.contest_box(contest) is not None), None)
    return found or next(iter(sides), None)


def _claims(flow: BoardFlow, claims: tuple[str, ...]) -> tuple[str, ...]:
    count = flow.vote.count
    said = {
        each.sentence: "upheld" if flow.vote.decided[each.entry] else "rejected"
        for each in (() if count is None else count.undecided)
        if each.entry in flow.vote.decided
    }
    return tuple(
        f"{claim} {said[claim].capitalize()}." if claim in said else claim for claim in claims
    )


def _members(flow: BoardFlow) -> tuple[MemberShown, ...]:
    voices = dict(flow.vote.count.voices) if flow.vote.count is not None else {}
    shown = []
    for member in flow.board.members:
        voice = voices.get(member.person)
        if voice is not None:
            shown.append(MemberShown(member.name, voice.label, _TONES[voice.value]))
        elif not member.here:
            shown.append(MemberShown(member.name, "not here", "page"))
        else:
            shown.append(MemberShown(member.name, _waiting(member, flow), "page"))
    return tuple(shown)


def _waiting(member: MemberView, flow: BoardFlow) -> str:
    """What stands beneath somebody in the room who has said nothing yet."""
    if flow.vote.proposed is not None:
        return "has not voted yet"
    return "presides" if member.presiding else "here"
