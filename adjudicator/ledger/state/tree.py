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
        return bytes(self._cut(self._roots, size))

    def leaf(self, index: int) -> bytes:
        """The leaf hash of an entry.

        :raises IndexError: there is no such entry.
        """
        return bytes(self._cut(self._leaves, index))

    def root_in_hex(self, size: int) -> str:
        """The root when the tree had that size, as acts name it; asked of every act.

        :raises IndexError: it never had that size.
        """
        return self._cut(self._roots, size).hex()

    def leaf_in_hex(self, index: int) -> str:
        """The leaf hash of an entry, as answers name it.

        :raises IndexError: there is no such entry.
        """
        return self._cut(self._leaves, index).hex()

    def leaves(self) -> list[bytes]:
        """All leaf hashes, for proofs."""
        return [bytes(self._leaves[n : n + _HASH]) for n in range(0, len(self._leaves), _HASH)]

    @staticmethod
    def _cut(data: bytearray, at: int) -> bytearray:
        first = at * _HASH
        if not 0 <= first < len(data):
            raise IndexError(at)
        return data[first : first + _HASH]
