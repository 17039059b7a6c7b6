"""The program's own hashes: complete, comparable without us, and another for another program."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator import __version__
from adjudicator.services.proof.program import (
    grouped,
    installed_program,
    verifier_hash,
)
from tests.conftest import CHECKOUT


def test_every_file_of_the_checkout_is_named_with_its_hash() -> None:
    program = installed_program()
    wanted = {
        str(path.relative_to(CHECKOUT)): sha256(path.read_bytes()).hexdigest()
        for name in ("adjudicator", "resources")
        for path in (CHECKOUT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {each.name: each.sha256 for each in program.files} == wanted
    assert program.version == __version__
    assert [each.name for each in program.files] == sorted(wanted)
    assert program.sentence.endswith(f"{len(wanted):,} files, digest {program.digest}.")


def test_the_list_is_one_that_sha256sum_checks_and_the_digest_is_the_lists_own() -> None:
    program = installed_program()
    assert program.digest == sha256(program.listing()).hexdigest()
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict"],  # noqa: S607 - of coreutils, wherever
        input=program.listing(),
        cwd=CHECKOUT,
        check=False,
        capture_output=True,
    )
    assert (checked.returncode, checked.stdout) == (0, b"")


def test_a_frozen_build_is_everything_in_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "_internal" / "adjudicator" / "_resources"
    inner.mkdir(parents=True)
    for path in (tmp_path / "adjudicator", inner / "FORMAT.md", inner / "x.pyc"):
        path.write_bytes(path.name.encode())
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "adjudicator"))
    found = installed_program.__wrapped__()
    assert [each.name for each in found.files] == [
        "program/_internal/adjudicator/_resources/FORMAT.md",
        "program/_internal/adjudicator/_resources/x.pyc",
        "program/adjudicator",
    ]
    hashed = sha256(b"adjudicator").hexdigest()
    assert found.sentence.endswith(
        f"digest {found.digest}. It is a build: its executable has the SHA-256 {hashed}, and its "
        "digest is compared with that of the released build."
    )
    before = found.digest
    (inner / "x.pyc").write_bytes(b"another")
    assert installed_program.__wrapped__().digest != before


def test_the_verifier_is_the_released_file_and_hashes_are_read_in_fours() -> None:
    path = CHECKOUT / "resources" / "verifier" / "verify_recount.py"
    assert verifier_hash() == sha256(path.read_bytes()).hexdigest()
    assert grouped("4c1f88a203d79b5e77") == "4C1F 88A2 03D7 9B5E"
