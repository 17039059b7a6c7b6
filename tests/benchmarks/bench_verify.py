"""What ``adjudicator verify`` costs beside its signatures, and what hashing images costs."""

import tempfile
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from adjudicator.services.verifying.images import altered
from adjudicator.services.verifying.verify import verify
from tests.benchmarks.cpu import beside
from tests.benchmarks.large_export import RULINGS, Large, make_large
from tests.benchmarks.rows import Row

BARE = "checking the same signatures with the library, on one core"
IMAGES, IMAGE_BYTES = 400, 500_000
_ROUNDS = 3
"""Of the long ones; another program's turn on a core shows in one of them."""


def run() -> list[Row]:
    """Verify a large export on one core and on two, and hash a folder of images."""
    with tempfile.TemporaryDirectory() as name:
        large = make_large(Path(name) / "export", RULINGS)
        return [_one(large), _two(large), _images(Path(name) / "county")]


def check_bare(large: Large) -> None:
    """Nothing but the library's checks, each key read once."""
    publics = {public for public, _, _ in large.questions}
    keys = {public: Ed25519PublicKey.from_public_bytes(public) for public in publics}
    for public, signature, message in large.questions:
        keys[public].verify(signature, message)


def _verify(large: Large, jobs: int) -> None:
    verdict = verify(large.path, jobs=jobs)
    if verdict.failure is not None or verdict.size != large.entries:
        raise ValueError(verdict)


def _one(large: Large) -> Row:
    found, bare = beside(lambda: check_bare(large), lambda: _verify(large, 1), _ROUNDS)
    return Row(
        f"verifying {large.entries:,} entries on one core",
        found.processors,
        "s",
        reference=BARE,
        reference_figure=bare.processors,
        at_most=1.5,
    )


def _two(large: Large) -> Row:
    """By the clock: that the cores work at the same time is what is measured."""
    found, bare = beside(lambda: check_bare(large), lambda: _verify(large, 2), _ROUNDS)
    return Row(
        "the same on two cores, by the clock",
        found.clock,
        "s",
        reference=BARE,
        reference_figure=bare.clock,
        at_most=0.8,
    )


def _images(folder: Path) -> Row:
    names = []
    for number in range(IMAGES):
        data = number.to_bytes(4, "big") * (IMAGE_BYTES // 4)
        digest = sha256(data).hexdigest()
        path = folder / "images" / digest[:2] / digest
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        names.append(path)

    def bare() -> None:
        for path in names:
            sha256(path.read_bytes()).hexdigest()

    found, reference = beside(bare, lambda: list(altered(folder, "images", flat=False)))
    return Row(
        f"hashing {IMAGES} images of {IMAGE_BYTES // 1000} kB",
        found.processors,
        "s",
        reference="reading and hashing the same files",
        reference_figure=reference.processors,
        at_most=1.5,
    )
