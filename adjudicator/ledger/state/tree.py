"""The tree of the record as it grows, with the root at every size and the hash of every leaf."""

from adjudicator.ledger.merkle import EMPTY_ROOT, Frontier

_HASH = 32


class Tree:
    """Leaf hashes and roots, 64 bytes an entry."""

    __slots__ = ("_frontier", "_leaves", "_roots", "size")

    def __init__(self) -> None:
        """Start with the empty tree."""
        self._frontier = Frontier()
        self._leaves = bytearray()
        self._roots = bytearray(EMPTY_ROOT)
        self.size = 0
        """How many entries it holds."""

    @property
    def root(self) -> bytes:
        """The root as it stands."""
        return bytes(self._roots[-_HASH:])

    def frontier_bytes(self) -> bytes:
        """The frontier as the head row stores it."""
        return self._frontier.to_bytes()

    def append(self, leaf: bytes) -> None:
        """Add the leaf hash of the next entry."""
        self._frontier.append(leaf)
        self._leaves += leaf
        self._roots += self._frontier.root()
        self.size += 1

    def root_at(self, size: int) -> bytes:
        """The root when the tree had that size.

        :raises IndexError: it never had that size.
        """
        return self._slice(self._roots, size)

    def leaf(self, index: int) -> bytes:
        """The leaf hash of an entry.

        :raises IndexError: there is no such entry.
        """
        return self._slice(self._leaves, index)

    def leaves(self) -> list[bytes]:
        """All leaf hashes, for proofs."""
        return [bytes(self._leaves[n : n + _HASH]) for n in range(0, len(self._leaves), _HASH)]

    @staticmethod
    def _slice(data: bytearray, at: int) -> bytes:
        if not 0 <= at * _HASH < len(data):
            raise IndexError(at)
        return bytes(data[at * _HASH : (at + 1) * _HASH])
