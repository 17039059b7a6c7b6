"""Rules of imports and piles.

Readings chosen where the format leaves a choice: the seals of a pile are exactly the first rows,
in the recount's contests, of its imports' manifests; ``cases`` counts them per contest; an import
stands in one pile; a case whose row is withheld takes its contest from the first ruling on it.
Batches are numbered over all rows: once one is withheld, every case from then on takes its batch
from the first ruling on it.  A pile is appended, and verified, with its file; where the file of a
pile already recorded is lost, its cases are found again in the manifests of its imports.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from adjudicator.domain.people import Role
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.piles import batch_key, number_batches, pile_root
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import CaseState, ImportState
from adjudicator.ledger.state.reclosing import open_contests
from adjudicator.ledger.state.signers import (
    Signers,
    need,
    need_board_in_session,
    need_constituted,
    need_role,
)
from adjudicator.ledger.state.witnesses import head_is_due, need_cosigned

_AGAIN = "Make the pile again from the imports."
_COUNTS = "the number of cases per contest is not what the pile holds"
_NOT_THERE = "the list of this pile's cases is not there"


def check_import(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The clerk and the log key; what is said of the manifest is what the file says."""
    body = entry.body
    constituted = need_constituted(data)
    need(right=signers.are(log=True, identities=1), who="the clerk and the log key", entry=entry)
    need_role(signers.people[0], {Role.CLERK}, "the clerk and the log key", entry)
    need_cosigned(data, constituted, "opening")
    if any(i.manifest == body["manifest"] and i.voided is None for i in data.imports.values()):
        refuse("import", "these sheets have already been imported", "Nothing needs to be done.")
    unknown = [c for c, _, _ in body["flagged"] if c not in data.contests]
    if unknown:
        refuse(
            "import",
            f"the contest {unknown[0]} is not part of this recount",
            "Import with the contests of this recount.",
        )
    manifest = data.evidence.manifest(body["manifest"])
    if manifest is None:
        data.skipped += 1
        return
    said = (body["manifest_root"], body["lots"], body["flagged"])
    found = (manifest.root, [list(x) for x in manifest.lots], [list(x) for x in manifest.flagged])
    if said != found:
        refuse(
            "import",
            "the manifest of the import does not hold what the entry says of it",
            "Run the import again.",
        )


def apply_import(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The import stands."""
    body = entry.body
    if body["counts"] is not None:
        data.contests_closed.clear()
    lots = tuple((lot, n) for lot, n in body["lots"])
    data.imports[entry.index] = ImportState(entry.index, body["manifest"], body["counts"], lots)


class _Planned(msgspec.Struct, frozen=True):
    """A case as it will stand in the pile."""

    seal: str
    row: Mapping[str, Any] | None
    import_: int | None


def check_pile(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The board's majority; every flagged ballot of the imports, none twice, none else."""
    body = entry.body
    need_constituted(data)
    need_board_in_session(data, signers, entry)
    for index in body["imports"]:
        found = data.imports.get(index)
        if found is None or found.voided is not None or found.piled is not None:
            refuse(
                "pile",
                f"entry {index} is not an import waiting for its pile",
                "Choose the imports that have no pile yet.",
            )
    strange = [contest for contest, *_ in body["expected"] if contest not in data.contests]
    if strange:
        refuse("pile", f"the contest {strange[0]} is not part of this recount", _AGAIN)
    seals = data.evidence.pile_seals(body["root"])
    if seals is None:
        refuse("pile", _NOT_THERE, "Write the pile file anew.")
    planned = _plan(data, body, seals)
    _check_root(body, seals)
    _check_complete(data, body, {case.seal for case in planned})
    _check_rows(data, body, planned)


def _recorded_seals(data: RecordData, body: Body) -> Sequence[str]:
    """The cases of a pile that stands, from its file or, where that is lost, from the manifests."""
    seals = data.evidence.pile_seals(body["root"])
    if seals is not None and pile_root(seals) == body["root"]:
        return seals
    seals = list(_sources(data, body["imports"]))
    if pile_root(seals) != body["root"]:
        refuse("pile", _NOT_THERE, "Bring the pile file back from the second path.")
    return seals


def _plan(data: RecordData, body: Body, seals: Sequence[str]) -> list[_Planned]:
    sources = _sources(data, body["imports"])
    only = body["imports"][0] if len(body["imports"]) == 1 else None
    return [
        _Planned(seal, data.evidence.row(seal), sources.get(seal, only)) for seal in sorted(seals)
    ]


def _sources(data: RecordData, imports: Sequence[int]) -> dict[str, int]:
    """Which import each first row comes from, as far as the manifests are there."""
    sources: dict[str, int] = {}
    for index in imports:
        manifest = data.evidence.manifest(data.imports[index].manifest)
        if manifest is not None:
            sources |= {opening.seal: index for opening in manifest.rows}
    return sources


def _check_root(body: Body, seals: Sequence[str]) -> None:
    if len(set(seals)) != len(seals) or pile_root(seals) != body["root"]:
        refuse("pile", "the list of this pile's cases does not have the signed root", _AGAIN)


def _check_complete(data: RecordData, body: Body, seals: set[str]) -> None:
    again = sorted(seals & data.cases.keys())
    if again:
        refuse("pile", f"the case {again[0][:8]} already stands in an earlier pile", _AGAIN)
    manifests = [data.evidence.manifest(data.imports[i].manifest) for i in body["imports"]]
    if any(manifest is None for manifest in manifests):
        data.skipped += 1
        return
    due = {opening.seal for m in manifests if m is not None for opening in m.rows}
    if due != seals:
        refuse(
            "pile",
            f"the pile leaves out or adds {len(due ^ seals)} of the flagged ballots imported",
            _AGAIN,
        )


def _check_rows(data: RecordData, body: Body, planned: list[_Planned]) -> None:
    if sum(n for _, n in body["cases"]) != len(planned):
        refuse("pile", _COUNTS, _AGAIN)
    counts: Counter[str] = Counter()
    sheets: set[tuple[str, str]] = set()
    for case in planned:
        if case.row is None:
            data.skipped += 1
            continue
        contest, sheet = case.row["contest"], case.row["sheet"]
        if contest not in data.contests:
            refuse("pile", f"the contest {contest} is not part of this recount", _AGAIN)
        if (contest, sheet) in sheets or (contest, sheet) in data.sheets:
            refuse(
                "pile",
                f"the sheet {sheet} would stand twice for the contest {contest}",
                "Void the import that repeats it, then make the pile again.",
            )
        sheets.add((contest, sheet))
        counts[contest] += 1
    if len(sheets) == len(planned) and body["cases"] != [list(n) for n in sorted(counts.items())]:
        refuse("pile", _COUNTS, _AGAIN)


def apply_pile(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The cases stand, with their numbers and batches."""
    body = entry.body
    data.piles[entry.index] = body["root"]
    data.pile_imports[entry.index] = tuple(body["imports"])
    for index in body["imports"]:
        data.imports[index].piled = entry.index
    planned = _plan(data, body, _recorded_seals(data, body))
    data.rows_withheld |= any(case.row is None for case in planned)
    if not data.rows_withheld:
        keys = [batch_key(case.row) for case in planned if case.row is not None]
        data.batch_numbers = number_batches(keys, data.batch_numbers)
        for key in sorted(set(keys), key=data.batch_numbers.__getitem__):
            data.add_batch(data.batch_numbers[key], key)
    for case in planned:
        _stand(data, entry.index, case)
    open_contests(data, [case.seal for case in planned])
    head_is_due(data, entry.index)


def _stand(data: RecordData, pile: int, case: _Planned) -> None:
    data.order.append(case.seal)
    row = case.row
    known = CaseState(
        seal=case.seal,
        number=len(data.order),
        pile=pile,
        import_=case.import_,
        contest=None if row is None else row["contest"],
        batch=None if row is None or data.rows_withheld else data.batch_numbers[batch_key(row)],
        lot=None if row is None else row["lot"],
        sheet=None if row is None else row["sheet"],
        row=case.seal,
        rows=[case.seal],
    )
    data.cases[case.seal] = known
    if known.batch is not None:
        data.batches[known.batch].cases.append(case.seal)
    if known.contest is not None and known.sheet is not None:
        data.sheets[known.contest, known.sheet] = case.seal
