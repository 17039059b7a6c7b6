"""What the people of a demonstration do: every ruling and objection, written down by ballot id.

A story is read from its file and from nowhere else.  The player never looks at an image, a machine
reading or a voter's marks to know what to rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from adjudicator.domain.rulings import Ruling
from adjudicator.domain.second_look import Sight
from adjudicator.services.attesting import Answer, Ground
from adjudicator.services.demonstration.evening_script import EveningAct, ScriptedClose

ROOM = 12
"""Blank ballots on a page: so many contests in large print fit on a screen of 1920 x 1080."""
CaseName = tuple[str, str]
"""Ballot id and contest."""


class Closing(StrEnum):
    """When the tables close what they finished."""

    BATCH = "batch"
    """Each batch by itself, soon after its last ruling."""
    EVENING = "evening"
    """Each table all of its batches in one act, once every case is ruled on."""


@dataclass(frozen=True, slots=True)
class ScriptedObjection:
    """An observer objects once the last ruling of the case is made."""

    person: str
    ground: Ground
    claim: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ScriptedCase:
    """What happens to one case: rulings in order, the later ones revisions, then objections."""

    rulings: tuple[Ruling, ...]
    objections: tuple[ScriptedObjection, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether this is one ruling with nothing after it; one act can record many such."""
        return len(self.rulings) == 1 and not self.objections


@dataclass(frozen=True, slots=True)
class ScriptedPage:
    """How one observer answers one page of one table, where it is not "no objection"."""

    table: str
    number: int
    """From 1, over the whole day at that table."""
    person: str
    answer: Answer | None
    """``None``: does not answer, though present."""


@dataclass(frozen=True, slots=True)
class ScriptedAbsence:
    """An observer leaves before a page of a table is begun and is back after it."""

    table: str
    number: int
    person: str


@dataclass(frozen=True, slots=True)
class ScriptedSecondLook:
    """How many blanks are drawn to be looked at again, and what is seen then."""

    per_mille: int
    limit: int
    """Per mille: seen otherwise more often, all blanks of a batch are looked at again."""
    seen: Mapping[CaseName, Sight] = field(default_factory=dict)
    """By ballot and contest, where something is marked after all; each must be drawn."""


@dataclass(frozen=True, slots=True)
class Story:
    """One demonstration."""

    id: str
    title: str
    label: str
    """What must be said with every picture and number of it."""
    note: str
    contests: tuple[str, ...]
    """Under recount."""
    seed: str
    """Of the ballots' pixels and of the pile's order."""
    page: int
    """Rulings after which the observers answer."""
    bundle: int
    """Most plain rulings recorded in one act, where no contest was located."""
    cases: Mapping[CaseName, ScriptedCase]
    closing: Closing = Closing.BATCH
    rest: Ruling | None = None
    """What every case not named gets; ``None``: every case must be named."""
    pages: tuple[ScriptedPage, ...] = ()
    absences: tuple[ScriptedAbsence, ...] = ()
    evening: tuple[EveningAct, ...] = ()
    """What the board does once the tables are done."""
    closes: tuple[ScriptedClose, ...] = ()
    """Observers who strike out or refuse to sign at a close; all others sign."""
    second_look: ScriptedSecondLook | None = None
    """``None``: this recount has none."""
    figures: Mapping[str, int] = field(default_factory=dict)
    """Numbers a replay is to come to."""

    def case(self, ballot: str, contest: str) -> ScriptedCase | None:
        """What happens to that case, if the story says."""
        named = self.cases.get((ballot, contest))
        if named is None and self.rest is not None:
            return ScriptedCase((self.rest,))
        return named

    def answer(self, table: str, number: int, person: str) -> Answer | None:
        """How an observer answers a page; ``None`` if they do not."""
        for page in self.pages:
            if (page.table, page.number, page.person) == (table, number, person):
                return page.answer
        return Answer.NONE

    def absent(self, table: str, number: int) -> tuple[str, ...]:
        """Who is away from the table during a page."""
        return tuple(a.person for a in self.absences if (a.table, a.number) == (table, number))
