"""The register of motions and orders: each as one sentence, the newest first."""

from dataclasses import dataclass
from typing import Any

from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.deadlines.zones import county_zones
from adjudicator.services.orders.telling import Known, motion_words
from adjudicator.services.orders.wording import ending
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.motions import MotionRecord, list_motions


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One motion that was carried."""

    entry: int
    time: str
    """When it was recorded, as the record writes times."""
    effect: str
    sentence: str
    """``Mayor is suspended by order of the Circuit Court, 9 Nov 21:14: ...``"""
    words: str
    """The sealed words as they were given; empty where there are none or they are withheld."""
    document: str | None
    """SHA-256 of the order's paper."""
    here: bool
    """Whether that paper is in this folder."""
    votes: tuple[tuple[str, str], ...]
    """Each member's name and vote, in the order of the roster."""
    signers: tuple[str, ...]
    """Names of those who signed."""
    contest: str | None
    """The contest it is about, by id."""
    in_force: bool
    """Whether it has an effect now that it can lose: a suspension, an isolation, a deadline."""

    @property
    def votes_words(self) -> str:
        """``2 yes, 1 no``."""
        cast = [vote for _, vote in self.votes]
        told = [f"{cast.count(v)} {v}" for v in ("yes", "no", "abstain") if v in cast]
        return ", ".join(told)


def order_register(recount: Recount) -> list[OrderLine]:
    """Every motion, the newest first."""
    state = recount.state
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        motions = list_motions(connection)
    known = known_names(recount, state, names)
    return [_line(recount, state, motion, known) for motion in reversed(motions)]


def known_names(recount: Recount, state: RecordState, names: dict[str, str]) -> Known:
    """How this recount calls its contests, people and cases."""
    titles = {c.id: c.title for c in recount.election.contests}

    def case(seal: str) -> str:
        found = state.data.cases.get(seal)
        return seal[:8] if found is None else spoken(case_number(found.number))

    zone = county_zones(recount)[0]
    return Known(names, lambda contest: titles.get(contest, contest), case, zone)


def _line(recount: Recount, state: RecordState, motion: MotionRecord, known: Known) -> OrderLine:
    what = motion_words(motion.effect, motion.target, known)
    document = motion.document
    return OrderLine(
        entry=motion.entry,
        time=motion.time,
        effect=motion.effect,
        sentence=f"{what[0].upper()}{what[1:]} {ending(motion.reason)}.",
        words=motion.reason or "",
        document=document,
        here=document is not None and recount.folder.document(document).exists(),
        votes=tuple((known.people.get(p, p), vote) for p, vote in motion.votes),
        signers=tuple(known.people.get(p, p) for p in motion.signed),
        contest=motion.contest,
        in_force=in_force(state, motion.entry, motion.effect, motion.target),
    )


def in_force(state: RecordState, entry: int, effect: str, target: dict[str, Any]) -> bool:
    """Whether a motion has an effect now that a later one can end."""
    data = state.data
    contest = target.get("contest", "")
    match effect:
        case "suspend":
            stands = data.suspended.get(contest) == entry
        case "isolate" if "lot" in target:
            stands = (target["import"], target["lot"]) in data.isolated_lots
        case "isolate":
            stands = any(seal in data.isolated_cases for seal in target["cases"])
        case "priority":
            stands = data.priorities[:1] == [contest]
        case "deadline":
            stands = data.deadlines.get(contest) == target["t"]
        case "seat":
            stands = data.seated.get(target["alternate"]) == target["for"]
        case _:
            stands = False
    return stands
