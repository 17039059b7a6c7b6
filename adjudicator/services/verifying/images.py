"""Image files and documents: whether their bytes are what their names say."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from adjudicator.ledger.text import is_hex

IMAGES: Final = "images"
DOCUMENTS: Final = "documents"
_CHUNK: Final = 1 << 20


def altered(path: Path, store: str, *, flat: bool) -> Iterator[Path]:
    """The files of a store whose bytes are not what their names say.

    :param flat: an export has nothing else in a store; a folder keeps images two deep, and what an
        import is still writing beside them.
    """
    found = (file for file in (path / store).rglob("*") if file.is_file())
    for file in sorted(found):
        name = file.relative_to(path / store).as_posix() if flat else file.name
        if (flat or is_hex(name, 32)) and hash_of(file) != name:
            yield file.relative_to(path)


def missing_images(path: Path, wanted: Iterable[str]) -> int:
    """How many of these images are not there."""
    images = path / IMAGES
    if not images.is_dir():
        return sum(1 for _ in wanted)
    return sum(
        not (images / digest[:2] / digest).is_file() and not (images / digest).is_file()
        for digest in wanted
    )


def names_one(data: bytes, digests: Collection[str]) -> bool:
    """Whether the text of a manifest names one of these images."""
    return any(digest.encode() in data for digest in digests)


def hash_of(path: Path) -> str:
    """Hex SHA-256 of a file of any size."""
    with path.open("rb") as file:
        digest = sha256()
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()
