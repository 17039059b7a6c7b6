"""Close the pile: which cases there are, in which order they are worked on."""

import secrets
from collections import Counter
from collections.abc import Sequence

from adjudicator.domain.cases import CaseRow
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.ledger import bodies
from adjudicator.ledger.counts import decode as decode_counts
from adjudicator.ledger.manifests import summarise
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.piles import pile_file, pile_root
from adjudicator.services.cosigning import append_cosigned
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.ceremony import Step, check_turn
from adjudicator.services.proof.drawing import BY_THE_PROGRAM
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.files import write_whole
from adjudicator.storage.queries.imports import ImportRecord, list_imports
from adjudicator.storage.record import Appended


def close_pile(
    recount: Recount,
    board: Sequence[Signer],
    *,
    also: Sequence[Signer] = (),
    seed: str | None = None,
    drawn: str = BY_THE_PROGRAM,
) -> Appended:
    """Put every flagged case of the imports not yet piled into one pile.

    :param board: identity keys of the board's majority.
    :param also: of others who cosign the pile with them, such as observers.
    :param seed: 64 hex digits, drawn in public; ``drawn`` says how.
    :raises Refusal: nothing to pile, no majority, or in a recount that counts a step of the opening
        that comes first, or no seed that was drawn in public.
    """
    check_may_pile(recount, seed)
    waiting = _waiting(recount)
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
    expected = _expected(recount, waiting) or [(c, over[c], under[c]) for c in cases]
    return append_cosigned(
        recount,
        bodies.pile(
            imports=[r.entry for r in waiting],
            cases=list(cases.items()),
            root=root,
            seed=seed or secrets.token_hex(32),
            drawn=drawn,
            expected=expected,
        ),
        list(board),
        also=also,
        files=[path],
    )


def _waiting(recount: Recount) -> list[ImportRecord]:
    with recount.reading() as connection:
        waiting = [r for r in list_imports(connection) if r.waits_for_pile]
    if not waiting:
        raise Refusal("There is no import that waits for a pile. Import flagged ballots first.")
    return waiting


def check_may_pile(recount: Recount, seed: str | None) -> None:
    """In a recount that counts, refuse a pile out of turn or without a seed drawn in public.

    :raises Refusal: another step comes first, or nothing was drawn.
    """
    check_turn(recount, Step.PILE)
    if seed is None and recount.purpose is Purpose.RECOUNT:
        raise Refusal(
            "The pile is not closed: the order of work of a recount is drawn in public, as with "
            "dice, and nothing was drawn. Nothing was changed. Type in what was drawn."
        )


def _expected(
    recount: Recount, imports: Sequence[ImportRecord]
) -> list[tuple[str, int, int]] | None:
    """Over- and undervotes per contest as the machine counted them; ``None`` without its counts."""
    over: Counter[str] = Counter()
    under: Counter[str] = Counter()
    contests = recount.state.data.contests
    for record in imports:
        if record.counts is None:
            return None
        data = recount.folder.counts(record.counts).read_bytes()
        for count in decode_counts(data):
            if count.contest in contests and count.choice == OVER:
                over[count.contest] += count.n
            elif count.contest in contests and count.choice == UNDER:
                under[count.contest] += count.n
    return [(c, over[c], under[c]) for c in sorted(set(over) | set(under))]
