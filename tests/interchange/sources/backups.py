"""Scanner backups of our own making: the shape of the real database, invented content."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

_SCHEMA = """
CREATE TABLE batches (batch_number integer primary key autoincrement, id varchar(36), label text);
CREATE TABLE sheets (
  id varchar(36) primary key, batch_id varchar(36), front_image_path text, back_image_path text,
  front_interpretation_json text not null, back_interpretation_json text not null,
  created_at datetime not null, deleted_at datetime);
INSERT INTO batches (id, label) VALUES ('batch-a', 'Batch 1');
"""


@dataclass
class FakeSheet:
    """One sheet: front carries the mayor, back is blank paper."""

    id: str
    votes: list[Any] = field(default_factory=list)
    scores: dict[str, Any] = field(default_factory=dict)
    created: str = "2025-11-04 08:00:00"
    deleted: str | None = None
    precinct: str = "p1"
    contest: str = "mayor"
    front: str | None = None
    """The stored interpretation, where it is not the usual one."""

    def page(self) -> str:
        targets = self.scores or {"ada": 0, "bo": 0, "write-in-0": 0}
        area = {"x": 10, "y": 20, "width": 60, "height": 80}
        boxes = [{"x": 12, "y": 22 + 9 * n, "width": 9, "height": 6} for n in range(len(targets))]
        return json.dumps(
            {
                "type": "InterpretedHmpbPage",
                "metadata": {
                    "precinctId": self.precinct,
                    "ballotStyleId": "both",
                    "pageNumber": 1,
                },
                "markInfo": {
                    "ballotSize": {"width": 1700, "height": 2200},
                    "marks": [
                        {"contestId": self.contest, "optionId": o, "score": s, "bounds": box}
                        for (o, s), box in zip(targets.items(), boxes, strict=True)
                    ],
                },
                "layout": {"contests": [{"contestId": self.contest, "bounds": area}]},
                "votes": {self.contest: self.votes} if self.votes else {},
            }
        )


def backup(folder: Path, *sheets: FakeSheet) -> Path:
    """A scanner's backup in a folder; images are 85 x 110 grey pages."""
    folder.mkdir(exist_ok=True)
    (folder / "images").mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "scanner.db")) as db:
        db.executescript(_SCHEMA)
        for sheet in sheets:
            names = [f"/vx/ballot-images/{sheet.id}-{side}.png" for side in ("front", "back")]
            for name in names:
                Image.new("L", (85, 110), 255).save(folder / "images" / name.rsplit("/", 1)[-1])
            row = (
                *(sheet.id, "batch-a", *names, sheet.front or sheet.page()),
                *('{"type": "BlankPage"}', sheet.created, sheet.deleted),
            )
            db.execute("INSERT INTO sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.commit()
    return folder
