"""The file for the state's upload page: the county's returns, after, in the form of a template.

It is made of closed contests; of open ones only where somebody asks for a partial file, and then
its name says so, as it says of a demonstration.  A file is written whole or not at all.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from adjudicator.domain.election import Contest, CountingGroup, Election
from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.interchange.upload.comparing import Difference, compare
from adjudicator.interchange.upload.filling import CannotFill, Named, UploadRow, fill
from adjudicator.interchange.upload.template import (
    UNVERIFIED,
    Parts,
    Template,
    Value,
    read_template,
)
from adjudicator.resources import read_bytes
from adjudicator.services.county_returns import ReturnsCell, county_returns, together
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.papers.printing import write_paper_to
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.recount import Recount

EXAMPLE = "example"
"""Instead of a template's path: the one the program ships."""
_EXAMPLE_FILE = ("upload", "unverified-example.toml")
_BUCKETS = {
    "over": "OverVotes",
    "under": "UnderVotes",
    "unqualified": "UnqualifiedWriteIns",
    "ballots": "Ballots Cast",
}
_LARGEST = 20_000_000
"""Bytes of a sample or a template that are read."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was made and not yet written."""

    data: bytes
    template: Template
    rows: int
    entries: int
    record_code: str
    marks: tuple[str, ...]
    """What its name has to say: ``PARTIAL``, ``UNVERIFIED-EXAMPLE``, ``DEMONSTRATION``."""
    differences: tuple[Difference, ...] | None = None
    """From the sample; ``None`` where none was given."""

    @property
    def sha256(self) -> str:
        """Of the file."""
        return sha256(self.data).hexdigest()

    def place(self, wanted: Path) -> Path:
        """Where it is written: the name asked for, with its marks before the ending."""
        marks = [mark for mark in self.marks if mark not in wanted.stem]
        return wanted.with_name("-".join([wanted.stem, *marks]) + wanted.suffix)

    def sentences(self) -> Iterator[str]:
        """What it holds, and what was compared."""
        yield f"Template: {self.template.name}."
        if self.template.note:
            yield self.template.note
        yield f"{self.rows:,} rows from the record at {self.entries:,} entries, {self.record_code}."
        if self.differences is None:
            yield "Not compared with a sample of the state."
        elif self.differences:
            n = len(self.differences)
            yield f"{n} {'difference' if n == 1 else 'differences'} from the sample:"
            yield from (f"  {difference.sentence}" for difference in self.differences)
        else:
            yield "In form like the sample, column by column."
        yield f"SHA-256 {self.sha256}"


def load_template(given: str) -> Template:
    """A template by its path, or the shipped one as ``example``.

    :raises UsageError: it cannot be read.
    :raises adjudicator.interchange.problems.Unreadable: it is no template.
    """
    if given == EXAMPLE:
        return read_template(read_bytes(*_EXAMPLE_FILE), _EXAMPLE_FILE[-1])
    return read_template(read_some(Path(given)), Path(given).name)


def read_some(path: Path) -> bytes:
    """A file of a sensible size.

    :raises UsageError: it cannot be read, or is far too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read ({error.strerror or error}). Nothing was made."
        ) from error
    if len(data) > _LARGEST:
        raise UsageError(f"{path} is larger than {_LARGEST:,} bytes. Nothing was made.")
    return data


def make_upload(
    recount: Recount,
    template: Template,
    *,
    contest: str = "",
    partial: bool = False,
    sample: bytes | None = None,
) -> Upload:
    """Fill a template with the county's returns.

    :param contest: this one alone; every contest of the recount if empty.
    :param partial: also contests that are not closed, of closed batches.
    :param sample: a file the state gave, to compare the form with.
    :raises Refusal: a contest is not closed, or the template lacks something, all named at once.
    """
    paper = RecordPaper(recount)
    contests = [c for c in paper.contests if contest in {"", c.id}]
    if not contests:
        paper.contest(contest)
    open_ = [c.title for c in contests if c.id not in recount.state.data.contests_closed]
    if open_ and not partial:
        raise Refusal(
            f"Not closed: {', '.join(open_)}. Nothing was made. Close the contest first, or ask "
            "for a partial file, whose name says so."
        )
    rows = [row for each in contests for row in _rows(recount, template, each)]
    try:
        data = fill(template, rows)
    except CannotFill as lacking:
        raise Refusal(
            f"The file was not made: {' '.join(lacking.reasons)} Nothing was written. Put what is "
            "missing into the template."
        ) from lacking
    marks = [
        *(["PARTIAL"] if open_ else []),
        *([] if template.verified else [UNVERIFIED.upper().replace(" ", "-")]),
        *([_word(recount)] if recount.watermark else []),
    ]
    return Upload(
        data=data,
        template=template,
        rows=len(rows),
        entries=paper.state.size,
        record_code=paper.stamp.record_code,
        marks=tuple(marks),
        differences=None if sample is None else compare(data, sample, template),
    )


def _word(recount: Recount) -> str:
    return (recount.watermark or "").partition(" - ")[0]


def write_upload(upload: Upload, wanted: Path) -> Path:
    """Write the file whole, over nothing.

    :returns: where it lies: the name says what it is not, where it is partial or a demonstration.
    :raises UsageError: something else lies there, or it cannot be written.
    """
    return write_paper_to(upload.place(wanted), upload.data)


# The rows --------------------------------------------------------------------------------


def _rows(recount: Recount, template: Template, contest: Contest) -> Iterator[UploadRow]:
    election = recount.election
    returns = county_returns(recount, contest.id)
    for cell in _cells(template, returns.cells):
        place = _place(election, cell)
        for choice, party, figure in _figures(template, election, cell.tally):
            yield UploadRow(
                county=Named((election.county,), election.county),
                election=Named((election.title,), election.title),
                held=election.held,
                contest=Named((contest.id,), contest.title),
                precinct=place,
                group=Named((cell.group or "all",), cell.group_label),
                choice=choice,
                party=party,
                before=figure.before,
                found=figure.change,
                votes=figure.after,
            )


def _cells(template: Template, cells: Sequence[ReturnsCell]) -> Iterator[ReturnsCell]:
    """The cells as the template has them: precincts and groups apart or together."""
    apart = template.precincts is Parts.APART, template.groups is Parts.APART

    def key(cell: ReturnsCell) -> tuple[str, str]:
        return cell.precinct if apart[0] else "", cell.group if apart[1] else ""

    # Sorting keeps the order of precincts where they stay apart, of groups where those do.
    groups = [group.value for group in CountingGroup]
    places = [cell.precinct for cell in cells]

    def order(cell: ReturnsCell) -> tuple[int, int]:
        precinct, group = key(cell)
        return (
            places.index(precinct) if precinct else 0,
            groups.index(group) if group else 0,
        )

    for (precinct, group), some in groupby(sorted(cells, key=order), key):
        yield ReturnsCell(precinct, group, reduce(together, (cell.tally for cell in some)))


def _place(election: Election, cell: ReturnsCell) -> Named:
    if not cell.precinct:
        return Named(("all",), "All precincts")
    return Named((cell.precinct,), election.precinct(cell.precinct).name)


def _figures(
    template: Template, election: Election, tally: ContestTally
) -> Iterator[tuple[Named, Named, Figure]]:
    contest, nobody = tally.contest, Named(("",), "")
    parties = {party.id: party.abbreviation for party in election.parties}
    for choice_id, figure in tally.choices:
        choice = contest.choice(choice_id)
        named = Named((f"{contest.id}/{choice.id}", choice.id), choice.name)
        party = choice.parties[0] if choice.parties else ""
        yield named, Named((party,), parties.get(party, party)), figure
    known = {"over": tally.over, "under": tally.under, "unqualified": tally.unqualified}
    if tally.ballots is not None:
        known["ballots"] = Figure(tally.ballots, 0)
    for bucket in template.buckets:
        if bucket not in known:
            raise Refusal(
                f"No number of ballots is known for {contest.title}, and the template wants it. "
                'Nothing was made. Take "ballots" out of the template\'s buckets.'
            )
        yield Named((bucket,), _BUCKETS[bucket]), nobody, known[bucket]


# A template to begin with ----------------------------------------------------------------


def template_to_begin_with(recount: Recount) -> bytes:
    """The shipped example with every code this recount needs, each left empty to be filled in."""
    election, paper = recount.election, RecordPaper(recount)
    lines = read_bytes(*_EXAMPLE_FILE).decode().split("# Codes", maxsplit=1)[0].rstrip()
    tables: dict[Value, list[tuple[str, str]]] = {
        Value.COUNTY: [(election.county, "")],
        Value.CONTEST: [(c.id, c.title) for c in paper.contests],
        Value.PRECINCT: [(p.id, p.name) for p in election.precincts],
        Value.GROUP: [(group.value, group.label) for group in CountingGroup],
        Value.CHOICE: [
            *((f"{c.id}/{x.id}", x.name) for c in paper.contests for x in c.named_choices),
            *_BUCKETS.items(),
        ],
        Value.PARTY: [(p.id, p.name) for p in election.parties],
    }
    parts = [lines, "", "# Codes of the state: fill in what its instructions say."]
    for value, rows in tables.items():
        parts += ["", f"[codes.{value.value}]"]
        parts += [f'{_quoted(key)} = ""  # {_comment(told)}' for key, told in rows]
    return ("\n".join(parts) + "\n").encode()


def _quoted(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def _comment(told: str) -> str:
    return " ".join(told.split())
