"""What the board of a demonstration does after the tables are done, act by act, as it is written.

.. code-block:: toml

    [[evening]]
    act = "vote"
    contest = "commissioner"
    ballots = ["101-25"]
    ruling = { disposition = "marks_do_not_count", clause = "4c-none" }
    says = { p01 = "for", p02 = "against", p03 = "for" }
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.votes import Say
from adjudicator.interchange.keys import Keys
from adjudicator.services.attesting import Ground


class Act(StrEnum):
    """What can happen in an evening."""

    INCIDENT = "incident"
    LEAVE = "leave"
    ARRIVE = "arrive"
    SEAT = "seat"
    SUSPEND = "suspend"
    RESUME = "resume"
    PAPER = "paper"
    """Sent for, and laid on the table."""
    PAPER_BACK = "paper_back"
    VOTE = "vote"
    """On one ballot, or on a group of like ones, from which one may be taken out."""
    WITHDRAW = "withdraw"
    SITTING = "sitting"
    REOPEN = "reopen"
    """By two officers, and ruled on anew by a table."""
    OBJECT = "object"
    """After the close: a late objection."""
    RECESS = "recess"


NEEDS: Mapping[Act, tuple[str, ...]] = {
    Act.INCIDENT: ("person", "words"),
    Act.LEAVE: ("person", "words"),
    Act.ARRIVE: ("person",),
    Act.SEAT: ("person", "instead_of"),
    Act.SUSPEND: ("contest", "words"),
    Act.RESUME: ("contest", "words"),
    Act.PAPER: ("contest", "ballots", "person", "seals"),
    Act.PAPER_BACK: ("contest", "ballots", "person", "seals"),
    Act.VOTE: ("contest", "ballots", "ruling", "says"),
    Act.WITHDRAW: ("contest", "ballots", "person"),
    Act.SITTING: (),
    Act.REOPEN: ("contest", "ballots", "officers", "words", "ruling", "table"),
    Act.OBJECT: ("contest", "ballots", "person", "ground", "words"),
    Act.RECESS: ("until",),
}
"""What must be written beside each act."""
MAY: Mapping[Act, tuple[str, ...]] = {
    Act.VOTE: ("taken_out", "asked_by"),
    Act.SEAT: ("words",),
    Act.SUSPEND: ("ordered_by",),
    Act.RESUME: ("ordered_by",),
    Act.OBJECT: ("claim",),
}
"""What may stand there besides."""


@dataclass(frozen=True, slots=True)
class EveningAct:
    """One act of the evening; what its kind does not need is empty."""

    act: Act
    contest: str = ""
    ballots: tuple[str, ...] = ()
    person: str = ""
    instead_of: str = ""
    words: str = ""
    ordered_by: str = ""
    seals: tuple[str, ...] = ()
    ruling: Ruling | None = None
    says: Mapping[str, Say] = field(default_factory=dict)
    taken_out: str = ""
    """The ballot somebody asks to be taken out of a group."""
    asked_by: str = ""
    officers: tuple[str, ...] = ()
    table: str = ""
    ground: Ground = Ground.OTHER
    claim: str | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class ScriptedClose:
    """What one observer does at the close of the batch a ballot lies in."""

    ballot: str
    contest: str
    person: str
    strikes: bool
    """Strikes out their answers given there at the shared keyboard; else refuses to sign."""


def read_act(keys: Keys, ruling: Ruling | None) -> EveningAct:
    """Read one act; every key that is missing, unknown or of a wrong value is noted.

    :param ruling: as the story's reader reads it, where one is written.
    """
    try:
        act = Act(keys.text("act"))
    except ValueError:
        keys.complain("act", f"An act is one of {', '.join(Act)}.")
        return EveningAct(Act.SITTING)
    needs = NEEDS[act]
    keys.only(("act", *needs, *MAY.get(act, ())))
    for name in needs:
        if not keys.has(name):
            keys.complain(name, f"An act {act.value!r} needs this.")
    ground = keys.number("ground", Ground.OTHER)
    return EveningAct(
        act=act,
        contest=keys.text("contest", ""),
        ballots=keys.texts("ballots"),
        person=keys.text("person", ""),
        instead_of=keys.text("instead_of", ""),
        words=keys.text("words", ""),
        ordered_by=keys.text("ordered_by", ""),
        seals=keys.texts("seals"),
        ruling=ruling,
        says=_says(keys),
        taken_out=keys.text("taken_out", ""),
        asked_by=keys.text("asked_by", ""),
        officers=keys.texts("officers"),
        table=keys.text("table", ""),
        ground=Ground(ground) if ground in set(Ground) else Ground.OTHER,
        claim=keys.text("claim", "") or None,
        until=keys.text("until", ""),
    )


def _says(keys: Keys) -> dict[str, Say]:
    if not keys.has("says"):
        return {}
    group = Keys(keys.raw("says"), keys.path("says"), keys.complaints)
    raw = keys.raw("says")
    found: dict[str, Say] = {}
    for person in raw if isinstance(raw, dict) else ():
        try:
            found[person] = Say(group.text(person))
        except ValueError:
            group.complain(person, f"A member says one of {', '.join(Say)}.")
    return found


def read_close(keys: Keys) -> ScriptedClose:
    """Read what an observer does at a close."""
    keys.only(("ballot", "contest", "person", "does"))
    does = keys.text("does")
    if does not in {"strikes", "refuses"}:
        keys.complain("does", "At a close an observer strikes or refuses.")
    return ScriptedClose(
        keys.id("ballot"), keys.id("contest"), keys.id("person"), strikes=does == "strikes"
    )
