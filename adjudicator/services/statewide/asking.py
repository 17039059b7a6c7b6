"""What somebody asks of the state: which sources, under which rules, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.typing import TypedSheet
from adjudicator.interchange.problems import did_you_mean
from adjudicator.services.deadlines.zones import zone_named
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying.anchors import Anchor

NO_DEADLINE = "none"
OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Request:
    """Sources and questions; every path left empty means that there is nothing of that kind."""

    pack: RulePack
    exports: Sequence[Path] = ()
    returns: Sequence[Path] = ()
    typed: Sequence[Path] = ()
    statuses: Sequence[Path] = ()
    sheets: Sequence[TypedSheet] = ()
    """Figures typed at a window, beside those of files."""
    contests: Sequence[str] = ()
    """Titles; the contests of the exports, if not given."""
    rehearsal: bool = False
    held: date | None = None
    deadline: str = OFFICIAL
    """A deadline of the rule pack by id, a moment, or :data:`NO_DEADLINE`."""
    anchors: Mapping[str, Sequence[Anchor]] = field(default_factory=dict)
    """What was kept of a county, by its name."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Names of choices said by hand to be one."""


class Until:
    """The deadline, on each county's own clock.

    :raises UsageError: neither a deadline of the rule pack nor a moment.
    """

    def __init__(self, text: str, pack: RulePack) -> None:
        self._pack = pack
        self._moment: datetime | None = None
        self._deadline = next((d for d in pack.deadlines if d.id == text), None)
        if self._deadline is None and text not in {NO_DEADLINE, OFFICIAL}:
            self._moment = _moment(text, pack)

    def due(self, county: str, held: date | None) -> datetime | None:
        """When returns of a county were due; ``None`` where no deadline is known.

        A county on two clocks is late only once both have passed.
        """
        if self._moment is not None or self._deadline is None or held is None:
            return self._moment
        names = self._pack.zones_of(county)
        zones = [zone for name in names if (zone := zone_named(name)) is not None]
        return max((self._deadline.due(held, zone) for zone in zones), default=None)

    def is_late(self, county: str, held: date | None, time: str) -> bool:
        """Whether that time of a record lies after the deadline."""
        due = self.due(county, held)
        return due is not None and bool(time) and datetime.fromisoformat(time) > due

    @property
    def words(self) -> str:
        """``Official returns, day 12 at 12:00 on each county's clock``, or the moment."""
        if self._moment is not None:
            return f"{self._moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        if self._deadline is None:
            return "no deadline"
        title, day, at = self._deadline.title, self._deadline.day, self._deadline.at
        return f"{title}, day {day} after the election at {at:%H:%M}, on each county's clock"


def _moment(text: str, pack: RulePack) -> datetime:
    ids = [deadline.id for deadline in pack.deadlines]
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f'"{text}" is neither a deadline of {pack.title} ({", ".join(ids) or "it has none"}) '
            f"nor a moment such as 2018-11-18T12:00-05:00.{did_you_mean(text, ids)}"
        ) from error
    if found.tzinfo is None:
        raise UsageError(
            f"{text} does not say on which clock. Add it: 2018-11-18T12:00-05:00, or ...Z for UTC."
        )
    return found
