"""Whether a table's share is far from the rest of the tables, or only looks so.

A share of 3 in 10 tells nothing beside 1 in 10.  So a mark is set only where chance would hardly
give such a difference, and the sample size stands beside it always.

The test: the table's share against the share of all other tables together, two-sided.  Where any
of the four cells is expected to hold fewer than :data:`FEW`, Fisher's exact test; else the
two-proportion z test with the pooled share.  A share is *far* if the probability lies below
:data:`CHANCE` divided by the number of comparisons made (Bonferroni), so that a whole report of
tables alike shows a mark in one report of a hundred.  A table with fewer than :data:`LEAST` cases
is never marked, nor is one beside a rest of fewer.
"""

from dataclasses import dataclass
from math import erfc, exp, lgamma, sqrt

FEW = 5
CHANCE = 0.01
LEAST = 20
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; ``None`` of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def words(self) -> str:
        """``12 of 340 (3.5 %)``."""
        if not self.of:
            return "0 of 0"
        return f"{self.hits:,} of {self.of:,} ({100 * self.hits / self.of:.1f} %)"

    def without(self, part: "Rate") -> "Rate":
        """What is left after a part is taken out."""
        return Rate(self.hits - part.hits, self.of - part.of)


def probability(own: Rate, rest: Rate) -> float:
    """How often chance alone differs at least as much; 1 where nothing can be told."""
    n, hits = own.of + rest.of, own.hits + rest.hits
    if not own.of or not rest.of or hits in {0, n}:
        return 1.0
    least = min(own.of, rest.of) * min(hits, n - hits) / n
    return _exact(own, rest) if least < FEW else _z(own, rest)


def is_far(own: Rate, rest: Rate, *, comparisons: int) -> bool:
    """Whether the share is to be marked, in a report that makes so many comparisons."""
    enough = min(own.of, rest.of) >= LEAST
    return enough and probability(own, rest) < CHANCE / max(1, comparisons)


def _z(own: Rate, rest: Rate) -> float:
    n = own.of + rest.of
    pooled = (own.hits + rest.hits) / n
    spread = sqrt(pooled * (1 - pooled) * (1 / own.of + 1 / rest.of))
    return erfc(abs(own.hits / own.of - rest.hits / rest.of) / spread / sqrt(2))


def _exact(own: Rate, rest: Rate) -> float:
    """Fisher's: all tables with the same margins that are no likelier than this one."""
    hits = own.hits + rest.hits
    low, high = max(0, hits - rest.of), min(hits, own.of)
    whole = _log_choose(own.of + rest.of, hits)
    odds = [
        exp(_log_choose(own.of, k) + _log_choose(rest.of, hits - k) - whole)
        for k in range(low, high + 1)
    ]
    limit = odds[own.hits - low] * (1 + _SLACK)
    return min(1.0, sum(p for p in odds if p <= limit))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
