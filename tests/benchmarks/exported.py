"""Writes the export of a large evening: one ballot a ruling, two of a team and four observers.

    python -m tests.benchmarks.exported FOLDER [RULINGS]

The entries after the pile are signed one after the other without being checked, so that this takes
a minute and not ten; what reads the export is to find that they hold.
"""

import sys
from pathlib import Path

from adjudicator.ledger import bodies, canonical
from adjudicator.ledger.envelope import Body, Entry, assemble, sign_act
from adjudicator.ledger.merkle import Frontier
from tests.ledger.scenery import a_sheet
from tests.verifier import exports

RULINGS = 30_896
OBSERVERS = ("obs1", "obs2", "obs3", "obs4")


class Large(exports.FiledEvening):
    """A demonstration with four observers of its own, who answer every ruling."""

    def enrolled(self) -> "Large":
        super().enrolled()
        for person in OBSERVERS:
            self.enrol(person, "observer", "rep")
        return self

    def seated(self) -> "Large":
        self.constituted()
        for person in self.state.data.people:
            table = person in {"ada", "ben", *OBSERVERS}
            self.signin(person, "t1" if table else "b1")
        return self


class Writer:
    """Signs entries after those of a scene."""

    def __init__(self, scene: Large) -> None:
        self.scene = scene
        self.raws = [entry.raw for entry in scene.entries]
        self.tree = Frontier()
        for entry in scene.entries:
            self.tree.append(entry.leaf)

    def add(self, fields: Body, *signers: str) -> Entry:
        """One more entry, signed by these."""
        body = self.scene.body(fields, seen=[self.tree.size, self.tree.root().hex()])
        pairs = [
            (self.scene.keys[name][0], sign_act(body, self.scene.origin, self.scene.keys[name][1]))
            for name in signers
        ]
        entry = assemble(body, self.tree.size, pairs)
        self.raws.append(entry.raw)
        self.tree.append(entry.leaf)
        return entry


def make(folder: Path, rulings: int = RULINGS) -> int:
    """The export; how many entries it has."""
    sheets = [
        a_sheet(n, ("senate", "blank"), batch=str(n // 400))
        for n in sorted(range(rulings), key=lambda n: f"box/1/{n // 400}/{n}")
    ]
    scene = Large().to_pile(sheets)
    writer = Writer(scene)
    for case in scene.state.data.cases.values():
        item = bodies.item(
            case=case.seal, row=case.row, contest="senate", disp="nothing_marked", prior=None
        )
        ruled = writer.add(bodies.rule(batch=case.batch or 1, items=[item]), "ada*", "ben*")
        about = [(ruled.index, ruled.leaf.hex(), None)]
        for person in OBSERVERS:
            answer = bodies.attest(answer="none", via="shared", about=about)
            writer.add(answer, person + "*")
    files = exports.files_of(scene)
    files["record.jsonl"] = b"".join(raw + b"\n" for raw in writer.raws)
    size = writer.tree.size
    files["head.note"] = exports.head_note(scene, writer.tree.root(), size).encode()
    value = exports.tally(scene)
    for contest in value["contests"]:
        contest["pending"] = 0
    files["tally.json"] = canonical.encode(value)
    exports.write(folder, exports.with_manifest(scene, files))
    return size


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), *map(int, sys.argv[2:])))
