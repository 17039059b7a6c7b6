"""What the tree over a million entries costs beside the hashes it is made of."""

from hashlib import sha256

from adjudicator.ledger import merkle
from adjudicator.ledger.state.tree import Tree
from tests.benchmarks.cpu import beside
from tests.benchmarks.rows import Row

LEAVES = 1_000_000
KEPT = 154_480


def run() -> list[Row]:
    """The root over a million leaves, and the tree of a record with the root at every size."""
    leaves = [number.to_bytes(4, "big") * 100 for number in range(LEAVES)]
    return [_root(leaves), _kept(leaves[:KEPT])]


def _hash_bare(leaves: list[bytes], nodes: int) -> None:
    """As many hashes of as many bytes, and nothing else."""
    left = right = bytes(32)
    for leaf in leaves:
        sha256(b"\x00" + leaf).digest()
    for _ in range(nodes):
        sha256(b"\x01" + left + right).digest()


def _root(leaves: list[bytes]) -> Row:
    found, bare = beside(lambda: _hash_bare(leaves, len(leaves) - 1), lambda: merkle.root(leaves))
    return Row(
        f"the root over {LEAVES:,} leaves",
        found.processors,
        "s",
        reference="hashing as many leaves and nodes",
        reference_figure=bare.processors,
        at_most=2,
    )


def _kept(leaves: list[bytes]) -> Row:
    """Every size has its root: as many nodes more as the size has ones in base two, less one."""
    tree = Tree()
    tops = sum(size.bit_count() - 1 for size in range(1, len(leaves) + 1))

    def grow() -> None:
        for leaf in leaves:
            tree.append(merkle.leaf_hash(leaf))

    found, bare = beside(lambda: _hash_bare(leaves, len(leaves) - 1 + tops), grow)
    return Row(
        f"a tree with the root at each of {KEPT:,} sizes",
        found.processors,
        "s",
        reference="hashing as many leaves and nodes",
        reference_figure=bare.processors,
        at_most=2,
    )
