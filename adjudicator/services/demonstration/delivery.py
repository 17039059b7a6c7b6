"""What a county hands over for a recount: images, three tables, and perhaps layouts or blank pages.

``manifest.csv`` is the documented plain manifest with one row per flagged contest under recount;
``counts.csv`` are the counts in OpenElections columns with the counting group, ballots cast
included; ``expected.csv`` lists the ballots that lie in each container, written by the press from
what it printed, and so independent of everything that is imported.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.election import Election
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, UNQUALIFIED, reading_buckets
from adjudicator.services.demonstration.press import ReadContest, ScannedBallot
from adjudicator.services.demonstration.voters import VotedBallot

CountKey = tuple[str, str, str, str]
"""Contest, precinct, counting group and bucket."""
_HEAD = (
    *("ballot_id", "precinct", "counting_group", "batch", "sequence", "contest", "condition"),
    *("image", "image_back", "sha256", "sha256_back", "tabulator", "votes", "marks"),
)
_STYLE, _LAYOUTS = ("ballot_style",), ("layout", "layout_back")
_TABULATOR = "demo-1"
_BUCKET_NAMES = {
    OVER: "OverVotes",
    UNDER: "UnderVotes",
    UNQUALIFIED: "WriteinVotes",
    BALLOTS: "Ballots Cast",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A source folder, ready to be imported."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The plain manifest."""
        return self.folder / "manifest.csv"

    @property
    def counts(self) -> Path:
        """The machine's counts."""
        return self.folder / "counts.csv"

    @property
    def expected(self) -> Path:
        """The list of expected ballots."""
        return self.folder / "expected.csv"

    @property
    def blanks(self) -> Path:
        """One blank page for each style and side; there are none where layouts came."""
        return self.folder / "blank-pages"


def write_manifest(
    delivery: Delivery, ballots: Iterable[ScannedBallot], contests: Sequence[str]
) -> int:
    """Write a row per flagged contest under recount; gives how many.

    Columns of layouts are there where an image has one, and that of the style where one is named.
    """
    ballots = list(ballots)
    named = any(ballot.style for ballot in ballots)
    laid_out = any(side.layout for ballot in ballots for side in ballot.sides)
    rows = 0
    with delivery.manifest.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow((*_HEAD, *(_STYLE if named else ()), *(_LAYOUTS if laid_out else ())))
        for ballot in ballots:
            for read in ballot.contests:
                if read.condition is not None and read.contest in contests:
                    style = [ballot.style] if named else []
                    layouts = _layouts(ballot) if laid_out else []
                    table.writerow([*_row(ballot, read), *style, *layouts])
                    rows += 1
    return rows


def _row(ballot: ScannedBallot, read: ReadContest) -> list[str]:
    voted = ballot.voted
    front, *back = ballot.sides
    return [
        voted.ballot,
        voted.precinct,
        voted.group.value,
        voted.container,
        str(voted.position),
        read.contest,
        "" if read.condition is None else read.condition.value,
        front.image,
        back[0].image if back else "",
        front.sha256,
        back[0].sha256 if back else "",
        _TABULATOR,
        ";".join(sorted(read.machine.votes)),
        ";".join(f"{m.choice}={m.density}" for m in read.machine.marks if m.density is not None),
    ]


def _layouts(ballot: ScannedBallot) -> list[str]:
    front, *back = ballot.sides
    return [front.layout, back[0].layout if back else ""]


@dataclass(frozen=True, slots=True)
class Packed:
    """What the press put into one container for one contest."""

    voted: VotedBallot
    """One of its ballots, for the place."""
    contest: str
    flagged: tuple[str, ...]
    """The ids of those to be reviewed."""
    ballots: int | None
    """All ballots in it that carry the contest; ``None`` where only flagged ones were printed."""


def packed_flagged(ballots: Iterable[VotedBallot], contests: Sequence[str]) -> list[Packed]:
    """The containers of a replay, of which only flagged ballots are printed."""
    boxes: dict[str, list[VotedBallot]] = {}
    for voted in ballots:
        boxes.setdefault(voted.container, []).append(voted)
    return [
        Packed(box[0], contest, tuple(v.ballot for v in box), None)
        for _, box in sorted(boxes.items())
        for contest in contests
    ]


def packed_all(ballots: Iterable[ScannedBallot], contests: Sequence[str]) -> list[Packed]:
    """The containers of a county, of which every ballot is printed; the tabulator flags some."""
    boxes: dict[tuple[str, str], list[tuple[ScannedBallot, ReadContest]]] = {}
    for ballot in ballots:
        for read in ballot.contests:
            if read.contest in contests:
                key = ballot.voted.container, read.contest
                boxes.setdefault(key, []).append((ballot, read))
    return [
        Packed(
            box[0][0].voted,
            contest,
            tuple(b.voted.ballot for b, read in box if read.condition is not None),
            len(box),
        )
        for (_, contest), box in sorted(boxes.items())
    ]


def write_expected(delivery: Delivery, packed: Iterable[Packed], election: Election) -> None:
    """Write the list of expected ballots, a row for each container and contest."""
    with delivery.expected.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(
            (
                *("container", "precinct", "counting_group", "contest"),
                *("flagged_ballots", "ballots", "ballot_ids"),
            )
        )
        for box in packed:
            voted = box.voted
            table.writerow(
                (
                    voted.container,
                    election.precinct(voted.precinct).name,
                    voted.group.label,
                    election.contest(box.contest).title,
                    len(box.flagged),
                    "" if box.ballots is None else box.ballots,
                    ";".join(box.flagged),
                )
            )


def counts_of(ballots: Iterable[ScannedBallot], election: Election) -> Counter[CountKey]:
    """The machine's counts over every ballot, flagged or not."""
    counts: Counter[CountKey] = Counter()
    for ballot in ballots:
        for read in ballot.contests:
            add_reading(counts, ballot, read.machine, election, read.contest)
    return counts


def add_reading(
    counts: Counter[CountKey],
    ballot: ScannedBallot,
    reading: MachineReading,
    election: Election,
    contest: str,
) -> None:
    """Add one contest of one ballot."""
    place = (contest, ballot.voted.precinct, ballot.voted.group.value)
    counts[*place, BALLOTS] += 1
    for bucket, n in reading_buckets(election.contest(contest), reading).items():
        counts[*place, bucket] += n


def write_counts(delivery: Delivery, counts: Mapping[CountKey, int], election: Election) -> None:
    """Write the counts, zeros included: a missing number would read as not known."""
    parties = {p.id: p.abbreviation for p in election.parties}
    places = sorted({key[1:3] for key in counts})
    carried = {key[0] for key in counts}
    with delivery.counts.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(
            (
                *("county", "precinct", "office", "district"),
                *("party", "candidate", "votes", "counting_group"),
            )
        )
        for contest in election.contests:
            if contest.id not in carried:
                continue
            rows = [
                (c.id, c.name, "/".join(parties[p] for p in c.parties))
                for c in contest.named_choices
            ]
            rows += [(bucket, name, "") for bucket, name in _BUCKET_NAMES.items()]
            for precinct, group in places:
                for bucket, name, party in rows:
                    n = counts.get((contest.id, precinct, group, bucket), 0)
                    table.writerow(
                        (election.county, precinct, contest.title, "", party, name, n, group)
                    )
