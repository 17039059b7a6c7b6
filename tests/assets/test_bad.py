"""Both verifiers find every bad asset at the same entry, for the same reason, in the same words.

What only something kept outside can find is found by it; without it both say that the record is
consistent in itself and compared with nothing.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger import keys as ledger_keys
from adjudicator.services.verifying.anchors import read_or_refuse
from adjudicator.services.verifying.observers import answers_of
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.assets.bad import ASSETS, BadAsset
from tests.assets.bad.cheating import ALONE, Cheat, Means, NotHeld, told
from tests.assets.bad.keys import IDENTITY, ORDER_8, OddKey
from tests.verifier import readers

NAMES = """
    edited-body edited-and-resigned dropped-renumbered inserted swapped duplicated-act cut-tail
    snapshot-continued grafted-from-other-branch two-branches-one-origin rebuilt-with-new-keys
    entries-of-rehearsal signature-flipped s-plus-l small-order-key mixed-order-key
    key-enrolled-twice no-proof-of-possession removed-person-signs session-key-signs-close
    session-after-signout team-not-different observer-rules absent-member-makes-quorum
    cosignature-as-act attestation-moved superseded-ruling-replayed second-ruling-without-reopen
    clause-without-consistency case-outside-pile lot-not-released close-hides-objection
    ruling-before-pile duplicate-key-or-not-canonical loose-base64-or-decimal unknown-kind
    image-or-opening-swapped projection-or-tally-edited cosignature-removed
    receipt-of-other-recount
"""
"""The bad assets that have to be there."""
BY_ID = {asset.id: asset for asset in ASSETS}
SHOWN_BY_THE_COMMAND_LINE = ("edited-body", "unknown-kind: the kind", "cut-tail")
OUTCOMES = {
    "fails": Outcome.BROKEN,
    "newer": Outcome.NEWER,
    "consistent": Outcome.ALONE,
    "shorter": Outcome.SHORTER,
    "two_records": Outcome.TWO,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a verifier says, as far as both say it alike."""

    outcome: Outcome
    exit_code: int
    entry: int | None
    file: str | None
    reason: str | None
    sentence: str


def by_the_program(export: Path, anchors: Sequence[str] = ()) -> Said:
    """``adjudicator verify``."""
    found = verify(export, [read_or_refuse(anchor) for anchor in anchors], jobs=1)
    failure = found.failure
    if failure is None:
        return Said(found.outcome, found.exit_code, None, None, None, found.sentence)
    file = failure.file or None
    return Said(found.outcome, found.exit_code, failure.entry, file, failure.code, found.sentence)


def by_the_one_file(export: Path, anchors: Sequence[str] = ()) -> Said:
    """``verify_recount.py``."""
    script = readers.load()
    report = script.verify(script.Folder(export), list(anchors), jobs=1, pure=False, quick=False)
    told_ = script.as_object(report)
    return Said(
        OUTCOMES[told_["verdict"]],
        told_["exit"],
        told_["entry"],
        told_["file"],
        told_["class"],
        told_["sentence"],
    )


def test_every_asset_is_there_and_says_what_its_cheat_holds() -> None:
    assert len(NAMES.split()) == 40
    assert sorted({asset.name for asset in ASSETS}) == sorted(NAMES.split())
    assert len(BY_ID) == len(ASSETS)
    for asset in ASSETS:
        assert asset.means.words.endswith(".")
        assert asset.make.__doc__


@pytest.mark.parametrize("asset", BY_ID.values(), ids=list(BY_ID))
def test_both_verifiers_find_it_alike(asset: BadAsset, tmp_path: Path) -> None:
    cheat = asset.build(tmp_path)
    outcome = OUTCOMES[asset.verdict]
    expected = Said(
        outcome, outcome.exit_code, asset.entry, asset.file, asset.reason, asset.sentence
    )
    assert by_the_program(tmp_path / "export") == expected
    assert by_the_one_file(tmp_path / "export") == expected
    if asset.found_by:
        assert asset.sentence == ALONE
        kept = [*sorted((tmp_path / "kept").iterdir()), *cheat.codes]
        assert kept
        both = [
            found(tmp_path / "export", [str(each) for each in kept])
            for found in (by_the_program, by_the_one_file)
        ]
        assert both[0] == both[1]
        assert both[0].sentence == asset.with_kept


def test_what_only_people_outside_can_find_is_known() -> None:
    hidden = {asset.name for asset in ASSETS if asset.found_by}
    assert hidden == {
        "cut-tail",
        "snapshot-continued",
        "two-branches-one-origin",
        "rebuilt-with-new-keys",
        "receipt-of-other-recount",
    }


@pytest.mark.parametrize("name", SHOWN_BY_THE_COMMAND_LINE)
def test_the_command_lines_say_it_too(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asset = BY_ID[name]
    asset.build(tmp_path)
    kept = [str(path) for path in sorted((tmp_path / "kept").glob("*"))]
    arguments = [str(tmp_path / "export"), *(word for k in kept for word in ("--anchor", k))]
    done = subprocess.run(
        [sys.executable, "-I", str(readers.SCRIPT), "--json", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    mine = main(["verify", "--json", *arguments])
    theirs, own = json.loads(done.stdout), json.loads(capsys.readouterr().out)
    assert mine == done.returncode == own["exit_code"]
    assert own["sentence"] == theirs["sentence"] == (asset.with_kept or asset.sentence)
    assert (own["entry"], own["class"]) == (theirs["entry"], theirs["class"])
    # What came after the failure counts for neither.
    assert (own["entries"], own["record_code"]) == (theirs["size"], theirs["record_code"])


def test_both_tell_alike_what_observers_answered(tmp_path: Path) -> None:
    cheat = Cheat(told("finished")(), Means("Nobody's key."))
    script = readers.load()
    report = script.verify(
        script.Folder(cheat.leave(tmp_path)), [], jobs=1, pure=False, quick=False
    )
    theirs = script.as_object(report)["observers_at_rulings"]
    assert {person: dict(n) for person, n in answers_of(cheat.story.state.data).items()} == theirs
    noted = verify(tmp_path, jobs=1).noted
    assert "Rulings, observer lee: objected 3, declined 1, silent 4." in noted


# The cheats are honest about their means ---------------------------------------------------------


def test_a_cheat_cannot_use_a_key_he_does_not_hold() -> None:
    cheat = Cheat(told("piled")(), Means("Ada alone.", keys=("ada*",)))
    fields = cheat.story.rule_fields(cheat.story.item(3))
    cheat.act(fields, "ada*")
    for name in ("ben*", "ada", "log"):
        with pytest.raises(NotHeld, match="does not hold the key"):
            cheat.act(fields, "ada*", name)
    with pytest.raises(NotHeld):
        cheat.seal_manifest()


def test_a_cheat_cannot_write_a_file_he_cannot_reach(tmp_path: Path) -> None:
    cheat = Cheat(told("piled")(), Means("The tally's file.", files=("tally.json",)))
    cheat.files["tally.json"] = b"{}"
    cheat.leave(tmp_path / "first")
    cheat.files["rules.toml"] = b""
    with pytest.raises(NotHeld, match=r"cannot write rules\.toml"):
        cheat.leave(tmp_path / "second")


@pytest.mark.parametrize(("secret", "odd"), [(0, IDENTITY), (0, ORDER_8), (77, ORDER_8)])
def test_odd_keys_make_signatures_a_library_takes(secret: int, odd: bytes) -> None:
    key = OddKey(secret, odd)
    assert ledger_keys.verify(key.public, key.sign(b"any act"), b"any act")
