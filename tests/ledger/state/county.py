"""Counties as they differ: one tier or two, boards of three and five, quorum, and who is different.

A :class:`Plan` is drawn; :func:`county` gives a record under it with everybody signed in and a pile
closed.  What leads there is played once per plan and read again for every evening.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from hypothesis import strategies as st

from adjudicator.ledger.manifests import Line
from adjudicator.ledger.state import RecordState
from tests.ledger.evening import BOARD_STATION, Evening
from tests.ledger.scenery import STATION, SceneEvidence, a_sheet

FIFTH = {"perez": "rep", "quinn": None}
"""The two further members of a board of five."""
SECOND_TEAM = {"cole": "rep", "dale": "dem"}
BLANK = {"votes": [], "over": 0, "under": 1, "marks": []}


def _sheet(number: int, contest: str, condition: str, **machine: Any) -> Line:  # noqa: ANN401 - a reading
    """A flagged sheet the machine read like this."""
    lot, batch = machine.pop("lot", "accepted"), machine.pop("batch", "7")
    line = a_sheet(number, (contest, condition), lot=lot, batch=batch)
    return line | {"contests": [[contest, condition, BLANK | machine]]}


PILE = (
    _sheet(1, "senate", "blank"),
    _sheet(2, "senate", "overvote", over=1, under=0),
    _sheet(3, "senate", "blank"),
    _sheet(4, "senate", "ambiguous", votes=["bob"], under=0),
    _sheet(5, "senate", "blank", lot="not_counted"),
    _sheet(6, "council", "undervote", votes=["eddy"], batch="8"),
    _sheet(7, "council", "overvote", over=2, under=0, batch="8"),
    _sheet(8, "council", "blank", under=2, batch="9"),
)
"""What the machine could not read: both contests, three batches, one ballot not let in yet."""
_QUORUMS = {3: (1, 2, 3), 5: (2, 3, 5)}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed before the evening begins."""

    tiers: int = 2
    seats: int = 3
    quorum: int = 2
    different: str = "party"
    attest: str = "each"
    page: int = 24


def _plan(seats: int) -> st.SearchStrategy[Plan]:
    return st.builds(
        Plan,
        tiers=st.sampled_from((2, 1)),
        seats=st.just(seats),
        quorum=st.sampled_from(_QUORUMS[seats]),
        different=st.sampled_from(("party", "person")),
        attest=st.sampled_from(("each", "page", "batch")),
        page=st.sampled_from((24, 1, 2)),
    )


plans = st.sampled_from((3, 5)).flatmap(_plan)


def station_of(role: str) -> str:
    """Where people of a role sit: the table's team and observers together, the others apart."""
    return STATION if role in {"team", "observer"} else BOARD_STATION


class County(Evening):
    """A record under a plan."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(
            quorum=plan.quorum,
            tiers=plan.tiers,
            different=plan.different,
            attest=plan.attest,
            page_max=plan.page,
        )
        self.plan = plan

    @property
    def further(self) -> dict[str, str | None]:
        """Members beyond the three."""
        return FIFTH if len(FIFTH) + 3 == self.plan.seats else {}

    def enrolled(self) -> Self:
        super().enrolled()
        for person, party in self.further.items():
            self.enrol(person, "member", party)
        for person, party in SECOND_TEAM.items():
            self.enrol(person, "team", party)
        return self

    def constituted(self) -> Self:
        self.enrolled()
        self.act(self.constitute_fields(), "kelly", "lewis", "moore")
        return self

    def seated(self) -> Self:
        super().seated()
        for person in self.further:
            self.signin(person, BOARD_STATION)
        for person in SECOND_TEAM:
            self.signin(person, STATION)
        return self

    def to_pile(self, sheets: Sequence[Line] = PILE) -> Self:
        """The pile is closed by three, who are a majority of either board."""
        self.imported(sheets)
        self.act(self.pile_fields(self.entries[-1].index), "kelly", "lewis", "moore")
        return self

    def again(self) -> "County":
        """The same record, to go on with from here.

        Its signatures are good, as tests of their own prove, and are not checked again.
        """
        other = County(self.plan)
        evidence = SceneEvidence()
        for name in ("rows", "piles", "manifests", "tallies"):
            getattr(evidence, name).update(getattr(self.evidence, name))
        other.evidence = evidence
        other.state = RecordState(evidence, verify=None)
        other.state.replay(self.entries, trusted=True)
        other.entries = list(self.entries)
        other.keys = dict(self.keys)
        other.acts, other.made = self.acts, self.made
        return other


@cache
def _begun(plan: Plan) -> County:
    return County(plan).to_pile()


def county(plan: Plan) -> County:
    """A record under this plan, its pile closed and everybody signed in."""
    return _begun(plan).again()
