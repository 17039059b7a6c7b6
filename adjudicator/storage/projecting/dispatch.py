"""Which projection function serves which kind of entry."""

from collections.abc import Callable

from sqlalchemy import insert

from adjudicator.storage.projecting import (
    board,
    evidence,
    looks,
    motions,
    people,
    pile,
    rulings,
)
from adjudicator.storage.projecting.act import Act
from adjudicator.storage.schema import signers

_INSERT_SIGNER = insert(signers)
_BY_KIND: dict[str, Callable[[Act], None]] = {
    "enrol": people.enrol,
    "remove": people.remove,
    "constitute": people.constitute,
    "signin": people.signin,
    "signout": people.signout,
    "attend": people.attend,
    "import": pile.import_,
    "pile": pile.pile,
    "motion": motions.motion,
    "rule": rulings.rule,
    "attest": rulings.attest,
    "withdraw": rulings.withdraw,
    "close": rulings.close,
    "vote": board.vote,
    "sitting": board.sitting,
    "reopen": board.reopen,
    "paper": evidence.paper,
    "rescan": evidence.rescan,
    "look": looks.look,
    "note": evidence.note,
}


def project(act: Act) -> None:
    """Write what one entry changes; kinds without a working table change nothing."""
    if act.signers:
        rows = [{"entry": act.index, "person": person} for person in sorted(set(act.signers))]
        act.connection.execute(_INSERT_SIGNER, rows)
    function = _BY_KIND.get(act.body["kind"])
    if function is not None:
        function(act)
