"""What the append rules need and the record itself does not hold: openings, files, the tally."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from adjudicator.domain.election import Contest
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger.manifests import ManifestSummary


class Evidence(Protocol):
    """Where the append rules look things up.  ``None`` means one thing: withheld, or not here.

    An answer must already be checked against its hash: a row opens its seal, a manifest summary was
    computed from the file of that hash, the rule pack and the contests come from the files hashed
    in entry 0.
    """

    def rules(self) -> RulePack | None:
        """The rule pack of entry 0."""

    def contest(self, contest_id: str) -> Contest | None:
        """The contest of that id in the election definition of entry 0."""

    def row(self, seal: str) -> Mapping[str, Any] | None:
        """The row that opens this seal."""

    def pile_seals(self, root: str) -> Sequence[str] | None:
        """The seals of the pile file of that root."""

    def manifest(self, digest: str) -> ManifestSummary | None:
        """What the manifest file of that hash says (:func:`manifests.summarise`)."""

    def tally_hash(self, size: int) -> str | None:
        """The hash of the tally over the first ``size`` entries.

        Asked only while entry ``size`` is checked, so whoever keeps counters moves them on entry
        by entry and answers from them as they stand; a size they do not stand for is never asked.
        """


class NoEvidence:
    """Nothing lies beside the record: whatever is sealed stays unknown."""

    def rules(self) -> RulePack | None:
        """Nothing."""
        return None

    def contest(self, contest_id: str) -> Contest | None:  # noqa: ARG002 - of no contest
        """Nothing."""
        return None

    def row(self, seal: str) -> Mapping[str, Any] | None:  # noqa: ARG002 - of no seal
        """Nothing."""
        return None

    def pile_seals(self, root: str) -> Sequence[str] | None:  # noqa: ARG002 - of no pile
        """Nothing."""
        return None

    def manifest(self, digest: str) -> ManifestSummary | None:  # noqa: ARG002 - of no manifest
        """Nothing."""
        return None

    def tally_hash(self, size: int) -> str | None:  # noqa: ARG002 - of no size
        """Nothing."""
        return None
