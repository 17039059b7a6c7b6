"""What an export keeps back, as the policy fixed at the opening.

Readings chosen where the format leaves a choice: openings are of three kinds.  ``rows`` are the
rows of cases, with the manifests they come from; ``names`` those of people; ``words`` everything
written.  With ``publish`` *after_certification* nothing is opened until every contest is closed;
*at_once* opens from the beginning; any other word opens nothing.  ``privacy`` keeps names and words
back in any case.  A clerk can be ordered to open everything; the entry of the export then says that
nothing was withheld, but after the finish no entry tells of an export.
"""

from collections.abc import Iterable
from enum import StrEnum

from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.kinds.sealing import seals_of
from adjudicator.ledger.state import RecordState


class Kind(StrEnum):
    """A kind of opening."""

    ROWS = "rows"
    NAMES = "names"
    WORDS = "words"


def withheld_kinds(state: RecordState) -> frozenset[Kind]:
    """What the policy keeps back in the state the record has now."""
    fields = state.data.rules.fields
    certified = set(state.data.contests) <= state.data.contests_closed.keys()
    public = fields["publish"] == "at_once" or (
        fields["publish"] == "after_certification" and certified
    )
    if not public:
        return frozenset(Kind)
    return frozenset({Kind.NAMES, Kind.WORDS}) if fields["privacy"] else frozenset()


def kind_of(entry: Entry, seal: str) -> Kind:
    """What kind of thing an entry seals there."""
    if entry.kind == "enrol":
        return Kind.NAMES
    if entry.kind == "rescan" and seal == entry.body["row"]:
        return Kind.ROWS
    return Kind.WORDS


def kinds_of_seals(entries: Iterable[Entry]) -> dict[str, Kind]:
    """The kind of every seal that entries name themselves; all others are rows."""
    return {seal: kind_of(entry, seal) for entry in entries for seal in seals_of(entry)}
