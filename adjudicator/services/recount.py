"""An open recount: the folder, its record, the definition, the rules, and this station.

Made by :func:`adjudicator.services.opening.new_recount` or :func:`open_recount`.  All writing goes
through :meth:`Recount.append`; reading goes through :meth:`Recount.reading` and
:mod:`adjudicator.storage.queries`.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.problems import Unreadable
from adjudicator.ledger import envelope, keyfile, origin, seals
from adjudicator.ledger.errors import BadKey, NotCanonical, Refused
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.ending import is_ended
from adjudicator.ledger.text import to_time
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.people_at_work.patience import Patience
from adjudicator.services.proof.copies import look_outside, why_only_read
from adjudicator.services.tally_hash import tally_hash
from adjudicator.services.watermarks import watermark_of
from adjudicator.storage.computers import note_writer, this_computer
from adjudicator.storage.connection import Connection
from adjudicator.storage.database import is_shared, open_engine
from adjudicator.storage.folder import FolderError, RecountFolder
from adjudicator.storage.kept_heads import STATION, KeptHead, KeptHeads
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.record import Appended, NotKept, RecordStore, SignedAct
from adjudicator.storage.stations import HeldStation, hold_station
from adjudicator.storage.stick import Stick

LOG_KEY = "log.key"


@dataclass(frozen=True, slots=True)
class Signer:
    """A key ready to sign, and the entry that introduced it (``None``: the act itself does)."""

    key: SigningKey
    introduced: int | None


class Recount:
    """One open recount at one station."""

    def __init__(
        self,
        folder: RecountFolder,
        store: RecordStore,
        rules: RulePack,
        *,
        station: str,
        held: HeldStation | None = None,
        clock: Callable[[], datetime] | None = None,
        kept: KeptHeads | None = None,
    ) -> None:
        self.folder = folder
        self.store = store
        self.rules = rules
        self.station = station
        self._held = held
        self.origin = folder.origin
        self.patience = Patience()
        """How long each person waits here after wrong passphrases."""
        self.kept = kept or KeptHeads(_place_for_heads(folder))
        """The heads this computer keeps outside the folder."""
        self.only_read = ""
        """Why nothing may be added to this folder, in words; empty where all is well."""
        self.sticks: dict[str, Stick] = {}
        """Where people of this evening keep heads, by their id."""
        self._writer_noted = False
        self._clock = clock or (lambda: datetime.now(UTC))
        self._log_key: SigningKey | None = None

    @property
    def only_read_sentence(self) -> str:
        """Why nothing may be added to this folder, in sentences; empty where all is well."""
        return self.only_read[:1].upper() + self.only_read[1:]

    @property
    def open_elsewhere(self) -> bool:
        """Whether another window or command of this machine has the recount open now."""
        return self._held is not None and bool(self._held.others())

    @property
    def election(self) -> Election:
        """The election's definition."""
        return self.store.election

    @property
    def purpose(self) -> Purpose:
        """Recount, rehearsal or demonstration."""
        return origin.parse(self.origin).purpose

    @property
    def watermark(self) -> str | None:
        """The words every screen and file carries, or ``None`` for a real recount."""
        return watermark_of(self.purpose)

    @property
    def state(self) -> RecordState:
        """The record as its rules see it, up to date."""
        return self.store.state()

    def record_code(self) -> str:
        """The code of the newest entry, ``4C1F-88A2-03D7-9B5E``."""
        return record_code(self.state.root)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent moment."""
        return self.store.reading()

    def now(self) -> str:
        """This station's clock, as the record writes times."""
        return to_time(self._clock())

    def seconds(self) -> int:
        """This station's clock, in seconds since 1970, as cosignatures write times."""
        return int(self._clock().timestamp())

    @property
    def log_signer(self) -> Signer:
        """The log key, which signs what no person does.

        :raises Refusal: this folder has no log key, or a damaged one, so it can only be read.
        """
        if self._log_key is None:
            path = self.folder.keys / LOG_KEY
            if not path.exists():
                raise Refusal(
                    f"This folder has no log key ({path}), so nothing can be added to it. "
                    "Nothing was changed. Bring back log.key from the second path."
                )
            try:
                self._log_key = keyfile.load_log_key(path.read_bytes(), self.origin)
            except BadKey as error:
                raise Refusal(
                    f"The log key of this folder ({path}) cannot be used: {error} Nothing was "
                    "changed. Keep the file, and bring back log.key from the second path."
                ) from error
        return Signer(self._log_key, 0)

    def look_for_end(self, state: RecordState | None = None) -> None:
        """A recount that is finished, its last head cosigned, is for reading only.

        ``state``: where it has been read just now.
        """
        data = (state or self.state).data
        if is_ended(data) and not self.only_read:
            self.only_read = (
                f"the recount was finished at entry {data.finished:,}, and its keys are "
                "destroyed. Everything can be read, verified and exported."
            )

    def forget_log_key(self) -> None:
        """The key is being destroyed: nothing is signed with it any more."""
        self._log_key = None

    def seal(self, value: object) -> seals.Opening:
        """Seal a value of this record.

        :raises Refusal: it holds a character the record cannot keep, such as a tab.
        """
        try:
            return seals.make(self.origin, value)
        except NotCanonical as error:
            raise Refusal(f"Not recorded: {error} Nothing was lost. Type it again.") from error

    def append(
        self,
        fields: dict[str, Any],
        signers: Sequence[Signer],
        *,
        openings: Sequence[seals.Opening] = (),
        files: Sequence[Path] = (),
        session: bool = False,
    ) -> Appended:
        """Complete a body, have it signed, and append it.

        Signing happens before the lock.  A session act refused only because the head moved is
        signed anew with the same nonce; an act of an identity key is never repeated unasked.

        :raises Refusal: the record's rules do not allow it; nothing was changed.
        """
        state = _looked_at_anew(self)
        nonce = envelope.nonce()
        for last in (False, True):
            body = fields | {
                "v": 1,
                "n": nonce,
                "t": self.now(),
                "st": self.station,
                "seen": [state.size, state.root.hex()],
            }
            signatures = tuple(
                (s.introduced, envelope.sign_act(body, self.origin, s.key)) for s in signers
            )
            try:
                act = SignedAct(body, signatures, tuple(openings), tuple(files))
                return self._kept_by_station(self.store.append(act))
            except Refused as refused:
                if refused.code != "seen" or last or not session:
                    raise Refusal(refused.told(self.names())) from refused
                state = self.state
            except NotKept as failed:
                raise Refusal(str(failed)) from failed
            except NotCanonical as error:
                raise Refusal(f"Not recorded: {error} Nothing was lost.") from error
        raise AssertionError("the loop returns or raises")

    def look_for_older_copy(self) -> RecordState:
        """Compare the record with what this computer has seen of it.

        A record that is shorter, or another one, or a copy from another computer, is opened for
        reading only.

        :returns: the record as it was read for this.
        """
        outside = look_outside(self.folder, self.kept)
        state = self.state
        self.only_read = why_only_read(self.folder, state, outside) or self.only_read
        return state

    def _kept_by_station(self, appended: Appended) -> Appended:
        """Keep the head of what was recorded; where that fails, the record goes on without."""
        head = KeptHead(self.origin, appended.size, appended.root.hex(), self.seconds())
        with suppress(OSError):
            self.kept.save_highest(head, STATION)
            if not self._writer_noted and not is_shared(self.folder):
                note_writer(self.folder, this_computer(self.kept.folder))
            self._writer_noted = True
        return appended

    def names(self) -> dict[str, str]:
        """Everybody's name by their id, the id itself where the name is withheld."""
        with self.reading() as connection:
            people = [record.person for record in list_people(connection)]
        return {person.id: person.name or person.id for person in people}

    def close(self) -> None:
        """Let go of the folder, and of the station's name."""
        if self._held is not None:
            self._held.release()
        self.store.close()


def _looked_at_anew(recount: Recount) -> RecordState:
    """The record as it is before anything is added to it.

    Since it was opened another window may have finished the recount, or a copy of the folder may
    have gone on at this computer.

    :raises Refusal: it may only be read.
    """
    if not recount.only_read:
        state = recount.look_for_older_copy()
        recount.look_for_end(state)
    if recount.only_read:
        raise Refusal(f"Not recorded: {recount.only_read}")
    return state


def person_of(recount: Recount, signer: Signer) -> str:
    """Whose identity key this is."""
    if signer.introduced is None:
        raise ValueError("a key that is not in the record yet is nobody's")
    return recount.state.data.keys[signer.introduced].person


def open_recount(
    path: Path,
    *,
    station: str | None = None,
    clock: Callable[[], datetime] | None = None,
    kept: KeptHeads | None = None,
) -> Recount:
    """Open a recount folder, bringing its schema up to date.

    :param station: a name nobody else takes, as of a story's tables; without it the first free of
        ``s1``, ``s2`` and so on, held until the recount is closed or the process ends.
    :param kept: where this computer keeps heads; by default in the data folder of this account.
    :raises UsageError: not a recount folder, or made by a newer program.
    """
    try:
        folder = RecountFolder.open(path)
        election, rules = _definition_in(path)
        engine = open_engine(folder)
    except FolderError as error:
        raise UsageError(str(error)) from error
    store = RecordStore(folder, engine, election, rules, lambda c: tally_hash(c, election))
    try:
        store.check_definition()
    except FolderError as error:
        store.close()
        raise UsageError(str(error)) from error
    store.clear_unfinished_imports()
    held = None
    if station is None:
        held = hold_station(folder, engine, lambda: _stations_seen(store.state()))
        station = held.name
    recount = Recount(folder, store, rules, station=station, held=held, clock=clock, kept=kept)
    recount.look_for_end(recount.look_for_older_copy())
    return recount


def _definition_in(path: Path) -> tuple[Election, RulePack]:
    """What a folder says of the election and the rules; whether entry 0 names it is seen later.

    :raises UsageError: it cannot be read.
    """
    try:
        election = read_election(path / "election.json")
        return election, read_rule_pack((path / "rules.toml").read_bytes())
    except (Unreadable, RulePackError, OSError) as error:
        raise UsageError(
            f"What was fixed at the opening cannot be read in {path}: {error}. Nothing was "
            "changed. Bring election.json and rules.toml back from the second path or an export."
        ) from error


def _stations_seen(state: RecordState) -> frozenset[str]:
    """Every station somebody ever signed in at."""
    return frozenset(key.station for key in state.data.keys.values() if key.station)


def _place_for_heads(folder: RecountFolder) -> Path:
    """This account's data folder; a demonstration keeps its heads beside itself, and goes whole."""
    if origin.parse(folder.origin).purpose is Purpose.DEMO:
        return folder.path.parent / "kept"
    return user_data_path("adjudicator", appauthor=False) / "kept"
