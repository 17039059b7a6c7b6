"""The opening report: everything fixed, nothing ruled; printed later it says so."""

from hashlib import sha256
from pathlib import Path

from adjudicator.interchange.papers.pdf import render
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.policies import policy_sentences
from adjudicator.services.proof.program import grouped, installed_program
from adjudicator.storage.queries.acts import list_entries
from tests.interchange.papers.reading import read_pages
from tests.support.boardroom import ANN, Boardroom


def words_of(room: Boardroom) -> str:
    made = gather(room.recount, Kind.OPENING_REPORT)
    return " ".join(page.words for page in read_pages(render(*made.papers)))


def test_before_the_first_ruling_it_tells_all_that_was_fixed(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    said, data = words_of(room), room.recount.state.data
    assert "Before the first ruling" in said
    assert "no ruling is in the record" in said
    (pile,) = data.piles
    (import_,) = data.imports.values()
    for told in (
        room.recount.origin,
        sha256((room.path / "rules.toml").read_bytes()).hexdigest(),
        sha256((room.path / "election.json").read_bytes()).hexdigest(),
        import_.manifest,
        f"Pile, entry {pile}",
        "by the program, from the system's randomness.",
        "Overvotes 12 0 12",
        "Mayor 12 4 16",
        "The board acts when 2 members of it are present.",
        "Judge Kelly kelly Chair",
        grouped(sha256(data.keys[data.people["kelly"].key].public).hexdigest()),
        grouped(sha256(data.keys[0].public).hexdigest()),
        installed_program().digest,
        "Read and signed",
        room.recount.record_code(),
    ):
        assert told in said, told
    files = {each.name: each.sha256 for each in installed_program().files}
    assert all(digest in said for digest in files.values())
    assert "adjudicator/cli/main.py" in said
    room.recount.close()


def test_the_seed_and_the_files_of_the_import_are_on_it(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    said = words_of(room)
    with room.recount.reading() as connection:
        import_, pile = (one.body for one in list_entries(connection, kinds=("import", "pile")))
    assert pile["seed"] in said
    for name, size, digest in import_["files"]:
        assert f"{name} {size:,} {digest}" in said
    room.recount.close()


def test_printed_later_it_tells_the_state_then_and_says_so(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    room.rule(room.mayor()[0], ANN)
    said = words_of(room)
    assert "Before the first ruling" not in said
    assert "Printed after the first ruling: 1 ruling stands in the record." in said
    assert f"at {room.recount.state.size:,} entries" in said
    assert "Overvotes 12 -1 11" in said
    room.recount.close()


def test_before_the_pile_it_says_that_there_is_none(tmp_path: Path) -> None:
    room = Boardroom.with_room(tmp_path)
    assert "The pile is not closed yet." in words_of(room)
    room.recount.close()


def test_every_policy_is_told_and_each_choice_differently() -> None:
    fixed = {
        "quorum": 2, "tiers": 2, "team": 2, "different": "party", "attest": "page",
        "page_max": 24, "privacy": True, "shuffle": True, "cosign": True, "grid": False,
        "grid_ms": 1500, "sample_pm": 0, "sample_limit_pm": 0, "scores": "shown",
        "writeins_as_under": False, "publish": "after_certification",
    }  # fmt: skip
    other = {
        "quorum": 1, "tiers": 1, "different": "person", "attest": "batch", "page_max": 8,
        "privacy": False, "shuffle": False, "cosign": False, "grid": True, "sample_pm": 20,
        "scores": "after", "writeins_as_under": True, "publish": "never",
    }  # fmt: skip
    usual = policy_sentences(fixed)
    assert all(sentence.endswith(".") for sentence in usual)
    for name, value in other.items():
        changed = policy_sentences(fixed | {name: value})
        assert sum(sentence not in changed for sentence in usual) == 1, name
        assert any(sentence not in usual for sentence in changed), name
