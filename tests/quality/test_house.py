"""What the project's files may say and where they may lie."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "adjudicator",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
# Paths of one person's machine; the parts are apart so that this file does not find itself.
OF_ONE_MACHINE = re.compile("(?<![A-Za-z0-9_.])/" + "(work|home/[a-z]+|root|Users/[A-Za-z]+)/")
LOOSE_ENDS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that belongs to the project, as git knows it."""
    listing = subprocess.run(
        # The checkout may belong to another user than the one who runs the tests.
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],  # noqa: S607 - whichever git there is
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout, so nothing says which files belong to the project")
    paths = [CHECKOUT / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts(files: list[Path]) -> list[tuple[str, str]]:
    """Name and text of each file that is text."""
    found = []
    for path in files:
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found.append((str(path.relative_to(CHECKOUT)), content.decode("utf-8")))
    return found


def test_the_top_level_holds_only_what_was_agreed(files: list[Path]) -> None:
    assert {path.relative_to(CHECKOUT).parts[0] for path in files} - TOP_LEVEL == set()


def test_packaging_is_no_package(files: list[Path]) -> None:
    # It would shadow the library of that name wherever the checkout is on the path.
    assert CHECKOUT / "packaging" / "__init__.py" not in files


def test_no_file_names_one_persons_machine(files: list[Path]) -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in texts(files)
        for match in OF_ONE_MACHINE.finditer(text)
    ]
    assert found == []


def test_no_loose_end_is_left_in_the_code(files: list[Path]) -> None:
    found = [name for name, text in texts(files) if name.endswith(".py") if LOOSE_ENDS.search(text)]
    assert found == []


def test_every_folder_of_tests_is_a_package(files: list[Path]) -> None:
    folders = {path.parent for path in files if path.parent.is_relative_to(CHECKOUT / "tests")}
    with_tests = {folder for folder in folders if list(folder.glob("test_*.py"))}
    assert {folder for folder in with_tests if not (folder / "__init__.py").is_file()} == set()
