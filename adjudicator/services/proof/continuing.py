"""The record that goes on where no copy has the tail: a new log, ``/r2`` and so on.

Its entry 0 names the head the old record ended with here, what is lost and why, and everyone is
enrolled anew with a fresh key, because keys of a record that was cut may have signed what is lost.
The old folder is left as it is: it stays the evidence for what it holds.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from adjudicator import __version__
from adjudicator.domain.people import Role
from adjudicator.domain.wording import count
from adjudicator.ledger import bodies, origin, passphrases
from adjudicator.ledger.envelope import reread_entry
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.opening import Begun, check_free, open_folder
from adjudicator.services.people import Enrolment
from adjudicator.services.people_at_work.people_file import check_passphrases
from adjudicator.services.proof.media import why_made_up
from adjudicator.services.proof.program import verifier_hash
from adjudicator.services.recount import Recount
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.storage.files import whole_lines
from adjudicator.storage.folder import keys_beside
from adjudicator.storage.kept_heads import STATION
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.imports import list_imports
from adjudicator.storage.queries.lines import entry_line
from adjudicator.storage.second_path import RECORD

MOST_REASON = 2_000
"""Letters of a reason the record can hold."""


@dataclass(frozen=True, slots=True)
class Continued:
    """The record that goes on, and what the county has to do now."""

    path: Path
    origin: str
    code: str
    """The record code of the new record."""
    people: tuple[str, ...]
    proposed: Mapping[str, str]
    """New passphrases that the program proposed, by person; empty where all were given."""
    to_do: tuple[str, ...]
    """What the county has to do, a sentence each."""


def continue_record(
    old: Recount,
    target: Path,
    *,
    lost: int | None,
    reason: str,
    given: Mapping[str, str],
    hand_out: Callable[[Mapping[str, str]], None] = lambda _proposed: None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Continued:
    """Open the record that goes on from an old one whose tail no copy has.

    :param old: the folder with the most entries there is; nothing is written to it.
    :param target: a new folder beside it.
    :param lost: entries known to be lost; ``None``: nobody knows.
    :param given: passphrases of people, by id; for everybody else one is proposed.
    :param hand_out: takes the proposed passphrases before a key is locked with one of them.
    :raises UsageError: files lie at the target, or what is told of the loss cannot be.
    :raises Refusal: nobody is enrolled there who could go on, a passphrase is too short, the second
        path has more entries, or a record goes on from this one already.
    """
    _check_told(old, lost, reason)
    check_free(target)
    _check_needed(old, target)
    people = _people(old)
    proposed = {p.person: passphrases.propose() for p in people if p.person not in given}
    secrets = {p.person: given.get(p.person) or proposed[p.person] for p in people}
    check_passphrases(people, secrets)
    begun = _begun(old, lost, reason)
    hand_out(proposed)
    # What a power cut left of an attempt, whose keys are gone.
    shutil.rmtree(_aside(target, begun.origin), ignore_errors=True)
    try:
        with closing(open_folder(target, begun)) as new:
            enrol_and_constitute(new, people, secrets, progress)
            return Continued(
                path=target,
                origin=new.origin,
                code=new.record_code(),
                people=tuple(p.person for p in people),
                proposed=proposed,
                to_do=tuple(_to_do(old, new)),
            )
    except BaseException:
        _take_away(old, target, begun.origin)
        raise


def _take_away(old: Recount, target: Path, name: str) -> None:
    """A board that cannot begin leaves nothing that looks like a recount."""
    for path in (target, _aside(target, name), keys_beside(target, name)):
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        old.kept.forget(name)


def _aside(target: Path, name: str) -> Path:
    """Where a folder is made until its first entry is in it."""
    return target.with_name(f".{target.name}.{origin.parse(name).token}")


def _check_told(old: Recount, lost: int | None, reason: str) -> None:
    words = reason.strip()
    if not words or len(words) > MOST_REASON:
        raise UsageError(
            f"Say why the entries are lost, in 1 to {MOST_REASON:,} letters. Nothing was changed."
        )
    if not old.state.size:
        raise UsageError(f"{old.folder.path} holds no entry to go on from. Nothing was changed.")
    try:
        kept = old.kept.load(old.origin, STATION)
    except (OSError, ValueError):
        kept = None
    missing = 0 if kept is None else kept.size - old.state.size
    if lost is not None and lost < max(0, missing):
        raise UsageError(
            f"This computer has seen {old.state.size + missing} entries and the folder has "
            f"{old.state.size}, so at least {missing} are lost and not {lost}. Nothing was changed."
        )


def _check_needed(old: Recount, target: Path) -> None:
    """Go on only where nothing else is left, and only once.

    :raises Refusal: there is a way to go on with the old record, or one that goes on from it.
    """
    if old.state.data.finished is not None:
        raise Refusal(
            f"The recount was finished at entry {old.state.data.finished:,}, so nothing goes on "
            "from it. Nothing was changed. Work that is ordered later is a new recount."
        )
    _check_second_path(old)
    name = str(origin.parse(old.origin).restored())
    kept = old.kept.path(name, STATION)
    for place in (keys_beside(target, name), kept):
        if place.exists():
            raise Refusal(
                f"A record that goes on from this one was begun here before: {place} is there. "
                "Nothing was changed. Go on with that record; two of one name would contradict "
                "each other. Only if it was broken off before anybody worked in it, move that "
                "away and repeat this."
            )


def _check_second_path(old: Recount) -> None:
    """Refuse where the second path has an entry of this record that the folder has not.

    :raises Refusal: it has.
    """
    second = old.store.mirror.path
    try:
        lines = [] if second is None else whole_lines(second / RECORD)
    except OSError:
        return  # Gone, like the folder's end.
    beyond = lines[old.state.size : old.state.size + 1]
    if beyond and not why_made_up(old, beyond[0]):
        raise Refusal(
            f"The second path at {second} has {len(lines)} entries, and this folder "
            f"{old.state.size}. Nothing was changed, and nothing of those is lost: restore the "
            "folder from there (adjudicator restore)."
        )


def _people(old: Recount) -> tuple[Enrolment, ...]:
    with old.reading() as connection:
        known = [record.person for record in list_people(connection) if not record.removed]
    if not any(person.role in {Role.CHAIR, Role.MEMBER} for person in known):
        raise Refusal(
            "The old record has no chair or member, so nobody could constitute a new one. Nothing "
            "was changed. Open a new recount instead."
        )
    return tuple(Enrolment(p.id, p.name or p.id, p.role, p.party) for p in known)


def _begun(old: Recount, lost: int | None, reason: str) -> Begun:
    with old.reading() as connection:
        line = entry_line(connection, 0)
    if line is None:
        raise Refusal("The old record has no first entry. Nothing was changed.")
    first = reread_entry(line).body
    name = str(origin.parse(old.origin).restored())
    log_key = SigningKey.generate()
    files = tuple((old.folder.path / n).read_bytes() for n in ("election.json", "rules.toml"))
    size, root = old.state.head
    fields = bodies.open_(
        origin=name,
        log_key=log_key.public,
        purpose=first["purpose"],
        election=hashlib.sha256(files[0]).hexdigest(),
        rules=hashlib.sha256(files[1]).hexdigest(),
        contests=first["contests"],
        policy=first["policy"],
        program=f"adjudicator {__version__}",
        verifier=verifier_hash(),
        continues={
            "origin": old.origin,
            "size": size,
            "root": root,
            "lost": lost,
            "reason": reason.strip(),
        },
    )
    return Begun(name, (files[0], files[1]), log_key, fields)


def _to_do(old: Recount, new: Recount) -> Sequence[str]:
    """What is not carried over, and who has to do what about it."""
    data = old.state.data
    with old.reading() as connection:
        imports = [record for record in list_imports(connection) if not record.voided]
    rulings = sum(1 for case in data.cases.values() if case.current is not None)
    lines = [
        (
            f"Keep {old.folder.path} as it is, with its keys and every copy: it is the evidence "
            f"for its {old.state.size} entries (record code {record_code(old.state.root)})."
        ),
        (
            "Hand every party the record code of the new record, and tell them that their heads, "
            "codes and receipts of the old one stay good for the old one."
        ),
        (
            "Everyone signs in with their new passphrase; destroy the key files of the old record "
            "only when its last export is made."
        ),
    ]
    if imports:
        deliveries = count(len(imports), "delivery", "deliveries")
        sheets = count(sum(i.sheets for i in imports), "sheet", "sheets")
        lines.append(
            f"Import again what was imported before ({deliveries}, {sheets}), and close the pile "
            "with a seed drawn anew in public."
        )
    if rulings:
        lines.append(
            "No ruling was carried over. The old record has rulings on "
            f"{count(rulings, 'case', 'cases')}: rule on them again here. The old rulings can be "
            "read there (adjudicator log), and compared case by case; the board says in public "
            "whether and why one differs."
        )
    if data.motions:
        lines.append(
            "No motion or order was carried over. The board carries again those that still hold: "
            "suspensions, lots let in, waivers, seats of alternates."
        )
    if new.purpose is not Purpose.DEMO:
        lines.append("Choose a second path for the new folder (adjudicator copy).")
    return lines
