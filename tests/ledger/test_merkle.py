from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import merkle

# The test vectors of the certificate-transparency project.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATH_0_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
FROM_6_TO_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
HASHES = [merkle.leaf_hash(leaf) for leaf in LEAVES]


def naive(hashes: list[bytes]) -> bytes:
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    return merkle.node_hash(naive(hashes[:middle]), naive(hashes[middle:]))


def test_the_published_roots() -> None:
    assert [merkle.root(LEAVES[: n + 1]).hex() for n in range(8)] == ROOTS
    assert merkle.root([]).hex() == sha256(b"").hexdigest()


def test_the_published_proofs() -> None:
    assert [step.hex() for step in merkle.inclusion_proof(HASHES, 0)] == PATH_0_OF_8
    assert [step.hex() for step in merkle.consistency_proof(HASHES, 6)] == FROM_6_TO_8


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70), st.data())
def test_the_frontier_is_the_tree_and_survives_being_stored(
    hashes: list[bytes], data: st.DataObject
) -> None:
    stop = data.draw(st.integers(0, len(hashes)))
    frontier = merkle.Frontier()
    for leaf in hashes[:stop]:
        frontier.append(leaf)
    assert frontier.root() == naive(hashes[:stop])
    frontier = merkle.Frontier.from_bytes(frontier.to_bytes())
    for leaf in hashes[stop:]:
        frontier.append(leaf)
    assert (frontier.size, frontier.root()) == (len(hashes), naive(hashes))


@pytest.mark.parametrize("data", [b"", bytes(7), bytes(8) + b"x", b"\0" * 7 + b"\1"])
def test_a_stored_frontier_of_the_wrong_length_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="wrong length"):
        merkle.Frontier.from_bytes(data)


def test_every_inclusion_proof_holds_for_its_leaf_alone() -> None:
    for size in range(1, 34):
        hashes = [merkle.leaf_hash(bytes([n])) for n in range(size)]
        expected = merkle.root_of_hashes(hashes)
        for index in range(size):
            proof = merkle.inclusion_proof(hashes, index)
            assert merkle.verify_inclusion(hashes[index], index, size, proof, expected)
            other = hashes[index - 1] if size > 1 else bytes(32)
            assert not merkle.verify_inclusion(other, index, size, proof, expected)
            assert not merkle.verify_inclusion(
                hashes[index], index, size, [*proof, bytes(32)], expected
            )
            if proof:
                assert not merkle.verify_inclusion(hashes[index], index, size, proof[:-1], expected)


def test_every_consistency_proof_holds_for_its_sizes_alone() -> None:
    hashes = [merkle.leaf_hash(bytes([n])) for n in range(33)]
    roots = [merkle.root_of_hashes(hashes[:n]) for n in range(34)]
    for size in range(1, 34):
        for old in range(1, size + 1):
            proof = merkle.consistency_proof(hashes[:size], old)
            assert merkle.verify_consistency(old, roots[old], size, roots[size], proof)
            assert not merkle.verify_consistency(old, roots[old - 1], size, roots[size], proof)
            assert not merkle.verify_consistency(
                old, roots[old], size, roots[size], [*proof, bytes(32)]
            )
            if proof:
                assert not merkle.verify_consistency(old, roots[old], size, roots[size], proof[:-1])
    assert merkle.verify_consistency(0, roots[0], 5, roots[5], [])
    assert not merkle.verify_consistency(6, roots[6], 5, roots[5], [bytes(32)])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="no leaf 8"):
        merkle.inclusion_proof(HASHES, 8)
    with pytest.raises(ValueError, match="No proof"):
        merkle.consistency_proof(HASHES, 9)
    assert not merkle.verify_inclusion(HASHES[0], 8, 8, [], bytes(32))
