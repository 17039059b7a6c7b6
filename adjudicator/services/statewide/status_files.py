"""Status files: written by a county's station, read by the state for its board of progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.wording import count
from adjudicator.ledger import cosignatures, statusfile
from adjudicator.ledger.notes import LOG, Checkpoint, Vkey, record_code
from adjudicator.ledger.origin import parse, slug
from adjudicator.ledger.statusfile import SUFFIX, BadStatus, ContestStatus, Status
from adjudicator.services.deadlines.outlook import read_outlook
from adjudicator.services.deadlines.telling import due_lines
from adjudicator.services.progress import precincts_closed
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.services.statewide.reading import CountyRead
from adjudicator.services.statewide.weighing import county_in
from adjudicator.services.tallying import tally_lines
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.watermarks import watermark_of
from adjudicator.storage.files import write_whole
from adjudicator.storage.queries.cases import BatchRecord, list_batches

# In a county --------------------------------------------------------------------------------


def write_status(recount: Recount, folder: Path, clerk: Signer | None = None) -> Path:
    """Write how far the recount is into a folder, over the file of an hour ago.

    :param clerk: their identity key, if it is at hand; else the record's own key signs alone.
    :raises Refusal: the folder has no log key.
    :raises OSError: it cannot be written there.
    """
    log = recount.log_signer.key
    status = status_of(recount, None if clerk is None else _clerk_key(recount, clerk))
    data = statusfile.encode(status, log, None if clerk is None else clerk.key)
    path = folder / file_name(status)
    write_whole(path, data, mode=0o644)
    return path


def file_name(status: Status) -> str:
    """One name for a record, so that the newest file takes the place of the one before."""
    named = parse(status.origin)
    again = f"-r{named.restore}" if named.restore > 1 else ""
    return f"{slug(status.county)}-{named.token}{again}{SUFFIX}"


def status_of(recount: Recount, clerk: Vkey | None = None) -> Status:
    """How far the recount is now: counts of every batch, votes of closed batches only."""
    data = recount.state.data
    with recount.reading() as connection:
        batches = list(list_batches(connection))
        closed = tally_lines(connection, recount.election, closed_only=True)
        outlook = read_outlook(recount, connection, batches)
    head = recount.state
    return Status(
        origin=recount.origin,
        size=head.size,
        root=head.root.hex(),
        log=cosignatures.log_vkey(recount.origin, recount.log_signer.key.public),
        clerk=clerk,
        t=recount.now(),
        county=recount.election.county,
        election=recount.election.title,
        held=recount.election.held.isoformat(),
        contests=tuple(
            _contest(contest.id, contest.title, batches, done=contest.id in data.contests_closed)
            for contest in recount.election.contests
            if contest.id in data.contests
        ),
        partial=tuple(
            (line.tally.contest.id, line.tally.contest.choice(choice).name, figure.change)
            for line in closed
            for choice, figure in line.tally.choices
        ),
        deadlines=due_lines(outlook, outlook.read_at),
    )


def _contest(id_: str, title: str, batches: Iterable[BatchRecord], *, done: bool) -> ContestStatus:
    own = [b for b in batches if b.contest == id_]
    here = [b for b in own if b.held_back < b.cases]
    closed, precincts = precincts_closed(own)
    cases = sum(b.cases - b.held_back for b in own)
    waiting = sum(b.unreviewed + b.for_board for b in own)
    return ContestStatus(
        id=id_,
        title=title,
        done=done,
        cases=cases,
        ruled=max(0, cases - waiting),
        waiting=waiting,
        batches=len(here),
        closed=sum(b.is_closed for b in here),
        precincts=precincts,
        precincts_closed=closed,
    )


def _clerk_key(recount: Recount, clerk: Signer) -> Vkey:
    return Vkey(f"{recount.origin}/{person_of(recount, clerk)}", LOG, clerk.key.public)


# For the state ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatusRead:
    """One status file, and what is to be said of it."""

    file: str
    status: Status | None
    """``None`` where it cannot be believed at all."""
    county: str = ""
    why: str = ""
    """Why it is left out, in sentences; empty if it is shown."""
    known: bool = False
    """Whether an export that was verified is of the same key."""

    @property
    def shown(self) -> bool:
        """Whether the board of progress shows it."""
        return self.status is not None and not self.why

    @property
    def words(self) -> str:
        """``Status of 17 Nov 21:00 UTC: 410 of 1,854 cases ruled, ...``."""
        if self.status is None:
            return ""
        told = [
            f"{c.title}: "
            + (
                "closed"
                if c.done
                else f"{c.ruled:,} of {count(c.cases, 'case')} ruled, "
                f"{c.precincts_closed:,} of {count(c.precincts, 'precinct')} closed"
            )
            for c in self.status.contests
        ]
        signed = "the record's key and a clerk" if self.status.clerk else "the record's key alone"
        code = record_code(self.status.head.root)
        whose = "that of its export" if self.known else "compared with nothing"
        return (
            f"Status of {self.status.t}: {'; '.join(told)}. Record {code}, "
            f"{count(self.status.size, 'entry', 'entries')}; signed by {signed}, which is {whose}."
        )


def read_status_files(folders: Iterable[Path]) -> tuple[StatusRead, ...]:
    """Every status file in these folders, its signatures checked; or a file by itself."""
    paths = []
    for folder in folders:
        paths += sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else [folder]
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> StatusRead:
    try:
        with path.open("rb") as file:
            return StatusRead(path.name, statusfile.decode(file.read(statusfile.LARGEST + 1)))
    except OSError as error:
        return StatusRead(path.name, None, why=f"It cannot be read ({error.strerror}).")
    except BadStatus as error:
        return StatusRead(path.name, None, why=str(error))


def heads_of(statuses: Iterable[StatusRead]) -> tuple[tuple[str, Checkpoint], ...]:
    """Their heads, to be compared with the exports of the same origin."""
    return tuple((s.file, s.status.head) for s in statuses if s.status is not None)


def judge(
    statuses: Sequence[StatusRead],
    reads: Sequence[CountyRead],
    pack: RulePack,
    *,
    rehearsal: bool = False,
) -> tuple[StatusRead, ...]:
    """Say of each status file whether it is shown, beside the exports and the other files.

    An export that does not hold says nothing of a status file.
    """
    known = {read.origin: read for read in reads if read.holds}
    return tuple(_judged(each, statuses, known, pack, rehearsal=rehearsal) for each in statuses)


def _judged(
    own: StatusRead,
    statuses: Sequence[StatusRead],
    known: dict[str, CountyRead],
    pack: RulePack,
    *,
    rehearsal: bool,
) -> StatusRead:
    status = own.status
    if status is None:
        return own
    county = county_in(status.county, pack)
    why = ""
    export = known.get(status.origin)
    same = [s for s in statuses if s.status is not None and s.status.origin == status.origin]
    if not county:
        why = f'Its county, "{status.county}", is none of {pack.title}.'
    elif (watermark_of(parse(status.origin).purpose) is not None) != rehearsal:
        why = "It is of a rehearsal or demonstration." if not rehearsal else "It is no rehearsal."
    elif export is not None:
        why = _against_export(own.file, status, export)
    why = why or _against_others(status, same)
    known_key = export is not None and export.log_key == status.log.key
    return StatusRead(own.file, status, county, why, known=known_key)


def _against_export(file: str, status: Status, export: CountyRead) -> str:
    if status.log.key != export.log_key:
        return f"Forged: it is signed by another key than the record of {export.name}."
    match dict(export.others).get(file):
        case Outcome.TWO:
            return f"Two records with one origin: it and {export.name} differ. Keep both."
        case Outcome.HOLDS if status.size < export.verdict.size:
            return f"Older than {export.name}: it was made {status.t}, before the export."
    return ""


def _against_others(status: Status, same: Sequence[StatusRead]) -> str:
    """Against the other status files of its record."""
    others = [s.status for s in same if s.status is not None]
    if any(other.log.key != status.log.key for other in others):
        return "Two files of one record are signed by different keys: one of them is forged."
    if any(o.size == status.size and o.root != status.root for o in others):
        return "Two records with one origin: another file has other entries. Keep both."
    newest = max(others, key=lambda other: (other.size, other.t))
    if (newest.size, newest.t) > (status.size, status.t):
        return f"Older: another file of the same record was made {newest.t}."
    return ""
