"""Cheats with what lies beside the entries: openings, images, tallies, heads, working tables."""

import sqlite3
from pathlib import Path

from tests.assets.bad.cheating import Cheat, Means, bad
from tests.ledger.scenery import a_hash

_SWAPPED = "image-or-opening-swapped"
_EDITED = "projection-or-tally-edited"
_REMOVED = "cosignature-removed"
_IMPORT, _OBJECTED, _RESCAN, _CLOSE, _WITNESS = 27, 33, 40, 41, 42


def with_files(*files: str) -> Means:
    """Nobody's key."""
    return Means("A copy of the export, and nobody's key.", files=files)


def replace(cheat: Cheat, name: str, old: bytes, new: bytes) -> None:
    """Other bytes in a file, which has these once at least."""
    if old not in cheat.files[name]:
        raise ValueError(f"{name} does not hold {old!r}.")
    cheat.files[name] = cheat.files[name].replace(old, new, 1)


@bad(
    _SWAPPED,
    form="an opening",
    means=with_files("openings.jsonl"),
    entry=_OBJECTED,
    reason="seal",
    because="what was sealed in it is not what lies beside the record",
)
def image_or_opening_swapped(cheat: Cheat) -> None:
    """The words of an observer are turned round."""
    replace(cheat, "openings.jsonl", b"This one counts", b"This one cannot")


@bad(
    _SWAPPED,
    form="the list of sheets",
    means=with_files("manifests/"),
    entry=_IMPORT,
    reason="file",
    because="its list of sheets is another file",
)
def list_of_sheets_swapped(cheat: Cheat) -> None:
    """A ballot moves to another precinct."""
    (name,) = (name for name in cheat.files if name.startswith("manifests/"))
    replace(cheat, name, b'"precinct":"101"', b'"precinct":"102"')


@bad(
    _SWAPPED,
    form="an image of an imported ballot",
    means=with_files("images/"),
    entry=_IMPORT,
    reason="file",
    because="an image it rests on is another image",
)
def image_swapped(cheat: Cheat) -> None:
    """Another picture lies under the name of a ballot's."""
    cheat.files[f"images/{a_hash('front 3')}"] = b"another picture"


@bad(
    _SWAPPED,
    form="an image of a ballot scanned again",
    means=with_files("images/"),
    entry=_RESCAN,
    reason="file",
    because="an image it rests on is another image",
)
def image_of_a_new_scan_swapped(cheat: Cheat) -> None:
    """Another picture lies under the name of the new scan's."""
    row = cheat.story.evidence.rows[cheat.story.entries[_RESCAN].body["row"]]
    cheat.files[f"images/{row['images'][0]}"] = b"another picture"


# Tallies -----------------------------------------------------------------------------------------

_TALLY = b'"after":'


def another_figure(data: bytes) -> bytes:
    """A tally with one vote more."""
    return data.replace(b'"after":1', b'"after":2', 1)


@bad(
    _EDITED,
    form="tally.json",
    story="closed",
    means=with_files("tally.json"),
    file="tally.json",
    reason="file",
    because="it is not the file that was exported",
)
def projection_or_tally_edited(cheat: Cheat) -> None:
    """One vote more in the figures everybody reads."""
    cheat.files["tally.json"] = another_figure(cheat.files["tally.json"])


@bad(
    _EDITED,
    form="tally.json, with the manifest signed again",
    story="closed",
    means=Means(
        "The clerk, at the station that appends: the log key and the clerk's own.",
        keys=("log", "clerk1"),
        files=("tally.json", "MANIFEST"),
    ),
    file="tally.json",
    reason="tally",
    because="it is not the tally of this record",
)
def tally_signed_again(cheat: Cheat) -> None:
    """The same, by those who sign the export."""
    cheat.files["tally.json"] = another_figure(cheat.files["tally.json"])
    cheat.seal_manifest()


@bad(
    _EDITED,
    form="the tally of a close",
    means=Means("The two who close, with their passphrases.", keys=("ada", "ben")),
    entry=_CLOSE,
    reason="tally",
    because="the tally signed with this close is not the tally of the record",
)
def tally_of_a_close(cheat: Cheat) -> None:
    """The close signs figures that are not those of its rulings."""
    fields = cheat.story.close_fields(3)
    cheat.act(fields | {"tally": a_hash("other figures")}, "ada", "ben")


WORKING_TABLES = Means("The database of the county's own folder, open in any tool; nobody's key.")
TABLES_SENTENCE = (
    "The record does not hold in record.db because the working tables say otherwise than the "
    "record: machine_counts has 1 row changed (n 23 instead of 16); the record itself holds, and "
    "'adjudicator rebuild' mends the tables."
)


def projection_edited(folder: Path) -> None:
    """In a county's own folder: seven votes more in the counts that screens read.

    No export holds working tables, so ``adjudicator verify`` alone can find it.
    """
    with sqlite3.connect(folder / "record.db") as database:
        database.execute(
            "UPDATE machine_counts SET n = n + 7 "
            "WHERE rowid = (SELECT min(rowid) FROM machine_counts)"
        )
    database.close()


# Cosignatures ------------------------------------------------------------------------------------


def without_ortiz(note: str) -> str:
    """A note without the line of the observer Ortiz."""
    lines = note.splitlines(keepends=True)
    return "".join(line for line in lines if "/ortiz " not in line)


@bad(
    _REMOVED,
    form="from head.note",
    story="closed",
    means=with_files("head.note"),
    file="head.note",
    reason="file",
    because="it is not the file that was exported",
)
def cosignature_removed(cheat: Cheat) -> None:
    """The observer's line under the head of the export is gone."""
    cheat.files["head.note"] = without_ortiz(cheat.files["head.note"].decode()).encode()


@bad(
    _REMOVED,
    form="from the record",
    story="sat",
    means=Means("A copy of the export, and nobody's key."),
    entry=_WITNESS,
    reason="signature",
    because="a signature on entry 42 is not good (key of entry 0)",
)
def cosignature_removed_from_the_record(cheat: Cheat) -> None:
    """The observer's line in the entry that brought it is gone."""
    note = cheat.story.entries[_WITNESS].body["note"]
    escaped = [text.replace("\n", "\\n").encode() for text in (note, without_ortiz(note))]
    cheat.edit(_WITNESS, escaped[0], escaped[1])


@bad(
    _REMOVED,
    form="from the record, signed again",
    story="sat",
    means=Means("The station that appends: the log key, and the files.", keys=("log",)),
    entry=_WITNESS + 1,
    reason="seen",
    because="this was signed on a record other than this one",
)
def cosignature_removed_and_signed_again(cheat: Cheat) -> None:
    """The same, signed by the log key again; the next act saw the true entry."""
    body = cheat.body(_WITNESS)
    body["note"] = without_ortiz(body["note"])
    cheat.lines[_WITNESS] = cheat.sign(body, _WITNESS, "log").raw
