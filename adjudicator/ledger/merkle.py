"""The RFC 6962 tree over the entries: roots, a frontier that grows, proofs and their checks.

A *leaf hash* is ``SHA-256(0x00 || bytes)``, a *node hash* ``SHA-256(0x01 || left || right)``, the
root of no leaves ``SHA-256("")``.  Only :func:`leaf_hash` and :func:`root` take the leaves' bytes;
everything else takes leaf hashes, 32 bytes each.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
"""The root of the tree without leaves."""
_LEAF, _NODE = b"\x00", b"\x01"
"""Begin what is hashed, so that no leaf is ever taken for a node.

:class:`Frontier` hashes its nodes itself: a call for each of a record's million is half its time.
"""
_HASH = 32
_SIZE_BYTES = 8


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf's bytes."""
    return sha256(_LEAF + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(_NODE + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees of a growing tree, largest first: enough to go on.

    Appending costs one hash on average, the root at most log2(size).
    """

    # Each node is kept behind the byte it is hashed with: it is hashed again at every root.
    __slots__ = ("_nodes", "_size")

    def __init__(self) -> None:
        """Start with the empty tree."""
        self._size = 0
        self._nodes: list[bytes] = []

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash."""
        carry, node = self._size, leaf
        while carry & 1:
            node = sha256(self._nodes.pop() + node).digest()
            carry >>= 1
        self._nodes.append(_NODE + node)
        self._size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._nodes:
            return EMPTY_ROOT
        node = self._nodes[-1][1:]
        for left in self._nodes[-2::-1]:
            node = sha256(left + node).digest()
        return node

    def to_bytes(self) -> bytes:
        """The size (8 bytes, big endian) and the subtree roots, for the head row."""
        nodes = b"".join([node[1:] for node in self._nodes])
        return self._size.to_bytes(_SIZE_BYTES, "big") + nodes

    @classmethod
    def from_bytes(cls, data: bytes) -> "Frontier":
        """Read what :meth:`to_bytes` wrote.

        :raises ValueError: the length does not fit the size.
        """
        size = int.from_bytes(data[:_SIZE_BYTES], "big")
        rest = data[_SIZE_BYTES:]
        if len(data) < _SIZE_BYTES or len(rest) != size.bit_count() * _HASH:
            raise ValueError("The stored frontier has the wrong length for its size.")
        frontier = cls()
        frontier._size = size
        frontier._nodes = [_NODE + rest[n : n + _HASH] for n in range(0, len(rest), _HASH)]
        return frontier


def root_of_hashes(hashes: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes."""
    frontier = Frontier()
    for leaf in hashes:
        frontier.append(leaf)
    return frontier.root()


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over the bytes of these leaves."""
    return root_of_hashes(leaf_hash(leaf) for leaf in leaves)


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (which is at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The path from the leaf at ``index`` to the root over ``hashes`` (RFC 6962 section 2.1.1).

    :raises ValueError: there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise ValueError(f"There is no leaf {index} in a tree of {len(hashes)}.")
    path: list[bytes] = []
    low, high = 0, len(hashes)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root_of_hashes(hashes[middle:high]))
            high = middle
        else:
            path.append(root_of_hashes(hashes[low:middle]))
            low = middle
    path.reverse()
    return path


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> bool:
    """Whether ``proof`` shows the leaf hash at ``index`` in the tree of ``size`` with that root.

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            node = node_hash(node, step)
        place >>= 1
        last >>= 1
    return last == 0 and node == expected


def consistency_proof(hashes: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the tree over ``hashes`` begins with its first ``old`` leaves (section 2.1.2).

    :raises ValueError: ``old`` is not between 1 and the size of the tree.
    """
    if not 0 < old <= len(hashes):
        raise ValueError(f"No proof leads from size {old} to size {len(hashes)}.")
    path: list[bytes] = []
    low, high, known = 0, len(hashes), True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(root_of_hashes(hashes[middle:high]))
            high = middle
        else:
            path.append(root_of_hashes(hashes[low:middle]))
            low, known = middle, False
    if not known:
        path.append(root_of_hashes(hashes[low:high]))
    path.reverse()
    return path


def verify_consistency(
    old: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows that the tree of ``size`` begins with the tree of ``old``.

    RFC 9162 section 2.1.4.2.  Every tree begins with the empty one, if its root is the empty root.
    """
    if old == 0:
        return old_root == EMPTY_ROOT and not proof
    if old == size:
        return old_root == new_root and not proof
    if old > size or not proof:
        return False
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    place, last = old - 1, size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first = node_hash(step, first)
            second = node_hash(step, second)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            second = node_hash(second, step)
        place >>= 1
        last >>= 1
    return last == 0 and first == old_root and second == new_root
