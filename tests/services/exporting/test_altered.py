"""A record that was altered in the database is not handed out, and no clerk signs for it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.ledger import canonical, envelope
from adjudicator.ledger.envelope import Entry, assemble, parse_entry
from adjudicator.ledger.merkle import Frontier, leaf_hash
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.export import export_record
from adjudicator.services.presence import note_here
from adjudicator.storage.kept_heads import STATION
from tests.support.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Its last entry is an act of the presiding member, which no later entry has seen."""
    made = Scene.copy_of_constituted(tmp_path)
    note_here(made.recount, {"kelly": made.identity("kelly")})
    return made


def alter(path: Path, change: Callable[[Entry], bytes], place: int = -1) -> None:
    """Put other bytes in the place of an entry, usually the last, and a head that fits them."""
    with closing(sqlite3.connect(path / "record.db")) as database, database:
        guards = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        lines = [raw for (raw,) in database.execute("SELECT data FROM entries ORDER BY i")]
        lines[place] = change(parse_entry(lines[place]))
        frontier = Frontier()
        for raw in lines:
            frontier.append(leaf_hash(raw))
        row = (lines[place], leaf_hash(lines[place]), place % len(lines))
        database.execute("UPDATE entries SET data = ?, leaf = ? WHERE i = ?", row)
        head = (frontier.to_bytes(), frontier.root().hex())
        database.execute("UPDATE head SET frontier = ?, root = ?", head)
        for _, guard in guards:
            database.execute(guard)


def altered_witness(entry: Entry) -> bytes:
    """A cosignature in the note that came back is another."""
    value = canonical.decode(entry.raw)
    assert isinstance(value, dict)
    lines = value["b"]["note"].splitlines(keepends=True)
    lines[-1] = lines[-1].replace(lines[-1][-20:-10], "A" * 10)
    return canonical.encode(value | {"b": value["b"] | {"note": "".join(lines)}})


def later(entry: Entry) -> dict[str, Any]:
    return entry.body | {"t": "2031-01-01T00:00:00Z"}


def unsigned(entry: Entry) -> bytes:
    envelope_of = canonical.decode(entry.raw)
    assert isinstance(envelope_of, dict)
    return canonical.encode(envelope_of | {"b": later(entry)})


def refused(scene: Scene, out: Path, at: int | None = None) -> str:
    with pytest.raises(Refusal) as found:
        export_record(scene.recount, out, scene.identity("cora"), at=at)
    assert not list(out.parent.glob("*out*")), "nothing of it is left"
    return str(found.value)


def test_an_entry_altered_with_its_head_is_found_before_the_clerk_signs(
    scene: Scene, tmp_path: Path
) -> None:
    last = scene.recount.state.size - 1
    alter(scene.path, unsigned)
    scene.recount.kept.path(scene.recount.origin, STATION).unlink()
    scene = scene.reopen()
    assert scene.recount.only_read == "", "without a kept head nothing shows it at opening"
    assert f"a signature on entry {last} is not good" in refused(scene, tmp_path / "out")
    scene.recount.close()


def test_another_record_under_an_open_window_is_not_handed_out(
    scene: Scene, tmp_path: Path
) -> None:
    """Good signatures do not help: its owner signed the last act anew."""
    kelly = scene.identity("kelly")

    def signed_anew(entry: Entry) -> bytes:
        body = later(entry)
        signature = envelope.sign_act(body, scene.recount.origin, kelly.key)
        return assemble(body, entry.index, [(kelly.introduced, signature)]).raw

    before = scene.recount.record_code()
    alter(scene.path, signed_anew)
    assert "is not the one that was opened" in refused(scene, tmp_path / "out")
    assert scene.recount.record_code() == before
    scene.recount.close()
    scene = scene.reopen()
    assert "two records with one origin" in scene.recount.only_read, "a kept head shows it"
    scene.recount.close()


def test_a_cosignature_altered_behind_the_entries_handed_out_is_found(
    scene: Scene, tmp_path: Path
) -> None:
    (witness,) = scene.recount.state.data.covered_heads.values()
    alter(scene.path, altered_witness, witness)
    assert "does not hold in head.note" in refused(scene, tmp_path / "out", at=witness)
    scene.recount.close()
