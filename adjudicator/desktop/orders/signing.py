"""A motion is signed by everyone who votes yes for it."""

from collections.abc import Mapping

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.orders.draft import Prepared
from adjudicator.desktop.orders.reading import OrdersView
from adjudicator.desktop.signing.dialog import Request
from adjudicator.desktop.signing.need import everyone
from adjudicator.domain.wording import count
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, Signer

CHANGES = frozenset(Topic)
"""An order may change what every screen shows."""
_ISOLATED_COUNTS = (
    "What the machine counted on these sheets stays in the returns; rulings on them do not count."
)


def order_request(view: OrdersView, prepared: Prepared) -> Request:
    """The act, and who signs it."""
    draft = prepared.draft
    voters = [m.person for m in view.board if m.person.id in draft.in_favour]

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        note_here(recount, dict(keys))
        appended = carry(
            recount,
            draft.effect,
            prepared.target,
            draft.words,
            draft.votes,
            list(keys.values()),
            document=draft.document,
        )
        return f"Recorded as entry {appended.index:,}: {prepared.sentence}"

    said = [vote for _, vote in draft.votes]
    others = [
        count(said.count(vote), word)
        for vote, word in (("no", "no"), ("abstain", "abstention"))
        if vote in said
    ]
    stand = "stands" if others and len(said) - len(voters) == 1 else "stand"
    told = f" {' and '.join(others)} {stand} beside it." if others else ""
    stays = draft.effect is Effect.ISOLATE and "cases" in prepared.target
    counts = f" {_ISOLATED_COUNTS}" if stays else ""
    return Request(
        title="Carry this motion",
        sentence=f"{prepared.sentence}{counts} Everyone who votes yes signs.{told} Signing also "
        "notes those who sign as here.",
        button="Record the motion",
        need=everyone(voters, _in_favour(len(voters), len(view.board))),
        do=do,
        topics=CHANGES,
    )


def _in_favour(yes: int, seats: int) -> str:
    """How many of the board sign: ``2 of 3 members vote yes``."""
    return f"{yes} of {count(seats, 'member')} {'votes' if yes == 1 else 'vote'} yes."
