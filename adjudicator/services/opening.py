"""Open a new recount: folder, definition, rules, log key, entry 0."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from adjudicator import __version__
from adjudicator.domain.election import Election
from adjudicator.domain.people import DifferentPolicy
from adjudicator.domain.policy import AttestPolicy, ScoresPolicy
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from adjudicator.domain.second_look import OF
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.interchange.problems import closest
from adjudicator.ledger import bodies, keyfile, origin
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.origin import Purpose
from adjudicator.resources import ResourceMissingError, read_bytes, resource_path
from adjudicator.services.errors import UsageError
from adjudicator.services.proof.program import verifier_hash
from adjudicator.services.recount import LOG_KEY, Recount, Signer, open_recount
from adjudicator.storage.database import share_database
from adjudicator.storage.files import make_folder, sync_folder, write_whole
from adjudicator.storage.folder import VERIFIER_FILE, RecountFolder

MOST_SEATS = 100
"""The largest quorum the record format can state."""
MOST_PAGE = 64
"""The most rulings of a page."""
MOST_GRID_MS = 600_000
"""The longest a page can be held before people by policy: ten minutes."""
_PACK = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is fixed at the opening for the whole recount (record format, section 4)."""

    quorum: int = 2
    """Members of the board who must be present for it to act."""
    tiers: int = 2
    """1: the board rules at once; 2: counting teams rule first."""
    different: str = DifferentPolicy.PARTY
    attest: str = AttestPolicy.PAGE
    """When observers are asked."""
    page_max: int = 24
    """Rulings of a page, and the most cases one act may rule on."""
    cosign: bool = True
    """Whether heads are cosigned; only a rehearsal or a demonstration may go without."""
    privacy: bool = True
    """Whether exports keep names and written words back."""
    publish: str = "after_certification"
    """From when on exports open anything: that, ``at_once`` or ``never``."""
    writeins_as_under: bool = False
    """Whether a write-in nobody qualified for counts as an undervote, as some counties do it."""
    scores: str = ScoresPolicy.SHOWN
    """When measured ink is shown."""
    grid: bool = True
    """Whether teams may rule on plainly blank ballots by the page; in one tier there are none."""
    grid_ms: int = 2_000
    """Milliseconds a page is before each member before it can be confirmed."""
    sample_pm: int = 0
    """Of each 1,000 blanks of a batch, how many are drawn for a second look; 0: there is none."""
    sample_limit_pm: int = 0
    """Seen otherwise more often than this, per 1,000, a batch's blanks are all looked at again."""

    def problem(self) -> str:
        """What no recount can be opened with, in a sentence; empty if nothing is wrong."""
        wrong = (
            (
                not 1 <= self.quorum <= MOST_SEATS,
                f"A quorum is a number of members from 1 to {MOST_SEATS}.",
            ),
            (
                self.tiers not in {1, 2},
                "A recount has one tier (the board rules at once) or two (teams rule first).",
            ),
            (
                self.different not in set(DifferentPolicy),
                "Two people are told apart by party or by person.",
            ),
            (
                self.attest not in set(AttestPolicy),
                "Observers are asked after each ruling, each page or each batch.",
            ),
            (
                self.scores not in set(ScoresPolicy),
                "Measured ink is shown at any time, or after the ruling.",
            ),
            (
                not 1 <= self.page_max <= MOST_PAGE,
                f"A page has from 1 to {MOST_PAGE} rulings.",
            ),
            (
                not 0 <= self.grid_ms <= MOST_GRID_MS,
                f"A page is before each member for 0 to {MOST_GRID_MS:,} milliseconds.",
            ),
            (
                not (0 <= self.sample_pm <= OF and 0 <= self.sample_limit_pm <= OF),
                f"The second look is of 0 to {OF:,} of each {OF:,} blanks, and so is its limit.",
            ),
            (
                bool(self.sample_limit_pm and not self.sample_pm),
                "A limit of the second look is set, and no blank is drawn for one.",
            ),
        )
        return next((sentence for is_wrong, sentence in wrong if is_wrong), "")

    def checked(self) -> Self:
        """The same.

        :raises UsageError: no recount can be opened with it.
        """
        if problem := self.problem():
            raise UsageError(f"{problem} Nothing was created.")
        return self

    def value(self) -> dict[str, Any]:
        """Every field of the format; those without a screen yet at their calm defaults."""
        return {
            "quorum": self.quorum,
            "tiers": self.tiers,
            "team": 2,
            "different": str(self.different),
            "attest": str(self.attest),
            "page_max": self.page_max,
            "privacy": self.privacy,
            "shuffle": True,
            "cosign": self.cosign,
            "grid": self.grid,
            "grid_ms": self.grid_ms,
            "sample_pm": self.sample_pm,
            "sample_limit_pm": self.sample_limit_pm,
            "scores": str(self.scores),
            "writeins_as_under": self.writeins_as_under,
            "publish": self.publish,
        }


def rule_pack_bytes(name_or_path: str) -> bytes:
    """The bytes of a bundled rule pack by name, or of a file.

    :raises UsageError: no such pack; says which there are.
    """
    path = Path(name_or_path)
    if path.suffix == ".toml" and path.is_file():
        return path.read_bytes()
    known = sorted(p.stem for p in resource_path("rules").glob("*.toml"))
    try:
        if _PACK.fullmatch(name_or_path):
            return read_bytes("rules", f"{name_or_path}.toml")
    except ResourceMissingError:
        pass
    hint = closest(name_or_path, known)
    raise UsageError(
        f"There is no rule pack {name_or_path!r}."
        + (f" Did you mean {hint!r}?" if hint else f" There are: {', '.join(known)}.")
    )


def new_recount(  # noqa: PLR0913 - every fact that is fixed at the opening, by keyword
    path: Path,
    *,
    election: Election,
    rules: str | bytes = "florida-2018",
    contests: Sequence[str] = (),
    purpose: Purpose = Purpose.REHEARSAL,
    policy: Policy | None = None,
    station: str | None = None,
    clock: Callable[[], datetime] | None = None,
    database: str | None = None,
) -> Recount:
    """Make the folder and append entry 0.

    :param contests: ids of the contests under recount; none means all of the definition.
    :param database: URL of an empty PostgreSQL database for many stations; none means SQLite.
    :raises UsageError: not an empty folder, an unknown contest or rule pack, a policy there cannot
        be, or one that a recount that counts cannot have.
    """
    fixed = (policy or Policy()).checked()
    _check_purpose(purpose, fixed)
    pack_bytes = rules if isinstance(rules, bytes) else rule_pack_bytes(rules)
    _checked_pack(pack_bytes)
    chosen = _checked_contests(election, contests)
    definition = canonical_election(election)
    name = str(origin.make(election.county, election.title, purpose))
    check_free(path)
    log_key = SigningKey.generate()
    fields = bodies.open_(
        origin=name,
        log_key=log_key.public,
        purpose=purpose.value,
        election=hashlib.sha256(definition).hexdigest(),
        rules=hashlib.sha256(pack_bytes).hexdigest(),
        contests=chosen,
        policy=fixed.value(),
        program=f"adjudicator {__version__}",
        verifier=verifier_hash(),
    )
    begun = Begun(name, (definition, pack_bytes), log_key, fields)
    return open_folder(path, begun, station=station, clock=clock, database=database)


@dataclass(frozen=True, slots=True)
class Begun:
    """Everything the first entry of a record needs."""

    origin: str
    definition_and_rules: tuple[bytes, bytes]
    log_key: SigningKey
    fields: dict[str, Any]
    """The body of entry 0."""


def open_folder(
    path: Path,
    begun: Begun,
    *,
    station: str | None = None,
    clock: Callable[[], datetime] | None = None,
    database: str | None = None,
) -> Recount:
    """Make a folder with its entry 0; aside and swapped in whole, so that a crash leaves none."""
    aside = path.with_name(f".{path.name}.{origin.parse(begun.origin).token}")
    _lay_out(aside, begun.origin, begun.definition_and_rules, begun.log_key, database)
    recount = open_recount(aside, station=station, clock=clock)
    try:
        recount.append(begun.fields, [Signer(begun.log_key, None)])
    finally:
        recount.close()
    aside.replace(path)
    sync_folder(path.parent)
    return open_recount(path, station=station, clock=clock)


def _lay_out(
    path: Path,
    name: str,
    definition_and_rules: tuple[bytes, bytes],
    log_key: SigningKey,
    database: str | None,
) -> None:
    """Make the folder with what entry 0 hashes, and the log key beside it."""
    folder = RecountFolder.create(path, name)
    if database is not None:
        share_database(folder, database)
    definition, rules = definition_and_rules
    write_whole(path / "election.json", definition)
    write_whole(path / "rules.toml", rules)
    write_whole(path / VERIFIER_FILE, read_bytes("verifier", VERIFIER_FILE))
    write_whole(make_folder(folder.keys) / LOG_KEY, keyfile.store_log_key(log_key, name))


def _check_purpose(purpose: Purpose, policy: Policy) -> None:
    """A recount that counts has its heads cosigned."""
    if purpose is Purpose.RECOUNT and not policy.cosign:
        raise UsageError(
            "The heads of a recount are always cosigned; only a rehearsal or a demonstration may "
            "go without. Nothing was created."
        )


def check_free(path: Path) -> None:
    """A recount is made in an empty folder.

    :raises UsageError: files are there.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} already holds files. Nothing was changed. Choose another folder.")


def _checked_pack(data: bytes) -> RulePack:
    try:
        return read_rule_pack(data)
    except RulePackError as error:
        raise UsageError(f"The rule pack cannot be used: {error}. Nothing was created.") from error


def _checked_contests(election: Election, wanted: Sequence[str]) -> list[str]:
    known = [c.id for c in election.contests]
    for contest in wanted:
        if contest not in known:
            hint = closest(contest, known)
            raise UsageError(
                f"The election has no contest {contest!r}."
                + (f" Did you mean {hint!r}?" if hint else f" It has: {', '.join(known[:20])}.")
            )
    return sorted(set(wanted or known))
