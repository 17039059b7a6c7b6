from pathlib import Path

import pytest

from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.interchange.problems import Unreadable
from tests.interchange.makers import written

SECRET = "marsh heron paper lantern"


def private(folder: Path, text: str) -> Path:
    path = written(folder, "passphrases.csv", text)
    path.chmod(0o600)
    return path


def test_a_private_file_is_read(tmp_path: Path) -> None:
    path = private(tmp_path, f'person,passphrase\nt1,{SECRET}\nt2,"a, b = c"\n')
    assert dict(read_passphrases(path)) == {"t1": SECRET, "t2": "a, b = c"}


def test_they_are_not_printed_by_accident(tmp_path: Path) -> None:
    found = read_passphrases(private(tmp_path, f"person,passphrase\nt1,{SECRET}\n"))
    assert SECRET not in f"{found} {found!r}"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644, 0o660])
def test_a_file_others_can_read_is_refused_with_the_command(tmp_path: Path, mode: int) -> None:
    path = private(tmp_path, f"person,passphrase\nt1,{SECRET}\n")
    path.chmod(mode)
    with pytest.raises(Unreadable) as caught:
        read_passphrases(path)
    assert str(caught.value).endswith(f"First run: chmod 600 {path}")
    assert f"{mode:04o}" in str(caught.value)


def test_problems_never_hold_a_passphrase(tmp_path: Path) -> None:
    path = private(
        tmp_path,
        f"person,passphrase\n,{SECRET}\nt1,\nt2,{SECRET}\nt2,{SECRET}\nt3,{SECRET},{SECRET}\n",
    )
    with pytest.raises(Unreadable) as caught:
        read_passphrases(path)
    assert [(p.row, p.column) for p in caught.value.problems] == [
        (2, "person"),
        (3, "passphrase"),
        (5, "person"),
        (6, None),
    ]
    assert SECRET not in str(caught.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        read_passphrases(tmp_path / "absent.csv")
    with pytest.raises(Unreadable, match="This is not a file"):
        read_passphrases(tmp_path)
