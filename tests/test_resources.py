"""Resources are found the same way from a checkout, a wheel and what the sdist becomes."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from adjudicator.resources import ResourceMissingError, read_bytes, read_text, resource_path

CHECKOUT = Path(__file__).resolve().parents[1]
ASK = """
import hashlib, pathlib, adjudicator.resources as r
print(r.__file__)
root = r.resource_path()
for path in sorted(p for p in root.rglob("*") if p.is_file()):
    print(path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_a_checkout_reads_its_own_folder() -> None:
    assert resource_path("fonts") == CHECKOUT / "resources" / "fonts"


def test_text_and_bytes_are_the_same_file() -> None:
    text = read_text("fonts", "AtkinsonHyperlegibleNext-OFL.txt")
    assert text.encode() == read_bytes("fonts", "AtkinsonHyperlegibleNext-OFL.txt")
    assert text.startswith("Copyright")


def test_what_is_missing_is_named_with_what_is_safe_and_what_to_do() -> None:
    with pytest.raises(ResourceMissingError) as raised:
        read_text("rules", "atlantis-2018.toml")
    assert str(raised.value) == (
        f"The program's own file rules/atlantis-2018.toml is missing from {CHECKOUT / 'resources'}."
        " No recount was touched. Install the program again."
    )


@pytest.mark.parametrize("parts", [("..", "LICENSE"), ("/etc/passwd",), ("fonts", "../../LICENSE")])
def test_no_name_leads_out_of_the_folder(parts: tuple[str, ...]) -> None:
    with pytest.raises(ResourceMissingError, match="is not the name of a file of the program"):
        read_bytes(*parts)


@pytest.fixture(scope="module")
def source_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files a build reads, apart from the checkout, so that nothing is written into it."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("adjudicator", "resources"):
        shutil.copytree(
            CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "_resources")
        )
    for path in (*CHECKOUT.glob("*.toml"), *CHECKOUT.glob("*.md"), CHECKOUT / "LICENSE"):
        shutil.copy(path, copy)
    return copy


def build(source: Path, target: str, into: Path) -> Path:
    """Build one distribution with hatchling, offline, in this environment."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    subprocess.run(
        [*command, "--directory", str(into)], cwd=source, check=True, capture_output=True
    )
    (built,) = into.iterdir()
    return built


def what_an_installation_sees(folder: Path, ask: str = ASK) -> list[str]:
    """Every resource and its hash, as an interpreter sees it that knows only ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    answer = subprocess.run(
        # -P keeps the current folder out, so that the checkout cannot answer in its place.
        [sys.executable, "-P", "-c", ask],
        cwd=folder.parent,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    where, *files = answer.stdout.splitlines()
    assert Path(where).is_relative_to(folder)
    return files


@pytest.mark.install
def test_a_wheel_carries_every_resource_unchanged(source_copy: Path, tmp_path: Path) -> None:
    wheel = build(source_copy, "wheel", tmp_path / "dist")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    files = what_an_installation_sees(tmp_path / "site")
    assert files == what_an_installation_sees(source_copy)
    assert any(line.startswith("fonts/AtkinsonHyperlegibleNext-Regular.ttf ") for line in files)


ASK_PROGRAM = """
import adjudicator.services.proof.program as p
print(p.__file__)
print(p.installed_program().digest)
print(*(each.name for each in p.installed_program().files), sep="\\n")
"""


@pytest.mark.install
def test_a_wheel_is_the_same_program_as_its_checkout(source_copy: Path, tmp_path: Path) -> None:
    wheel = build(source_copy, "wheel", tmp_path / "dist")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    installed = what_an_installation_sees(tmp_path / "site", ASK_PROGRAM)
    assert installed == what_an_installation_sees(source_copy, ASK_PROGRAM)
    assert {"adjudicator/cli/main.py", "resources/verifier/verify_recount.py"} <= set(installed)
    (tmp_path / "site" / "adjudicator" / "cli" / "main.py").write_text("# another program\n")
    assert what_an_installation_sees(tmp_path / "site", ASK_PROGRAM)[0] != installed[0]


@pytest.mark.install
def test_an_sdist_can_be_built_again(source_copy: Path, tmp_path: Path) -> None:
    sdist = build(source_copy, "sdist", tmp_path / "dist")
    with tarfile.open(sdist) as archive:
        # The parameter of this name is younger than Debian 12's Python.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "unpacked")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert what_an_installation_sees(unpacked) == what_an_installation_sees(source_copy)
    assert (unpacked / "LICENSE").is_file()
