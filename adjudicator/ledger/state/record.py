"""The record as a fold: check an entry, take it in, and answer what services ask."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from adjudicator.domain.people import Person
from adjudicator.ledger import keys, kinds
from adjudicator.ledger.envelope import NONCE_BYTES, Entry, retry_digest
from adjudicator.ledger.errors import AlreadyRecorded, Refused
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import (
    attests,
    closing,
    ending,
    imports,
    looks,
    motions,
    papers,
    people,
    remarks,
    reopening,
    rescans,
    rulings,
    votes,
    witnesses,
)
from adjudicator.ledger.state.closing import CloseCounts
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.evidence import Evidence, NoEvidence
from adjudicator.ledger.state.model import Enrolled
from adjudicator.ledger.state.signers import Signers, Verifier, read_signers
from adjudicator.ledger.text import is_hex

_Step = Callable[[RecordData, Entry, Signers], None]
_RULES: Final[dict[str, tuple[_Step, _Step]]] = {
    "open": (people.check_open, people.apply_open),
    "enrol": (people.check_enrol, people.apply_enrol),
    "remove": (people.check_remove, people.apply_remove),
    "constitute": (people.check_constitute, people.apply_constitute),
    "signin": (people.check_signin, people.apply_signin),
    "signout": (people.check_signout, people.apply_signout),
    "attend": (people.check_attend, people.apply_attend),
    "import": (imports.check_import, imports.apply_import),
    "pile": (imports.check_pile, imports.apply_pile),
    "rule": (rulings.check_rule, rulings.apply_rule),
    "attest": (attests.check_attest, attests.apply_attest),
    "withdraw": (attests.check_withdraw, attests.apply_withdraw),
    "vote": (votes.check_vote, votes.apply_vote),
    "sitting": (votes.check_sitting, votes.apply_sitting),
    "reopen": (reopening.check_reopen, reopening.apply_reopen),
    "paper": (papers.check_paper, papers.apply_paper),
    "note": (remarks.check_note, remarks.apply_note),
    "rescan": (rescans.check_rescan, rescans.apply_rescan),
    "close": (closing.check_close, closing.apply_close),
    "motion": (motions.check_motion, motions.apply_motion),
    "reference": (looks.check_reference, looks.apply_reference),
    "sample": (looks.check_sample, looks.apply_sample),
    "look": (looks.check_look, looks.apply_look),
    "witness": (witnesses.check_witness, witnesses.apply_witness),
    "contest_close": (ending.check_contest_close, ending.apply_contest_close),
    "export": (ending.check_export, ending.apply_export),
    "finish": (ending.check_finish, ending.apply_finish),
}
_AGAIN = "Repeat the step."


class RecordState:
    """What the record says after its entries so far; feed it entry by entry.

    ``check`` never changes anything; ``apply`` trusts its entry.  Reading attributes of ``data`` is
    fine, writing them is not.
    """

    def __init__(
        self,
        evidence: Evidence | None = None,
        *,
        verify: Verifier | None = keys.verify,
        retries: bool = True,
    ) -> None:
        """Start before entry 0.

        :param verify: how a signature is checked; ``None`` only for bytes this program has verified
            before.
        :param retries: whether an act that stands in the record already is a safe retry; of entries
            that are verified, none is.
        """
        self.data = RecordData(NoEvidence() if evidence is None else evidence)
        self.verify = verify
        self._retries = retries
        self.withheld = 0
        """How many checks were left out because their evidence is withheld."""
        self._nonces: dict[bytes, int] = {}
        self._digests = bytearray()

    # The fold ----------------------------------------------------------------------------

    def check(self, entry: Entry) -> None:
        """Refuse an entry that may not come next.

        :raises AlreadyRecorded: the same act stands in the record: a safe retry.
        :raises MadeByNewerVersion: unknown version, kind or field.
        :raises Refused: anything else, in the order encoding, index, keys and signatures, seen,
            nonce, rights, preconditions.
        """
        kinds.check_body(entry.body)
        self.check_known(entry)

    def check_known(self, entry: Entry) -> Signers:
        """Like :meth:`check`, for an entry whose body has been found in its one shape before.

        :returns: who signed it, for :meth:`apply`.
        :raises LedgerError: as :meth:`check`.
        """
        self.data.skipped = 0
        if self._retries:
            self._check_retry(entry)
        size = self.size
        if entry.index != size:
            raise Refused("index", f"entry {entry.index} cannot follow entry {size - 1}", _AGAIN)
        if size == 0 and entry.kind != "open":
            raise Refused("order", "the record is not open yet", "Open the recount first.")
        signers = read_signers(self.data, entry, self.verify)
        self._check_seen(entry)
        if bytes.fromhex(entry.body["n"]) in self._nonces:
            what = "this act, or another under its number, was recorded before"
            raise Refused("nonce", what, _AGAIN)
        if self.data.finished is not None:
            self._check_finished(entry)
        _RULES[entry.kind][0](self.data, entry, signers)
        return signers

    def apply(self, entry: Entry, signers: Signers | None = None) -> None:
        """Take in an entry that :meth:`check` has passed, now or when it was appended.

        :param signers: who signed it, where that has been read already.
        """
        data = self.data
        signers = signers or _trusted_signers(data, entry)
        _RULES[entry.kind][1](data, entry, signers)
        seen = entry.body["seen"][0]
        for k, _ in entry.signatures:
            key = data.keys[k]
            key.seen = max(key.seen, seen)
        self._nonces[bytes.fromhex(entry.body["n"])] = entry.index
        if self._retries:
            self._digests += retry_digest(entry)
        data.tree.append(entry.leaf)
        if data.skipped:
            self.withheld += data.skipped
            data.skipped = 0

    def append(self, entry: Entry) -> None:
        """Check, then take in.

        :raises LedgerError: as :meth:`check`; nothing has changed then.
        """
        self.check(entry)
        self.apply(entry)

    def replay(self, entries: Iterable[Entry], *, trusted: bool = False) -> None:
        """Take in many entries; ``trusted`` leaves all checks out.

        :raises LedgerError: as :meth:`check`, at the first entry that does not hold.
        """
        step = self.apply if trusted else self.append
        for entry in entries:
            step(entry)

    def _check_retry(self, entry: Entry) -> None:
        index = self._nonces.get(bytes.fromhex(entry.body["n"]))
        if index is not None and self._digests[32 * index : 32 * index + 32] == retry_digest(entry):
            raise AlreadyRecorded(index)

    def _check_seen(self, entry: Entry) -> None:
        size, root = entry.body["seen"]
        todo = "Sign again on the record as it stands now."
        tree, keys_ = self.data.tree, self.data.keys
        if size > tree.size or tree.root_in_hex(size) != root:
            raise Refused("seen", "this was signed on a record other than this one", todo)
        for k, _ in entry.signatures:
            key = keys_.get(k)
            if key is not None and key.seen > size:
                what = "this was signed on an older state than the act before it"
                raise Refused("seen", what, todo)

    def _check_finished(self, entry: Entry) -> None:
        """After its end the record takes nothing but the cosigned head of its end."""
        if entry.kind != "witness":
            raise Refused(
                "finished",
                f"the recount was finished at entry {self.data.finished}",
                "Nothing can be added to it; it can be read, exported and verified.",
            )

    # What services ask -------------------------------------------------------------------

    def has_act(self, entry: Entry) -> bool:
        """Whether an act of that number stands in the record, wherever."""
        nonce = str(entry.body.get("n"))
        return is_hex(nonce, NONCE_BYTES) and bytes.fromhex(nonce) in self._nonces

    @property
    def size(self) -> int:
        """How many entries the record has."""
        return self.data.tree.size

    @property
    def root(self) -> bytes:
        """The root over all entries."""
        return self.data.tree.root

    @property
    def code(self) -> str:
        """The record code of the present head."""
        return record_code(self.root)

    def root_at(self, size: int) -> bytes:
        """The root when the record had that many entries.

        :raises IndexError: it never had.
        """
        return self.data.tree.root_at(size)

    @property
    def head(self) -> tuple[int, str]:
        """``(size, root in hex)``, as the next body's ``seen``."""
        return self.size, self.root.hex()

    def person(self, person_id: str) -> Person:
        """An enrolled person, removed or not.

        :raises KeyError: nobody of that id was ever enrolled.
        """
        return self.data.people[person_id].person

    def roster(self) -> list[Enrolled]:
        """Everyone enrolled and not removed, by person id."""
        return [e for _, e in sorted(self.data.people.items()) if e.active]

    def close_counts(self, batches: Iterable[int], struck: Collection[int] = ()) -> CloseCounts:
        """What a close of these batches must state now.

        :raises KeyError: there is no such batch, or no such answer.
        """
        return closing.close_counts(self.data, batches, struck)


def _trusted_signers(data: RecordData, entry: Entry) -> Signers:
    """Who signed an entry whose keys and signatures need no check."""
    known = [data.keys[k] for k, _ in entry.signatures if k in data.keys]
    identities = tuple(data.people[k.person] for k in known if k.use == "identity")
    sessions = tuple(data.people[k.person] for k in known if k.use == "session")
    log = any(k.use == "log" for k in known)
    new = len(known) < len(entry.signatures)
    return Signers.of(log=log, new=new, identities=identities, sessions=sessions)
