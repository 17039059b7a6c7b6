"""Where the files under ``resources/`` are, however the program was installed.

They lie at the top of a checkout, which an editable install reads too, and inside the package as
``adjudicator/_resources`` in a wheel and in a frozen build.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = _PACKAGE.parent / "resources"
_IN_PACKAGE = _PACKAGE / "_resources"


class ResourceMissingError(Exception):
    """A file that belongs to the program is not where the program lies."""


def resource_path(*parts: str) -> Path:
    """The path of one file or folder under ``resources/``.

    :param parts: its names, such as ``"rules", "florida-2018.toml"``; none leads out of the folder.
    :raises ResourceMissingError: when nothing lies there; the message names what was looked for.
    """
    root = _root()
    path = root.joinpath(*parts)
    if not path.resolve().is_relative_to(root):
        raise ResourceMissingError(f"{'/'.join(parts)} is not the name of a file of the program")
    if not path.exists():
        raise ResourceMissingError(
            f"The program's own file {'/'.join(parts)} is missing from {root}. "
            "No recount was touched. Install the program again."
        )
    return path


def read_text(*parts: str) -> str:
    """The text of one file under ``resources/``, which is UTF-8.

    :raises ResourceMissingError: as :func:`resource_path` does.
    """
    return resource_path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """The bytes of one file under ``resources/``.

    :raises ResourceMissingError: as :func:`resource_path` does.
    """
    return resource_path(*parts).read_bytes()


def _root() -> Path:
    """The folder that holds the resources.

    The checkout comes first and is told by ``pyproject.toml``: beside an installed package there
    may lie anything of that name.
    """
    in_checkout = _IN_CHECKOUT.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file()
    return _IN_CHECKOUT if in_checkout else _IN_PACKAGE
