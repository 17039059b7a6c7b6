"""``adjudicator upload``: filled from the returns, compared with a sample, whole or not at all."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.services.county_returns import county_returns, figures_of
from tests.services.proof.scenes import all_closed, close
from tests.support.scene import Scene


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A recount of which the contest for mayor is closed."""
    made = all_closed(Scene.copy_of_constituted(tmp_path_factory.mktemp("upload")))
    close(made, "mayor")
    yield made
    made.recount.close()


class Told:
    def __init__(self, scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
        self.scene, self._capsys = scene, capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        self._capsys.readouterr()
        code = main(["upload", str(self.scene.path), *words])
        captured = self._capsys.readouterr()
        return code, captured.out + captured.err


@pytest.fixture
def upload(scene: Scene, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(scene, capsys)


MARKED = "out-UNVERIFIED-EXAMPLE-DEMONSTRATION.txt"


def test_the_example_is_filled_from_the_returns_and_named_unverified(
    upload: Told, tmp_path: Path
) -> None:
    code, told = upload("--template", "example", "--contest", "mayor", str(tmp_path / "out.txt"))
    assert code == 0
    path = tmp_path / MARKED
    data = path.read_bytes()
    assert f"SHA-256 {sha256(data).hexdigest()}" in told
    assert "(unverified example)" in told
    assert "neither columns nor codes are the state's" in told
    assert f"\n{path}\nOnce it was handed over: adjudicator handed-over " in told
    assert path.stat().st_mode & 0o777 == 0o600
    head, *rows = [line.split("\t") for line in data.decode().split("\r\n") if line]
    assert head[-2:] == ["Party", "VoteTotal"]
    returns = county_returns(upload.scene.recount, "mayor")
    figures = {name: figure.after for name, figure in figures_of(returns.total)}
    found: dict[str, int] = {}
    for row in rows:
        found[row[6]] = found.get(row[6], 0) + int(row[-1])
    assert found["Ann Ash"] == figures["Ann Ash"] == 3
    assert (found["OverVotes"], found["UnderVotes"]) == (
        figures["Overvotes"],
        figures["Undervotes"],
    )
    assert upload("--template", "example", "--contest", "mayor", str(tmp_path / "out.txt"))[0] == 0
    path.write_bytes(b"other")
    code, told = upload("--template", "example", "--contest", "mayor", str(tmp_path / "out.txt"))
    assert (code, path.read_bytes()) == (2, b"other")


def test_an_open_contest_makes_a_partial_file_only_when_asked(upload: Told, tmp_path: Path) -> None:
    code, told = upload("--template", "example", str(tmp_path / "out.txt"))
    assert (code, "Not closed: Council." in told) == (1, True)
    assert list(tmp_path.iterdir()) == []
    code, told = upload("--template", "example", "--partial", str(tmp_path / "out.txt"))
    assert code == 0
    (path,) = tmp_path.iterdir()
    assert path.name == "out-PARTIAL-UNVERIFIED-EXAMPLE-DEMONSTRATION.txt"
    assert b"Di Dogwood" in path.read_bytes()


def test_a_template_to_begin_with_is_filled_in_and_goes_the_whole_way(
    upload: Told, tmp_path: Path
) -> None:
    own, out = tmp_path / "own.toml", tmp_path / "out.txt"
    assert upload("--begin", str(own))[0] == 0
    text = own.read_text()
    assert '"mayor/ann" = ""  # Ann Ash' in text
    text = text.replace('value = "precinct"\nas = "id"', 'value = "precinct"\nas = "code"')
    text = text.replace('value = "choice"', 'value = "choice"\nas = "code"')
    own.write_text(text.replace("verified = false", "verified = true"))
    call = ("--template", str(own), "--contest", "mayor")
    code, told = upload(*call, str(out))
    assert code == 1
    assert "No code for precinct: p1 (101)." in told
    assert "mayor/ann (Ann Ash), mayor/bob (Bob Birch), over (OverVotes)" in told
    assert list(tmp_path.iterdir()) == [own]
    keys = ("p1", "mayor/ann", "mayor/bob", "over", "under", "unqualified")
    for number, key in enumerate(keys, start=1):
        own.write_text(own.read_text().replace(f'"{key}" = ""', f'"{key}" = "0{number}"'))
    sample = tmp_path / "sample.txt"
    sample.write_bytes(b"CountyName\tElectionDate\nOrange\t11/06/2018\n")
    code, told = upload(*call, "--sample", str(sample), str(out))
    assert code == 1
    assert "Line ends: CR LF here, LF in the sample." in told
    assert "Number of columns: 9 here, 2 in the sample." in told
    assert "Nothing was written" in told
    assert upload(*call, "--sample", str(sample), "--anyway", str(out))[0] == 0
    made = tmp_path / "out-DEMONSTRATION.txt"
    code, told = upload(*call, "--sample", str(made), str(tmp_path / "again.txt"))
    assert code == 0
    assert "In form like the sample, column by column." in told


def test_what_cannot_be_read_is_told(upload: Told, tmp_path: Path) -> None:
    out = str(tmp_path / "out.txt")
    assert "upload needs --template" in upload(out)[1]
    code, told = upload("--template", str(tmp_path / "none.toml"), out)
    assert (code, "cannot be read" in told) == (2, True)
    code, told = upload("--template", "example", "--contest", "sheriff", out)
    assert (code, "no contest 'sheriff'" in told) == (1, True)
    assert list(tmp_path.iterdir()) == []
