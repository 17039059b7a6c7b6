"""What the fold remembers of the board: its seats, orders, votes, and the papers sent for."""

from adjudicator.ledger.state.model import CosignedUpTo, PaperState, Sample, Vote


class BoardData:
    """The part of the record's memory that motions, votes, sittings and papers fill."""

    def __init__(self) -> None:
        """Start with no order, no vote, and everyone in their own seat."""
        self.seated: dict[str, str] = {}
        """Alternates holding a seat, and for whom."""
        self.vacant: set[str] = set()
        """Removed people whose seat nobody holds."""
        self.suspended: dict[str, int] = {}
        """Contests, and the motions that suspend them."""
        self.isolated_cases: set[str] = set()
        self.isolated_lots: set[tuple[int, str]] = set()
        self.priorities: list[str] = []
        """Contests the board puts first; the first leads."""
        self.deadlines: dict[str, str] = {}
        self.votes: dict[str, dict[str, Vote]] = {}
        """Per case and person, the newest vote of the current sitting."""
        self.sitting_votes: dict[str, list[int]] = {}
        """Every vote since the last sitting, by person."""
        self.sitting: int | None = None
        """The entry that ended the last sitting."""
        self.papers: dict[str, PaperState] = {}
        self.new_rows: set[str] = set()
        """The seals of all rows but the first of each case."""
        self.notes: dict[int, str | None] = {}
        """Every note, and who presided when it was made."""
        self.due_heads: dict[int, frozenset[str]] = {}
        """Entries whose head is still to be cosigned, and the team that may do it; nobody means the
        board's majority alone."""
        self.covered_heads: dict[int, int] = {}
        """Entries whose head was cosigned, and the witness that says so."""
        self.cosigned: dict[str, CosignedUpTo] = {}
        """By person, the last head they cosigned."""
        self.replaced_counts: set[int] = set()
        """Imports whose machine counts do not stand any more."""
        self.contests_closed: dict[str, int] = {}
        """Contests that are closed, and the entry that closed them."""
        self.references: dict[tuple[str, str], int] = {}
        """By style and side, the newest reference."""
        self.samples: dict[int, Sample] = {}
        self.looked_unlike: set[str] = set()
        """Cases a second look saw otherwise, until they are ruled on again."""
        self.exports: list[int] = []
        self.finished: int | None = None
        """The entry that ended the record."""
        self.seats_since = -1
        """The last entry that changed who holds a seat."""

    def seats_changed(self, index: int) -> None:
        """Other people hold the seats: votes cast before make no majority any more.

        They stay votes of the sitting, which lists them; whoever holds a seat votes anew.
        """
        self.seats_since = index
        self.votes.clear()
