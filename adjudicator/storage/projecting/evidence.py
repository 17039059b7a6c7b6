"""The life of the paper, scans made again, and notes."""

import json

from sqlalchemy import insert, select, update

from adjudicator.storage.projecting.act import Act
from adjudicator.storage.schema import case_rows, cases, notes, papers


def paper(act: Act) -> None:
    """A step in the life of a case's paper; it changes nothing that counts."""
    body = act.body
    act.connection.execute(
        insert(papers).values(
            entry=act.index,
            case_seal=body["case"],
            step=body["step"],
            seals=json.dumps(body["seals"]),
            person=act.signers[0],
        )
    )
    act.connection.execute(
        update(cases).where(cases.c.seal == body["case"]).values(paper=body["step"])
    )


def rescan(act: Act) -> None:
    """A sheet was scanned again: its case is shown in the new images, the old ones are kept."""
    seal, fresh = act.body["case"], act.body["row"]
    case = act.connection.execute(
        select(cases.c.row_seal, cases.c.images, cases.c.import_entry).where(cases.c.seal == seal)
    ).first()
    if case is None or fresh is None:
        return
    row = act.open_seal(fresh)
    images = case.images if row is None else json.dumps(list(row["images"]))
    versions = [(fresh, act.index, images)]
    if case.row_seal == seal:  # its first scan moves here too, from the case itself
        versions.insert(0, (seal, case.import_entry, case.images))
    act.connection.execute(
        insert(case_rows),
        [
            {"seal": version, "case_seal": seal, "entry": entry, "images": shown}
            for version, entry, shown in versions
        ],
    )
    act.connection.execute(
        update(cases).where(cases.c.seal == seal).values(row_seal=fresh, images=images)
    )


def note(act: Act) -> None:
    """Something that happened at the table, in words."""
    body = act.body
    act.connection.execute(
        insert(notes).values(
            entry=act.index,
            category=body["category"],
            words=act.open_seal(body["words"]),
            people=json.dumps(body["people"]),
        )
    )
