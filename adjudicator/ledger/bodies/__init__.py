"""Builders of bodies: typed arguments in, the exact fields of the kind out.

A builder sorts what the format wants sorted and leaves out ``n``, ``t``, ``st`` and ``seen``; add
those with :func:`common`.  Builders do not judge: :func:`adjudicator.ledger.kinds.check_body` and
the append rules do.
"""

from adjudicator.ledger.bodies.acts import motion, note, paper, rescan
from adjudicator.ledger.bodies.ends import (
    contest_close,
    export,
    finish,
    look,
    reference,
    sample,
    witness,
)
from adjudicator.ledger.bodies.rulings import (
    attest,
    close,
    item,
    reopen,
    rule,
    sitting,
    vote,
    withdraw,
)
from adjudicator.ledger.bodies.setup import (
    attend,
    common,
    constitute,
    enrol,
    import_,
    open_,
    pile,
    policy,
    remove,
    signin,
    signout,
)
from adjudicator.ledger.bodies.shared import Place

__all__ = [
    "Place",
    "attend",
    "attest",
    "close",
    "common",
    "constitute",
    "contest_close",
    "enrol",
    "export",
    "finish",
    "import_",
    "item",
    "look",
    "motion",
    "note",
    "open_",
    "paper",
    "pile",
    "policy",
    "reference",
    "remove",
    "reopen",
    "rescan",
    "rule",
    "sample",
    "signin",
    "signout",
    "sitting",
    "vote",
    "withdraw",
    "witness",
]
