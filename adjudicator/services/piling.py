"""Close the pile: which cases there are, in which order they are worked on."""

import secrets
from collections import Counter
from collections.abc import Sequence

from adjudicator.domain.cases import CaseRow
from adjudicator.ledger import bodies
from adjudicator.ledger.manifests import summarise
from adjudicator.ledger.piles import pile_file, pile_root
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.files import write_whole
from adjudicator.storage.queries.imports import list_imports
from adjudicator.storage.record import Appended


def close_pile(
    recount: Recount,
    board: Sequence[Signer],
    *,
    seed: str | None = None,
    drawn: str = "by the program, from the system's randomness",
) -> Appended:
    """Put every flagged case of the imports not yet piled into one pile.

    :param board: identity keys of the board's majority.
    :param seed: 64 hex digits, drawn in public; ``drawn`` says how.
    :raises Refusal: nothing to pile, or no majority.
    """
    with recount.reading() as connection:
        waiting = [r for r in list_imports(connection) if not r.voided and not r.piled]
    if not waiting:
        raise Refusal("There is no import that waits for a pile. Import flagged ballots first.")
    seals: list[str] = []
    cases: Counter[str] = Counter()
    over: Counter[str] = Counter()
    under: Counter[str] = Counter()
    contests = recount.state.data.contests
    for record in waiting:
        manifest = recount.folder.manifest(record.manifest).read_bytes()
        for opening in summarise(manifest, recount.origin, contests).rows:
            row = CaseRow.from_value(opening.value)  # type: ignore[arg-type]  # a row's value
            seals.append(opening.seal)
            cases[row.contest] += 1
            over[row.contest] += row.machine.over
            under[row.contest] += row.machine.under
    root = pile_root(seals)
    path = recount.folder.pile(root)
    write_whole(path, pile_file(seals))
    return recount.append(
        bodies.pile(
            imports=[r.entry for r in waiting],
            cases=list(cases.items()),
            root=root,
            seed=seed or secrets.token_hex(32),
            drawn=drawn,
            expected=[(c, over[c], under[c]) for c in cases],
        ),
        list(board),
        files=[path],
    )
